import rule from '../../../../rules/checks/compliance/price-above-selected.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'selectedPrices', officialClass: '中选', notice: 'fixture', got: { price: { by: 'column', verified: true } } } as const;
const knowledge: PointOf<'selectedPrices'>[] = [
	{
		...point,
		id: 'amlo',
		price: 5_200_000,
		perPack: 280_000,
		from: '2026-01-01',
		to: '2026-12-31',
		codes: ['XC08CAA001A001010100001'],
		name: '氨氯地平片'
	},
	{ ...point, id: 'stent', price: 700_000_000, perPack: 10_000, codes: ['C0201010010300100001'], name: '冠脉支架' }
];
const visit = 'mdtrt_id|psn_no|insutype|med_type|begntime|endtime\nM1|P1|310|11|2026-05-06 09:00|2026-05-06 10:00';
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|unt|cnt|pric|det_item_fee_sumamt|inscp_amt|overlmt_selfpay|init_feedetl_sn
	${lines.join('\n')}`;
interface Line {
	readonly unit?: string;
	readonly cnt?: number;
	readonly day?: string;
	readonly code?: string;
	readonly self?: string;
	readonly amount?: number;
}
const amlo = (price: number, { unit = '盒', cnt = 2, day = '2026-05-06', code = 'XC08CAA001A001010100001', self = '', amount }: Line = {}) => {
	const total = (amount ?? price * cnt).toFixed(2);
	return `F1|M1|S1|${day}|${code}|氨氯地平片|${unit}|${cnt}|${price}|${total}|${total}|${self}|`;
};

testRule(rule, {
	knowledge,
	valid: {
		'at the selected price': { visit, fee: fee(amlo(5.2)) },
		'by the piece, rounded up to a cent': { visit, fee: fee(amlo(0.19, { unit: '片', cnt: 28 })) },
		'another maker’s product of that name': { visit, fee: fee(amlo(9.8, { code: 'XC08CAA001A001010100099' })) },
		'by its name alone': { visit, fee: fee(amlo(9.8, { code: '' })) },
		'before the price was in force': { visit, fee: fee(amlo(9.8, { day: '2025-12-30' })) },
		'after it': { visit, fee: fee(amlo(9.8, { day: '2027-01-01' })) },
		'the person paid the rest': { visit, fee: fee(amlo(9.8, { self: '9.20' })) },
		'charged at the price after a discount': { visit, fee: fee(amlo(9.8, { amount: 10.4 })) },
		refunded: { visit, fee: fee(amlo(9.8), 'F2|M1|S1|2026-05-06|XC08CAA001A001010100001|氨氯地平片|盒|-2|9.8|-19.60|-19.60||F1') }
	},
	invalid: {
		'a package above its price': {
			record: { visit, settlement, fee: fee(amlo(9.8)) },
			grade: 'certain',
			message: 'over',
			data: { price: 9.8, limit: 5.2 },
			lines: ['F1 offending 2 9.20'],
			fund: '4.60',
			clears: { 'paid-over-limit': 'no-data' }
		},
		'pieces above their part of it': {
			record: { visit, fee: fee(amlo(0.35, { unit: '片', cnt: 28, self: '0.00' })) },
			grade: 'certain',
			message: 'over',
			data: { limit: 0.19 },
			lines: ['F1 offending 28 4.48'],
			clears: { 'paid-over-limit': 'not-found' }
		},
		'a package of one, whatever its unit': {
			record: { visit, fee: fee('F1|M1|S1|2026-05-06|C0201010010300100001|冠脉支架|套|1|9000|9000.00|9000.00||') },
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 1 8300.00']
		},
		'partly refunded': {
			record: { visit, fee: fee(amlo(9.8), 'F2|M1|S1|2026-05-06|XC08CAA001A001010100001|氨氯地平片|盒|-1|9.8|-9.80|-9.80||F1') },
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 1 4.60']
		}
	},
	undetermined: {
		'a unit that tells nothing': { record: { visit, fee: fee(amlo(9.8, { unit: '瓶' })) }, missing: { kind: 'value', what: 'fee.unt' } },
		'no day of the charge': { record: { visit, fee: fee(amlo(9.8, { day: '' })) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(amlo(9.8), amlo(9.8).replace('F1', 'F3'), 'F2|M1|S1|2026-05-06|XC08CAA001A001010100001|氨氯地平片|盒|-2|9.8|-19.60|-19.60||')
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
