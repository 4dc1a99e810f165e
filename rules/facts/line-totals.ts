import { ABSENT } from '../domain/columns.ts';
import type { Bilingual } from '../domain/finding.ts';
import type { Shard, ShardTable } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { codesOf, hasRows, isVoidFlag, numbersOf, perText } from './columns.ts';

type FeeRow = Row<'fee'>;

/** Valid fee lines of a visit, charges and refunds apart: a total of them asks for no line that a refund belongs to. */
export function linesOf(stay: Stay): { lines: FeeRow[]; refunds: FeeRow[] } {
	const valid = (stay.rows('fee') as readonly FeeRow[]).filter((row) => row.text('vali_flag') !== '0');
	const isRefund = (row: FeeRow): boolean => (row.number('det_item_fee_sumamt') ?? 0) < 0;
	return { lines: valid.filter((row) => !isRefund(row)), refunds: valid.filter(isRefund) };
}

/** What lines make together, 分, with the cells that say it. */
export interface LineSum {
	readonly label: Bilingual;
	readonly value: number;
	readonly sources: readonly Source[];
}
export const sumOf = (label: Bilingual, rows: readonly FeeRow[]): LineSum => ({
	label,
	value: rows.reduce((total, row) => total + (row.number('det_item_fee_sumamt') ?? 0), 0),
	sources: rows.map((row) => ({ row, field: 'det_item_fee_sumamt' }))
});

/** Settlements that are no plain ones: void, or a refund. */
const isTakenBack = perText('settlement', 'refd_setl_flag', (text) => (text === '1' ? 1 : 0));

/**
 * Whether the settled total of a visit may differ from the sum of its lines by more than a tolerance in 分: seen in columns. What is not
 * plain (void rows, settlements taken back, absent amounts) may always differ.
 */
export function totalsThatDiffer({ tables }: Shard, { batch }: RunContext): (visit: number, tolerance: number) => boolean {
	const [fee, settlement] = [tables.fee, tables.settlement];
	const lines = sums(fee, 'det_item_fee_sumamt', [flagged(fee, 'vali_flag', isVoidFlag(batch))]);
	const notPlain = [flagged(settlement, 'vali_flag', isVoidFlag(batch)), flagged(settlement, 'refd_setl_flag', isTakenBack(batch))];
	const totals = sums(settlement, 'medfee_sumamt', notPlain, 0);
	return (visit, tolerance) => {
		if (!hasRows(fee, visit) || !hasRows(settlement, visit)) return false;
		const [of, total] = [lines(visit), totals(visit)];
		return of === null || total === null || Math.abs(of - total) > tolerance;
	};
}

type RowTest = (row: number) => boolean;

/** Whether a row's code is one of those flagged; null where no file carries the field, or no text of it is. */
function flagged(table: ShardTable | undefined, field: string, flags: Int32Array): RowTest | null {
	const codes = codesOf(table, field);
	return codes && flags.some((flag) => flag !== 0) ? (row) => flags[codes[row]!] !== 0 : null;
}

/** Sums of a column by visit; null where a cell is absent or below the least, or a flag stands. */
function sums(table: ShardTable | undefined, field: string, tests: readonly (RowTest | null)[], least = -Infinity): (visit: number) => number | null {
	const values = numbersOf(table, field);
	const flags = tests.filter((test) => test !== null);
	return (visit) => {
		if (!table || !values) return null;
		let sum = 0;
		for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
			const value = values[row]!;
			if (value === ABSENT || value < least) return null;
			sum += value;
		}
		for (const isFlagged of flags) for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) if (isFlagged(row)) return null;
		return sum;
	};
}
