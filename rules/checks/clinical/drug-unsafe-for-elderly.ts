import { defineRule } from '../../engine/rule.ts';
import { identityAgesSources, outsideAge } from '../../facts/age-limit.ts';
import { systemic } from '../../facts/drug-route.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';
import type { AgeLimit, PointOf } from '../../knowledge/pack.ts';

type Point = PointOf<'contraindications'>;
const isOfAge = ({ kind, ageFrom }: Point): boolean => kind === 'drug' && ageFrom !== undefined;

/** The ages below which the drug is safe, as an age limit. */
const safeAges = (point: Point): AgeLimit => ({ ...point, table: 'ageLimits', maxAge: point.ageFrom! - 1 });

/** Drugs that are unsafe from an age on (老年人慎用、禁用), given to a patient of that age. */
export default defineRule({
	meta: {
		id: 'drug-unsafe-for-elderly',
		version: 1,
		title: { zh: '老年人用药安全', en: 'Drug unsafe for the elderly' },
		explains: {
			zh: '所列自某年龄起不宜使用的药品，费用发生当日患者已满该年龄，且非局部用药。',
			en: 'A drug listed as unsafe from an age on was charged for a patient of that age, not for local use.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301009000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order'],
		knowledge: ['contraindications'],
		clears: {
			'identity-says-other': { zh: '证件号码所示年龄未达，出生日期可能录错', en: 'By the identity number the patient is younger' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			old: {
				zh: '{{item}} {{from}} 岁起不宜使用，患者 {{age}} 岁，共 {{lines}} 条',
				en: '{{item}} is unsafe from {{from}} on, the patient is {{age}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: itemsThat('contraindications', isOfAge).visits,
	judge(stay, t) {
		const all: LimitedCharge<Point>[] = [];
		t.each(limitedCharges(stay, t.context, 'contraindications', t.day), ({ point, items }) => {
			if (!isOfAge(point)) return;
			let age = 0;
			const claims = claimedOf(t, items, ({ charge }) => {
				const found = outsideAge(t, stay.visit, charge, safeAges(point));
				age = found.age;
				return found.outside && systemic(t, stay, charge);
			});
			if (claims.length === 0) return;
			all.push(...claims);
			t.report({
				message: 'old',
				data: { ...itemData(claims), from: point.ageFrom!, age },
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length === 0) return;
		t.clear('identity-says-other', identityAgesSources(stay.visit, all, safeAges));
		t.clear('self-paid', selfPaidSources(all));
	}
});
