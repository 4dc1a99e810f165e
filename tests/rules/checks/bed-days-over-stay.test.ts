import rule from '../../../rules/checks/compliance/bed-days-over-stay.ts';
import type { ItemKind } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const bed: ItemKind = {
	table: 'itemKinds',
	kind: 'bed',
	id: 'bed',
	officialClass: '床位',
	codes: ['001109000010000'],
	name: '床位费',
	notice: 'fixture',
	got: { kind: { by: 'human', verified: true } }
};
const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-04-10 09:00 | 2026-04-16 10:00`;
const settlement = `
	mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
	M1       | S1      | 1000.00       | 800.00    | 600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code | medins_list_name | cnt | pric | det_item_fee_sumamt | inscp_amt | init_feedetl_sn
	${lines.join('\n')}`;

testRule(rule, {
	knowledge: [bed],
	valid: {
		'as many days as the stay': { visit, fee: fee('F1|M1|2026-04-10|001109000010000|床位费|6|50|300.00|300.00|') },
		'one day too many, refunded': {
			visit,
			fee: fee('F1|M1|2026-04-10|001109000010000|床位费|7|50|350.00|350.00|', 'F2|M1|2026-04-16|001109000010000|床位费|-1|50|-50.00|-50.00|F1')
		},
		'two wards on the day of a transfer': {
			visit,
			order: `
				mdtrt_id | drord_no | drord_begn_time  | drord_cont
				M1       | T1       | 2026-04-12 15:00 | 转呼吸内科继续治疗`,
			fee: fee('F1|M1|2026-04-10|001109000010000|床位费|7|50|350.00|350.00|')
		},
		'an outpatient visit': { visit: visit.replace('| 21 ', '| 11 '), fee: fee('F1|M1|2026-04-10|001109000010000|床位费|9|50|450.00|450.00|') },
		'a charge after the stay belongs to another rule': {
			visit,
			fee: fee('F1|M1|2026-04-10|001109000010000|床位费|6|50|300.00|300.00|', 'F2|M1|2026-04-20|001109000010000|床位费|2|50|100.00|100.00|')
		}
	},
	invalid: {
		'two days too many': {
			record: { visit, settlement, fee: fee('F1|M1|2026-04-10|001109000010000|床位费|8|50|400.00|400.00|') },
			grade: 'certain',
			message: 'over',
			data: { billed: 8, stay: 6, extra: 2 },
			lines: ['F1 offending 2 100.00'],
			fund: '75.00',
			clears: { 'ward-transfer': 'no-data' }
		},
		'one day too many': {
			record: { visit, fee: fee('F1|M1|2026-04-10|001109000010000|床位费|7|50|350.00|350.00|') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 1 50.00'],
			fund: null
		},
		'recognised by its name': {
			record: { visit, fee: fee('F1|M1|2026-04-10||床位费（三人间）|4|50|200.00||', 'F2|M1|2026-04-14||床位费（双人间）|4|80|320.00||') },
			grade: 'suspect',
			message: 'over',
			lines: ['F2 offending 2 160.00']
		}
	},
	undetermined: {
		'no discharge yet': {
			record: { visit: visit.replace('2026-04-16 10:00', ''), fee: fee('F1|M1|2026-04-10|001109000010000|床位费|8|50|400.00|400.00|') },
			missing: { kind: 'value', what: 'visit.endtime' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(
					'F1|M1|2026-04-10|001109000010000|床位费|4|50|200.00|200.00|',
					'F2|M1|2026-04-10|001109000010000|床位费|4|50|200.00|200.00|',
					'F3|M1|2026-04-16|001109000010000|床位费|-1|50|-50.00|-50.00|'
				)
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
