import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { OLDEST } from './age-limit.ts';
import { codesOf, dayAt, NO_DAY, perText, timesOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { bitOf, itemMasks } from './item-masks.ts';
import { sexOf } from './person.ts';
import { visitColumns } from './visit-columns.ts';

/** Sex of a visit as a bit: 1 male, 2 female; 0 where it is not stated. */
export const sexBit = perText('visit', 'gend', (text) => Number(sexOf(text) ?? 0));
const permittedSexes = perItem((key: ItemKey, { knowledge }) =>
	knowledge.match('sexLimits', key).reduce((bits, { point }) => bits | Number(point.sex), 0)
);

/** Visits with an item for a sex that is not known to be the patient's, or whose refunds leave its count open. */
export function visitsAgainstSex(shard: Shard, context: RunContext): number[] {
	const { visits, doubtful } = itemMasks(shard, context);
	const [bit, items, permitted] = [bitOf('sexLimits'), feeItems(shard, context), permittedSexes(context)];
	const { visit: table, fee } = shard.tables;
	const [{ recorded }, sexes, codes] = [visitColumns(shard, context), sexBit(context.batch), codesOf(table, 'gend')];
	return visitsThat(shard, (visit) => {
		if ((visits[visit]! & bit) === 0) return false;
		const own = recorded[visit] === 1 && codes ? sexes[codes[table!.rowStart[visit]!]!]! : 0;
		if (own === 0 || (doubtful[visit]! & bit) !== 0) return true;
		for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) if ((permitted[items[row]!]! & ~own) !== 0) return true;
		return false;
	});
}

const AGE_BITS = 8;
/** The narrowest range of the points of an item: the lowest age above, the highest below. */
const permittedAges = perItem((key: ItemKey, { knowledge }) => {
	const points = knowledge.match('ageLimits', key).map(({ point }) => point);
	if (points.length === 0) return 0;
	return (Math.max(...points.map(({ minAge = 0 }) => minAge)) << AGE_BITS) | Math.min(OLDEST, ...points.map(({ maxAge = OLDEST }) => maxAge));
});

/** Visits with an item for another age than the patient's on the day of the charge, as far as whole years of 365 and 366 days tell, or of unknown age. */
export function visitsOutsideAge(shard: Shard, context: RunContext): number[] {
	const { rows, visits, doubtful } = itemMasks(shard, context);
	const [bit, items, permitted] = [bitOf('ageLimits'), feeItems(shard, context), permittedAges(context)];
	const { visit: table, fee } = shard.tables;
	const [{ recorded }, births, times] = [visitColumns(shard, context), timesOf(table, 'brdy'), timesOf(fee, 'fee_ocur_time')];
	return visitsThat(shard, (visit) => {
		if ((visits[visit]! & bit) === 0) return false;
		const birth = recorded[visit] === 1 ? dayAt(births, table!.rowStart[visit]!) : NO_DAY;
		if (birth === NO_DAY || (doubtful[visit]! & bit) !== 0) return true;
		for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) {
			if ((rows[row]! & bit) !== 0 && mayBeOutside(dayAt(times, row) - birth, permitted[items[row]!]!)) return true;
		}
		return false;
	});
}

/** A day that is not known lies before every birth. */
function mayBeOutside(daysLived: number, ages: number): boolean {
	const [least, most] = [Math.floor(daysLived / 366), Math.floor(daysLived / 365)];
	return daysLived < 0 || least < ages >> AGE_BITS || most > (ages & 0xff);
}
