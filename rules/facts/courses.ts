import { proRata, QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { ReportedLine } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { YES } from './cells.ts';
import { daysOf, lineDays } from './line-days.ts';

/** The calendar days on which a line's item was used (用药日期). */
export interface UseDays {
	readonly charge: Charge;
	readonly days: readonly number[];
	/** False where the line spans days and its quantity does not say how many of them. */
	readonly exact: boolean;
	/** 出院带药 with its days of supply: used after the day of the charge. */
	readonly takenHome: boolean;
	readonly sources: readonly Source[];
}

export function useDays(charge: Charge): UseDays {
	const line = lineDays(charge);
	const supply = YES.includes(charge.row.text('dscg_tkdrug_flag') as never) ? charge.row.number('prd_days') : null;
	if (supply === null) return { charge, days: daysOf(line), exact: line.perDay !== null, takenHome: false, sources: line.sources };
	const days = Math.max(1, Math.floor(supply / QUANTITY_SCALE));
	const sources = [...line.sources, { row: charge.row, field: 'prd_days' }];
	return { charge, days: daysOf({ first: line.first, last: line.first + days - 1 }), exact: true, takenHome: days > 1, sources };
}

/** Distinct days of all uses, ascending. */
export const distinctDays = (uses: readonly UseDays[]): number[] => [...new Set(uses.flatMap((use) => use.days))].sort((a, b) => a - b);

/** A use as a line of a finding: what falls on the days beyond the course is wrong, the rest of the course stands as related. */
export function courseLine({ charge, days }: UseDays, beyond: ReadonlySet<number>): ReportedLine {
	const over = days.filter((day) => beyond.has(day)).length;
	if (over === 0) return { charge, role: 'related' };
	if (over === days.length) return { charge, role: 'offending' };
	return {
		charge,
		role: 'offending',
		quantity: Math.round((charge.quantity * over) / days.length),
		amount: proRata(charge.amount, over, days.length)
	};
}
