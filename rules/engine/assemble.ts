import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { display } from '../domain/display.ts';
import type { Basis, Clear, Condition, Finding, FindingLine } from '../domain/finding.ts';
import { sumAmounts, type LineAmounts } from '../domain/part-amounts.ts';
import { dayOf, proRata } from '../domain/units.ts';
import { lineAmounts, settlementAmounts } from './amounts.ts';
import type { Row } from './row.ts';
import type { AnyRule } from './rule.ts';
import type { Stay } from './stay.ts';
import type { Report, ReportedLine, Trace } from './trace.ts';
import { rowId } from './traced.ts';

/** One finding out of all reports of one judge on one subject: lines are merged, the weakest grade stands. */
export function assemble(rule: AnyRule, stay: Stay, trace: Trace, basis: readonly Basis[]): Finding {
	const { reports, conditions } = trace;
	const first = reports[0]!;
	const lines = mergeLines(reports.flatMap((report) => report.lines));
	const amounts = lines.map((line) => lineAmounts(stay, line.charge, line.amount === undefined ? line.charge.amount : line.amount));
	const settlements = [...new Map(reports.flatMap((report) => report.settlements ?? []).map((row) => [row.index, row])).values()];
	const settled = settlements.map(settlementAmounts);
	const offending = [...amounts.filter((_, i) => lines[i]!.role === 'offending'), ...settled];
	const clears = mergeClears(trace.clears);
	const findingLines = [
		...lines.map((line, i) => findingLine(line.charge.row, line.role, line.quantity ?? line.charge.quantity, amounts[i]!)),
		...settlements.map((row, i) => findingLine(row, 'offending', null, settled[i]!))
	];
	const { meta } = rule;
	return {
		key: [meta.id, stay.id, first.anchor ?? ''].filter(Boolean).join(':'),
		rule: meta.id,
		version: meta.version,
		dimension: meta.dimension,
		violation: meta.violation,
		grade: reports.every((report) => report.grade === 'certain') && basis.every((b) => b.verified) ? 'certain' : 'suspect',
		visit: stay.id,
		person: stay.person,
		related: [...new Set(reports.flatMap((report) => report.related ?? []))],
		...place(stay, lines),
		date: firstDay(stay, lines),
		lines: findingLines,
		conditions,
		clears,
		basis,
		amounts: sumAmounts(offending),
		messages: reports.map((report) => ({ id: report.message, data: report.data ?? {} })),
		evidenceDigest: evidenceDigest(conditions, findingLines, clears)
	};
}

/** Each counter-evidence stands once, however many parts of the judge looked for it: found anywhere is found. */
function mergeClears(clears: readonly Clear[]): Clear[] {
	const rank = { found: 2, 'not-found': 1, 'no-data': 0 };
	const merged = new Map<string, Clear>();
	for (const clear of clears) {
		const known = merged.get(clear.id);
		const state = known && rank[known.state] > rank[clear.state] ? known.state : clear.state;
		merged.set(clear.id, { ...clear, state, sources: [...(known?.sources ?? []), ...clear.sources] });
	}
	return [...merged.values()];
}

/** The same line from two parts of a judge stands once, with the larger part found wrong. */
function mergeLines(lines: readonly ReportedLine[]): ReportedLine[] {
	const merged = new Map<string, ReportedLine>();
	for (const line of lines) {
		const key = `${line.charge.row.table}:${line.charge.row.index}`;
		const known = merged.get(key);
		const stronger = !known || (line.role === 'offending' && known.role === 'related') || (line.role === known.role && part(line) > part(known));
		if (stronger) merged.set(key, line);
	}
	return [...merged.values()];
}
const part = (line: ReportedLine): number => line.quantity ?? line.charge.quantity;

function findingLine(row: Row, role: FindingLine['role'], qty: number | null, amounts: LineAmounts): FindingLine {
	return {
		table: row.table,
		file: row.fileDigest,
		record: row.record,
		rowId: rowId(row),
		role,
		qty,
		amount: amounts.amount,
		inScope: amounts.inScope,
		fund: amounts.fund
	};
}

function place(stay: Stay, lines: readonly ReportedLine[]): Pick<Finding, 'institution' | 'department' | 'doctor'> {
	const fee = lines.find((line) => line.role === 'offending')?.charge.row;
	const source = stay.book.shard.tables.visit;
	const visit = source && source.rowStart[stay.index]! < source.rowStart[stay.index + 1]! ? stay.visit : null;
	return {
		institution: visit?.text('fixmedins_name') || visit?.text('fixmedins_code') || fee?.text('fixmedins_code') || '',
		department: fee?.text('bilg_dept_name') || visit?.text('dscg_dept_name') || visit?.text('adm_dept_name') || '',
		doctor: fee?.text('bilg_dr_name') || visit?.text('chfpdr_name') || ''
	};
}

function firstDay(stay: Stay, lines: readonly ReportedLine[]): string {
	const times = lines.flatMap((line) => (line.role === 'offending' ? (line.charge.row.time('fee_ocur_time')?.seconds ?? []) : []));
	const first = times.length > 0 ? Math.min(...times) : stayBegin(stay);
	return first === null ? '' : display.day(dayOf(first));
}

function stayBegin(stay: Stay): number | null {
	const source = stay.book.shard.tables.visit;
	if (!source || source.rowStart[stay.index] === source.rowStart[stay.index + 1]) return null;
	return stay.visit.time('begntime')?.seconds ?? null;
}

/**
 * Digest of what was seen, not of where it stood: the same evidence in a corrected file keeps its decisions,
 * so file digests and record numbers are left out.
 */
function evidenceDigest(conditions: readonly Condition[], lines: readonly FindingLine[], clears: readonly Clear[]): string {
	const sides = conditions.map(({ name, op, left, right, holds }) => [
		name,
		op,
		holds,
		...[left, right].map((side) => [side.value, side.sources.map((source) => [source.table, source.rowId, source.field, source.value])])
	]);
	const parts = [sides, lines.map((line) => [line.table, line.rowId, line.role, line.qty, line.amount]), clears.map((c) => [c.id, c.state])];
	return bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts))));
}

/** Amount of `quantity` units of a charge, in 分: pro rata of what was charged, so that discounts and roundings carry over. */
export function partAmount(line: ReportedLine['charge'], quantity: number): number {
	return line.quantity === 0 ? 0 : proRata(line.amount, quantity, line.quantity);
}

export type { Report };
