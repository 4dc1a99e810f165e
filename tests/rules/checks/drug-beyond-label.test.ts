import rule from '../../../rules/checks/clinical/drug-beyond-label.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'indications', officialClass: '适应症', notice: 'fixture', codes: [], got: {} } as const;
const knowledge: PointOf<'indications'>[] = [
	{ ...point, id: 'val', kind: 'label', name: '丙戊酸钠片', icd: ['G40'], words: ['癫痫'] },
	{ ...point, id: 'paid', kind: 'drug', name: '限用药片', icd: ['K72'], words: ['肝衰竭'] }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (name = '丙戊酸钠片', scope = '30.00') =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt\nF1|M1|2026-05-05|${name}|10|3|30.00|${scope}`;
const diagnosis = (code: string, name: string) => `mdtrt_id|diag_code|diag_name\nM1|${code}|${name}`;
const back = diagnosis('M54.500', '下背痛');
const document = (text: string, type = '病程记录') => `mdtrt_id|doc_type|rec_time|text\nM1|${type}|2026-05-05 10:00|${text}`;
const plain = document('腰背部疼痛，予对症治疗。');

testRule(rule, {
	knowledge,
	valid: {
		'by the diagnosis': { visit, fee: fee(), diagnosis: diagnosis('G40.900', '癫痫'), document: plain },
		'by a text': { visit, fee: fee(), diagnosis: back, document: document('既往癫痫病史10年。') },
		'a consent': { visit, fee: fee(), diagnosis: back, document: `${plain}\nM1|知情同意书|2026-05-05 10:00|患者同意超说明书用药。` },
		'a limit of payment is of another rule': { visit, fee: fee('限用药片'), diagnosis: back, document: plain },
		'self-paid': { visit, fee: fee('丙戊酸钠片', '0.00'), diagnosis: back, document: plain }
	},
	invalid: {
		'back pain': {
			record: { visit, fee: fee(), diagnosis: back, document: plain },
			grade: 'suspect',
			message: 'without',
			data: { item: '丙戊酸钠片', lines: 1 },
			lines: ['F1 offending 10 30.00'],
			clears: { planned: 'not-found', 'self-paid': 'not-found' }
		}
	},
	undetermined: {
		'no diagnosis': { record: { visit, fee: fee(), document: plain }, missing: { kind: 'table', what: 'diagnosis' } },
		'no document': { record: { visit, fee: fee(), diagnosis: back }, missing: { kind: 'document', what: 'document' } }
	}
});
