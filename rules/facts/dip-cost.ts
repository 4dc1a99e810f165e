import { deviationOf } from '../dip/bands.ts';
import { display } from '../domain/display.ts';
import type { Missing } from '../domain/finding.ts';
import { RATIO_SCALE } from '../domain/units.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { cellsSaying, together } from './notes.ts';
import type { GroupedStay } from './dip-group.ts';

/** Cost of a stay and mean cost of its group, 分, both known. */
export interface GroupCost {
	readonly cost: number;
	readonly mean: number;
}

/** Both sides of the deviation (费用偏差); 无法判断 where the stay has no total, or neither catalogue nor M gives a mean. */
export function groupCost({ case: { cost }, mean }: GroupedStay, rule: string): GroupCost {
	const missing: Missing | null =
		cost === null ? { kind: 'value', what: 'settlement.medfee_sumamt' } : mean === null ? { kind: 'parameter', what: `${rule}.regionMean` } : null;
	if (missing) throw new Undetermined(missing);
	return { cost: cost!, mean: mean! };
}

/** What a message says of a stay and its group. */
export function deviationData({ group }: GroupedStay, { cost, mean }: GroupCost): Readonly<Record<string, string>> {
	const percent = Math.round((deviationOf(cost, mean) * 100) / RATIO_SCALE);
	return { total: display.amount(cost), group: group.code, mean: display.amount(mean), percent: String(percent) };
}

/** Places that speak of an application as a special case (特例单议); null where neither notes nor documents were loaded. */
export const specialCaseSources = (stay: Stay): readonly Source[] | null =>
	together([cellsSaying(stay, 'settlement', ['memo'], '特例单议'), cellsSaying(stay, 'document', ['text'], '特例单议')]);
