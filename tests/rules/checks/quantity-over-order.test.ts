import rule from '../../../rules/checks/compliance/quantity-over-order.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-03-13 09:20 | 2026-03-20 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | spec | cnt | unt | pric | det_item_fee_sumamt | rx_drord_no | dscg_tkdrug_flag | init_feedetl_sn
	${lines.join('\n')}`;
const order = (...lines: string[]) => `
	mdtrt_id | drord_no | drord_type | drord_begn_time | drord_stop_time | drord_cont | drord_detl_name | dosage | freq
	${lines.join('\n')}`;
const cef = (count: number) => `F1|M1|2026-03-14|注射用头孢呋辛钠|09|1.5g|${count}|支|30|${count * 30}.00|L5||`;
const twice = order('M1|L5|长期|2026-03-13 11:00|2026-03-16 11:00|注射用头孢呋辛钠 1.5g ivgtt bid|注射用头孢呋辛钠|1.5g|bid');
const tablet = (count: number, flag = '') => `F2|M1|2026-03-17|奥希替尼片|09|80mg|${count}|片|168|${count * 168}.00|L6|${flag}|`;
const daily = order('M1|L6|长期|2026-03-17 10:00|2026-03-20 10:00|奥希替尼片 80mg po qd|奥希替尼片|80mg|qd');
const document = (text: string) => `
	mdtrt_id | doc_type | text
	M1       | 出院小结 | ${text}`;

testRule(rule, {
	valid: {
		'as ordered': { visit, fee: fee(cef(6)), order: twice },
		'first and last day in full': { visit, fee: fee(cef(8)), order: twice },
		'half a vial thrown away each time': { visit, fee: fee(cef(12)), order: twice.replace('|1.5g|bid', '|2.0g|bid') },
		'too many, refunded': { visit, fee: fee(cef(12), 'F9|M1|2026-03-17|注射用头孢呋辛钠|09|1.5g|-6|支|30|-180.00|||F1'), order: twice },
		'a temporary order': { visit, fee: fee(cef(12)), order: twice.replace('长期', '临时') },
		'a temporary order of the same drug beside it': {
			visit,
			fee: fee(cef(12)),
			order: `${twice}\nM1|T9|临时|2026-03-14 11:00||头孢呋辛 1.5g|头孢呋辛|1.5g|`
		},
		'taken home, by the flag': { visit, fee: fee(tablet(28, '1')), order: daily },
		'taken home, by a document': { visit, fee: fee(tablet(28)), order: daily, document: document('出院带药：奥希替尼片 80mg×28片') },
		'a strength in other units': { visit, fee: fee(cef(12).replace('|1.5g|', '|20ml|')), order: twice },
		'as needed': { visit, fee: fee(cef(12)), order: twice.replace('|bid', '|prn') }
	},
	invalid: {
		'twelve charged, six ordered': {
			record: { visit, fee: fee(cef(12)), order: twice },
			grade: 'suspect',
			message: 'over',
			data: { billed: 12, ordered: 6, extra: 6 },
			lines: ['F1 offending 6 180.00'],
			clears: { lost: 'no-data' }
		},
		'tablets, nothing taken home': {
			record: { visit, fee: fee(tablet(28)), order: daily, document: document('好转出院。') },
			grade: 'suspect',
			message: 'over',
			lines: ['F2 offending 25 4200.00']
		}
	},
	undetermined: {
		'tablets, documents not loaded': { record: { visit, fee: fee(tablet(28)), order: daily }, missing: { kind: 'table', what: 'document' } }
	}
});
