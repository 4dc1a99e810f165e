import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { itemsThat } from './table-items.ts';

type Interaction = PointOf<'interactions'>;

const isOfDrugs = ({ herb }: Interaction): boolean => !herb;
const [mains, subs] = [itemsThat('interactions', isOfDrugs), itemsThat('interactions', isOfDrugs, 'sub')];

/** Visits with lines of both sides of such pairs, ascending. */
export function visitsWithInteraction(shard: Shard, context: RunContext): number[] {
	const others = new Set(subs.visits(shard, context));
	return mains.visits(shard, context).filter((visit) => others.has(visit));
}

/** Charges of two drugs of a stay that must not meet (相互作用). */
export interface InteractingDrugs {
	readonly point: Interaction;
	readonly main: readonly LimitedCharge<Interaction>[];
	readonly sub: readonly LimitedCharge<Interaction>[];
}

export function interactingDrugs(stay: Stay<never>, context: RunContext, day: number | null): InteractingDrugs[] {
	const sub = new Map(limitedCharges(stay, context, 'interactions', day, 'sub').map(({ point, items }) => [point, items]));
	return limitedCharges(stay, context, 'interactions', day).flatMap(({ point, items }) => {
		const other = isOfDrugs(point) ? sub.get(point) : undefined;
		return other ? [{ point, main: items, sub: other }] : [];
	});
}
