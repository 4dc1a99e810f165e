import type { Shard } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { hashOf } from './byte-set.ts';
import { bytesOf, codesOf, perText, timesOf } from './columns.ts';
import { joinedHash, mix32 } from './number-of.ts';

/** Reports of fewer numeric values are often equal by chance and are not even carried from the shards. */
const LEAST = 8;
/** 1 where a result is a number, with or without its arrow and comparison sign. */
const isNumber = (text: string): boolean => /^[<>≤≥]?\d+(\.\d+)?([↑↓HL]|\s)*$/i.test(text.trim());
const numeric = perText('lab', 'result', (text) => (isNumber(text) ? 1 : 0));

/** Reports (报告单) of a shard with their numeric values folded to a number, in columns: panel, visit and person by their batch-wide codes. */
export interface Panels {
	readonly panel: Float64Array;
	readonly visit: Uint32Array;
	readonly person: Uint32Array;
}
export interface Seen {
	readonly visit: number;
	readonly person: number;
}
/** Panels that reports of several persons share, by their number. */
export type SharedPanels = ReadonlyMap<number, readonly Seen[]>;

/** One report of a visit: its rows with numeric results, and the number of all its tests and values. */
export interface Panel {
	readonly panel: number;
	readonly rows: readonly number[];
}

/** Reports of a visit by the hash of their number, else by their time: rows of one report that name neither are one. */
function panelsOf(shard: Shard, { batch }: RunContext): (visit: number) => Panel[] {
	const lab = shard.tables.lab!;
	const [names, results] = [codesOf(lab, 'item_name'), codesOf(lab, 'result')];
	const [numbers, times, isNumeric] = [bytesOf(lab, 'rpt_no'), timesOf(lab, 'rpt_time'), numeric(batch)];
	const reportOf = (row: number): number => {
		const [from, to] = numbers ? [numbers.offsets[row]!, numbers.offsets[row + 1]!] : [0, 0];
		if (to > from) return -1 - hashOf(numbers!.bytes, from, to);
		return times && times.precision[row] !== 0 ? times.seconds[row]! : 0;
	};
	return (visit) => {
		const reports = new Map<number, { a: number; b: number; rows: number[] }>();
		for (let row = lab.rowStart[visit]!; row < lab.rowStart[visit + 1]!; row++) {
			if (!names || !results || names[row] === 0 || isNumeric[results[row]!] !== 1) continue;
			const key = reportOf(row);
			let report = reports.get(key);
			if (!report) reports.set(key, (report = { a: 0, b: 0, rows: [] }));
			report.rows.push(row);
			const [name, result] = [names[row]!, results[row]!];
			report.a = (report.a + mix32(Math.imul(name, 0x9e37_79b1) ^ mix32(result))) | 0;
			report.b = (report.b + mix32(Math.imul(result, 0x85eb_ca77) ^ mix32(name + 0x5bd1))) | 0;
		}
		return [...reports.values()].filter(({ rows }) => rows.length >= LEAST).map(({ a, b, rows }) => ({ panel: joinedHash(a, b), rows }));
	};
}

/** First pass: every report with enough numeric values. */
export function panelsIn(shard: Shard, context: RunContext): Panels {
	const of = panelsOf(shard, context);
	const book = bookOf(shard, context.batch);
	const [panel, visits, persons]: [number[], number[], number[]] = [[], [], []];
	for (let visit = 0; visit < shard.visitCount; visit++) {
		for (const one of of(visit)) {
			panel.push(one.panel);
			visits.push(shard.visitCode[visit]!);
			persons.push(shard.personCode[book.personOf(visit)]!);
		}
	}
	return { panel: Float64Array.from(panel), visit: Uint32Array.from(visits), person: Uint32Array.from(persons) };
}

/** Joins the reports of all shards and keeps the panels of several persons, each visit once in ascending order. */
export function sharedPanels(partials: readonly Panels[]): SharedPanels {
	const all = new Map<number, Seen[]>();
	for (const { panel, visit, person } of partials) {
		for (let i = 0; i < panel.length; i++) {
			const seen = { visit: visit[i]!, person: person[i]! };
			const known = all.get(panel[i]!);
			if (!known) all.set(panel[i]!, [seen]);
			else if (!known.some((one) => one.visit === seen.visit)) known.push(seen);
		}
	}
	for (const [panel, seen] of all) {
		if (seen.every(({ person }) => person === seen[0]!.person)) all.delete(panel);
		else seen.sort((a, b) => a.visit - b.visit);
	}
	return all;
}

export interface StayPanel {
	readonly panel: number;
	readonly rows: readonly Row<'lab'>[];
}
/** Reports of a stay with their rows of numeric results. */
export function stayPanels(stay: Stay<'lab'>, context: RunContext): StayPanel[] {
	const rows = new Map(stay.rows('lab').map((row) => [row.index, row]));
	return panelsOf(
		stay.book.shard,
		context
	)(stay.index).map(({ panel, rows: indexes }) => ({ panel, rows: indexes.map((index) => rows.get(index)!) }));
}
