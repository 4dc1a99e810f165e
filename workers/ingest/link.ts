import { ABSENT } from '../../rules/domain/columns.ts';
import { TABLES } from '../../rules/domain/tables/index.ts';
import type { DictionarySet } from './dictionary.ts';
import { STATE, type Segment } from './segment.ts';

/** Rows tied to visits, visits to people. Codes are those of the dictionaries `visit` and `person`. */
export interface Links {
	/** Visit code of each row of a segment; 0 where the row has none (refused, blank). */
	readonly visitOf: ReadonlyMap<Segment, Uint32Array>;
	/** Person code of each visit code. */
	readonly personOf: Uint32Array;
	/** Begin of each visit code in civil seconds, `ABSENT` where unknown. */
	readonly beginOf: Float64Array;
	/** 1 for visit codes that a row of the visit table describes. */
	readonly described: Uint8Array;
	/** Visit codes with at least one row, ascending. */
	readonly visits: Uint32Array;
}

type Codes = ((row: number) => number) | null;

/** The field of a table that names the visit. */
const visitField = (segment: Segment): string => (segment.table === 'earlierVisit' ? 'rel_mdtrt_id' : 'mdtrt_id');

const isVisitTable = (segment: Segment): boolean => TABLES[segment.table].belongs === 'visit';

/**
 * Ties rows to visits: by the visit's own number, else by institution, stay number and document (机构 + 住院/门诊号 + 证件号), as many of the
 * three as the file has. Rows without any of these are refused.
 */
export function link(segments: readonly Segment[], dictionaries: DictionarySet): Links {
	const keys = new CompositeKeys(dictionaries);
	const visitOf = new Map<Segment, Uint32Array>();
	const own = segments.filter(isVisitTable);
	// Visits first: they decide which numbers the other tables' composite keys mean.
	for (const segment of own.filter((s) => s.table === 'visit')) visitOf.set(segment, tie(segment, keys, true));
	for (const segment of own.filter((s) => s.table !== 'visit')) visitOf.set(segment, tie(segment, keys, false));
	return people(own, visitOf, dictionaries);
}

function tie(segment: Segment, keys: CompositeKeys, describes: boolean): Uint32Array {
	const visits = new Uint32Array(segment.rows);
	const direct = segment.codes(visitField(segment));
	const institution = segment.codes('fixmedins_code');
	const number = segment.table === 'earlierVisit' ? null : segment.codes('ipt_otp_no');
	const certificate = segment.codes('certno');
	const person = segment.codes('psn_no');
	const states = segment.states.bytes;
	for (let row = 0; row < segment.rows; row++) {
		if (states[row] !== STATE.taken) continue;
		const given = direct?.(row) ?? 0;
		const org = institution?.(row) ?? 0;
		const no = number?.(row) ?? 0;
		const cert = certificate?.(row) ?? 0;
		let visit = given;
		if (visit === 0 && no !== 0) visit = keys.visit(org, no, cert);
		if (visit === 0 && segment.table !== 'earlierVisit') visit = keys.withoutNumber(org, person?.(row) ?? 0, cert);
		if (visit === 0) {
			segment.refuseLater(row, 'no-visit-key');
			continue;
		}
		if (describes && given !== 0 && no !== 0) keys.name(org, no, cert, given);
		visits[row] = visit;
	}
	return visits;
}

/** Visits by what hospitals know them by. */
class CompositeKeys {
	/** Keys as files give them. */
	private readonly exact = new Map<string, number>();
	/** The same keys with parts left out, for files that lack these parts; -1 where several visits share one. */
	private readonly reduced = new Map<string, number>();
	private readonly dictionaries: DictionarySet;
	private lastParts: readonly [number, number, number] = [-1, -1, -1];
	private lastVisit = 0;

	constructor(dictionaries: DictionarySet) {
		this.dictionaries = dictionaries;
	}

	/** Says which visit a key means. */
	name(org: number, no: number, cert: number, visit: number): void {
		claimKey(this.exact, `${org}|${no}|${cert}`, visit);
		for (const key of reducedKeys(org, no, cert)) claimKey(this.reduced, key, visit);
	}

