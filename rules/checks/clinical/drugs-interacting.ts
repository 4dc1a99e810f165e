import { defineRule } from '../../engine/rule.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { daysOfUse } from '../../facts/drug-days.ts';
import { interactingDrugs, visitsWithInteraction } from '../../facts/drug-interactions.ts';
import { systemic } from '../../facts/drug-route.ts';
import { claimedOf, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { notTakenHome } from '../../facts/taken-home.ts';

const HOURS_A_DAY = 24;
const SPAN = { zh: '另一药品用药日及应间隔天数', en: 'Days about the use of the other' };

/** The day of each list that lies closest to one of the other. */
function closest(days: readonly number[], others: readonly number[]): readonly [number, number] {
	let best: readonly [number, number] = [days[0]!, others[0]!];
	for (const day of days) for (const other of others) if (Math.abs(day - other) < Math.abs(best[0] - best[1])) best = [day, other];
	return best;
}

/** Two drugs that must not meet (药品相互作用), used on the same days or closer than they may be. */
export default defineRule({
	meta: {
		id: 'drugs-interacting',
		version: 1,
		title: { zh: '药品相互作用', en: 'Drugs that must not meet' },
		explains: {
			zh: '所列不宜合用的两种药品，用药日相隔不超过规定时间。按医嘱起止计日，没有医嘱时按计费日；局部用药与出院带药不计。',
			en: 'Two drugs that are listed as not to meet were used within the hours listed, counted in days of their orders, else of their charges. Local use and what is taken home do not count.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301011000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order'],
		knowledge: ['interactions'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { pair: { zh: '{{main}} 与 {{sub}} 合用，相隔 {{days}} 天', en: '{{main}} and {{sub}} together, {{days}} days apart' } }
	},
	params: {},
	candidates: visitsWithInteraction,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(interactingDrugs(stay, t.context, t.day), ({ point, main, sub }) => {
			const [own, other] = [main, sub].map((items) => claimedOf(t, items, ({ charge }) => notTakenHome(t, charge.row) && systemic(t, stay, charge)));
			if (own!.length === 0 || other!.length === 0) return;
			const [first, second] = [own!, other!].map((items) =>
				daysOfUse(
					stay,
					items.map(({ charge }) => charge)
				)
			);
			if (first!.days.length === 0 || second!.days.length === 0) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
			// Less than a day cannot be told from days: drugs of one day count as together, those of two days only where the hours reach over.
			const most = Math.floor(point.hours / HOURS_A_DAY);
			const [day, then] = closest(first!.days, second!.days);
			const span = t.derived<readonly [number, number]>(SPAN, 'day', [then - most, then + most], second!.sources);
			if (!t.within('too-close', t.derived({ zh: '用药日', en: 'Day of use' }, 'day', day, first!.sources), span)) return;
			all.push(...own!, ...other!);
			t.report({
				message: 'pair',
				data: { main: point.name, sub: point.subName, days: Math.abs(day - then) },
				grade: 'suspect',
				// Either of the two is lawful alone: how much was wrong is not to be said.
				lines: [...own!, ...other!].map(({ charge }) => ({ charge, role: 'offending', amount: null }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});
