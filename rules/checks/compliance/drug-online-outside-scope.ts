import { defineRule } from '../../engine/rule.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { isOnline } from '../../facts/online-visits.ts';
import { article38 } from '../../facts/regulation.ts';

/** Drugs that the funds do not pay in online care (互联网医院), claimed there. No field tells online care: names of departments and institutions do. */
export default defineRule({
	meta: {
		id: 'drug-online-outside-scope',
		version: 1,
		title: { zh: '互联网诊疗使用不予支付药品', en: 'Drug outside the scope of online care' },
		explains: {
			zh: '互联网医院药品支付范围以外的药品，在互联网诊疗中纳入医保结算。是否互联网诊疗按科室或机构名称判断，结论一律为可疑；住院不在此列。',
			en: 'A drug that the funds do not pay in online care was claimed there. Names of the department or institution tell online care, so a finding is suspect; stays in a bed are another thing.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['超互联网医院药品支付范围'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['onlineLimits'],
		clears: {
			'seen-in-person': { zh: '备注说明线下就诊', en: 'A note says that the patient was seen in person' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: { online: { zh: '{{item}} 不在互联网诊疗支付范围，共 {{lines}} 条', en: '{{item}} is not paid in online care: {{lines}} lines' } }
	},
	params: {},
	candidates: (shard, context) => visitsWithItem(shard, context, 'onlineLimits'),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'onlineLimits', t.day), ({ items }) => {
			const claims = claimedOf(t, items, ({ charge }) => isOnline(t, stay, charge));
			if (claims.length === 0) return;
			all.push(...claims);
			t.report({ message: 'online', data: itemData(claims), grade: 'suspect', lines: claims.map(({ charge }) => ({ charge, role: 'offending' })) });
		});
		if (all.length === 0) return;
		t.clear('seen-in-person', /线下|当面|现场就诊/.test(stay.visit.text('memo')) ? [{ row: stay.visit, field: 'memo' }] : []);
		t.clear('self-paid', selfPaidSources(all));
	}
});
