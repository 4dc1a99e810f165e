import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Shard } from '../domain/shard.ts';
import { dayOf } from '../domain/units.ts';
import { normalizeName } from '../knowledge/names.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { charges } from './charges.ts';
import { institutionField, institutionKey } from './institutions.ts';
import { itemKey } from './items.ts';
import { visitRow } from './neighbours.ts';
import { visitsWithRefund } from './refunds.ts';
import { mainDiagnosis } from './same-diagnosis.ts';
import { likenessKey, signatures } from './signatures.ts';

/** What one visit looks like: where and by whom, and what was charged. */
export interface Likeness {
	readonly institution: string;
	readonly doctor: string;
	readonly diagnosis: string;
	readonly day: number;
	/** Digest of the sorted items with their net quantities. */
	readonly signature: string;
	readonly items: number;
	readonly sources: Readonly<Record<'institution' | 'doctor' | 'diagnosis' | 'items', readonly Source[]>>;
}

const DIGEST_LENGTH = 16;

/** Where, by whom and for what; null where the visit lacks something that it would be compared by. */
interface Whereabouts extends Pick<Likeness, 'institution' | 'doctor' | 'diagnosis' | 'day'> {
	readonly sources: Omit<Likeness['sources'], 'items'>;
}

function whereaboutsOf(stay: Stay): Whereabouts | null {
	const visit = visitRow(stay);
	const begin = visit?.time('begntime');
	if (!visit || !begin) return null;
	const doctor = doctorOf(visit, stay);
	const diagnosis = mainDiagnosis(visit, stay);
	const institution = institutionKey(visit);
	if (institution === '' || !doctor || (diagnosis.code === '' && diagnosis.name === '')) return null;
	return {
		institution,
		doctor: doctor.name,
		diagnosis: diagnosis.code || diagnosis.name,
		day: dayOf(begin.seconds),
		sources: {
			institution: [{ row: visit, field: institutionField(visit)! }],
			doctor: doctor.sources,
			diagnosis: [diagnosis.code === '' ? diagnosis.nameSource : diagnosis.codeSource]
		}
	};
}

/** Null where the visit lacks something that it would be compared by. */
export function likenessOf(stay: Stay, context: RunContext): Likeness | null {
	const lines = stay.fact(charges).net;
	const where = lines.length === 0 ? null : whereaboutsOf(stay);
	if (!where) return null;
	const quantities = new Map<string, number>();
	for (const { row, quantity } of lines) {
		const item = likenessKey(itemKey(row), context);
		quantities.set(item, (quantities.get(item) ?? 0) + quantity);
	}
	const listed = [...quantities].map(([item, quantity]) => `${item} ${quantity}`).sort();
	return {
		...where,
		signature: bytesToHex(sha256(utf8ToBytes(listed.join('\n')))).slice(0, DIGEST_LENGTH),
		items: quantities.size,
		sources: { ...where.sources, items: lines.map(({ row }) => ({ row, field: 'cnt' })) }
	};
}

/** The visit's own doctor, else the one doctor of all its lines. */
function doctorOf(visit: Row<'visit'>, stay: Stay): { name: string; sources: Source[] } | null {
	if (visit.text('chfpdr_name') !== '') return { name: visit.text('chfpdr_name'), sources: [{ row: visit, field: 'chfpdr_name' }] };
	const rows = stay
		.fact(charges)
		.net.map(({ row }) => row)
		.filter((row) => row.text('bilg_dr_name') !== '');
	const names = new Set(rows.map((row) => row.text('bilg_dr_name')));
	return names.size === 1 ? { name: [...names][0]!, sources: rows.map((row) => ({ row, field: 'bilg_dr_name' })) } : null;
}

interface Member {
	readonly visit: string;
	readonly person: string;
	readonly place: string;
	readonly day: number;
	readonly signature: string;
	/** Folded address of the person; '' where the record tells none. */
	readonly address: string;
}
/** Look-alike visits by place (institution, doctor, diagnosis), then by day and signature. Plain data. */
export type Rings = Readonly<Record<string, Readonly<Record<string, readonly (readonly [visit: string, person: string, address: string])[]>>>>;

/** Two visits of one item or two are no likeness: a registration and a test are what many come for. */
const MIN_ITEMS = 2;
const SEPARATOR = '\u001f';

