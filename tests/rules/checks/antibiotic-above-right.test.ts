import rule from '../../../rules/checks/clinical/antibiotic-above-right.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'antibiotics', officialClass: '分级', notice: 'fixture', codes: [], got: {} } as const;
const knowledge: PointOf<'antibiotics'>[] = [
	{ ...point, id: 'mero', name: '注射用美罗培南', grade: 3 },
	{ ...point, id: 'cef', name: '注射用头孢呋辛钠', grade: 1 }
];
const visit = 'mdtrt_id|psn_no|fixmedins_code|med_type|begntime|endtime\nM1|P1|H1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (name = '注射用美罗培南', last = '2026-05-09', scope = '950.00', doctor = '张伟') =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|bilg_dr_name|cnt|pric|det_item_fee_sumamt|inscp_amt
	F1|M1|2026-05-05|${last}|${name}|${doctor}|10|95|950.00|${scope}`;
const doctors = (...rows: string[]) => `dr_code|dr_name|fixmedins_code|title\n${rows.join('\n')}`;
const junior = doctors('D1|张伟|H1|住院医师', 'D2|李强|H1|主任医师', 'D3|张伟|H2|主任医师');
const document = (text: string, type = '病程记录') => `mdtrt_id|doc_type|rec_time|text\nM1|${type}|2026-05-06 10:00|${text}`;
const plain = document('继续美罗培南抗感染。');
const order = 'mdtrt_id|drord_no|drord_detl_name|drord_begn_time|drord_stop_time|drord_dr\nM1|O1|美罗培南|2026-05-05 08:00|2026-05-10 08:00|李强';

testRule(rule, {
	knowledge,
	valid: {
		'a senior doctor by the order': { visit, fee: fee(), doctor: junior, order, document: plain },
		'a consultation': { visit, fee: fee(), doctor: junior, document: document('同意使用美罗培南。', '会诊记录') },
		'a consultation in the course': { visit, fee: fee(), doctor: junior, document: document('请感染科会诊后使用美罗培南。') },
		'one day in an emergency': { visit, fee: fee('注射用美罗培南', '2026-05-06'), doctor: junior, document: plain },
		'an ordinary antibiotic': { visit, fee: fee('注射用头孢呋辛钠'), doctor: junior, document: plain },
		'self-paid': { visit, fee: fee('注射用美罗培南', '2026-05-09', '0.00'), doctor: junior, document: plain }
	},
	invalid: {
		'a resident, five days, no consultation': {
			record: { visit, fee: fee(), doctor: junior, document: plain },
			grade: 'suspect',
			message: 'above',
			data: { item: '注射用美罗培南', title: '住院医师', lines: 1 },
			lines: ['F1 offending 10 950.00'],
			clears: { 'self-paid': 'not-found' }
		}
	},
	undetermined: {
		'nobody named': {
			record: { visit, fee: fee('注射用美罗培南', '2026-05-09', '950.00', ''), doctor: junior, document: plain },
			missing: { kind: 'value', what: 'fee.bilg_dr_name' }
		},
		'not in the register': {
			record: { visit, fee: fee(), doctor: doctors('D2|李强|H1|主任医师'), document: plain },
			missing: { kind: 'value', what: 'doctor.dr_name' }
		},
		'two of one name': {
			record: { visit, fee: fee(), doctor: `${junior}\nD4|张伟|H1|主任医师`, document: plain },
			missing: { kind: 'value', what: 'doctor.title' }
		},
		'no document': { record: { visit, fee: fee(), doctor: junior }, missing: { kind: 'document', what: 'document' } }
	}
});
