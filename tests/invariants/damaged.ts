import { ABSENT, type CodeColumn, type Column, type NumberColumn, type TimeColumn } from '../../rules/domain/columns.ts';
import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import { SECONDS_PER_DAY } from '../../rules/domain/units.ts';

type Table = { -readonly [K in keyof ShardTable]: ShardTable[K] } & { columns: Record<string, Column> };

/** Numbers of a seed, each below its bound. */
function random(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

const ITEM = ['hilist_code', 'medins_list_codg', 'hilist_name', 'medins_list_name', 'med_chrgitm_type', 'unt', 'spec'];
const CODES: Readonly<Record<string, readonly string[]>> = {
	visit: ['gend', 'med_type', 'insutype', 'dscg_way', 'hosp_lv'],
	order: ['drord_cont', 'drord_detl_name', 'dosage', 'freq', 'drord_type'],
	lab: ['rpt_name', 'item_name'],
	exam: ['item_name']
};
const TIMES: Readonly<Record<string, readonly string[]>> = {
	visit: ['begntime', 'endtime', 'brdy', 'die_date'],
	order: ['drord_begn_time', 'drord_stop_time'],
	lab: ['rpt_time'],
	exam: ['exam_time'],
	fee: ['fee_ocur_time']
};

/**
 * A shard as no generator makes it: cells moved between rows, dates lost, shifted or blunted, quantities multiplied, spans of days, refunds
 * that name no line, visits that no file describes. What prefilters rest on is so put to the test, not what rules find.
 */
export function damaged(shard: Shard, seed: number): Shard {
	const below = random(seed);
	const often = (one: number): boolean => below(one) === 0;
	const tables = Object.fromEntries(Object.entries(shard.tables).map(([name, table]) => [name, copy(table)])) as Record<string, Table>;
	for (const [name, fields] of Object.entries(CODES)) for (const field of fields) moveCodes(tables[name], field, below);
	for (const [name, fields] of Object.entries(TIMES)) for (const field of fields) blurTimes(tables[name], field, below);
	const fee = tables.fee!;
	for (let row = 0; row < fee.rowCount; row++) if (often(50)) copyItem(fee, row, below(fee.rowCount));
	const [counts, amounts, prices] = ['cnt', 'det_item_fee_sumamt', 'pric'].map((field) => (fee.columns[field] as NumberColumn).values) as [
		Float64Array,
		Float64Array,
		Float64Array
	];
	for (let row = 0; row < fee.rowCount; row++) {
		if (often(40)) counts[row]! *= 1 + below(4);
		if (often(400)) amounts[row]! += below(5) - 2;
		if (often(500)) prices[row] = ABSENT;
	}
	fee.columns.fee_end_time = spans(fee, below);
	for (let visit = 0; visit < shard.visitCount; visit++) refund(fee, fee.rowStart[visit]!, fee.rowStart[visit + 1]!, below);
	const { rowStart } = tables.visit!;
	for (let visit = 1; visit < shard.visitCount; visit++) if (often(40)) rowStart[visit] = rowStart[visit + 1]!;
	return { ...shard, tables };
}

function copy(table: ShardTable): Table {
	const columns = Object.entries(table.columns).map(([name, column]): [string, Column] => {
		if (column.kind === 'code') return [name, { ...column, codes: Uint32Array.from((column as CodeColumn).codes) }];
		if (column.kind === 'time')
			return [name, { ...column, seconds: Float64Array.from((column as TimeColumn).seconds), precision: (column as TimeColumn).precision.slice() }];
		return [name, 'values' in column ? { ...column, values: Float64Array.from(column.values) } : column];
	});
	return { ...table, columns: Object.fromEntries(columns), rowStart: table.rowStart.slice() };
}

function moveCodes(table: Table | undefined, field: string, below: (n: number) => number): void {
	const codes = (table?.columns[field] as CodeColumn | undefined)?.codes;
	for (let row = 0; codes && row < codes.length; row++) if (below(30) === 0) codes[row] = below(4) === 0 ? 0 : codes[below(codes.length)]!;
}

function blurTimes(table: Table | undefined, field: string, below: (n: number) => number): void {
	const column = table?.columns[field] as TimeColumn | undefined;
	for (let row = 0; column && row < column.seconds.length; row++) {
		if (below(60) === 0) column.precision[row] = below(3);
		if (below(60) === 0) column.seconds[row]! += (below(9) - 4) * SECONDS_PER_DAY;
	}
}

function copyItem(fee: Table, to: number, from: number): void {
	for (const field of ITEM) {
		const codes = (fee.columns[field] as CodeColumn | undefined)?.codes;
		if (codes) codes[to] = codes[from]!;
	}
}

function spans(fee: Table, below: (n: number) => number): TimeColumn {
	const begins = fee.columns.fee_ocur_time as TimeColumn;
	const column = { kind: 'time', seconds: new Float64Array(fee.rowCount), precision: new Uint8Array(fee.rowCount) } as const;
	for (let row = 0; row < fee.rowCount; row++) {
		if (below(60) !== 0) continue;
		column.precision[row] = 1;
		column.seconds[row] = begins.seconds[row]! + (below(6) - 1) * SECONDS_PER_DAY;
	}
	return column;
}

/** Makes a line of a visit a refund of another, in whole or in half, now and then with a wrong sign; it names no line, so that any may be meant. */
function refund(fee: Table, from: number, to: number, below: (n: number) => number): void {
	if (to - from < 4 || below(4) !== 0) return;
	const [row, original] = [from + below(to - from), from + below(to - from)];
	if (row === original) return;
	copyItem(fee, row, original);
	const share = 1 + below(2);
	for (const field of ['cnt', 'det_item_fee_sumamt']) {
		const { values } = fee.columns[field] as NumberColumn;
		values[row] = Math.trunc(Math.abs(values[original]!) / share) * (below(20) === 0 ? 1 : -1);
	}
	const { values } = fee.columns.pric as NumberColumn;
	if (below(3) > 0) values[row] = values[original]!;
}
