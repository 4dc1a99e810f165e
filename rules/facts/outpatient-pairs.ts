import type { Shard } from '../domain/shard.ts';
import { dayOf, PRECISION, type CivilTime } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { codesOf, dayAt, hasRows, NO_DAY, timesOf } from './columns.ts';
import { visitRow } from './neighbours.ts';
import { settlements } from './settled.ts';
import { isOutpatient } from './stay-days.ts';
import { visitColumns } from './visit-columns.ts';

/** A settlement of an outpatient visit, with where and when it was made. */
export interface Swipe {
	readonly stay: Stay;
	readonly visit: Row<'visit'>;
	readonly settlement: Row<'settlement'>;
	/** Of the settlement, else the day of the visit. */
	readonly time: CivilTime;
	/** Whether a refund of the visit fits none of its settlements, or fits one in part: this one may not stand. */
	readonly doubtful: boolean;
}

/** Settlements of an outpatient visit that stand; none of a visit of another kind. */
export function swipesOf(stay: Stay): Swipe[] {
	const visit = visitRow(stay);
	if (!visit || !isOutpatient(visit.text('med_type'))) return [];
	const standing = stay.fact(settlements);
	const rows = standing ?? (stay.rows('settlement') as readonly Row<'settlement'>[]).filter((row) => (row.number('medfee_sumamt') ?? 0) > 0);
	return rows.flatMap((settlement) => {
		const time = settlement.time('setl_time') ?? visit.time('begntime');
		return time ? [{ stay, visit, settlement, time, doubtful: standing === null }] : [];
	});
}

/** Earlier settlements of the person at another institution on the day of one or the day before; of those at one time the ones of earlier visits. */
export function swipesBefore(own: Swipe): Swipe[] {
	const [day, code] = [dayOf(own.time.seconds), own.visit.text('fixmedins_code')];
	return own.stay.visitsOfPerson
		.filter((other) => other !== own.stay)
		.flatMap((other) =>
			swipesOf(other).filter(({ time, visit }) => {
				const apart = day - dayOf(time.seconds);
				const exact = time.precision === PRECISION.minute && own.time.precision === PRECISION.minute;
				const before = time.seconds === own.time.seconds || !exact ? other.index < own.stay.index : time.seconds < own.time.seconds;
				return before && Math.abs(apart) <= 1 && (visit.text('fixmedins_code') === '' || visit.text('fixmedins_code') !== code);
			})
		);
}

/** Outpatient visits of persons who settled at another institution on the same day or a day beside it, by columns. */
export function visitsBesideSwipe(shard: Shard, context: RunContext): number[] {
	const { visit: table, settlement } = shard.tables;
	const [{ outpatient, firstDay }, codes, times] = [visitColumns(shard, context), codesOf(table, 'fixmedins_code'), timesOf(settlement, 'setl_time')];
	const found: number[] = [];
	for (let person = 0; person < shard.personCount; person++) {
		const swipes: { visit: number; code: number; day: number }[] = [];
		for (let visit = shard.personStart[person]!; visit < shard.personStart[person + 1]!; visit++) {
			if (outpatient[visit] !== 1 || !hasRows(table, visit) || !hasRows(settlement, visit)) continue;
			const code = codes?.[table!.rowStart[visit]!] ?? 0;
			for (let row = settlement!.rowStart[visit]!; row < settlement!.rowStart[visit + 1]!; row++) {
				const settled = dayAt(times, row);
				const day = settled === NO_DAY ? firstDay[visit]! : settled;
				if (day !== NO_DAY) swipes.push({ visit, code, day });
			}
		}
		const beside = (a: (typeof swipes)[number]): boolean =>
			swipes.some((b) => b.visit !== a.visit && (a.code === 0 || a.code !== b.code) && Math.abs(a.day - b.day) <= 1);
		const visits = new Set(swipes.filter(beside).map(({ visit }) => visit));
		found.push(...[...visits].sort((a, b) => a - b));
	}
	return found;
}
