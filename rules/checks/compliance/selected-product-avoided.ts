import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { QUANTITY_SCALE } from '../../domain/units.ts';
import {
	alternativeCharges,
	anchorsOf,
	avoidances,
	mergeAnchors,
	visitsWithAnchor,
	type Anchors,
	type Avoidance
} from '../../facts/agreed-products.ts';
import { zero } from '../../facts/cells.ts';
import { article38 } from '../../facts/regulation.ts';

/** 只采购非中选产品: in the whole period of an agreed volume an institution handed out the alternatives and received none of the selected product. */
export default defineRule({
	meta: {
		id: 'selected-product-avoided',
		version: 1,
		title: { zh: '不采购集采中选产品，只用非中选产品', en: 'Alternatives used, the selected product never bought' },
		explains: {
			zh: '集采约定采购期内，进销存各月齐全的机构没有入库过中选产品，却有非中选替代产品出库。每个机构、每个产品只报一次，记在替代产品费用最高的一例上；金额不计。',
			en: 'In the period of an agreed volume, an institution whose stock covers every month received none of the selected product and handed out its alternatives. Told once an institution and product, at the visit with the dearest line of an alternative, without an amount.'
		},
		dimension: 'compliance',
		violation: '超标准收费',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('三')],
		official: [],
		problems: [10],
		requires: ['visit', 'fee', 'stock'],
		uses: ['settlement'],
		knowledge: ['agreedVolumes'],
		clears: { 'supply-stopped': { zh: '中选产品断供，需核对供应说明', en: 'The selected product was out of supply: its notice to be checked' } },
		messages: {
			avoided: {
				zh: '{{from}} 至 {{to}} 未采购 {{item}}（约定 {{agreed}}），替代产品出库 {{issued}}',
				en: 'No {{item}} bought from {{from}} to {{to}} ({{agreed}} agreed), alternatives handed out: {{issued}}'
			}
		}
	},
	params: {},
	candidates: (shard, context, anchors: Anchors) => visitsWithAnchor(shard, context, anchors),
	population: { map: anchorsOf, reduce: mergeAnchors },
	judge(stay, t, anchors: Anchors) {
		const all = avoidances(t.context);
		const own = Object.entries(anchors).filter(([, { visit }]) => visit === stay.id);
		t.each(own, ([at]) => judgeProduct(stay as unknown as Stay, t, all[Number(at)]!));
		if (t.reports.length > 0) t.clear('supply-stopped', null);
	}
});

function judgeProduct(stay: Stay, t: Trace, avoidance: Avoidance): void {
	const { point, selected, alternatives, months, monthsNeeded, institution } = avoidance;
	if (months < monthsNeeded) return t.cannotTell({ kind: 'value', what: 'stock.period' });
	const issued = alternatives.map((row) => t.number(row, 'issued'));
	const total = issued.reduce((sum, one) => sum + t.known(one), 0);
	const sources = issued.flatMap((one) => one.sources);
	const out = t.derived<number>({ zh: '替代产品出库数量', en: 'Alternatives handed out' }, 'quantity', total, sources);
	if (!t.gt('alternatives-used', out, zero('quantity'))) return;
	const bought = selected.filter((row) => (row.number('received') ?? row.number('cnt') ?? 0) > 0 || (row.number('opening') ?? 0) > 0);
	const witness = { fixmedins_code: institution, period: point.from!.slice(0, 7).replace('-', ''), name: point.name, received: '1' };
	const label = { zh: '中选产品的入库与结存', en: 'Receipts and openings of the selected product' };
	if (!t.absent('selected-never-bought', label, bought, selected, { table: 'stock', fields: witness })) return;
	const lines = alternativeCharges(stay, avoidance);
	if (lines.length === 0) return;
	t.report({
		message: 'avoided',
		data: { item: point.name, from: point.from!, to: point.to!, agreed: point.quantity / QUANTITY_SCALE, issued: display.quantity(total) },
		grade: 'suspect',
		lines: lines.map((charge) => ({ charge, role: 'related' }))
	});
}
