import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import { INDICATION_WORDS, judgeIndication, visitsWithIndication } from '../../facts/indication-judge.ts';
import { INDICATION_PARAMS } from '../../facts/indication-support.ts';
import { article38 } from '../../facts/regulation.ts';
import { mentions } from '../../facts/text/mentions.ts';

const CONSENT = ['超说明书', '超适应症用药', '药物临床试验'];

/** Drugs given for what their label does not name (超说明书适应症用药), without a consent to it. */
export default defineRule({
	meta: {
		id: 'drug-beyond-label',
		version: 1,
		title: { zh: '超说明书适应症用药', en: 'Drug beyond the indications of its label' },
		explains: {
			zh: '所列药品的说明书适应症在本次及既往诊断、文书、检验、手术检查中均无依据，且未见超说明书用药的知情同意。没有诊断或没有文书时不判断。',
			en: 'Nothing of the record supports the indications of the label of a listed drug, and no consent to a use beyond it stands in the documents. Without diagnoses or documents nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301007000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'diagnosis', 'document', 'exam', 'nursing', 'lab', 'operation', 'earlierVisit'],
		knowledge: ['indications'],
		...INDICATION_WORDS
	},
	params: INDICATION_PARAMS,
	candidates: visitsWithIndication('label'),
	judge(stay, t) {
		if (noConsent(t, stay)) judgeIndication(stay, t, 'label');
	}
});

/** That no document, a form of consent neither, speaks of a use beyond the label. */
function noConsent(t: Trace, stay: Stay<'document' | 'exam' | 'nursing'>): boolean {
	const kinds = ['admission', 'course', 'discharge', 'clinic', 'consent', 'other'] as const;
	const { hits, searched } = mentions(stay as Stay, CONSENT, { kinds, status: ['affirmed', 'past', 'uncertain', 'planned'] });
	const rows: Row[] = [...new Set(hits.map(({ text }) => text.row))];
	return t.absent('no-consent', { zh: '超说明书用药的知情同意', en: 'A consent to a use beyond the label' }, rows, searched, {
		table: 'document',
		fields: { mdtrt_id: stay.id, doc_type: '知情同意书', rec_time: '', text: `${CONSENT[0]!}用药。` }
	});
}
