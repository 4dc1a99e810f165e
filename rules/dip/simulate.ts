import type { Fen } from '../domain/units.ts';
import { proRata, RATIO_SCALE } from '../domain/units.ts';
import { bandOf, casePoints, deviationOf, type Band, type BandLimits } from './bands.ts';
import type { DipCase } from './case.ts';
import type { Grouper, Grouping } from './grouper.ts';
import { foldCode } from './notation.ts';
import { meanCostOf, moneyOf } from './points.ts';

/** What a city sets for the settlement; each may be unknown. */
export interface Tariff {
	/** 点值 of the insured's scheme, 1/1 000 000 元; null: points only. */
	readonly pointValue: number | null;
	/** 机构系数 and 辅助系数, 1/10 000; null: points end at the band, and there is no money. */
	readonly hospitalFactor: number | null;
	readonly auxiliaryFactor: number | null;
	readonly limits: BandLimits;
}

/** A stay as the city would settle it. Null where something that it needs is not known. */
export interface SimulatedPayment {
	readonly grouping: Grouping;
	/** Mean cost of the group, 分. */
	readonly mean: Fen | null;
	/** Cost over mean, 1/10 000, and its band. */
	readonly deviation: number | null;
	readonly band: Band | null;
	/** 1/1 000 000 point: of the group, of the case after deviation, and after the factors too. */
	readonly groupPoints: number | null;
	readonly bandPoints: number | null;
	readonly points: number | null;
	/** Standard of payment (支付标准), 分: points × value of a point. */
	readonly payment: Fen | null;
}

/** Simulates the payment of a stay (模拟结算): group, points by band and factors, money where the value of a point is known. */
export function simulate(grouper: Grouper, stay: DipCase, tariff: Tariff): SimulatedPayment {
	const grouping = grouper.group(stay);
	const { group } = grouping;
	const mean = group ? meanCostOf(group, grouper.options.regionMean) : null;
	const compared = stay.cost !== null && mean !== null && mean > 0 ? { cost: stay.cost, mean } : null;
	const own = group && compared ? casePoints(group.points, compared.cost, compared.mean, tariff.limits) : null;
	const { hospitalFactor, auxiliaryFactor } = tariff;
	const known = own !== null && hospitalFactor !== null && auxiliaryFactor !== null;
	const points = known ? proRata(proRata(own, hospitalFactor, RATIO_SCALE), auxiliaryFactor, RATIO_SCALE) : null;
	return {
		grouping,
		mean,
		deviation: compared && deviationOf(compared.cost, compared.mean),
		band: compared && bandOf(compared.cost, compared.mean, tariff.limits),
		groupPoints: group?.points ?? null,
		bandPoints: own,
		points,
		payment: points === null || tariff.pointValue === null ? null : moneyOf(points, tariff.pointValue)
	};
}

/** A change to try on a case (如果……): another main diagnosis, procedures struck off. */
export interface Change {
	readonly mainDiagnosis?: string;
	readonly strike?: readonly string[];
}
export interface WhatIf {
	readonly before: SimulatedPayment;
	readonly after: SimulatedPayment;
	/** After less before: points 1/1 000 000 and money 分; null where one of them is not known. */
	readonly bandPoints: number | null;
	readonly points: number | null;
	readonly payment: number | null;
}

/** Group, points and money before and after a change. A struck code goes however often it stands there. */
export function whatIf(grouper: Grouper, stay: DipCase, change: Change, tariff: Tariff): WhatIf {
	const struck = new Set((change.strike ?? []).map(foldCode));
	const changed: DipCase = {
		...stay,
		mainDiagnosis: change.mainDiagnosis ?? stay.mainDiagnosis,
		procedures: stay.procedures.filter((code) => !struck.has(foldCode(code)))
	};
	const [before, after] = [simulate(grouper, stay, tariff), simulate(grouper, changed, tariff)];
	return {
		before,
		after,
		bandPoints: difference(after.bandPoints, before.bandPoints),
		points: difference(after.points, before.points),
		payment: difference(after.payment, before.payment)
	};
}

const difference = (after: number | null, before: number | null): number | null => (after === null || before === null ? null : after - before);
