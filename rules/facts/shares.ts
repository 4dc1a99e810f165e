import type { Shard } from '../domain/shard.ts';
import { RATIO_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import type { Source } from '../engine/traced.ts';
import { codesOf, isVoidFlag, NO_DAY } from './columns.ts';
import { institutionField, institutionKey } from './institutions.ts';
import { normalized } from './memo.ts';
import { visitColumns } from './visit-columns.ts';

/** What one closed stay gives to a share: both in one unit (分, or stays); `unknown` is what of the base cannot be told to be part or not. */
export interface Measured {
	readonly base: number;
	readonly part: number;
	readonly unknown: number;
}
/** The stay that gave most, by identifier. */
export interface Most extends Measured {
	readonly visit: string;
}
/** Sums of a department (科室) of an institution, with its stay that gave most to the part and the one with the largest base. Plain data. */
export interface DepartmentShare extends Measured {
	/** Comparable name of the department. */
	readonly name: string;
	readonly stays: number;
	readonly topPart: Most;
	readonly topBase: Most;
}
/** By institution and department. */
export type Shares = Readonly<Record<string, DepartmentShare>>;

const SEPARATOR = '\u001f';

/** Department that a stay is counted in: the discharging one, else the admitting one; wards passed through on the way are not told apart. */
export const departmentField = (visit: Row<'visit'>): 'dscg_dept_name' | 'adm_dept_name' | null =>
	visit.text('dscg_dept_name') !== '' ? 'dscg_dept_name' : visit.text('adm_dept_name') !== '' ? 'adm_dept_name' : null;

export interface Department {
	readonly key: string;
	readonly name: string;
	readonly sources: readonly Source[];
}
/** Institution and department of a stay; null where either is not said. */
export function departmentOf(visit: Row<'visit'>): Department | null {
	const [field, place] = [departmentField(visit), institutionField(visit)];
	if (field === null || place === null) return null;
	const name = normalized(visit.text(field));
	const sources = [
		{ row: visit, field: place },
		{ row: visit, field }
	];
	return { key: `${institutionKey(visit)}${SEPARATOR}${name}`, name, sources };
}

/** Keys of the departments of closed stays by visit, by columns; null for other visits, '' where it is not said. */
export function departmentKeys(shard: Shard, context: RunContext): (visit: number) => string | null {
	const table = shard.tables.visit;
	const { inpatient, lastDay } = visitColumns(shard, context);
	const cells = (['fixmedins_code', 'fixmedins_name', 'dscg_dept_name', 'adm_dept_name'] as const).map((field) => codesOf(table, field));
	const [places, departments] = [
		['fixmedins_code', 'fixmedins_name'].map((name) => context.batch.dictionaries.get(name)),
		context.batch.dictionaries.get('department')
	];
	const [flags, voids] = [codesOf(table, 'vali_flag'), isVoidFlag(context.batch)];
	return (visit) => {
		if (inpatient[visit] !== 1 || lastDay[visit] === NO_DAY || !table) return null;
		if (flags && voids[flags[table.rowStart[visit]!]!] === 1) return null;
		const [code, name, discharged, admitted] = cells.map((column) => column?.[table.rowStart[visit]!] ?? 0) as [number, number, number, number];
		const department = discharged || admitted;
		if (department === 0 || (code === 0 && name === 0)) return '';
		const place = code !== 0 ? places[0]!.text(code) : places[1]!.text(name);
		return `${normalized(place)}${SEPARATOR}${normalized(departments.text(department))}`;
	};
}

/** First pass: sums by department of what a measure says of each closed stay; null leaves a stay out. */
export function shareMap(
	measure: (shard: Shard, context: RunContext) => (visit: number) => Measured | null
): (shard: Shard, context: RunContext) => Shares {
	return (shard, context) => {
		const [keyOf, of, ids] = [departmentKeys(shard, context), measure(shard, context), context.batch.dictionaries.get('visit')];
		const shares: Record<string, DepartmentShare> = {};
		for (let visit = 0; visit < shard.visitCount; visit++) {
			const key = keyOf(visit);
			const measured = key ? of(visit) : null;
			if (!key || !measured) continue;
			const top = { visit: ids.text(shard.visitCode[visit]!), ...measured };
			const one = { name: key.split(SEPARATOR)[1]!, stays: 1, ...measured, topPart: top, topBase: top };
			shares[key] = shares[key] ? joined(shares[key], one) : one;
		}
		return shares;
	};
}

/** Joins the sums of all shards; their order does not matter. */
export function shareReduce(partials: readonly Shares[]): Shares {
	const all: Record<string, DepartmentShare> = {};
	for (const partial of partials) for (const [key, share] of Object.entries(partial)) all[key] = all[key] ? joined(all[key], share) : share;
	return all;
}

function joined(a: DepartmentShare, b: DepartmentShare): DepartmentShare {
	return {
		name: a.name,
		stays: a.stays + b.stays,
		base: a.base + b.base,
		part: a.part + b.part,
		unknown: a.unknown + b.unknown,
		topPart: larger(a.topPart, b.topPart, (one) => one.part),
		topBase: larger(a.topBase, b.topBase, (one) => one.base)
	};
}
/** Of equals the one with the lower identifier, so that the order of the shards does not matter. */
const larger = (a: Most, b: Most, of: (one: Most) => number): Most => (of(a) > of(b) || (of(a) === of(b) && a.visit <= b.visit) ? a : b);

/** Part of the base, 1/10 000; null where there is no base. */
export const shareOf = ({ base, part }: Measured): number | null => (base <= 0 ? null : Math.round((part * RATIO_SCALE) / base));
/** The same without its stay that gave most to the part: one costly case is no habit. */
export const shareWithoutTop = ({ base, part, topPart }: DepartmentShare): number | null =>
	shareOf({ base: base - topPart.base, part: part - topPart.part, unknown: 0 });

/** Share of the base that cannot be told, 1/10 000. */
export const unknownShare = ({ base, unknown }: Measured): number => (base <= 0 ? 0 : Math.round((unknown * RATIO_SCALE) / base));

/** Departments of the same name at other institutions with enough stays and little unknown: how many, and the median of their shares. */
export function peerShares(shares: Shares, own: string, minStays: number, maxUnknown: number): { count: number; median: number } {
	const { name } = shares[own]!;
	const peers = Object.entries(shares)
		.filter(([key, one]) => key !== own && one.name === name && one.stays >= minStays && unknownShare(one) <= maxUnknown)
		.map(([, one]) => shareOf(one))
		.filter((share) => share !== null)
		.sort((a, b) => a - b);
	const middle = Math.floor(peers.length / 2);
	const median = peers.length === 0 ? 0 : peers.length % 2 === 1 ? peers[middle]! : Math.floor((peers[middle - 1]! + peers[middle]!) / 2);
	return { count: peers.length, median };
}
