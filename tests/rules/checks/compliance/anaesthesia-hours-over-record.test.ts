import rule from '../../../../rules/checks/compliance/anaesthesia-hours-over-record.ts';
import type { ItemKind } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, code: string, more: Partial<ItemKind> = {}): ItemKind => ({
	table: 'itemKinds',
	kind: 'hourly',
	id,
	officialClass: 'fixture',
	codes: [code],
	name,
	from: '2025-01-01',
	notice: 'fixture',
	got: { kind: { by: 'human', verified: true } },
	...more
});
const knowledge = [
	point('general', '全身麻醉', '003301000050000'),
	point('neuraxial', '椎管内麻醉', '003301000030000'),
	point('monitoring', '麻醉中监测', '003301000150000')
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|chrg_hours|chrg_minutes|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, cnt: number, unit = '小时', { name = '全身麻醉', hours = '', minutes = '', of = '' } = {}) =>
	`${sn}|M1|2026-05-05|${name === '全身麻醉' ? '003301000050000' : ''}|${name}|${cnt}|${unit}|100|${cnt * 100}.00|${hours}|${minutes}|${of}`;
const anesthesia = (...rows: string[]) => `
	mdtrt_id|anst_begin_time|anst_end_time|anst_minutes|anst_way
	${rows.join('\n')}`;
const three = 'M1|2026-05-05 09:00|2026-05-05 12:00||全身麻醉';
const operation = `
	mdtrt_id|oprn_oprt_name|oprn_oprt_begntime
	M1|阑尾切除术|2026-05-05 09:10
	M1|清创术|2026-05-06 10:00`;
const document = `
	mdtrt_id|doc_type|text
	M1|病程记录|术后出血，当晚重返手术室。`;

testRule(rule, {
	knowledge,
	valid: {
		'as recorded': { visit, fee: fee(line('F1', 3)), anesthesia: anesthesia(three) },
		'the last hour begun': { visit, fee: fee(line('F1', 4)), anesthesia: anesthesia('M1|2026-05-05 09:00|2026-05-05 12:30||') },
		'two records added': { visit, fee: fee(line('F1', 6)), anesthesia: anesthesia(three, 'M1|2026-05-07 08:00|2026-05-07 11:00||') },
		'two kinds of anaesthesia in one operation': {
			visit,
			fee: fee(line('F1', 3), line('F2', 3, '小时', { name: '椎管内麻醉' })),
			anesthesia: anesthesia(three)
		},
		'by the case': { visit, fee: fee(line('F1', 4, '次')), anesthesia: anesthesia(three) },
		'too many, refunded': { visit, fee: fee(line('F1', 6), line('R', -3, '小时', { of: 'F1' })), anesthesia: anesthesia(three) },
		'a unit of two hours': { visit, fee: fee(line('F1', 1, '2小时'), line('F2', 1)), anesthesia: anesthesia(three) },
		'monitoring beside it': { visit, fee: fee(line('F1', 9, '小时', { name: '麻醉中监测' })), anesthesia: anesthesia(three) },
		'before the price by the hour was in force': {
			visit: visit.replaceAll('2026', '2024'),
			fee: fee(line('F1', 1, '次', { minutes: '240' })).replaceAll('2026', '2024'),
			anesthesia: anesthesia(three).replaceAll('2026', '2024')
		}
	},
	invalid: {
		'six hours for three': {
			record: { visit, fee: fee(line('F1', 6)), anesthesia: anesthesia(three), document: document.replace('重返手术室', '返病房') },
			grade: 'certain',
			message: 'over',
			data: { billed: 6, recorded: 3, extra: 3 },
			lines: ['F1 offending 3 300.00'],
			clears: { 'further-anaesthesia': 'not-found' }
		},
		'in minutes of a line by the case': {
			record: { visit, fee: fee(line('F1', 1, '次', { minutes: '240' })), anesthesia: anesthesia('M1|||180|') },
			grade: 'certain',
			message: 'over',
			data: { billed: 4, recorded: 3, extra: 1 },
			lines: ['F1 offending 0.25 25.00'],
			clears: { 'further-anaesthesia': 'no-data' }
		},
		'in stated hours': {
			record: { visit, fee: fee(line('F1', 2, '次', { hours: '8' })), anesthesia: anesthesia(three) },
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 1.25 125.00']
		},
		'known by name': {
			record: { visit, fee: fee(line('F1', 6, '小时', { name: '椎管内麻醉' })), anesthesia: anesthesia(three) },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 3 300.00']
		},
		'a unit of thirty minutes': {
			record: { visit, fee: fee(line('F1', 10, '30分钟')), anesthesia: anesthesia(three) },
			grade: 'certain',
			message: 'over',
			data: { billed: 5, extra: 2 },
			lines: ['F1 offending 4 400.00']
		},
		'a second operation without a record': {
			record: { visit, fee: fee(line('F1', 6)), anesthesia: anesthesia(three), operation, document },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 3 300.00'],
			clears: { 'further-anaesthesia': 'found' }
		}
	},
	undetermined: {
		'no record': { record: { visit, fee: fee(line('F1', 6)), anesthesia: anesthesia() }, missing: { kind: 'document', what: 'anesthesia' } },
		'a record that knows the day only': {
			record: { visit, fee: fee(line('F1', 6)), anesthesia: anesthesia('M1|2026-05-05|2026-05-05||') },
			missing: { kind: 'precision', what: 'anesthesia.anst_end_time' }
		},
		'a record without an end': {
			record: { visit, fee: fee(line('F1', 6)), anesthesia: anesthesia('M1|2026-05-05 09:00|||') },
			missing: { kind: 'value', what: 'anesthesia.anst_end_time' }
		}
	}
});
