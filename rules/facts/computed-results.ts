import type { Shard } from '../domain/shard.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { codesOf, perText } from './columns.ts';
import { institutionKey } from './institutions.ts';
import { normalized } from './memo.ts';

/** A result that some laboratories reckon out of others, and the ways in which they do. */
export interface Formula {
	readonly id: 'indirect-bilirubin' | 'osmolality';
	/** Names of the item on fee lines, and of reagents in the stock. */
	readonly items: readonly string[];
	readonly reagent: string;
	/** What is reckoned, of values by their place in `ROLES`; each way gives the result at 1/1000. */
	readonly ways: readonly ((values: readonly number[]) => number)[];
	/** Roles that it needs, the result first. */
	readonly roles: readonly number[];
}

/** Tests by name: 0 间接胆红素, 1 总胆红素, 2 直接胆红素, 3 渗透压, 4 钠, 5 钾, 6 葡萄糖, 7 尿素. */
const ROLES: readonly RegExp[] = [
	/间接胆红素|非结合胆红素|^i-?bil/,
	/总胆红素|^t-?bil/,
	/直接胆红素|(?<!非)结合胆红素|^d-?bil/,
	/渗透压/,
	/^(血清|血浆|血)?钠(测定|离子)?(\(na\+?\))?$|^na\+?$/,
	/^(血清|血浆|血)?钾(测定|离子)?(\(k\+?\))?$|^k\+?$/,
	/^(血清|血浆|空腹|血)?(葡萄糖|血糖)(测定)?(\(glu\))?$|^glu$/,
	/^(血清|血)?尿素(氮)?(测定)?(\((urea|bun)\))?$|^(urea|bun)$/
];
const NONE = -1;
const THOUSAND = 1000;

/** Formulae as the problem list (134, 136) speaks of them; the variants of osmolality are general laboratory knowledge. */
export const FORMULAE: readonly Formula[] = [
	{ id: 'indirect-bilirubin', items: ['间接胆红素'], reagent: '间接胆红素', roles: [0, 1, 2], ways: [([, total, direct]) => total! - direct!] },
	{
		id: 'osmolality',
		items: ['渗透压'],
		reagent: '渗透压',
		roles: [3, 4, 5, 6, 7],
		ways: [([, na, k, glucose, urea]) => 2 * (na! + k!) + glucose! + urea!, ([, na, , glucose, urea]) => 2 * na! + glucose! + urea!]
	}
];

const roleOf = perText('lab', 'item_name', (text) => {
	const name = normalized(text);
	return ROLES.findIndex((words) => words.test(name));
});

/** A plain number at 1/1000 with the worth of its last digit; null for words, ranges and signs. */
function exactResult(text: string): { value: number; digit: number } | null {
	const match = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(text.normalize('NFKC').trim());
	if (!match) return null;
	const decimals = match[2]?.length ?? 0;
	return { value: Math.round(Number(match[0]) * THOUSAND), digit: THOUSAND / 10 ** decimals };
}

/** One report of a stay that has the result of a formula and all that it is reckoned from. */
export interface Report {
	readonly formula: Formula;
	/** Rows in the order of the formula's roles. */
	readonly rows: readonly Row<'lab'>[];
	/** By way: whether the result is what that way gives, within one of its last digit. */
	readonly equal: readonly boolean[];
}

/** Reports of a stay with a result that might be reckoned. Results of one report stand under one number, else at one time. */
export function reportsWithFormula(stay: Stay<never>): Report[] {
	const any = stay as unknown as Stay;
	const roles = roleOf(any.book.batch);
	const codes = codesOf(any.book.shard.tables.lab, 'item_name');
	if (!codes) return [];
	const reports = new Map<string, (Row<'lab'> | undefined)[]>();
	for (const row of any.rows('lab') as readonly Row<'lab'>[]) {
		const role = roles[codes[row.index]!]!;
		if (role === NONE) continue;
		const key = row.text('rpt_no') || String(row.time('rpt_time')?.seconds ?? '');
		const known = reports.get(key) ?? reports.set(key, []).get(key)!;
		known[role] ??= row;
	}
	return [...reports.values()].flatMap((rows) => FORMULAE.flatMap((formula) => reportOf(formula, rows) ?? []));
}

function reportOf(formula: Formula, found: readonly (Row<'lab'> | undefined)[]): Report | null {
	const rows = formula.roles.map((role) => found[role]);
	if (rows.some((row) => row === undefined)) return null;
	const values = rows.map((row) => exactResult(row!.text('result')));
	if (values.some((value) => value === null)) return null;
	const numbers = values.map((value) => value!.value);
	const equal = formula.ways.map((way) => Math.abs(way(numbers) - numbers[0]!) <= values[0]!.digit);
	return { formula, rows: rows as Row<'lab'>[], equal };
}

/** Reports of an institution by formula, and how many are as a way of reckoning gives them. Plain data. */
export type Counts = Readonly<Record<string, { readonly reports: number; readonly equal: readonly number[] }>>;

/** First pass: rows of the results are found by codes; other visits are not read. */
export function countReports(shard: Shard, { batch }: RunContext): Counts {
	const { lab, visit: table } = shard.tables;
	const codes = codesOf(lab, 'item_name');
	const roles = roleOf(batch);
	const results = new Set(FORMULAE.map(({ roles: [result] }) => result));
	const counts: Record<string, { reports: number; equal: number[] }> = {};
	if (!lab || !codes || !table) return counts;
	const book = bookOf(shard, batch);
	for (let visit = 0; visit < shard.visitCount; visit++) {
		let has = false;
		for (let row = lab.rowStart[visit]!; row < lab.rowStart[visit + 1]! && !has; row++) has = results.has(roles[codes[row]!]!);
		if (!has || table.rowStart[visit] === table.rowStart[visit + 1]) continue;
		const place = institutionKey(new Row<'visit'>(table, table.rowStart[visit]!, batch));
		for (const { formula, equal } of place === '' ? [] : reportsWithFormula(book.stay(visit) as Stay<never>)) {
			const known = (counts[`${place}|${formula.id}`] ??= { reports: 0, equal: formula.ways.map(() => 0) });
			known.reports++;
			equal.forEach((is, way) => is && known.equal[way]!++);
		}
	}
	return counts;
}

export function mergeCounts(partials: readonly Counts[]): Counts {
	const all: Record<string, { reports: number; equal: number[] }> = {};
	for (const partial of partials) {
		for (const [key, { reports, equal }] of Object.entries(partial)) {
			const known = (all[key] ??= { reports: 0, equal: equal.map(() => 0) });
			known.reports += reports;
			equal.forEach((count, way) => (known.equal[way]! += count));
		}
	}
	return all;
}
