import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { birthStaySources, identityAgesSources, outsideAge } from '../../facts/age-limit.ts';
import { isForbiddenToChildren } from '../../facts/children.ts';
import { systemic } from '../../facts/drug-route.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { visitsOutsideAge } from '../../facts/person-visits.ts';
import { article38 } from '../../facts/regulation.ts';
import { mentions } from '../../facts/text/mentions.ts';
import type { AgeLimit } from '../../knowledge/pack.ts';

/** Infections for which labels allow such a drug to a child, and the consent that goes with it. */
const REASONS = ['炭疽', '鼠疫', '囊性纤维化', '多重耐药', '耐多药', '无其他可替代', '无替代药物', '超说明书用药知情同意'];

/** Drugs that labels forbid to children (药品儿童禁用), given to a child otherwise than on a place of the body. */
export default defineRule({
	meta: {
		id: 'drug-forbidden-to-children',
		version: 1,
		title: { zh: '儿童禁用药品用于儿童', en: 'Drug forbidden to children' },
		explains: {
			zh: '说明书禁用于某年龄以下的药品（如喹诺酮类 18 岁以下），费用发生当日患者未满该年龄，且非滴眼、外用等局部用药，文书未载明例外情形。',
			en: 'A drug that its label forbids below an age (quinolones below 18) was charged for a younger patient, not for use on the eye or skin, and no document tells of an exception.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301003000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'document', 'exam', 'nursing'],
		knowledge: ['ageLimits'],
		clears: {
			'newborn-with-mother': { zh: '母亲就诊下记入新生儿的费用', en: "The newborn's charges on the mother's visit" },
			'identity-says-other': {
				zh: '证件号码所示年龄不在禁用之列，出生日期可能录错',
				en: 'By the identity number the age is permitted: the date of birth may be mistyped'
			},
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			young: {
				zh: '{{item}} 禁用于 {{min}} 岁以下，患者 {{age}} 岁，共 {{lines}} 条',
				en: '{{item}} is forbidden below {{min}}, the patient is {{age}}: {{lines}} lines'
			}
		}
	},
	params: {},
	candidates: visitsOutsideAge,
	judge(stay, t) {
		const all: LimitedCharge<AgeLimit>[] = [];
		t.each(limitedCharges(stay, t.context, 'ageLimits', t.day), ({ point, items }) => {
			if (!isForbiddenToChildren(point)) return;
			let age = 0;
			const claims = claimedOf(t, items, ({ charge }) => {
				const found = outsideAge(t, stay.visit, charge, point);
				age = found.age;
				return found.outside && systemic(t, stay, charge);
			});
			if (claims.length === 0 || !noException(t, stay)) return;
			all.push(...claims);
			t.report({
				message: 'young',
				data: { ...itemData(claims), min: point.minAge ?? 0, age },
				grade: 'suspect',
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

/** An exception that nobody wrote down does not apply: that is so without documents too. A consent is where it stands, so all documents are read. */
function noException(t: Trace, stay: Stay<'document' | 'exam' | 'nursing'>): boolean {
	const kinds = ['admission', 'course', 'discharge', 'clinic', 'consent', 'other'] as const;
	const { hits, searched } = mentions(stay as Stay, REASONS, { kinds, status: ['affirmed', 'past', 'uncertain', 'planned'] });
	const rows: Row[] = [...new Set(hits.map(({ text }) => text.row))];
	return t.absent('no-exception', { zh: '文书载明的例外情形', en: 'Exceptions in documents' }, rows, searched, {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '病程记录', rec_time: '', text: `${REASONS[0]!}。` }
	});
}
