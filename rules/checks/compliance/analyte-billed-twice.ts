import { QUANTITY_SCALE } from '../../domain/units.ts';
import type { Shard } from '../../domain/shard.ts';
import { defineRule, type RunContext } from '../../engine/rule.ts';
import { itemName } from '../../facts/cells.ts';
import { charges } from '../../facts/charges.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { groupBy } from '../../facts/group.ts';
import { namesOf } from '../../facts/item-names.ts';
import { marked } from '../../facts/item-rows.ts';
import { matchItem } from '../../facts/items.ts';
import { chargeDay } from '../../facts/limited-charges.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { sampleCounter, samplesOf } from '../../facts/samples.ts';
import { itemsThat, markDoubtful, quantitiesByPoint } from '../../facts/table-items.ts';

const sampled = itemsThat('repeatLimits', ({ window }) => window === 'sample');

/** One analyte (检验指标) charged more often than samples of it were measured: two panels that both hold it. */
export default defineRule({
	meta: {
		id: 'analyte-billed-twice',
		version: 1,
		title: { zh: '同一标本同一指标重复收费', en: 'Analyte charged twice for one sample' },
		explains: {
			zh: '同一指标在本次就诊的计费数量多于检验报告中测定它的标本数（按标本号、采样时间或报告）。报告里没有这一指标时无法判断。',
			en: 'An analyte is charged more often in a visit than reports have samples of it, by sample number, sampling time or report. Where no report names it nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '过度检查',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['医疗服务项目限定频次'],
		problems: [124, 125],
		requires: ['visit', 'fee', 'lab'],
		uses: ['document', 'settlement'],
		knowledge: ['repeatLimits'],
		clears: { repeated: { zh: '文书说明复查', en: 'Notes speak of a repeated test' } },
		messages: {
			over: {
				zh: '{{item}} 计费 {{billed}}，标本 {{samples}} 份，多计 {{extra}}',
				en: '{{item}}: {{billed}} charged, {{samples}} samples, {{extra}} too many'
			}
		}
	},
	params: {},
	candidates: visitsOverSamples,
	judge(stay, t) {
		const billedItems = stay.fact(charges).net.flatMap((charge) =>
			charge.quantity <= 0 || charge.amount <= 0
				? []
				: matchItem(t.context, 'repeatLimits', charge.row, chargeDay(charge) ?? t.day)
						.filter(({ point }) => point.window === 'sample')
						.map((match) => ({ charge, match }))
		);
		t.each(
			groupBy(billedItems, ({ match }) => match.point),
			([point, items]) => {
				const own = items.map(({ charge }) => charge);
				const billed = t.quantity({ zh: '计费数量（减退费）', en: 'Charged net of refunds' }, own);
				if (t.known(billed) <= point.most * QUANTITY_SCALE) return;
				const samples = samplesOf(stay, [point.name, ...(point.aliases ?? []), ...own.flatMap(({ row }) => namesOf(row))]);
				if (samples.length === 0) return t.cannotTell({ kind: 'document', what: 'lab' });
				const label = { zh: `标本 ${samples.length} 份，每份 ${point.most}`, en: `${samples.length} samples, ${point.most} each` };
				const allowed = t.derived<number>(label, 'quantity', samples.length * point.most * QUANTITY_SCALE, samples);
				if (!t.gt('more-than-samples', billed, allowed)) return;
				for (const { charge, match } of items) t.matches('analyte', charge.row, match);
				const extra = t.known(billed) - t.known(allowed);
				t.report({
					message: 'over',
					data: { item: itemName(own[0]!.row), billed: t.known(billed) / QUANTITY_SCALE, samples: samples.length, extra: extra / QUANTITY_SCALE },
					grade: 'suspect',
					lines: allocate(own, extra).map(offending)
				});
			}
		);
		if (t.reports.length > 0) t.clear('repeated', cellsSaying(stay, 'document', ['text'], /复查|复测|再次(检测|检验|抽血)/));
	}
});

/** Visits that may have more of an item than its samples allow, before refunds; and those where a refund fits several lines of it. */
function visitsOverSamples(shard: Shard, context: RunContext): number[] {
	const marks = new Uint8Array(shard.visitCount);
	for (const [point, byVisit] of quantitiesByPoint(shard, context, sampled)) {
		const samples = sampleCounter(shard, context, [point.name, ...(point.aliases ?? [])]);
		const most = point.most * QUANTITY_SCALE;
		for (const [visit, quantity] of byVisit) if (quantity > most && quantity > samples(visit) * most) marks[visit] = 1;
	}
	markDoubtful(shard, context, sampled, marks);
	return marked(marks);
}
