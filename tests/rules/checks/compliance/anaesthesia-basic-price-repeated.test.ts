import rule from '../../../../rules/checks/compliance/anaesthesia-basic-price-repeated.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const GENERAL = '003301000050000';
const point = (id: string, name: string, code: string): PointOf<'unitLimits'> => ({
	table: 'unitLimits',
	id,
	officialClass: 'fixture',
	codes: [code],
	name,
	notice: 'fixture',
	got: { unit: { by: 'human', verified: true }, most: { by: 'human', verified: true } },
	unit: 'first-hour',
	most: 1,
	records: ['anesthesia', 'operation']
});
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, cnt: number, { name = '全身麻醉', code = GENERAL, at = '2026-05-05', unit = '次', of = '' } = {}) =>
	`${sn}|M1|${at}|${code}|${name}|${cnt}|${unit}|300|${cnt * 300}.00|${of}`;
const anesthesia = (...rows: string[]) => `
	mdtrt_id|anst_begin_time|anst_end_time
	${rows.join('\n')}`;
const morning = 'M1|2026-05-05 09:00|2026-05-05 12:00';
const operation = (...rows: string[]) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date
	${rows.join('\n')}`;
const document = `
	mdtrt_id|doc_type|text
	M1|病程记录|术后出血，重返手术室。`;

testRule(rule, {
	knowledge: [point('general', '全身麻醉', GENERAL), point('bronchial', '支气管内麻醉', '003301000060000')],
	valid: {
		'two operations': {
			visit,
			fee: fee(line('A', 1), line('B', 1, { at: '2026-05-07' })),
			anesthesia: anesthesia(morning, 'M1|2026-05-07 09:00|2026-05-07 10:00')
		},
		'further hours have a price of their own': {
			visit,
			fee: fee(line('A', 1), line('B', 2, { name: '全身麻醉(每增加一小时)', code: '' })),
			anesthesia: anesthesia(morning)
		},
		'by the hour is another rule': { visit, fee: fee(line('A', 3, { unit: '小时' })), anesthesia: anesthesia(morning) },
		'two operations, no record of anaesthesia': {
			visit,
			fee: fee(line('A', 2)),
			operation: operation('M1|阑尾切除术|2026-05-05', 'M1|清创术|2026-05-08')
		},
		refunded: { visit, fee: fee(line('A', 3), line('R', -2, { of: 'A' })), anesthesia: anesthesia(morning) }
	},
	invalid: {
		'three for one anaesthesia of three hours': {
			record: { visit, fee: fee(line('A', 3, { unit: '2小时' })), anesthesia: anesthesia(morning) },
			grade: 'certain',
			message: 'over-records',
			data: { billed: 3, recorded: 1, extra: 2 },
			lines: ['A offending 2 600.00'],
			clears: { 'further-anaesthesia': 'no-data' }
		},
		'by name, against the operations': {
			record: { visit, document, fee: fee(line('A', 4, { name: '支气管内麻醉', code: '' })), operation: operation('M1|肺叶切除术|2026-05-05') },
			grade: 'suspect',
			message: 'over-records',
			lines: ['A offending 3 900.00'],
			clears: { 'further-anaesthesia': 'found' }
		},
		'in a clinic, nothing recorded': {
			record: { visit: visit.replace('|21|', '|11|'), fee: fee(line('A', 3)) },
			grade: 'suspect',
			message: 'over-days',
			lines: ['A offending 2 600.00']
		}
	},
	undetermined: {
		'several on one line of a stay, nothing recorded': {
			record: { visit, fee: fee(line('A', 3)) },
			missing: { kind: 'document', what: 'anesthesia' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', 3), line('B', 3), line('R', -1, { at: '2026-05-06' })), anesthesia: anesthesia(morning) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
