import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source, Traced } from '../../engine/traced.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { ordersOfDrug } from '../../facts/drug-orders.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { orderedDose, weightInGrams } from '../../facts/label-doses.ts';
import { article38 } from '../../facts/regulation.ts';
import type { PointOf } from '../../knowledge/pack.ts';

/** Orders of a larger dose than the label of the drug allows (超说明书用量). */
export default defineRule({
	meta: {
		id: 'dose-over-label',
		version: 1,
		title: { zh: '超说明书用量', en: 'Dose over the label' },
		explains: {
			zh: '医嘱的单次剂量或日剂量（单次剂量×频次）超过所列说明书用量及容差。剂量无单位、频次不能识别，或按体重计量而未记体重时无法判断。',
			en: 'A single dose of an order, or its dose of a day, is more than the label that is listed allows, with a tolerance. Doses without a unit or a known frequency, and doses by weight without a weight, are not judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301005000'],
		problems: [],
		requires: ['visit', 'fee', 'order'],
		uses: ['settlement', 'document', 'exam', 'nursing'],
		knowledge: ['doseLimits'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: {
			single: { zh: '{{item}} 单次剂量超说明书', en: '{{item}}: a single dose over the label' },
			daily: { zh: '{{item}} 日剂量超说明书', en: '{{item}}: the dose of a day over the label' }
		}
	},
	params: { tolerancePct: { default: 10, unit: 'percent', title: { zh: '容差', en: 'Tolerance' }, why: '按支、片取整的剂量可略高（未核实）' } },
	candidates: (shard, context) => visitsWithItem(shard, context, 'doseLimits'),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'doseLimits', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items);
			if (claims.length === 0 || !isOfAge(t, stay.visit, point)) return;
			const orders = ordersOfDrug(
				stay,
				claims.map(({ charge }) => charge)
			).filter((order) => point.route === undefined || order.text('medc_way').includes(point.route));
			// Each dose is a part of its own: one over the label hides no other, and one within it is no part of the finding.
			const doses = orders.flatMap((order) => (['single', 'daily'] as const).map((dose) => ({ order, dose })));
			t.each(doses, ({ order, dose }) => {
				if (!(dose === 'single' ? singleOver(t, order, point) : dailyOver(t, stay, order, point))) return;
				all.push(...claims);
				t.report({
					message: dose,
					data: itemData(claims),
					// Which of the lines the larger dose took, orders do not say.
					grade: 'suspect',
					lines: claims.map(({ charge }) => ({ charge, role: 'offending', amount: null }))
				});
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});

type Limit = PointOf<'doseLimits'>;
type Params = { tolerancePct: never };
const LABEL = { zh: '说明书用量（含容差），毫克', en: 'Label with tolerance, mg' };

/** Whether the label's limit is for the age of the patient; 无法判断 where it names one and no age is known. */
function isOfAge(t: Trace, visit: Row<'visit'>, { ageFrom, ageTo }: Limit): boolean {
	if (ageFrom === undefined && ageTo === undefined) return true;
	const span: readonly [number, number] = [ageFrom ?? 0, ageTo ?? 150];
	return t.within('of-age', t.number(visit, 'age'), t.constant({ zh: '适用年龄', en: 'Ages' }, 'span', span));
}

const dosageOf = (order: Row<'order'>): Source[] => [{ row: order, field: 'dosage' }];

/** Milligrams that the label allows, with the tolerance. */
const limitOf = (t: Trace<Params>, point: Limit, mg: number): Traced<number> =>
	t.knowledge(point, LABEL, 'quantity', Math.round((mg * (100 + t.known(t.param('tolerancePct')))) / 100));

function singleOver(t: Trace<Params>, order: Row<'order'>, point: Limit): boolean {
	if (point.singleMg === undefined) return false;
	const { each } = orderedDose(order);
	if (each === null) throw new Undetermined({ kind: 'value', what: 'order.dosage' });
	return t.gt(
		'single-over',
		t.derived({ zh: '单次剂量，毫克', en: 'Single dose, mg' }, 'quantity', each, dosageOf(order)),
		limitOf(t, point, point.singleMg)
	);
}

function dailyOver(t: Trace<Params>, stay: Stay<'document' | 'exam' | 'nursing'>, order: Row<'order'>, point: Limit): boolean {
	if (point.dailyMg === undefined && point.mgPerKg === undefined) return false;
	const { each, times } = orderedDose(order);
	if (each === null) throw new Undetermined({ kind: 'value', what: 'order.dosage' });
	if (times === null) throw new Undetermined({ kind: 'value', what: 'order.freq' });
	const sources = [...dosageOf(order), { row: order, field: 'freq' }];
	const byWeight = point.mgPerKg === undefined ? Infinity : (point.mgPerKg * weightInGrams(stay)) / 1_000;
	const daily = t.derived({ zh: '日剂量，毫克', en: 'Dose of a day, mg' }, 'quantity', each * times, sources);
	return t.gt('daily-over', daily, limitOf(t, point, Math.min(point.dailyMg ?? Infinity, byWeight)));
}
