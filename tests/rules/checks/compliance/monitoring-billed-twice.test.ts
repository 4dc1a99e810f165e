import rule from '../../../../rules/checks/compliance/monitoring-billed-twice.ts';
import type { ExclusionPair, ItemKind } from '../../../../rules/knowledge/pack.ts';
import { hourly } from '../../harness/kinds.ts';
import { testRule } from '../../harness/rule-tester.ts';

const pair = (id: string, name: string, subName: string, codes: [string, string], family = 'monitoring'): ExclusionPair => ({
	table: 'exclusions',
	id,
	officialClass: 'fixture',
	notice: 'fixture',
	got: { window: { by: 'human', verified: true } },
	window: 'overlap',
	family,
	codes: [codes[0]],
	name,
	subCodes: [codes[1]],
	subName
});
const TELEMETRY = '003107010080000';
const ECG = '003107010220000';
const HOLTER = '003107010030000';
const SURGERY = '003301000150000';
const knowledge: (ExclusionPair | ItemKind)[] = [
	...hourly,
	pair('telemetry', '遥测心电监护', '心电监测', [TELEMETRY, ECG]),
	pair('holter', '心电监测', '动态心电图', [ECG, HOLTER]),
	pair('surgery', '麻醉中监测', '心电监测', [SURGERY, ECG]),
	pair('crrt', '连续性血液净化', '血液透析', ['003110000110000', '003110000010000'], 'purification')
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|hilist_code|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const NAMES: Record<string, string> = { [TELEMETRY]: '遥测心电监护', [ECG]: '心电监测', [HOLTER]: '动态心电图', [SURGERY]: '麻醉中监测' };
const line = (sn: string, code: string, cnt: number, at = '2026-05-05', { until = '', unit = code === HOLTER ? '次' : '小时', of = '' } = {}) =>
	`${sn}|M1|${at}|${until}|${code}|${NAMES[code] ?? '血液透析'}|${cnt}|${unit}|8|${cnt * 8}.00|${of}`;
const device = (...rows: string[]) => `
	mdtrt_id|device|begin_time|end_time
	${rows.join('\n')}`;
const order = (...rows: string[]) => `
	mdtrt_id|drord_no|drord_detl_name|drord_begn_time|drord_stop_time
	${rows.join('\n')}`;
const anesthesia = `
	mdtrt_id|anst_begin_time|anst_end_time
	M1|2026-05-05 09:00|2026-05-05 12:00`;
const document = `
	mdtrt_id|doc_type|text
	M1|病程记录|晕厥待查，予动态心电图。`;

testRule(rule, {
	knowledge,
	valid: {
		'one after the other': {
			visit,
			fee: fee(line('A', TELEMETRY, 12), line('B', ECG, 12)),
			device: device('M1|遥测心电监护|2026-05-05 01:00|2026-05-05 12:00', 'M1|心电监测|2026-05-05 12:00|2026-05-05 23:00')
		},
		'within the tolerance': {
			visit,
			fee: fee(line('A', TELEMETRY, 12), line('B', ECG, 12)),
			device: device('M1|遥测心电监护|2026-05-05 01:00|2026-05-05 12:00', 'M1|心电监测|2026-05-05 11:00|2026-05-05 23:00')
		},
		'stopped before the other began': {
			visit,
			fee: fee(line('A', ECG, 8), line('B', HOLTER, 1, '2026-05-05 10:00')),
			order: order('M1|O1|心电监测|2026-05-04 10:00|2026-05-05 08:00')
		},
		'on the ward after the operation': {
			visit,
			anesthesia,
			fee: fee(line('A', SURGERY, 3), line('B', ECG, 10)),
			device: device('M1|心电监护|2026-05-05 14:00|2026-05-05 23:59')
		},
		'on other days': { visit, fee: fee(line('A', TELEMETRY, 24), line('B', ECG, 24, '2026-05-06')) },
		refunded: { visit, fee: fee(line('A', TELEMETRY, 24), line('B', ECG, 24), line('R', ECG, -24, '2026-05-06', { of: 'B' })) },
		'purification is another rule': {
			visit,
			fee: fee('A|M1|2026-05-05||003110000110000|连续性血液净化|24|小时|80|1920.00|', line('B', '003110000010000', 1, '2026-05-05', { unit: '次' }))
		}
	},
	invalid: {
		'both all day': {
			record: { visit, fee: fee(line('A', TELEMETRY, 24), line('B', ECG, 24)) },
			grade: 'certain',
			message: 'at-least',
			data: { quantity: 24 },
			lines: ['A related 24 192.00', 'B offending 24 192.00'],
			clears: { 'other-purpose': 'no-data' }
		},
		'a day charged by the day': {
			record: { visit, fee: fee(line('A', TELEMETRY, 1, '2026-05-05', { unit: '日' }), line('B', ECG, 10)) },
			grade: 'certain',
			message: 'at-least',
			lines: ['A related 1 8.00', 'B offending 10 80.00']
		},
		'more hours than the day has': {
			record: { visit, fee: fee(line('A', TELEMETRY, 20), line('B', ECG, 10)) },
			grade: 'certain',
			message: 'at-least',
			lines: ['A related 20 160.00', 'B offending 6 48.00']
		},
		'the same hours by their devices': {
			record: {
				visit,
				fee: fee(line('A', TELEMETRY, 10), line('B', ECG, 10)),
				device: device('M1|遥测心电监护|2026-05-05 08:00|2026-05-05 18:00', 'M1|心电监护|2026-05-05 12:00|2026-05-05 22:00')
			},
			grade: 'certain',
			message: 'both',
			data: { quantity: 6 },
			lines: ['A related 10 80.00', 'B offending 6 48.00']
		},
		'during the anaesthesia': {
			record: {
				visit,
				anesthesia,
				fee: fee(line('A', SURGERY, 3), line('B', ECG, 3)),
				order: order('M1|O1|心电监测|2026-05-05 09:00|2026-05-05 12:00')
			},
			grade: 'certain',
			message: 'both',
			lines: ['A related 3 24.00', 'B offending 3 24.00']
		},
		'an examination during monitoring all day': {
			record: { visit, document, fee: fee(line('A', ECG, 24), line('B', HOLTER, 1)) },
			grade: 'certain',
			message: 'at-least',
			lines: ['A related 24 192.00', 'B offending 1 8.00'],
			clears: { 'other-purpose': 'found' }
		},
		'an examination at an hour of monitoring': {
			record: { visit, fee: fee(line('A', ECG, 8, '2026-05-05 08:00', { until: '2026-05-05 16:00' }), line('B', HOLTER, 1, '2026-05-05 10:00')) },
			grade: 'certain',
			message: 'both',
			lines: ['A related 8 64.00', 'B offending 1 8.00']
		},
		'over several days': {
			record: {
				visit,
				fee: fee(line('A', TELEMETRY, 72, '2026-05-05', { until: '2026-05-07' }), line('B', ECG, 24, '2026-05-06'), line('C', ECG, 24, '2026-05-08'))
			},
			grade: 'certain',
			message: 'at-least',
			lines: ['A related 72 576.00', 'B offending 24 192.00']
		},
		'known by name': {
			record: { visit, fee: fee(line('A', TELEMETRY, 24), `B|M1|2026-05-05|||心电监测|24|小时|8|192.00|`) },
			grade: 'suspect',
			message: 'at-least',
			lines: ['A related 24 192.00', 'B offending 24 192.00']
		}
	},
	undetermined: {
		'hours that fit into the day, times unknown': {
			record: { visit, fee: fee(line('A', TELEMETRY, 10), line('B', ECG, 10)) },
			missing: { kind: 'precision', what: 'fee.fee_ocur_time' }
		},
		'an examination beside some hours': {
			record: { visit, fee: fee(line('A', ECG, 8), line('B', HOLTER, 1)) },
			missing: { kind: 'precision', what: 'fee.fee_ocur_time' }
		},
		'three days gathered on one': {
			record: { visit, fee: fee(line('A', TELEMETRY, 72), line('B', ECG, 24)) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', TELEMETRY, 24), line('B', ECG, 24), line('C', ECG, 24), line('R', ECG, -24, '2026-05-06')) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
