import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { NO_DAY } from './columns.ts';
import { death } from './death.ts';
import { groupOfStay } from './dip-group.ts';
import { stayDaysOf, visitColumns } from './visit-columns.ts';

/** Closed stays of a group in the batch: how many, their days together, and how many died. */
export interface GroupTally {
	readonly stays: number;
	readonly days: number;
	readonly deaths: number;
}
/** By catalogue group. Plain data. */
export type GroupTallies = Readonly<Record<string, GroupTally>>;

/** Tallies of a shard for a rule whose parameter gives M. Stays of which no group is known are peers of nobody. */
export function groupTallies(shard: Shard, context: RunContext, rule: string): GroupTallies {
	const columns = visitColumns(shard, context);
	const book = bookOf(shard, context.batch);
	const tallies: Record<string, GroupTally> = {};
	for (let visit = 0; visit < shard.visitCount; visit++) {
		if (columns.recorded[visit] === 0 || columns.inpatient[visit] === 0 || stayDaysOf(columns, visit) === NO_DAY) continue;
		const stay = book.stay(visit);
		if (stay.visit.text('vali_flag') === '0') continue;
		const code = groupCode(stay, context, serviceDay(shard, visit), rule);
		if (code === null) continue;
		const { stays, days, deaths } = tallies[code] ?? NOBODY;
		tallies[code] = { stays: stays + 1, days: days + stayDaysOf(columns, visit), deaths: deaths + (stay.fact(death) ? 1 : 0) };
	}
	return tallies;
}

export function mergeTallies(partials: readonly GroupTallies[]): GroupTallies {
	const merged: Record<string, GroupTally> = {};
	for (const partial of partials) {
		for (const [code, tally] of Object.entries(partial)) {
			const { stays, days, deaths } = merged[code] ?? NOBODY;
			merged[code] = { stays: stays + tally.stays, days: days + tally.days, deaths: deaths + tally.deaths };
		}
	}
	return merged;
}

/** The peers of a stay in its group: the tally without itself. */
export function peersInGroup(tallies: GroupTallies, code: string, own: { readonly days: number; readonly died: boolean }): GroupTally {
	const { stays, days, deaths } = tallies[code] ?? { stays: 1, days: own.days, deaths: own.died ? 1 : 0 };
	return { stays: stays - 1, days: days - own.days, deaths: deaths - (own.died ? 1 : 0) };
}

const NOBODY: GroupTally = { stays: 0, days: 0, deaths: 0 };

function groupCode(stay: Stay, context: RunContext, day: number | null, rule: string): string | null {
	try {
		return groupOfStay(context, stay, day, rule)?.group.code ?? null;
	} catch (error) {
		if (error instanceof Undetermined) return null;
		throw error;
	}
}
