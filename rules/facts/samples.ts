import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
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
	const wanted = [...new Set(names.map((name) => coreName(name).replace(MATRIX, '')))].filter((name) => name.length >= MIN_NAME);
	const rows = stay.rows('lab').filter((row) => {
		const own = normalized(row.text('item_name')) + normalized(row.text('rpt_name'));
		return wanted.some((name) => own.includes(name));
	});
	const samples = rows.map((row): Sample & { key: string } => {
		if (row.text('spcm_no') !== '') return { row, field: 'spcm_no', key: row.text('spcm_no') };
		const [taken, reported] = [row.time('sapl_time'), row.time('rpt_time')];
		if (taken) return { row, field: 'sapl_time', key: `taken ${taken.seconds}` };
		if (row.text('rpt_no') !== '') return { row, field: 'rpt_no', key: `report ${row.text('rpt_no')}` };
		return { row, field: 'rpt_time', key: `reported ${reported?.seconds ?? row.index}` };
	});
	return [...groupBy(samples, ({ key }) => key).values()].map((group) => group[0]!);
}
