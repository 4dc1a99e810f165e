import rule from '../../../../rules/checks/compliance/purification-billed-twice.ts';
import type { ExclusionPair } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const CRRT = '003110000110000';
const PERFUSION = '003110000100000';
const DIALYSIS = '003110000010000';
const pair = (id: string, name: string, code: string): ExclusionPair => ({
	table: 'exclusions',
	id,
	officialClass: 'fixture',
	notice: 'fixture',
	got: { window: { by: 'human', verified: false } },
	window: 'overlap',
	family: 'purification',
	codes: [code],
	name,
	subCodes: [DIALYSIS],
	subName: '血液透析'
});
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const NAMES: Record<string, string> = { [CRRT]: '连续性血液净化', [PERFUSION]: '血液灌流', [DIALYSIS]: '血液透析' };
const line = (sn: string, code: string, cnt = 1, at = '2026-05-05', of = '') =>
	`${sn}|M1|${at}|${code}|${NAMES[code]}|${cnt}|${code === CRRT ? '小时' : '次'}|80|${cnt * 80}.00|${cnt * 80}.00|${of}`;
const device = (...rows: string[]) => `
	mdtrt_id|device|begin_time|end_time
	${rows.join('\n')}`;
const document = `
	mdtrt_id|doc_type|text
	M1|病程记录|血压稳定，下午改行血液透析。`;

testRule(rule, {
	knowledge: [pair('crrt', '连续性血液净化', CRRT), pair('perfusion', '血液灌流', PERFUSION)],
	valid: {
		'one after the other': {
			visit,
			fee: fee(line('A', CRRT, 4), line('B', DIALYSIS)),
			device: device('M1|血液透析机（血液透析）|2026-05-05 08:00|2026-05-05 12:00', 'M1|连续性血液净化|2026-05-05 20:00|2026-05-05 23:59')
		},
		'a second session of its own': {
			visit,
			fee: fee(line('A', PERFUSION), line('B', DIALYSIS)),
			device: device('M1|血液灌流|2026-05-05 08:00|2026-05-05 10:00', 'M1|血液透析|2026-05-05 14:00|2026-05-05 18:00')
		},
		'another day': { visit, fee: fee(line('A', CRRT, 24), line('B', DIALYSIS, 1, '2026-05-06')) },
		refunded: { visit, fee: fee(line('A', CRRT, 24), line('B', DIALYSIS), line('R', DIALYSIS, -1, '2026-05-06', 'B')) }
	},
	invalid: {
		'inside continuous purification': {
			record: {
				visit,
				settlement,
				fee: fee(line('A', CRRT, 20), line('B', DIALYSIS)),
				device: device('M1|CRRT（连续性血液净化）|2026-05-05 01:00|2026-05-05 21:00', 'M1|血液透析|2026-05-05 08:00|2026-05-05 12:00')
			},
			grade: 'suspect',
			message: 'both',
			data: { main: '连续性血液净化', sub: '血液透析', quantity: 1 },
			lines: ['A related 20 1600.00', 'B offending 1 80.00'],
			fund: '60.00',
			clears: { 'machine-changed': 'no-data' }
		},
		'beside a whole day': {
			record: { visit, document, fee: fee(line('A', CRRT, 24), line('B', DIALYSIS, 2)) },
			grade: 'suspect',
			message: 'at-least',
			lines: ['A related 24 1920.00', 'B offending 2 160.00'],
			clears: { 'machine-changed': 'found' }
		},
		'perfusion and dialysis on one machine': {
			record: {
				visit,
				fee: fee(line('A', PERFUSION), line('B', DIALYSIS)),
				device: device('M1|血液灌流+血液透析|2026-05-05 08:00|2026-05-05 12:00')
			},
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 80.00', 'B offending 1 80.00']
		}
	},
	undetermined: {
		'no times': { record: { visit, fee: fee(line('A', PERFUSION), line('B', DIALYSIS)) }, missing: { kind: 'precision', what: 'fee.fee_ocur_time' } },
		'more hours on a line than its day has, and dialysis on another day': {
			record: { visit, fee: fee(line('A', CRRT, 30), line('B', DIALYSIS, 1, '2026-05-07')) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'a record of one of them only': {
			record: { visit, fee: fee(line('A', CRRT, 20), line('B', DIALYSIS)), device: device('M1|连续性血液净化|2026-05-05 01:00|2026-05-05 21:00') },
			missing: { kind: 'precision', what: 'fee.fee_ocur_time' }
		}
	}
});
