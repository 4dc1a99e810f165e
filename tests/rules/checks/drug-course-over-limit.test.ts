import rule from '../../../rules/checks/clinical/drug-course-over-limit.ts';
import type { CourseLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'courseLimits', officialClass: '疗程', notice: 'fixture', got: { days: { by: 'column', verified: true } } } as const;
const knowledge: CourseLimit[] = [
	{ ...point, id: 'three', days: 3, codes: ['XB01AXA223B004010180963'], name: '奥扎格雷注射液' },
	{ ...point, id: 'service', days: 90, codes: ['003402000050000'], name: '手功能评定' }
];
const visit = (...more: string[]) => `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-04-10 09:00|2026-04-20 10:00
	${more.join('\n')}`;
const second = 'M2|P1|21|2026-05-10 09:00|2026-05-20 10:00';
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|dscg_tkdrug_flag|prd_days|init_feedetl_sn
	${lines.join('\n')}`;
const use = (sn: string, day: string, { visit = 'M1', inScope = '20.00', cnt = 2, until = '', home = '|' } = {}) =>
	`${sn}|${visit}|${day}|${until}|XB01AXA223B004010180963|奥扎格雷注射液|${cnt}|10|${cnt * 10}.00|${inScope}|${home}|`;
const days = (count: number, visit = 'M1', from = 11, month = '04') =>
	Array.from({ length: count }, (_, i) => use(`${visit === 'M1' ? 'F' : 'G'}${i + 1}`, `2026-${month}-${from + i}`, { visit }));
const everyDay = { rule: 'drug-course-over-limit', name: 'acrossStays', value: 1, region: 'fixture', source: 'fixture' };

testRule(rule, {
	knowledge,
	valid: {
		'as many days as are paid for': { visit: visit(), fee: fee(...days(3)) },
		'two lines of one day': { visit: visit(), fee: fee(...days(3), use('F9', '2026-04-13')) },
		'the fourth day paid by the person': { visit: visit(), fee: fee(...days(3), use('F4', '2026-04-14', { inScope: '0.00' })) },
		'the fourth day refunded': {
			visit: visit(),
			fee: fee(...days(4), 'R1|M1|2026-04-15||XB01AXA223B004010180963|奥扎格雷注射液|-2|10|-20.00|-20.00|||F4')
		},
		'a course in each of two stays': { visit: visit(second), fee: fee(...days(3), ...days(3, 'M2', 11, '05')) },
		'a line over three nights': { visit: visit(), fee: fee(use('F1', '2026-04-11', { cnt: 3, until: '2026-04-14' })) },
		'take-home without its days is one day': { visit: visit(), fee: fee(...days(2), use('F3', '2026-04-20', { home: '1|' })) }
	},
	invalid: {
		'two days too many': {
			record: { visit: visit(), settlement, fee: fee(...days(5)) },
			grade: 'certain',
			message: 'over',
			data: { limit: 3, used: 5, extra: 2 },
			lines: ['F1 related 2 20.00', 'F2 related 2 20.00', 'F3 related 2 20.00', 'F4 offending 2 20.00', 'F5 offending 2 20.00'],
			fund: '30.00',
			clears: { 'take-home-days': 'not-found', 'self-paid': 'not-found' }
		},
		'two lines on the day too many, in another order': {
			record: { visit: visit(), fee: fee(use('F9', '2026-04-14'), ...days(4)) },
			grade: 'certain',
			message: 'over',
			lines: ['F9 offending 2 20.00', 'F1 related 2 20.00', 'F2 related 2 20.00', 'F3 related 2 20.00', 'F4 offending 2 20.00']
		},
		'a line over days, partly beyond': {
			record: { visit: visit(), fee: fee(use('F1', '2026-04-11', { cnt: 10, until: '2026-04-15' })) },
			grade: 'certain',
			message: 'over',
			data: { used: 5 },
			lines: ['F1 offending 4 40.00']
		},
		'days of supply taken home': {
			record: { visit: visit(), fee: fee(...days(2), use('F3', '2026-04-20', { cnt: 7, home: '1|7', inScope: '70.00' })) },
			grade: 'suspect',
			message: 'over',
			data: { used: 9, extra: 6 },
			lines: ['F1 related 2 20.00', 'F2 related 2 20.00', 'F3 offending 6 60.00'],
			clears: { 'take-home-days': 'found' }
		},
		'in-scope amount unknown': {
			record: { visit: visit(), fee: fee(...days(3), use('F4', '2026-04-14', { inScope: '' })) },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 related 2 20.00', 'F2 related 2 20.00', 'F3 related 2 20.00', 'F4 offending 2 20.00'],
			clears: { 'self-paid': 'no-data' }
		}
	},
	undetermined: {
		'a line over days whose quantity does not fall on them': {
			record: { visit: visit(), fee: fee(use('F1', '2026-04-11', { cnt: 7, until: '2026-04-14' })) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'no day of the charge': {
			record: { visit: visit(), fee: fee(...days(3), use('F4', '')) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'a refund that fits two lines': {
			record: { visit: visit(), fee: fee(...days(4), 'R1|M1|2026-04-15||XB01AXA223B004010180963|奥扎格雷注射液|-2|10|-20.00|-20.00|||') },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

testRule(rule, {
	knowledge,
	parameters: [everyDay],
	valid: { 'within the course over two stays': { visit: visit(second), fee: fee(...days(2), ...days(1, 'M2', 11, '05')) } },
	invalid: {
		'courses add up over stays': {
			record: { visit: visit(second), fee: fee(...days(2), ...days(2, 'M2', 11, '05')) },
			visit: 'M2',
			grade: 'certain',
			message: 'over',
			data: { used: 4, extra: 1 },
			lines: ['G1 related 2 20.00', 'G2 offending 2 20.00']
		}
	}
});
