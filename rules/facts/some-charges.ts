import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { charges, voidTest, withoutRefunds } from './charges.ts';
import { visitsWithRefund } from './refunds.ts';

/**
 * The charges of a stay, net of refunds, whose line a test over rows of the shard says yes to: the same as of the fact `charges`. Where the visit has no
 * refund, a line is its charge, and those of other items need not be made.
 */
export function chargesWhere(stay: Stay<never>, context: RunContext, test: (row: number) => boolean): readonly Charge[] {
	const any = stay as unknown as Stay;
	const { fee } = stay.book.shard.tables;
	if (!fee || visitsWithRefund(stay.book.shard, context)[stay.index] === 1) return any.fact(charges).net.filter(({ row }) => test(row.index));
	const [isVoid, rows]: [ReturnType<typeof voidTest>, Row<'fee'>[]] = [voidTest(any), []];
	for (let at = fee.rowStart[stay.index]!; at < fee.rowStart[stay.index + 1]!; at++) {
		if (!test(at)) continue;
		const row = any.row('fee', at);
		if (!isVoid?.(row)) rows.push(row);
	}
	return withoutRefunds(any, rows).net;
}
