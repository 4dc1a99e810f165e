import rule from '../../../rules/checks/clinical/antibiotic-without-infection.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const knowledge: PointOf<'antibiotics'>[] = [
	{ table: 'antibiotics', officialClass: '抗菌', notice: 'fixture', codes: [], got: {}, id: 'amox', name: '阿莫西林', aliases: ['阿莫西林胶囊'] }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-10 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|dosform_name|cnt|pric|det_item_fee_sumamt|inscp_amt\n${lines.join('\n')}`;
const amox = (form = '胶囊', scope = '28.00') => `F1|M1|2026-05-05|阿莫西林胶囊|09|${form}|1|28|28.00|${scope}`;
const diagnosis = (...rows: string[]) => `mdtrt_id|diag_code|diag_name\n${rows.join('\n')}`;
const cold = diagnosis('M1|J02.900|急性咽炎', 'M1|J06.900|急性上呼吸道感染');
const document = (text: string) => `mdtrt_id|doc_type|rec_time|text\nM1|病程记录|2026-05-04 10:00|${text}`;
const plain = document('咽痛流涕2天，体温36.8℃，咽部充血，考虑上呼吸道感染，予阿莫西林抗感染及对症处理。');
const lab = (...rows: string[]) => `mdtrt_id|item_name|result|unit|abnormal\n${rows.join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'an infection among the diagnoses': { visit, fee: fee(amox()), diagnosis: diagnosis('M1|J18.900|肺炎'), document: plain },
		'by its name, without a code': { visit, fee: fee(amox()), diagnosis: diagnosis('M1||化脓性扁桃体炎'), document: plain },
		fever: { visit, fee: fee(amox()), diagnosis: cold, document: document('体温38.6℃，咽部充血。') },
		'an uncertain infection is reason enough': { visit, fee: fee(amox()), diagnosis: cold, document: document('肺部感染不除外。') },
		'a value out of range': { visit, fee: fee(amox()), diagnosis: cold, document: plain, lab: lab('M1|C反应蛋白 CRP|22|mg/L|升高') },
		'a culture': { visit, fee: fee(amox()), diagnosis: cold, document: plain, lab: lab('M1|咽拭子培养|溶血性链球菌生长||') },
		'an operation': { visit, fee: fee(amox(), 'F2|M1|2026-05-05|疝修补术|06||1|900|900.00|900.00'), diagnosis: cold, document: plain },
		'documents that do not name the drug': { visit, fee: fee(amox()), diagnosis: cold, document: document('咽部充血，对症处理。') },
		'on the skin': { visit, fee: fee(amox('外用软膏')), diagnosis: cold, document: plain },
		'self-paid': { visit, fee: fee(amox('胶囊', '0.00')), diagnosis: cold, document: plain }
	},
	invalid: {
		'a cold': {
			record: { visit, fee: fee(amox()), diagnosis: cold, document: plain, lab: lab('M1|白细胞 WBC|6.2|10⁹/L|正常') },
			grade: 'suspect',
			message: 'without',
			data: { item: '阿莫西林', lines: 1 },
			lines: ['F1 offending 1 28.00'],
			clears: { 'self-paid': 'not-found' }
		},
		'what is denied is no reason': {
			record: {
				visit,
				fee: fee(amox()),
				diagnosis: diagnosis('M1|I10.x00|高血压'),
				document: document('无发热，未闻及湿啰音，予阿莫西林预防感染。')
			},
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 28.00']
		}
	},
	undetermined: {
		'no diagnosis': { record: { visit, fee: fee(amox()), document: plain }, missing: { kind: 'table', what: 'diagnosis' } },
		'no document': { record: { visit, fee: fee(amox()), diagnosis: cold }, missing: { kind: 'document', what: 'document' } }
	}
});
