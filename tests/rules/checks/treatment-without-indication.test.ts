import rule from '../../../rules/checks/clinical/treatment-without-indication.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = {
	table: 'indications',
	officialClass: 'fixture',
	codes: [],
	notice: 'fixture',
	got: { icd: { by: 'column', verified: true } }
} as const;
const knowledge: PointOf<'indications'>[] = [
	{ ...point, id: 'own', kind: 'treatment', icd: ['T58'], words: ['一氧化碳中毒'], name: '高压氧舱治疗' },
	{ ...point, id: 'other', kind: 'test', icd: ['K72'], name: '另一项目' }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-10 10:00';
const diagnosis = (...codes: string[]) => `mdtrt_id|diag_code|diag_name\n${codes.map((code) => `M1|${code}`).join('\n')}`;
const document = (text: string) => `mdtrt_id|doc_type|rec_time|text\nM1|入院记录|2026-05-04 10:00|${text}`;
const fee = (scope = '100.00', item = '高压氧舱治疗') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt
	F1|M1|2026-05-05|${item}|1|100|100.00|${scope}`;
const unrelated = diagnosis('S82.200|胫骨干骨折');
const plain = document('一般情况好。');

testRule(rule, {
	knowledge,
	valid: {
		'in the list of diagnoses': { visit, fee: fee(), diagnosis: diagnosis('S82.200|胫骨干骨折', 'T58.x00|一氧化碳中毒'), document: plain },
		'told by a document': { visit, fee: fee(), diagnosis: unrelated, document: document('一氧化碳中毒2小时。') },
		'paid by the person': { visit, fee: fee('0.00'), diagnosis: unrelated, document: plain },
		'another kind is of another rule': { visit, fee: fee('100.00', '另一项目'), diagnosis: unrelated, document: plain }
	},
	invalid: {
		'a fracture, the sign denied': {
			record: { visit, fee: fee(), diagnosis: unrelated, document: document('否认一氧化碳中毒。') },
			grade: 'suspect',
			message: 'without',
			data: { item: '高压氧舱治疗', lines: 1 },
			lines: ['F1 offending 1 100.00'],
			clears: { planned: 'not-found', 'self-paid': 'not-found' }
		}
	},
	undetermined: {
		'no document': { record: { visit, fee: fee(), diagnosis: unrelated }, missing: { kind: 'document', what: 'document' } },
		'no diagnosis': { record: { visit, fee: fee(), document: plain }, missing: { kind: 'table', what: 'diagnosis' } }
	}
});
