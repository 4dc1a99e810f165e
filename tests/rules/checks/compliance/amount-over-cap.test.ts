import rule from '../../../../rules/checks/compliance/amount-over-cap.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'amountLimits', officialClass: '限额', notice: 'fixture', got: { fen: { by: 'column', verified: true } } } as const;
const knowledge: PointOf<'amountLimits'>[] = [
	{ ...point, id: 'lens', fen: 180_000, window: 'visit', each: true, codes: ['C0602010010300100001'], name: '人工晶体' },
	{ ...point, id: 'exercise', fen: 100_000, window: 'year', codes: ['003402000010000'], name: '运动疗法' },
	{ ...point, id: 'navigation', fen: 50_000, window: 'operation', codes: ['003300000010000'], name: '术中导航' }
];
const VISIT = 'mdtrt_id|psn_no|insutype|med_type|begntime|endtime\n';
const M1 = 'M1|P1|310|21|2026-05-04 09:00|2026-05-10 10:00';
const M0 = 'M0|P1|310|21|2026-02-04 09:00|2026-02-10 10:00';
const visit = VISIT + M1;
const both = `${VISIT}${M0}\n${M1}`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|3000.00|2600.00|1300.00';
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|overlmt_selfpay|init_feedetl_sn
	${lines.join('\n')}`;
const lens = (sn: string, scope: string, { cnt = 1, self = '' } = {}) =>
	`${sn}|M1|S1|2026-05-05|C0602010010300100001|人工晶体|${cnt}|2600|${(2600 * cnt).toFixed(2)}|${scope}|${self}|`;
const exercise = (sn: string, visitId: string, day: string, scope: string) =>
	`${sn}|${visitId}||${day}|003402000010000|运动疗法|10|70|700.00|${scope}||`;
const navigation = (cnt: number) => `F1|M1|S1|2026-05-05|003300000010000|术中导航|${cnt}|400|${400 * cnt}.00|${400 * cnt}.00||`;
const operation = (...days: string[]) =>
	`mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date\n${days.map((day, i) => `M1|81.5${i}00|手术${i}|${day}`).join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'the person paid the rest': { visit, fee: fee(lens('F1', '1800.00', { self: '800.00' })) },
		'one for each eye': { visit, fee: fee(lens('F1', '1800.00'), lens('F2', '1800.00')) },
		'in two years': {
			visit: `${VISIT}${M0.replaceAll('2026', '2025')}\n${M1}`,
			fee: fee(exercise('F0', 'M0', '2025-02-05', '700.00'), exercise('F1', 'M1', '2026-05-05', '700.00'))
		},
		'a cap for each of two operations': { visit, fee: fee(navigation(2)), operation: operation('2026-05-05', '2026-05-07') },
		refunded: { visit, fee: fee(lens('F1', '2600.00'), 'F2|M1|S1|2026-05-05|C0602010010300100001|人工晶体|-1|2600|-2600.00|-2600.00||F1') }
	},
	invalid: {
		'over the cap of a unit': {
			record: { visit, settlement, fee: fee(lens('F1', '2600.00')) },
			grade: 'certain',
			message: 'over',
			data: { amount: '2600.00', cap: '1800.00' },
			lines: ['F1 offending 1 800.00'],
			fund: '400.00',
			clears: { 'paid-over-limit': 'no-data' }
		},
		'partly self-paid': {
			record: { visit, fee: fee(lens('F1', '2000.00', { self: '600.00' })) },
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 1 200.00'],
			clears: { 'paid-over-limit': 'found' }
		},
		'over the cap of the year, in the later visit': {
			record: { visit: both, fee: fee(exercise('F0', 'M0', '2026-02-05', '700.00'), exercise('F1', 'M1', '2026-05-05', '700.00')) },
			visit: 'M1',
			grade: 'certain',
			message: 'over',
			data: { amount: '1400.00', cap: '1000.00' },
			lines: ['F1 offending 10 400.00']
		},
		'all of the later visit': {
			record: { visit: both, fee: fee(exercise('F0', 'M0', '2026-02-05', '1200.00'), exercise('F1', 'M1', '2026-05-05', '700.00')) },
			visit: 'M1',
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 10 700.00']
		},
		'over the cap of the one operation, the latest line first': {
			record: { visit, fee: fee(navigation(1), navigation(1).replace('F1', 'F2').replace('05-05', '05-06')), operation: operation('2026-05-05') },
			grade: 'certain',
			message: 'over',
			lines: ['F2 offending 1 300.00']
		}
	},
	undetermined: {
		'no in-scope amount': { record: { visit, fee: fee(lens('F1', '')) }, missing: { kind: 'value', what: 'fee.inscp_amt' } },
		'no in-scope amount in an earlier visit': {
			record: { visit: both, fee: fee(exercise('F0', 'M0', '2026-02-05', ''), exercise('F1', 'M1', '2026-05-05', '700.00')) },
			missing: { kind: 'value', what: 'fee.inscp_amt' }
		},
		'no operation told': {
			record: { visit, fee: fee(navigation(2)), operation: operation('2026-05-05').replace('M1|', 'M9|') },
			missing: { kind: 'value', what: 'operation.oprn_oprt_date' }
		},
		'no operations at all': { record: { visit, fee: fee(navigation(2)) }, missing: { kind: 'table', what: 'operation' } }
	}
});