const placeOf = ({ institution, doctor, diagnosis }: Whereabouts | Likeness): string => [institution, doctor, diagnosis].join(SEPARATOR);

/** What an address of one household tells; a district or a village group is where many live. */
const DOOR = /(\d|[一二三四五六七八九十百])(号|室|户|弄|栋|幢|单元)/u;

/** Address of the person down to the door; '' where none is told, or one that many share. */
export function addressOf(stay: Stay): string {
	const address = normalizeName(visitRow(stay)?.text('addr') ?? '');
	return DOOR.test(address) ? address : '';
}

export function membersOf(shard: Shard, context: RunContext): Member[] {
	const book = bookOf(shard, context.batch);
	const refunds = visitsWithRefund(shard, context);
	const netOf = (visit: number) =>
		book
			.stay(visit)
			.fact(charges)
			.net.map(({ row, quantity }) => ({ row: row.index, quantity }));
	const signatureOf = signatures(shard, context, (visit) => (refunds[visit] === 1 ? netOf(visit) : null));
	const members: Member[] = [];
	for (let v = 0; v < shard.visitCount; v++) {
		const { text, items } = signatureOf(v);
		const stay = book.stay(v);
		const where = items < MIN_ITEMS || stay.person === '' ? null : whereaboutsOf(stay);
		if (where)
			members.push({ visit: stay.id, person: stay.person, place: placeOf(where), day: where.day, signature: text, address: addressOf(stay) });
	}
	return members;
}

/** Groups of at least two persons; sorted, so that the order of the shards does not matter. */
export function mergeMembers(partials: readonly (readonly Member[])[]): Rings {
	const groups = new Map<string, Member[]>();
	for (const partial of partials) {
		for (const member of partial) {
			const key = `${member.day} ${member.signature} ${member.place}`;
			const known = groups.get(key);
			if (known) known.push(member);
			else groups.set(key, [member]);
		}
	}
	const rings: Record<string, Record<string, [string, string, string][]>> = {};
	for (const members of groups.values()) {
		const [{ place, day, signature, person }] = members as [Member];
		if (members.every((other) => other.person === person)) continue;
		(rings[place] ??= {})[`${day} ${signature}`] = members
			.map((one): [string, string, string] => [one.visit, one.person, one.address])
			.sort(([a], [b]) => (a < b ? -1 : 1));
	}
	return rings;
}

const visitsOfRings = new WeakMap<Rings, ReadonlySet<string>>();

/** Identifiers of all visits that look like one of another person. */
export function alike(rings: Rings): ReadonlySet<string> {
	let visits = visitsOfRings.get(rings);
	if (!visits)
		visitsOfRings.set(
			rings,
			(visits = new Set(Object.values(rings).flatMap((groups) => Object.values(groups).flatMap((members) => members.map(([id]) => id)))))
		);
	return visits;
}

export interface Ring {
	/** Persons in the visit's own group. */
	readonly persons: number;
	/** Days on which at least so many of them, the visit's person among them, look alike. */
	readonly days: number;
	/** Other visits of those groups. */
	readonly visits: readonly string[];
	/** Addresses of the other persons of the visit's own group, as far as they are told. */
	readonly addresses: ReadonlySet<string>;
}

/** The ring around a visit: its own group, and the groups of the same place on other days that share at least `least` persons with it. */
export function ringOf(rings: Rings, likeness: Likeness, visit: string, person: string, least: number): Ring | null {
	const groups = rings[placeOf(likeness)] ?? {};
	const own = Object.values(groups).find((members) => members.some(([id]) => id === visit));
	if (!own) return null;
	const persons = new Set(own.map(([, who]) => who));
	const days = new Set([likeness.day]);
	const visits = new Set(own.map(([id]) => id));
	for (const [group, members] of Object.entries(groups)) {
		const day = Number(group.split(' ')[0]);
		const common = members.filter(([, who]) => persons.has(who));
		const shared = new Set(common.map(([, who]) => who));
		if (day === likeness.day || shared.size < least || !shared.has(person)) continue;
		days.add(day);
		for (const [id] of common) visits.add(id);
	}
	visits.delete(visit);
	const addresses = new Set(own.flatMap(([, who, address]) => (who === person || address === '' ? [] : [address])));
	return { persons: persons.size, days: days.size, visits: [...visits].sort(), addresses };
}
