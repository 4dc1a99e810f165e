import { defineRule } from '../../engine/rule.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { identitySexSources, newbornSources, tracedSex, type Sex } from '../../facts/person.ts';
import { visitsAgainstSex } from '../../facts/person-visits.ts';
import { article38 } from '../../facts/regulation.ts';

/** 限性别 drugs and service items claimed for a patient of the other sex. Self-paid lines are no claim. */
export default defineRule({
	meta: {
		id: 'item-against-sex',
		version: 1,
		title: { zh: '项目或药品与性别不符', en: 'Item for the other sex' },
		explains: {
			zh: '限一种性别使用的药品、诊疗项目或耗材，用于另一性别的患者并纳入医保结算。性别不详时不判断。',
			en: 'A drug, service or material for one sex was claimed for a patient of the other. Without a stated sex nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['GZ10000301004000', 'GZ10000302004000', '医用耗材与性别不符'],
		problems: [76],
		pharmacyProblems: [17],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['sexLimits'],
		clears: {
			'newborn-with-mother': { zh: '新生儿就诊下记入母亲的费用', en: "The mother's charges on her newborn's visit" },
			'identity-says-other': {
				zh: '证件号码所示性别符合限定，性别可能录错',
				en: 'The identity number says the permitted sex: the sex may be mistyped'
			},
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			against: {
				zh: '{{item}} 限{{permitted}}，患者为{{sex}}，共 {{lines}} 条',
				en: '{{item}} is for sex {{permitted}}, the patient is {{sex}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: visitsAgainstSex,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'sexLimits', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items);
			if (claims.length === 0) return;
			const sex = tracedSex(t, stay.visit);
			if (!t.ne('other-sex', sex, t.knowledge<string>(point, { zh: '限定性别', en: 'Permitted sex' }, 'text', point.sex))) return;
			all.push(...claims);
			t.report({
				message: 'against',
				data: { ...itemData(claims), permitted: NAMES[point.sex], sex: NAMES[t.known(sex) as Sex] },
				grade: identitySexSources(stay.visit, point.sex)?.length || newbornSources(stay.visit)?.length ? 'suspect' : gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (t.reports.length === 0) return;
		t.clear('newborn-with-mother', newbornSources(stay.visit));
		t.clear('identity-says-other', identitySexSources(stay.visit, t.known(tracedSex(t, stay.visit)) === '1' ? '2' : '1'));
		t.clear('self-paid', selfPaidSources(all));
	}
});

const NAMES = { '1': '男', '2': '女' } as const;
