import rule from '../../../../rules/checks/fraud/anaesthesia-without-record.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|fixmedins_code|med_type|begntime|endtime
	M1|P1|H1|21|2026-05-04 09:00|2026-05-10 10:00
	M2|P2|H1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (name = '神经阻滞麻醉', ...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	F1|M1|2026-05-06 10:00|${name}|1|300|300.00|
	${lines.join('\n')}`;
const OTHER = 'M2|2026-05-06 09:00|2026-05-06 12:00|全身麻醉';
const anesthesia = (...lines: string[]) => `
	mdtrt_id|anst_begin_time|anst_end_time|anst_way
	${lines.join('\n')}`;
const operation = (way: string, day = '06') => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date|anst_way
	M1|清创缝合术|2026-05-${day}|${way}`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|手术记录|2026-05-06 12:30|${text}`;
const LOCAL = document('局部浸润麻醉下清创缝合，顺利。');

testRule(rule, {
	valid: {
		'a record of the day': { visit, fee: fee(), anesthesia: anesthesia(OTHER, 'M1|2026-05-06 09:00||神经阻滞'), document: LOCAL },
		'begun the evening before': { visit, fee: fee(), anesthesia: anesthesia(OTHER, 'M1|2026-05-05 22:30|2026-05-06 01:10|全麻'), document: LOCAL },
		'the operation was under it': { visit, fee: fee(), anesthesia: anesthesia(OTHER), operation: operation('臂丛神经阻滞'), document: LOCAL },
		'an endoscopy without pain': {
			visit,
			fee: fee('静脉麻醉'),
			anesthesia: anesthesia(OTHER),
			document: document('静脉麻醉下行无痛胃镜检查，过程顺利。')
		},
		'local anaesthesia charged': { visit, fee: fee('局部浸润麻醉'), anesthesia: anesthesia(OTHER), document: LOCAL },
		refunded: {
			visit,
			fee: fee('神经阻滞麻醉', 'F2|M1|2026-05-06 12:00|神经阻滞麻醉|-1|300|-300.00|F1'),
			anesthesia: anesthesia(OTHER),
			document: LOCAL
		}
	},
	invalid: {
		'local infiltration by the note': {
			record: { visit, fee: fee(), anesthesia: anesthesia(OTHER), operation: operation('局部浸润麻醉'), document: LOCAL },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 300.00'],
			clears: { 'planned-in-documents': 'not-found' }
		},
		'only planned; the record is of another day': {
			record: {
				visit,
				fee: fee(),
				anesthesia: anesthesia(OTHER, 'M1|2026-05-09 09:00|2026-05-09 10:00|全身麻醉'),
				document: document('拟行神经阻滞。局麻下清创。')
			},
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 300.00'],
			clears: { 'planned-in-documents': 'found' }
		}
	},
	undetermined: {
		'the institution handed none over': {
			record: { visit: visit.replace('M2|P2|H1', 'M2|P2|H2'), fee: fee(), anesthesia: anesthesia(OTHER), document: LOCAL },
			missing: { kind: 'table', what: 'anesthesia' }
		},
		'no texts': { record: { visit, fee: fee(), anesthesia: anesthesia(OTHER) }, missing: { kind: 'document', what: 'document' } },
		'a charge without a day': {
			record: { visit, fee: fee().replace('2026-05-06 10:00', ''), anesthesia: anesthesia(OTHER), document: LOCAL },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		}
	}
});
