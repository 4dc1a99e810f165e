import rule from '../../../../rules/checks/fraud/recovery-room-without-record.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	F1|M1|2026-05-06 12:05|麻醉恢复室监护|1|100|100.00|
	${lines.join('\n')}`;
const anesthesia = (...lines: string[]) => `
	mdtrt_id|anst_begin_time|anst_end_time|anst_way|pacu_begntime|pacu_endtime|pacu_flag
	${lines.map((line) => `M1|2026-05-06 09:00|2026-05-06 12:00|全身麻醉|${line}`).join('\n')}`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|手术记录|2026-05-06 12:30|${text}`;

testRule(rule, {
	valid: {
		'times recorded': { visit, fee: fee(), anesthesia: anesthesia('2026-05-06 12:05|2026-05-06 13:05|1') },
		'one of two anaesthesias': { visit, fee: fee(), anesthesia: anesthesia('||0', '2026-05-06 12:05||1') },
		'told in a note': { visit, fee: fee(), anesthesia: anesthesia('||0'), document: document('手术顺利，术毕送PACU观察。') },
		refunded: { visit, fee: fee('F2|M1|2026-05-06 14:00|麻醉恢复室监护|-1|100|-100.00|F1'), anesthesia: anesthesia('||0') },
		'not charged': { visit, fee: fee().replace('麻醉恢复室监护', '麻醉中监测'), anesthesia: anesthesia('||0') }
	},
	invalid: {
		'the record says that there was none': {
			record: { visit, fee: fee(), anesthesia: anesthesia('||0'), document: document('手术顺利，术毕安返病房。') },
			grade: 'suspect',
			message: 'none',
			data: { records: 1 },
			lines: ['F1 offending 1 100.00'],
			clears: { 'planned-in-documents': 'not-found' }
		},
		'only planned, and no further text': {
			record: { visit, fee: fee(), anesthesia: anesthesia('||否', '||否'), document: document('拟术后送复苏室。') },
			grade: 'suspect',
			message: 'none',
			data: { records: 2 },
			lines: ['F1 offending 1 100.00'],
			clears: { 'planned-in-documents': 'found' }
		},
		'no texts at all': {
			record: { visit, fee: fee(), anesthesia: anesthesia('||0') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 100.00'],
			clears: { 'planned-in-documents': 'no-data' }
		}
	},
	undetermined: {
		'no anaesthesia record': { record: { visit, fee: fee(), anesthesia: anesthesia() }, missing: { kind: 'document', what: 'anesthesia' } },
		'the mark is empty': { record: { visit, fee: fee(), anesthesia: anesthesia('||') }, missing: { kind: 'value', what: 'anesthesia.pacu_flag' } }
	}
});
