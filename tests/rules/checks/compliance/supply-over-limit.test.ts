import rule from '../../../../rules/checks/compliance/supply-over-limit.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'supplyLimits', officialClass: '开药', notice: 'fixture', got: { days: { by: 'column', verified: true } } } as const;
const knowledge: PointOf<'supplyLimits'>[] = [
	{ ...point, id: 'amo', days: 7, codes: ['XJ01CAA040E001010100001'], name: '阿莫西林胶囊' },
	{ ...point, id: 'val', days: 30, chronicDays: 84, chronicIcd: ['I10'], codes: ['XC09CAX001E001010100002'], name: '缬沙坦胶囊' },
	{ ...point, id: 'zol', quantity: 70_000, codes: ['XN05CFZ001A001010100003'], name: '唑吡坦片' }
];
const visit = (type = '11') => `mdtrt_id|psn_no|insutype|med_type|begntime|endtime\nM1|P1|310|${type}|2026-05-06 09:00|2026-05-06 10:00`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const CODES = { amo: 'XJ01CAA040E001010100001|阿莫西林胶囊', val: 'XC09CAX001E001010100002|缬沙坦胶囊', zol: 'XN05CFZ001A001010100003|唑吡坦片' };
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|rx_drord_no|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|prd_days|memo|init_feedetl_sn
	${lines.join('\n')}`;
const line = (item: keyof typeof CODES, days: number | '', { cnt = 10, memo = '', sn = 'F1' } = {}) =>
	`${sn}|M1|S1|R1|2026-05-06|${CODES[item]}|${cnt}|10|${cnt * 10}.00|${cnt * 10}.00|${days}|${memo}|`;
const back = (item: keyof typeof CODES, cnt: number) => `F9|M1|S1|R1|2026-05-06|${CODES[item]}|-${cnt}|10|-${cnt * 10}.00|-${cnt * 10}.00|||F1`;
const diagnosis = (code: string) => `mdtrt_id|diag_code|diag_name\nM1|${code}|诊断`;
const order = (days: number | '') => `mdtrt_id|drord_no|drord_begn_time|drord_detl_name|days\nM1|R1|2026-05-06 09:00|阿莫西林胶囊|${days}`;

testRule(rule, {
	knowledge,
	valid: {
		'at the limit': { visit: visit(), fee: fee(line('amo', 7)) },
		'a chronic disease': { visit: visit(), fee: fee(line('val', 84)), diagnosis: diagnosis('i10.x00') },
		'under an outpatient benefit': { visit: visit('140104'), fee: fee(line('val', 84)), diagnosis: diagnosis('J00.x00') },
		'half of it given back': { visit: visit(), fee: fee(line('amo', 14), back('amo', 5)) },
		'a stay in a bed': { visit: visit('21'), fee: fee(line('amo', 30)) },
		'at the quantity': { visit: visit(), fee: fee(line('zol', '', { cnt: 7 })) }
	},
	invalid: {
		'84 days at a pharmacy': {
			record: { visit: visit('41'), settlement, fee: fee(line('amo', 84, { cnt: 12 })) },
			grade: 'certain',
			message: 'days',
			data: { days: 84, limit: 7 },
			lines: ['F1 offending 11 110.00'],
			clears: { 'long-prescription': 'not-found' }
		},
		'the order says the days': {
			record: { visit: visit(), fee: fee(line('amo', '')), order: order(14) },
			grade: 'suspect',
			message: 'days',
			lines: ['F1 offending 5 50.00']
		},
		'no chronic disease on record': {
			record: { visit: visit(), fee: fee(line('val', 60)), diagnosis: diagnosis('J00.x00') },
			grade: 'certain',
			message: 'days',
			data: { limit: 30 },
			lines: ['F1 offending 5 50.00']
		},
		'too long even for a chronic disease': {
			record: { visit: visit('140104'), fee: fee(line('val', 168, { memo: '长期处方' })), diagnosis: diagnosis('I10.x00') },
			grade: 'certain',
			message: 'days',
			data: { limit: 84 },
			lines: ['F1 offending 5 50.00'],
			clears: { 'long-prescription': 'found' }
		},
		'over the quantity in two lines, the last first': {
			record: { visit: visit(), fee: fee(line('zol', '', { cnt: 5 }), line('zol', '', { cnt: 4, sn: 'F2' }).replace('05-06', '05-07')) },
			grade: 'certain',
			message: 'quantity',
			data: { quantity: 9, limit: 7 },
			lines: ['F2 offending 2 20.00']
		}
	},
	undetermined: {
		'no days on line or order': {
			record: { visit: visit(), fee: fee(line('amo', '')), order: order('') },
			missing: { kind: 'value', what: 'fee.prd_days' }
		},
		'perhaps a chronic disease': { record: { visit: visit(), fee: fee(line('val', 60)) }, missing: { kind: 'table', what: 'diagnosis' } },
		'no kind of visit': { record: { visit: visit(''), fee: fee(line('amo', 84)) }, missing: { kind: 'value', what: 'visit.med_type' } },
		'a refund that fits two lines': {
			record: { visit: visit(), fee: fee(line('amo', 84), line('amo', 84, { sn: 'F2' }), back('amo', 10).replace('||F1', '||')) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
