import rule from '../../../../rules/checks/compliance/rescues-over-record.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (name: string): PointOf<'unitLimits'> => ({
	table: 'unitLimits',
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	got: { unit: { by: 'human', verified: true }, most: { by: 'human', verified: true } },
	unit: 'event',
	most: 1,
	records: ['document']
});
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, cnt: number, of = '') => `${sn}|M1|2026-05-05|${name}|${cnt}|200|${cnt * 200}.00|${of}`;
const document = (...rows: string[]) => `
	mdtrt_id|doc_type|rec_time|text
	${rows.join('\n')}`;
const nursing = `
	mdtrt_id|rec_time|text
	M1|2026-05-05 03:00|配合抢救，建立静脉通路。`;
const note = (at: string) => `M1|抢救记录|${at}|患者突发室颤，立即除颤。`;

testRule(rule, {
	knowledge: [point('大抢救'), point('中抢救')],
	valid: {
		'two notes hours apart': { visit, fee: fee(line('A', '大抢救', 2)), document: document(note('2026-05-05 03:00'), note('2026-05-05 13:00')) },
		'told in the course': {
			visit,
			fee: fee(line('A', '大抢救', 1)),
			document: document('M1|病程记录|2026-05-05 04:00|心跳骤停，经抢救恢复自主心律。')
		},
		refunded: { visit, fee: fee(line('A', '大抢救', 2), line('R', '大抢救', -1, 'A')), document: document(note('2026-05-05 03:00')) },
		'none charged': { visit, fee: fee(line('A', '换药', 9)), document: document() }
	},
	invalid: {
		'three for one note': {
			record: { visit, fee: fee(line('A', '大抢救', 3)), document: document(note('2026-05-05 03:00')) },
			grade: 'suspect',
			message: 'over',
			data: { billed: 3, noted: 1, extra: 2 },
			lines: ['A offending 2 400.00'],
			clears: { 'in-nursing': 'no-data' }
		},
		'two classes for one rescue': {
			record: {
				visit,
				nursing,
				fee: fee(line('A', '大抢救', 1), line('B', '中抢救', 1)),
				document: document(note('2026-05-05 03:00'), note('2026-05-05 03:00'))
			},
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 1 200.00'],
			clears: { 'in-nursing': 'found' }
		},
		'a consent and a refusal are no rescue': {
			record: {
				visit,
				fee: fee(line('A', '大抢救', 1)),
				document: document('M1|抢救知情同意书|2026-05-05 02:00|抢救可能无效。', 'M1|病程记录|2026-05-05 04:00|家属放弃有创抢救，必要时抢救。')
			},
			grade: 'suspect',
			message: 'over',
			data: { noted: 0 },
			lines: ['A offending 1 200.00']
		}
	},
	undetermined: {
		'no documents of the stay': {
			record: { visit, fee: fee(line('A', '大抢救', 3)), document: document() },
			missing: { kind: 'document', what: 'document' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(line('A', '大抢救', 2), line('B', '大抢救', 2), 'R|M1|2026-05-06|大抢救|-1|200|-200.00|'),
				document: document(note('2026-05-05 03:00'))
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
