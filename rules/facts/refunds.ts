import type { Shard, ShardTable } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { sameBytes } from './byte-set.ts';
import { SAME_ITEM } from './charges.ts';
import { bytesOf, codesOf, isVoidFlag, numberAt, numbersOf, perShard } from './columns.ts';

export interface RowOfVisit {
	readonly visit: number;
	readonly row: number;
}

/** Refund lines (退费) of a shard: a negative quantity or amount. */
const refundRows = perShard((shard: Shard, _context: RunContext): readonly RowOfVisit[] => {
	const fee = shard.tables.fee!;
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	const found: RowOfVisit[] = [];
	for (let visit = 0; visit < shard.visitCount; visit++) {
		for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
			if (numberAt(quantities, row) < 0 || numberAt(amounts, row) < 0) found.push({ visit, row });
		}
	}
	return found;
});

/** Lines of the items of refunds that name no line of their visit: the only ones that the fact `charges` may call ambiguous. */
export const doubtfulRows = perShard((shard: Shard, context: RunContext): readonly RowOfVisit[] => {
	const fee = shard.tables.fee!;
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	const [flags, voids] = [codesOf(fee, 'vali_flag'), isVoidFlag(context.batch)];
	const found: RowOfVisit[] = [];
	for (const { visit, row: refund } of refundRows(shard, context)) {
		const adds = numberAt(quantities, refund) > 0 || numberAt(amounts, refund) > 0;
		if (!adds && namesLine(fee, visit, refund, (row) => flags !== undefined && voids[flags[row]!] === 1)) continue;
		// A refund that takes of one and adds to the other can be of any line, and makes a net more than its line.
		const same = adds ? () => true : sameItemAs(fee, refund);
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) if (same(row)) found.push({ visit, row });
	}
	return found;
});

/** Visits with a refund line, each once, one byte a visit. */
export const visitsWithRefund = perShard((shard: Shard, context: RunContext): Uint8Array => {
	const marks = new Uint8Array(shard.visitCount);
	for (const { visit } of refundRows(shard, context)) marks[visit] = 1;
	return marks;
});

/** Whether a refund names a line of its visit that is valid and no refund itself. */
function namesLine(fee: ShardTable, visit: number, refund: number, isVoid: (row: number) => boolean): boolean {
	const [named, numbers] = [bytesOf(fee, 'init_feedetl_sn'), bytesOf(fee, 'feedetl_sn')];
	if (!named || !numbers || named.offsets[refund] === named.offsets[refund + 1]) return false;
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
		if (!sameBytes(named, refund, numbers, row)) continue;
		return numberAt(quantities, row) >= 0 && numberAt(amounts, row) >= 0 && !isVoid(row);
	}
	return false;
}

function sameItemAs(fee: ShardTable, refund: number): (row: number) => boolean {
	const columns = SAME_ITEM.map((field) => codesOf(fee, field)).filter((codes) => codes !== undefined);
	return (row) => columns.every((codes) => codes[row] === codes[refund]);
}
