import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { kindNumber, kindNumbers } from './charge-kind.ts';
import { codesOf, numberAt, numbersOf, visitsThat } from './columns.ts';

/** Visits with a fee line of the category of operations (手术费) that costs anything, before refunds. */
export function visitsWithSurgery(shard: Shard, { batch }: RunContext): number[] {
	const { fee } = shard.tables;
	const [kinds, numbers, surgery] = [codesOf(fee, 'med_chrgitm_type'), kindNumbers(batch), kindNumber('surgery')];
	const amounts = numbersOf(fee, 'det_item_fee_sumamt');
	if (!fee || !kinds) return [];
	return visitsThat(shard, (visit) => {
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if (numbers[kinds[row]!] === surgery && numberAt(amounts, row) > 0) return true;
		}
		return false;
	});
}
