import { defineRule } from '../../engine/rule.ts';
import { INDICATION_PARAMS, plannedIndication, qualifying, withoutIndication } from '../../facts/indication-support.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';

/** Materials (医用耗材) limited to a disease, claimed without anything in the record that supports it: findings of examinations count as documents. */
export default defineRule({
	meta: {
		id: 'consumable-outside-disease',
		version: 1,
		title: { zh: '医用耗材超限定疾病使用', en: 'Material outside its disease' },
		explains: {
			zh: '限疾病使用的医用耗材纳入医保范围，本次及既往诊断、文书、检验、手术检查中均未见依据。否认、计划、家族史不算依据，既往史算；没有诊断或没有文书时不判断。',
			en: 'A material limited to a disease was claimed, yet no diagnosis now or before, no document, laboratory value, operation or examination supports it. What is denied, planned or of the family does not count, history does; without diagnoses or documents nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['医用耗材限疾病使用'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation', 'earlierVisit'],
		knowledge: ['indications'],
		clears: {
			planned: { zh: '文书仅以拟诊、鉴别或计划提及', en: 'Documents name it as a plan or to be told apart only' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			without: {
				zh: '{{item}} 限{{indication}}，诊断与文书均无依据，共 {{lines}} 条',
				en: '{{item}} is for {{indication}}: neither diagnosis nor document supports it, {{lines}} lines'
			}
		}
	},
	params: INDICATION_PARAMS,
	candidates: itemsThat('indications', ({ kind }) => kind === 'material').visits,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'indications', t.day), ({ point, items }) => {
			if (point.kind !== 'material') return;
			const claims = claimedOf(t, items);
			if (claims.length === 0 || !withoutIndication(t, stay, point)) return;
			all.push(...claims);
			if (t.clears.length === 0) t.clear('planned', plannedIndication(stay, point));
			t.report({
				message: 'without',
				data: { ...itemData(claims), indication: qualifying(point) },
				// Wording of limits is read by rules of thumb, and a record may say the same in other words.
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});
