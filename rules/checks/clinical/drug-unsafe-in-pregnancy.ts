import { defineRule } from '../../engine/rule.ts';
import { systemic } from '../../facts/drug-route.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { identitySexSources, tracedSex } from '../../facts/person.ts';
import { isPregnant, mayBePregnant, notEnded } from '../../facts/pregnancy.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';
import type { PointOf } from '../../knowledge/pack.ts';

const FEMALE = '2';
const isOfPregnancy = ({ kind, pregnancy }: PointOf<'contraindications'>): boolean => kind === 'drug' && pregnancy === 'pregnancy';

const drugs = itemsThat('contraindications', isOfPregnancy);

/** Drugs that are forbidden in pregnancy (孕妇禁用), given to a woman who is pregnant by the record. */
export default defineRule({
	meta: {
		id: 'drug-unsafe-in-pregnancy',
		version: 1,
		title: { zh: '孕妇禁用药品用于妊娠患者', en: 'Drug forbidden in pregnancy' },
		explains: {
			zh: '诊断或孕周载明患者妊娠，却使用说明书孕妇禁用的药品，且本次未见分娩、流产等妊娠终止。局部用药不计；哺乳期用药本规则不判断。',
			en: 'By diagnosis or weeks the patient is pregnant, and a drug that its label forbids then was given; no delivery or abortion ended the pregnancy in this visit. Local use does not count; lactation is not judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301010000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'diagnosis', 'operation', 'document', 'exam', 'nursing'],
		knowledge: ['contraindications'],
		clears: {
			'identity-says-other': { zh: '证件号码所示为男性', en: 'By the identity number the patient is a man' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: { pregnant: { zh: '妊娠患者使用 {{item}}，共 {{lines}} 条', en: '{{item}} given in pregnancy: {{lines}} lines' } }
	},
	params: {},
	candidates: (shard, context) => mayBePregnant(shard, context, drugs.visits(shard, context)),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'contraindications', t.day), ({ point, items }) => {
			if (!isOfPregnancy(point) || !isPregnant(t, stay)) return;
			const claims = claimedOf(t, items, ({ charge }) => systemic(t, stay, charge));
			if (claims.length === 0) return;
			if (!t.eq('woman', tracedSex(t, stay.visit), t.constant({ zh: '女', en: 'Female' }, 'text', FEMALE))) return;
			if (!notEnded(t, stay)) return;
			all.push(...claims);
			t.report({ message: 'pregnant', data: itemData(claims), grade: 'suspect', lines: claims.map(({ charge }) => ({ charge, role: 'offending' })) });
		});
		if (all.length === 0) return;
		t.clear('identity-says-other', identitySexSources(stay.visit, '1'));
		t.clear('self-paid', selfPaidSources(all));
	}
});
