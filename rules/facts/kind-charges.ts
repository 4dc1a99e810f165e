import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Match } from '../knowledge/lookup.ts';
import type { ItemKind } from '../knowledge/pack.ts';
import { kindTest } from './item-masks.ts';
import { matchItem } from './items.ts';
import { insideStay, staySpan } from './stay-days.ts';
import { chargesWhere } from './some-charges.ts';

/** A charge whose item knowledge knows as of a kind (床位, 护理). */
export interface KindCharge {
	readonly charge: Charge;
	readonly match: Match<ItemKind>;
}

/** Items of a kind charged inside the stay; charges outside it belong to charge-outside-stay. */
export function chargesOfKind(stay: Stay, context: RunContext, kind: ItemKind['kind'], day: number | null): KindCharge[] {
	const [span, mayBe] = [stay.fact(staySpan), kindTest(stay.book.shard, context, kind)];
	return chargesWhere(stay, context, mayBe).flatMap((charge) => {
		if (!insideStay(charge, span)) return [];
		const match = matchItem(context, 'itemKinds', charge.row, day).find(({ point }) => point.kind === kind);
		return match ? [{ charge, match }] : [];
	});
}
