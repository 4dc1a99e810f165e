import rule from '../../../../rules/checks/compliance/consumable-outside-disease.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'indications', officialClass: '适应症', notice: 'fixture', got: { icd: { by: 'column', verified: true } } } as const;
const knowledge: PointOf<'indications'>[] = [
	{
		...point,
		id: 'own',
		kind: 'material',
		icd: ['I20', 'I21', 'I25'],
		words: ['冠状动脉狭窄', '前降支…狭窄', '冠心病'],
		codes: ['C0201010010300100001'],
		name: '药物洗脱冠脉支架'
	},
	{ ...point, id: 'other', kind: 'drug', icd: ['K72'], codes: ['XA05BAY001B002010100001'], name: '另一药品' }
];
const visit = 'mdtrt_id|psn_no|insutype|med_type|begntime|endtime\nM1|P1|310|21|2026-05-04 09:00|2026-05-10 10:00';
const diagnosis = (...codes: string[]) => `mdtrt_id|diag_code|diag_name\n${codes.map((code) => `M1|${code}`).join('\n')}`;
const document = (text: string) => `mdtrt_id|doc_type|rec_time|text\nM1|病程记录|2026-05-05 09:00|${text}`;
const exam = (finding: string) => `mdtrt_id|exam_time|item_name|finding\nM1|2026-05-05 09:00|冠状动脉造影|${finding}`;
const fee = (scope = '100.00', item = 'C0201010010300100001|药物洗脱冠脉支架') => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	F1|M1|2026-05-05|${item}|1|100|100.00|${scope}|`;
const unrelated = diagnosis('J18.900|肺炎');
const plain = document('双肺呼吸音粗。');

testRule(rule, {
	knowledge,
	valid: {
		'a late effect in the list of diagnoses': {
			visit,
			fee: fee(),
			diagnosis: diagnosis('J18.900|肺炎', 'I25.103|冠状动脉粥样硬化性心脏病'),
			document: plain
		},
		'not coded, told in a document': { visit, fee: fee(), diagnosis: unrelated, document: document('诊断冠心病，拟行冠脉造影。') },
		'told in the finding of an examination': { visit, fee: fee(), diagnosis: unrelated, exam: exam('左前降支近段狭窄90%，余血管通畅。') },
		'self-paid': { visit, fee: fee('0.00'), diagnosis: unrelated, document: plain },
		'a drug is another rule’s': { visit, fee: fee('100.00', 'XA05BAY001B002010100001|另一药品'), diagnosis: unrelated, document: plain }
	},
	invalid: {
		'without support': {
			record: { visit, fee: fee(), diagnosis: unrelated, document: plain },
			grade: 'suspect',
			message: 'without',
			data: { item: '药物洗脱冠脉支架', lines: 1 },
			lines: ['F1 offending 1 100.00'],
			clears: { planned: 'not-found', 'self-paid': 'not-found' }
		},
		'denied by the examination': {
			record: { visit, fee: fee(), diagnosis: unrelated, exam: exam('未见冠状动脉狭窄。') },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00']
		}
	},
	undetermined: {
		'no document': { record: { visit, fee: fee(), diagnosis: unrelated }, missing: { kind: 'document', what: 'document' } },
		'no table of diagnoses': { record: { visit, fee: fee(), document: plain }, missing: { kind: 'table', what: 'diagnosis' } }
	}
});
