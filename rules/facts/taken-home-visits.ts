import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { serviceDay } from '../engine/service-day.ts';
import { codesOf, numberAt, numbersOf, perText, visitsThat } from './columns.ts';
import { ASKED } from './diagnosed-visits.ts';
import { doubtfulRows } from './refunds.ts';
import { saysTakenHome } from './taken-home.ts';

const flags = perText('fee', 'dscg_tkdrug_flag', (text) => (saysTakenHome(text) ? 1 : 0));

/**
 * Visits with a line that is flagged as taken home (出院带药) for more days than the parameters `maxDays` and, with a disease that lasts, `chronicDays` of
 * a rule allow, or for days that the line does not say; those with an open refund too.
 * @param lasting marks of visits with such a disease
 */
export const visitsTakingMuchHome =
	(rule: string, lasting: (shard: Shard, context: RunContext) => Uint8Array) =>
	(shard: Shard, context: RunContext): number[] => {
		const { fee } = shard.tables;
		const [codes, isHome, days, counts] = [codesOf(fee, 'dscg_tkdrug_flag'), flags(context.batch), numbersOf(fee, 'prd_days'), numbersOf(fee, 'cnt')];
		if (!codes) return [];
		const [unsure, ill] = [new Set(doubtfulRows(shard, context).map(({ visit }) => visit)), lasting(shard, context)];
		const limit = (name: string, visit: number) => (context.parameters.get(rule, name, serviceDay(shard, visit))?.value ?? 0) * QUANTITY_SCALE;
		return visitsThat(shard, (visit) => {
			let most = -1;
			for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) {
				if (isHome[codes[row]!] === 0) continue;
				const own = numberAt(counts, row) > 0 ? numberAt(days, row) : 0;
				most = Math.max(most, own > 0 ? own : Infinity);
			}
			if (most < 0) return false;
			return unsure.has(visit) || most > limit((ill[visit]! & ASKED) === 0 ? 'maxDays' : 'chronicDays', visit);
		});
	};
