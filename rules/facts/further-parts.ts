import { proRata, QUANTITY_SCALE, SECONDS_PER_HOUR, PRECISION } from '../domain/units.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { discountNoted } from './discounts.ts';
import { groupBy } from './group.ts';
import { limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { lineDays, unevenSpan } from './line-days.ts';

type Item = LimitedCharge<PointOf<'partDiscounts'>>;

/** Parts, vessels or organs of one session: the dearest unit is the first, every other unit is a further one. */
export interface FurtherParts {
	readonly first: Item;
	/** Lines with further units, the first one's own line too where it has several. */
	readonly further: readonly { readonly item: Item; readonly units: number }[];
	/** Units of all lines, 1/10 000. */
	readonly items: readonly Item[];
}

/** Half a unit is a unit at half its price. */
const wholeUnits = (quantity: number): number => Math.ceil(quantity / QUANTITY_SCALE) * QUANTITY_SCALE;
const priceOf = ({ charge }: Item): number => charge.row.number('pric') ?? 0;

/**
 * Items of one group (加收折价组) charged in one session: on one day and, where both are known to the minute, within so many seconds of the first.
 * @throws Undetermined where a line has no date or stands for several days
 */
export function furtherParts(stay: Stay<never>, t: Trace, hours: number): FurtherParts[] {
	const items = limitedCharges(stay, t.context, 'partDiscounts', t.day).flatMap((limited) => limited.items);
	const charged = items.filter(({ charge }) => charge.quantity > 0 && charge.amount > 0);
	return [...groupBy(charged, ({ match }) => match.point.group).values()].flatMap((group) => {
		const units = group.reduce((sum, { charge }) => sum + wholeUnits(charge.quantity), 0);
		if (units <= QUANTITY_SCALE) return [];
		return sessionsOf(group, hours * SECONDS_PER_HOUR).flatMap((own) => ofSession(own));
	});
}

function sessionsOf(items: readonly Item[], within: number): Item[][] {
	const days = groupBy(items, ({ charge }) => {
		const { first, last } = lineDays(charge);
		if (last > first) throw new Undetermined(unevenSpan);
		return first;
	});
	return [...days.values()].flatMap((today) => {
		const sessions: Item[][] = [];
		for (const item of [...today].sort((a, b) => secondsOf(a) - secondsOf(b))) {
			const last = sessions.at(-1);
			const apart = last && isExact(item) && isExact(last[0]!) && secondsOf(item) - secondsOf(last[0]!) > within;
			if (last && !apart) last.push(item);
			else sessions.push([item]);
		}
		return sessions;
	});
}
const secondsOf = ({ charge }: Item): number => charge.row.time('fee_ocur_time')!.seconds;
const isExact = ({ charge }: Item): boolean => charge.row.time('fee_ocur_time')!.precision === PRECISION.minute;

function ofSession(items: readonly Item[]): FurtherParts[] {
	const first = items.reduce((best, item) => (priceOf(item) > priceOf(best) ? item : best));
	const further = items
		.map((item) => ({ item, units: wholeUnits(item.charge.quantity) - (item === first ? QUANTITY_SCALE : 0) }))
		.filter(({ item, units }) => units > 0 && !discountNoted(item.charge));
	return further.length === 0 ? [] : [{ first, further, items }];
}

/** What a line comes to, 分, if its further units are charged a share in percent of the first one's price. */
export function dueOfLine({ first }: FurtherParts, item: Item, units: number, share: number): number {
	const own = item === first ? 1 : 0;
	return proRata(priceOf(first), own * 100 * QUANTITY_SCALE + units * share, 10_000 * 100 * QUANTITY_SCALE);
}
