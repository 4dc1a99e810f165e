import { QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Charge } from '../../engine/charge.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source } from '../../engine/traced.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { charges } from '../../facts/charges.ts';
import { ordersOfDrug } from '../../facts/drug-orders.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { chargedGrams, gramsOf, orderedGrams, piecesOf, visitsWithPieces } from '../../facts/herb-doses.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { article38 } from '../../facts/regulation.ts';

const params = {
	tolerance: { default: 10, unit: 'percent', title: { zh: '称量误差', en: 'Error of weighing' }, why: '调剂称量误差（《中国药典》调剂要求，未核实）' }
} as const;

/** Pieces of herbs uploaded in a larger mass than their orders ask for (中药饮片超量上传). */
export default defineRule({
	meta: {
		id: 'herb-quantity-over-order',
		version: 1,
		title: { zh: '中药饮片上传量超过处方量', en: 'More of a herb charged than ordered' },
		explains: {
			zh: '中药饮片收费的克数（减退费）超过医嘱每剂用量与剂数之积。没有该味饮片医嘱的不判断；单位或剂数不明时无法判断。',
			en: 'The grams of a herb that were charged, net of refunds, are more than its orders ask for by dose and number of doses. Herbs without an order are not judged.'
		},
		dimension: 'clinical',
		violation: '虚构医药服务项目',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: ['中药饮片超量上传'],
		problems: [],
		requires: ['visit', 'fee', 'order'],
		uses: ['settlement'],
		knowledge: [],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { more: { zh: '{{item}} 上传 {{grams}} 克，处方共 {{ordered}} 克', en: '{{item}}: {{grams}} g charged, {{ordered}} g ordered' } }
	},
	params,
	candidates: (shard, context) => visitsWithPieces(shard, context, 1, true),
	judge(stay, t) {
		const all: Charge[] = [];
		t.each(piecesOf(stay.fact(charges).net), ([item, lines]) => {
			const claims = lines.filter(({ inScope }) => inScope !== 0);
			if (claims.length === 0) return;
			const orders = ordersOfDrug(stay, claims);
			if (orders.length === 0) return;
			const asked = orders.map(orderedGrams);
			if (asked.includes(null)) throw new Undetermined({ kind: 'value', what: 'order.dosage' });
			const units = claims.map((charge) => gramsOf(charge.row.text('unt').trim()));
			if (units.includes(null)) throw new Undetermined({ kind: 'value', what: 'fee.unt' });
			if (claims.some(({ ambiguous }) => ambiguous)) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
			const charged = claims.reduce((sum, charge) => sum + chargedGrams(charge)!, 0);
			const ordered = asked.reduce((sum, one) => sum + one!.grams, 0);
			if (
				!isMore(
					t,
					claims,
					charged,
					ordered,
					asked.flatMap((one) => one!.sources)
				)
			)
				return;
			all.push(...claims);
			// Lines of one piece are in one unit; where they are not, which of them was too much is not to be said.
			const unit = new Set(units).size === 1 ? units[0]! : null;
			t.report({
				message: 'more',
				data: { item, grams: charged / QUANTITY_SCALE, ordered: ordered / QUANTITY_SCALE },
				grade: 'suspect',
				lines:
					unit === null
						? claims.map((charge) => ({ charge, role: 'offending', amount: null }))
						: allocate(claims, Math.round((charged - ordered) / unit)).map(offending)
			});
		});
		if (all.length > 0) t.clear('self-paid', all.some(({ inScope }) => inScope === null) ? null : []);
	}
});

/** Whether the grams charged (1/10 000 g) are more than those ordered, with the error of weighing. */
function isMore(t: Trace<typeof params>, claims: readonly Charge[], charged: number, ordered: number, orders: readonly Source[]): boolean {
	const cells = claims.flatMap(({ row, refunds }) => [row, ...refunds].map((one): Source => ({ row: one, field: 'cnt' })));
	const share = (100 + t.known(t.param('tolerance'))) / 100;
	const label = { zh: '医嘱克数（含称量误差）', en: 'Grams ordered, with the error of weighing' };
	const grams = t.derived({ zh: '收费克数', en: 'Grams charged' }, 'quantity', charged, cells);
	return t.gt('more-than-ordered', grams, t.derived(label, 'quantity', Math.round(ordered * share), orders));
}
