import rule from '../../../rules/checks/compliance/item-over-frequency.ts';
import type { FrequencyLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'frequencyLimits', officialClass: '频次', notice: 'fixture', got: { limit: { by: 'column', verified: true } } } as const;
const knowledge: FrequencyLimit[] = [
	{ ...point, id: 'daily', limit: 1, period: 1, codes: ['001102000050000'], name: '住院诊查费' },
	{ ...point, id: 'fortnight', limit: 1, period: 15, codes: ['002503020030000'], name: '糖化血红蛋白测定' },
	{ ...point, id: 'once', limit: 2, period: 'visit', codes: ['003301000010000'], name: '单次就诊限两次' },
	{ ...point, id: 'hourly', limit: 2, period: 'hour', codes: ['003107010220000'], name: '按小时限两次' }
];
const visit = (...more: string[]) => `
	mdtrt_id|psn_no|fixmedins_code|med_type|begntime|endtime
	M1|P1|H1|21|2026-04-10 09:00|2026-04-20 10:00
	${more.join('\n')}`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const order = (text: string) => `
	mdtrt_id|drord_no|drord_begn_time|drord_cont
	M1|O1|2026-04-11 10:00|${text}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, at: string, item: number, cnt = 1, { until = '', visit = 'M1', amount = cnt * 20 } = {}) =>
	`${sn}|${visit}|${at}|${until}|${knowledge[item]!.codes[0]}|${knowledge[item]!.name}|${cnt}|20|${amount}.00|${amount}.00|`;
const fewer = { rule: 'item-over-frequency', name: 'acrossVisits', value: 0, region: 'fixture', source: 'fixture' };

testRule(rule, {
	knowledge,
	valid: {
		'once a day': { visit: visit(), fee: fee(line('F1', '2026-04-11', 0), line('F2', '2026-04-12', 0)) },
		'one line for five days': { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 5, { until: '2026-04-15' })) },
		'one line for four nights': { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 4, { until: '2026-04-15' })) },
		'one line for one night': { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 1, { until: '2026-04-12' })) },
		'the second refunded': {
			visit: visit(),
			fee: fee(line('F1', '2026-04-11', 0, 2), `F2|M1|2026-04-12||001102000050000|住院诊查费|-1|20|-20.00|-20.00|F1`)
		},
		'the second free of charge': { visit: visit(), fee: fee(line('F1', '2026-04-11', 0), line('F2', '2026-04-11', 0, 1, { amount: 0 })) },
		'again on the fifteenth day after': { visit: visit(), fee: fee(line('F1', '2026-04-01', 1), line('F2', '2026-04-16', 1)) },
		'at another institution': {
			visit: visit('M2|P1|H2|11|2026-04-05|2026-04-05'),
			fee: fee(line('F1', '2026-04-05', 1, 1, { visit: 'M2' }), line('F2', '2026-04-11', 1))
		},
		'twice in a visit': { visit: visit(), fee: fee(line('F1', '2026-04-11', 2), line('F2', '2026-04-12', 2)) },
		'twice in each of two hours': { visit: visit(), fee: fee(line('F1', '2026-04-11 08:05', 3, 2), line('F2', '2026-04-11 09:05', 3, 2)) }
	},
	invalid: {
		'twice a day': {
			record: {
				visit: visit(),
				settlement,
				order: order('转科至神经内科'),
				fee: fee(line('F1', '2026-04-11 09:00', 0), line('F2', '2026-04-11 08:00', 0))
			},
			grade: 'certain',
			message: 'over',
			data: { limit: 1, from: '2026-04-11', count: 2, extra: 1 },
			lines: ['F1 offending 1 20.00'],
			fund: '15.00',
			clears: { 'ward-transfer': 'found' }
		},
		'of two lines at one moment the last of the file': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 0), line('F2', '2026-04-11', 0)) },
			grade: 'certain',
			message: 'over',
			lines: ['F2 offending 1 20.00'],
			fund: null,
			clears: { 'ward-transfer': 'no-data', 'mother-and-newborn': 'not-found' }
		},
		'two for each of four days': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 8, { until: '2026-04-14' })) },
			grade: 'certain',
			message: 'over',
			data: { extra: 4 },
			lines: ['F1 offending 4 80.00']
		},
		'a day within a line over days': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 4, { until: '2026-04-14' }), line('F2', '2026-04-13', 0)) },
			grade: 'certain',
			message: 'over',
			data: { from: '2026-04-13' },
			lines: ['F2 offending 1 20.00']
		},
		'the second of a fortnight, and not the third': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-01', 1), line('F2', '2026-04-10', 1), line('F3', '2026-04-16', 1)) },
			grade: 'certain',
			message: 'over',
			data: { count: 2, extra: 1 },
			lines: ['F2 offending 1 20.00']
		},
		'the second of a fortnight in another visit': {
			record: {
				visit: visit('M2|P1|H1|11|2026-04-05|2026-04-05'),
				fee: fee(line('F1', '2026-04-05', 1, 1, { visit: 'M2' }), line('F2', '2026-04-11', 1))
			},
			visit: 'M1',
			grade: 'certain',
			message: 'over',
			lines: ['F2 offending 1 20.00']
		},
		'three times in a visit': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 2, 2), line('F2', '2026-04-12', 2)) },
			grade: 'certain',
			message: 'over',
			data: { from: '', count: 3 },
			lines: ['F2 offending 1 20.00']
		},
		'three in an hour': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11 08:05', 3, 2), line('F2', '2026-04-11 08:50', 3)) },
			grade: 'certain',
			message: 'over',
			lines: ['F2 offending 1 20.00']
		},
		'more than all hours of a day': {
			record: { visit: visit().replace('|21|', '|13|'), fee: fee(line('F1', '2026-04-11', 3, 50)) },
			grade: 'certain',
			message: 'over',
			data: { extra: 2 },
			lines: ['F1 offending 2 40.00']
		},
		'known by its name': {
			record: { visit: visit(), fee: fee('F1|M1|2026-04-11|||住院诊查费|1|20|20.00||', 'F2|M1|2026-04-11|||住院诊查费|2|20|40.00||') },
			grade: 'suspect',
			message: 'over',
			lines: ['F2 offending 2 40.00']
		},
		'two on a day, beside days of one': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 2), line('F2', '2026-04-12', 0)) },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 1 20.00'],
			clears: { 'gathered-billing': 'found' }
		},
		'more than the days of the stay hold': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-10', 0, 13)) },
			grade: 'suspect',
			message: 'over',
			data: { count: 13, extra: 2 },
			lines: ['F1 offending 2 40.00']
		},
		'twice in a clinic': {
			record: { visit: visit().replace('|21|', '|11|'), fee: fee(line('F1', '2026-04-10', 0, 2)) },
			grade: 'certain',
			message: 'over',
			lines: ['F1 offending 1 20.00'],
			clears: { 'gathered-billing': 'not-found' }
		}
	},
	undetermined: {
		'a line over days whose quantity does not fall on them': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 0, 7, { until: '2026-04-14' })) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'one line that the days of the stay could hold': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-10', 0, 10)) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'hours that the days of the stay could hold': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 3, 50)) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'hours of a bare date': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 3, 4)) },
			missing: { kind: 'precision', what: 'fee.fee_ocur_time' }
		},
		'no date': {
			record: { visit: visit(), fee: fee(line('F1', '', 0), line('F2', '2026-04-11', 0)) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'a refund that fits two lines': {
			record: {
				visit: visit(),
				fee: fee(line('F1', '2026-04-11', 0), line('F2', '2026-04-11', 0), 'F3|M1|2026-04-12||001102000050000|住院诊查费|-1|20|-20.00|-20.00|')
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

testRule(rule, {
	knowledge,
	parameters: [fewer],
	valid: {
		'visits apart': {
			visit: visit('M2|P1|H1|11|2026-04-05|2026-04-05'),
			fee: fee(line('F1', '2026-04-05', 1, 1, { visit: 'M2' }), line('F2', '2026-04-11', 1))
		}
	},
	invalid: {
		'within a visit': {
			record: { visit: visit(), fee: fee(line('F1', '2026-04-11', 1), line('F2', '2026-04-13', 1)) },
			grade: 'certain',
			message: 'over',
			lines: ['F2 offending 1 20.00']
		}
	}
});