	/** The visit of a key, made from its parts where no file names it. */
	visit(org: number, no: number, cert: number): number {
		const [lastOrg, lastNo, lastCert] = this.lastParts;
		if (org === lastOrg && no === lastNo && cert === lastCert) return this.lastVisit;
		let visit = this.find(org, no, cert);
		if (visit === 0) {
			visit = this.dictionaries
				.get('visit')
				.add([this.text('fixmedins_code', org), this.text('stayNumber', no), this.text('certificate', cert)].join('|'));
			this.name(org, no, cert, visit);
		}
		this.lastParts = [org, no, cert];
		this.lastVisit = visit;
		return visit;
	}

	private find(org: number, no: number, cert: number): number {
		const key = `${org}|${no}|${cert}`;
		const exact = this.exact.get(key) ?? 0;
		if (exact > 0) return exact;
		// This file lacks a part that the visits have …
		const reduced = org === 0 || cert === 0 ? (this.reduced.get(key) ?? 0) : 0;
		if (reduced > 0) return reduced;
		// … or it has a part that the visits lack.
		for (const fewer of reducedKeys(org, no, cert)) {
			const visit = this.exact.get(fewer) ?? 0;
			if (visit > 0) return visit;
		}
		return 0;
	}

	/** A row that knows the person only stands in a visit of its own: institution and person. */
	withoutNumber(org: number, person: number, cert: number): number {
		const who = this.text('person', person) || this.text('certificate', cert);
		return who === '' ? 0 : this.dictionaries.get('visit').add(`${this.text('fixmedins_code', org)}||${who}`);
	}

	private text(dictionary: string, code: number): string {
		return code === 0 ? '' : this.dictionaries.get(dictionary).text(code);
	}
}

function claimKey(keys: Map<string, number>, key: string, visit: number): void {
	const held = keys.get(key);
	keys.set(key, held === undefined || held === visit ? visit : -1);
}

/** A key with one or both of institution and document left out. */
function reducedKeys(org: number, no: number, cert: number): string[] {
	const keys: string[] = [];
	if (cert !== 0) keys.push(`${org}|${no}|0`);
	if (org !== 0) keys.push(`0|${no}|${cert}`);
	if (cert !== 0 && org !== 0) keys.push(`0|${no}|0`);
	return keys;
}

/** A document number that hides digits names nobody. */
const isMasked = (certificate: string): boolean => certificate.includes('*') || certificate.includes('＊');

/** Persons of the visits: by number, else by an unmasked document, else each visit is a person of its own. */
function people(segments: readonly Segment[], visitOf: ReadonlyMap<Segment, Uint32Array>, dictionaries: DictionarySet): Links {
	const visits = dictionaries.get('visit');
	const persons = dictionaries.get('person');
	const certificates = dictionaries.get('certificate');
	const numberOf = new Uint32Array(visits.size);
	const certificateOf = new Uint32Array(visits.size);
	const beginOf = new Float64Array(visits.size).fill(ABSENT);
	const described = new Uint8Array(visits.size);
	const seen = new Uint8Array(visits.size);
	const personOfCertificate = new Uint32Array(certificates.size);
	for (const segment of segments) {
		const rows = visitOf.get(segment)!;
		const states = segment.states.bytes;
		const number: Codes = segment.codes('psn_no');
		const certificate: Codes = segment.codes('certno');
		const begin = segment.table === 'visit' ? segment.numbers('begntime') : null;
		for (let row = 0; row < segment.rows; row++) {
			const visit = rows[row]!;
			if (visit === 0 || states[row] !== STATE.taken) continue;
			seen[visit] = 1;
			const who = number ? number(row) : 0;
			const cert = certificate ? certificate(row) : 0;
			if (numberOf[visit] === 0) numberOf[visit] = who;
			if (certificateOf[visit] === 0) certificateOf[visit] = cert;
			if (who !== 0 && cert !== 0 && personOfCertificate[cert] === 0) personOfCertificate[cert] = who;
			if (segment.table !== 'visit' || described[visit] === 1) continue;
			described[visit] = 1;
			if (begin) beginOf[visit] = begin.at(row);
		}
	}
	const personOf = new Uint32Array(visits.size);
	const list: number[] = [];
	for (let visit = 1; visit < visits.size; visit++) {
		if (seen[visit] === 0) continue;
		list.push(visit);
		const cert = certificateOf[visit]!;
		const text = certificates.text(cert);
		const known = cert !== 0 && !isMasked(text);
		personOf[visit] = numberOf[visit] || (known ? personOfCertificate[cert] || persons.add(text) : 0) || persons.add(visits.text(visit));
	}
	return { visitOf, personOf, beginOf, described, visits: Uint32Array.from(list) };
}
