import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { visitsThat } from './columns.ts';
import { itemMasks, kindBit } from './item-masks.ts';
import { visitColumns } from './visit-columns.ts';

/** Stays with a charge for nursing, and visits that no file describes. */
export function visitsWithNursing(shard: Shard, context: RunContext): number[] {
	const [{ visits }, { recorded, inpatient }, bit] = [itemMasks(shard, context), visitColumns(shard, context), kindBit('nursing')];
	return visitsThat(shard, (visit) => recorded[visit] === 0 || (inpatient[visit] === 1 && (visits[visit]! & bit) !== 0));
}
