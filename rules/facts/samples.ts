import type { BytesColumn, TimeColumn } from '../domain/columns.ts';
import type { Shard, ShardTable } from '../domain/shard.ts';
import { fieldSpec } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { hashOf } from './byte-set.ts';
import { bytesOf, codesOf, timesOf } from './columns.ts';
import { groupBy } from './group.ts';
import { coreName } from './item-core.ts';
import { normalized } from './memo.ts';

/** Words before the name of an analyte that reports often leave out. */
const MATRIX = /^(血清|血浆|全血)/;
const MIN_NAME = 2;

/** One sample (标本) that an analyte was measured in, and the cell that tells it. */
export interface Sample {
	readonly row: Row<'lab'>;
	readonly field: 'spcm_no' | 'sapl_time' | 'rpt_no' | 'rpt_time';
}

/**
 * Samples of an analyte in the reports of a stay: by sample number, else by sampling time, else by report. A report under a longer name counts too (白蛋白 of 前白蛋白), so that
 * samples are counted too many and never too few.
 */
export function samplesOf(stay: Stay, names: readonly string[]): Sample[] {
	const wanted = wantedNames(names);
	const rows = stay.rows('lab').filter((row) => {
		const own = normalized(row.text('item_name')) + normalized(row.text('rpt_name'));
		return wanted.some((name) => own.includes(name));
	});
	return [...groupBy(rows.map(sampleOf), ({ key }) => key).values()].map((group) => group[0]!);
}

const wantedNames = (names: readonly string[]): string[] =>
	[...new Set(names.map((name) => coreName(name).replace(MATRIX, '')))].filter((name) => name.length >= MIN_NAME);

function sampleOf(row: Row<'lab'>): Sample & { readonly key: string } {
	if (row.text('spcm_no') !== '') return { row, field: 'spcm_no', key: row.text('spcm_no') };
	const [taken, reported] = [row.time('sapl_time'), row.time('rpt_time')];
	if (taken) return { row, field: 'sapl_time', key: `taken ${taken.seconds}` };
	if (row.text('rpt_no') !== '') return { row, field: 'rpt_no', key: `report ${row.text('rpt_no')}` };
	return { row, field: 'rpt_time', key: `reported ${reported?.seconds ?? row.index}` };
}

const NAMES = ['item_name', 'rpt_name'] as const;

/** How many samples of an analyte a visit has in the reports of a shard: `samplesOf` over columns, for prefilters; a name across two cells is not seen. */
export function sampleCounter(shard: Shard, { batch }: RunContext, names: readonly string[]): (visit: number) => number {
	const { lab } = shard.tables;
	if (!lab) return () => 0;
	const wanted = wantedNames(names);
	const columns = NAMES.flatMap((field) => {
		const codes = codesOf(lab, field);
		return codes ? [{ codes, texts: batch.dictionaries.get(fieldSpec('lab', field)!.dictionary), said: new Map<number, boolean>() }] : [];
	});
	const says = ({ texts, said }: (typeof columns)[number], code: number): boolean => {
		let known = said.get(code);
		if (known === undefined) {
			const own = code === 0 ? '' : normalized(texts.text(code));
			said.set(code, (known = wanted.some((name) => own.includes(name))));
		}
		return known;
	};
	const keyOf = sampleNumber(lab);
	return (visit) => {
		const keys = new Set<number>();
		for (let row = lab.rowStart[visit]!, end = lab.rowStart[visit + 1]!; row < end; row++) {
			for (const column of columns) if (says(column, column.codes[row]!)) keys.add(keyOf(row));
		}
		return keys.size;
	};
}

/** A number for the sample of a row: two samples may share one, one never has two, so that samples are counted too few and never too many. */
function sampleNumber(lab: ShardTable): (row: number) => number {
	const [specimens, reports, taken, made] = [bytesOf(lab, 'spcm_no'), bytesOf(lab, 'rpt_no'), timesOf(lab, 'sapl_time'), timesOf(lab, 'rpt_time')];
	const hashed = (column: BytesColumn | undefined, row: number): number | null => {
		const [from, to] = column ? [column.offsets[row]!, column.offsets[row + 1]!] : [0, 0];
		return from === to ? null : -1 - hashOf(column!.bytes, from, to);
	};
	const second = (column: TimeColumn | undefined, row: number): number | null =>
		column && column.precision[row] !== 0 ? column.seconds[row]! : null;
	return (row) => hashed(specimens, row) ?? second(taken, row) ?? hashed(reports, row) ?? second(made, row) ?? 0;
}
