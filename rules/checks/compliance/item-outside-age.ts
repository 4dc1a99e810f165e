import { defineRule } from '../../engine/rule.ts';
import { birthStaySources, identityAgeSources, identityAgesSources, outsideAge } from '../../facts/age-limit.ts';
import { claimedOf, gradeOfClaimed, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { isForbiddenToChildren } from '../../facts/children.ts';
import { visitsOutsideAge } from '../../facts/person-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import type { AgeLimit } from '../../knowledge/pack.ts';

/** 限年龄 drugs and service items claimed for a patient too young or too old on the day of the charge. */
export default defineRule({
	meta: {
		id: 'item-outside-age',
		version: 1,
		title: { zh: '项目或药品超限定年龄', en: 'Item outside its permitted age' },
		explains: {
			zh: '限定年龄使用的药品或诊疗项目，费用发生当日患者周岁不在限定范围内。只有入院年龄且跨生日会改变结论时不判断。',
			en: 'On the day of the charge the patient was outside the age that the item is limited to. Where only the age on admission is known and a birthday would decide, nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['GZ10000101007000', 'GZ10000301002000', 'GZ10000302003000', 'GZ10000102006000', 'GZ10000103002000', '医疗服务项目限年龄'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['ageLimits'],
		clears: {
			'newborn-with-mother': { zh: '母亲就诊下记入新生儿的费用', en: "The newborn's charges on the mother's visit" },
			'identity-says-other': {
				zh: '证件号码所示年龄符合限定，出生日期可能录错',
				en: 'By the identity number the age is permitted: the date of birth may be mistyped'
			},
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			outside: {
				zh: '{{item}} 限 {{min}}–{{max}} 岁，患者 {{age}} 岁，共 {{lines}} 条',
				en: '{{item}} is for ages {{min}}–{{max}}, the patient is {{age}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: visitsOutsideAge,
	judge(stay, t) {
		const all: LimitedCharge<AgeLimit>[] = [];
		t.each(limitedCharges(stay, t.context, 'ageLimits', t.day), ({ point, items }) => {
			// Drugs forbidden to children are of the rule drug-forbidden-to-children.
			if (isForbiddenToChildren(point)) return;
			let age = 0;
			const claims = claimedOf(t, items, ({ charge }) => {
				const found = outsideAge(t, stay.visit, charge, point);
				age = found.age;
				return found.outside;
			});
			if (claims.length === 0) return;
			all.push(...claims);
			t.report({
				message: 'outside',
				data: { ...itemData(claims), min: point.minAge ?? 0, max: point.maxAge ?? '', age },
				grade:
					birthStaySources(stay.visit).length > 0 || claims.some(({ charge }) => identityAgeSources(stay.visit, charge, point)?.length)
						? 'suspect'
						: gradeOfClaimed(claims),
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length === 0) return;
		t.clear('newborn-with-mother', birthStaySources(stay.visit));
		t.clear(
			'identity-says-other',
			identityAgesSources(stay.visit, all, (point) => point)
		);
		t.clear('self-paid', selfPaidSources(all));
	}
});
