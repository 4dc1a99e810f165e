import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { codesOf, dayAt, hasRows, NO_DAY, perText, timesOf, visitsThat } from './columns.ts';
import { saysDied } from './death.ts';
import { visitColumns, type VisitColumns } from './visit-columns.ts';

/** Visits that a test says yes to of a visit and the other visits of its person, ascending. */
function visitsBeside(
	shard: Shard,
	columns: VisitColumns,
	own: (visit: number) => boolean,
	beside: (visit: number, other: number) => boolean
): number[] {
	const found: number[] = [];
	for (let person = 0; person < shard.personCount; person++) {
		const [from, to] = [shard.personStart[person]!, shard.personStart[person + 1]!];
		for (let visit = from; visit < to; visit++) {
			if (columns.recorded[visit] === 0) continue;
			let is = own(visit);
			for (let other = from; !is && other < to; other++) is = other !== visit && columns.inpatient[other] === 1 && beside(visit, other);
			if (is) found.push(visit);
		}
	}
	return found;
}

/** Stays that another stay of the person may overlap: one that has not ended when it begins and has begun when it ends; and stays without a begin. */
export function visitsBesideStay(shard: Shard, context: RunContext): number[] {
	const columns = visitColumns(shard, context);
	const { inpatient, firstDay, lastDay } = columns;
	const endsIn = (visit: number): number => (lastDay[visit] === NO_DAY ? Infinity : lastDay[visit]!);
	return visitsBeside(
		shard,
		columns,
		(visit) => inpatient[visit] === 1 && firstDay[visit] === NO_DAY,
		(visit, other) =>
			inpatient[visit] === 1 && (lastDay[other] === NO_DAY || (endsIn(other) >= firstDay[visit]! && firstDay[other]! <= endsIn(visit)))
	);
}

/** Outpatient visits of persons with a stay that has begun on an earlier day and does not end on or before it; and those without a day. */
export function visitsInsideStay(shard: Shard, context: RunContext): number[] {
	const columns = visitColumns(shard, context);
	const { outpatient, firstDay, lastDay } = columns;
	return visitsBeside(
		shard,
		columns,
		() => false,
		(visit, other) => {
			if (outpatient[visit] === 0) return false;
			if (firstDay[visit] === NO_DAY) return true;
			const ends = lastDay[visit] === NO_DAY ? firstDay[visit]! : lastDay[visit]!;
			return firstDay[other]! < firstDay[visit]! && (lastDay[other] === NO_DAY || lastDay[other]! > ends);
		}
	);
}

/** Stays after another stay of the person, in the batch or told by the files of this one; and stays without a begin. */
export function visitsAfterStay(shard: Shard, context: RunContext): number[] {
	const columns = visitColumns(shard, context);
	const { inpatient, firstDay, lastDay } = columns;
	const { earlierVisit } = shard.tables;
	return visitsBeside(
		shard,
		columns,
		(visit) => inpatient[visit] === 1 && (firstDay[visit] === NO_DAY || hasRows(earlierVisit, visit)),
		(visit, other) => inpatient[visit] === 1 && lastDay[other] !== NO_DAY && lastDay[other]! <= firstDay[visit]!
	);
}

const left = perText('visit', 'dscg_way', (text) => (saysDied(text) ? 1 : 0));

/** Visits of which a death is told, and those that no file describes. */
export function visitsWithDeath(shard: Shard, context: RunContext): number[] {
	const { recorded, lastDay } = visitColumns(shard, context);
	const { visit: table } = shard.tables;
	const [died, ways, byDeath] = [timesOf(table, 'die_date'), codesOf(table, 'dscg_way'), left(context.batch)];
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		const row = table!.rowStart[visit]!;
		return dayAt(died, row) !== NO_DAY || (ways !== undefined && byDeath[ways[row]!] === 1 && lastDay[visit] !== NO_DAY);
	});
}
