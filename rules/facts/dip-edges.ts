import { edgeOf } from '../dip/bands.ts';
import { RATIO_SCALE } from '../domain/units.ts';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { bookOf, type Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { NO_DAY } from './columns.ts';
import { groupCost } from './dip-cost.ts';
import { groupOfStay, type GroupedStay } from './dip-group.ts';
import { institutionField } from './institutions.ts';
import { visitRow } from './neighbours.ts';
import { visitColumns } from './visit-columns.ts';

/** Closed stays of an institution with a known deviation, and how many of them lie beside a limit of the band. */
export interface EdgeTally {
	readonly stays: number;
	readonly atEdge: number;
	/** The stay at an edge whose identifier comes first: the finding about the institution stands there. */
	readonly anchor: string;
}
/** By institution. Plain data. */
export type EdgeTallies = Readonly<Record<string, EdgeTally>>;

/** A stay beside a limit: its group, and the span of costs (分) in which it lies. */
export interface AtEdge {
	readonly grouped: GroupedStay;
	readonly cost: number;
	readonly span: readonly [number, number];
	readonly side: 'lower' | 'upper';
}

/** Whether the cost of a stay lies beside a limit of the band of its group; null: it does not. 无法判断 where group or cost is not known. */
export function atEdge(context: RunContext, stay: Stay, day: number | null, rule: string): AtEdge | 'between' | null {
	const grouped = groupOfStay(context, stay, day, rule);
	if (!grouped) return null;
	const { cost, mean } = groupCost(grouped, rule);
	const percent = (name: string): number => ((context.parameters.get(rule, name, day)?.value ?? 0) * RATIO_SCALE) / 100;
	const around = (limit: number, width: number): readonly [number, number] => [limit - width, limit + width];
	const edges = { lower: around(percent('lower'), percent('widthLower')), upper: around(percent('upper'), percent('widthUpper')) };
	const side = edgeOf(cost, mean, edges);
	if (side === null) return 'between';
	const [from, to] = edges[side];
	return { grouped, cost, side, span: [Math.ceil((mean * from) / RATIO_SCALE), Math.floor((mean * to) / RATIO_SCALE)] };
}

/** The institution of a stay by its code, else its name; '' where neither is given. */
export function institutionOf(stay: Stay): string {
	const field = institutionField(stay.visit);
	return field === null ? '' : stay.visit.text(field).trim();
}

export function edgeTallies(shard: Shard, context: RunContext, rule: string): EdgeTallies {
	const { recorded, inpatient, lastDay } = visitColumns(shard, context);
	const book = bookOf(shard, context.batch);
	const tallies: Record<string, EdgeTally> = {};
	for (let visit = 0; visit < shard.visitCount; visit++) {
		if (recorded[visit] === 0 || inpatient[visit] === 0 || lastDay[visit] === NO_DAY) continue;
		const stay = book.stay(visit);
		if (!visitRow(stay)) continue;
		const place = edgeIfKnown(stay, context, serviceDay(shard, visit), rule);
		if (place === null) continue;
		add(tallies, institutionOf(stay), { stays: 1, atEdge: place === 'between' ? 0 : 1, anchor: place === 'between' ? '' : stay.id });
	}
	return tallies;
}

export function mergeEdges(partials: readonly EdgeTallies[]): EdgeTallies {
	const merged: Record<string, EdgeTally> = {};
	for (const partial of partials) for (const [institution, tally] of Object.entries(partial)) add(merged, institution, tally);
	return merged;
}

/** All other institutions together. */
export function otherInstitutions(tallies: EdgeTallies, institution: string): Pick<EdgeTally, 'stays' | 'atEdge'> {
	const others = Object.entries(tallies).filter(([each]) => each !== institution);
	return { stays: others.reduce((sum, [, { stays }]) => sum + stays, 0), atEdge: others.reduce((sum, [, tally]) => sum + tally.atEdge, 0) };
}

function add(tallies: Record<string, EdgeTally>, institution: string, { stays, atEdge: count, anchor }: EdgeTally): void {
	const known = tallies[institution] ?? { stays: 0, atEdge: 0, anchor: '' };
	const first = known.anchor === '' || (anchor !== '' && anchor < known.anchor) ? anchor : known.anchor;
	tallies[institution] = { stays: known.stays + stays, atEdge: known.atEdge + count, anchor: first };
}

function edgeIfKnown(stay: Stay, context: RunContext, day: number | null, rule: string): AtEdge | 'between' | null {
	try {
		return atEdge(context, stay, day, rule);
	} catch (error) {
		if (error instanceof Undetermined) return null;
		throw error;
	}
}
