import rule from '../../../../rules/checks/compliance/herb-never-paid.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'herbLimits', officialClass: '饮片', notice: 'fixture', got: { kind: { by: 'column', verified: true } } } as const;
const knowledge: PointOf<'herbLimits'>[] = [
	{ ...point, id: 'ejiao', kind: 'never', codes: ['T000700001'], name: '阿胶', from: '2026-04-11' },
	{ ...point, id: 'clove', kind: 'alone', codes: ['T000700002'], name: '丁香' }
];
const visit = `
	mdtrt_id|psn_no|insutype|med_type|begntime|endtime
	M1|P1|310|11|2026-04-11 09:00|2026-04-11 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|400.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const ejiao = ({ code = 'T000700001', kind = '10', scope = '30.00', day = '11' } = {}) =>
	`F1|M1|S1|2026-04-${day}|${code}|阿胶|${kind}|10|3|30.00|${scope}|`;

testRule(rule, {
	knowledge,
	valid: {
		'self-paid': { visit, fee: fee(ejiao({ scope: '0.00' })) },
		'a patent medicine of that name': { visit, fee: fee(ejiao({ code: '', kind: '11' })) },
		'a patent medicine by its code': { visit, fee: fee(ejiao({ code: 'ZA12BAE0032010100001', kind: '中成药费' })) },
		'a herb that is not paid alone only': { visit, fee: fee('F1|M1|S1|2026-04-11|T000700002|丁香|10|10|3|30.00|30.00|') },
		'before the notice was in force': { visit, fee: fee(ejiao({ day: '10' })) },
		refunded: { visit, fee: fee(ejiao(), 'F2|M1|S1|2026-04-11|T000700001|阿胶|10|-10|3|-30.00|-30.00|F1') }
	},
	invalid: {
		'claimed in a formula': {
			record: { visit, settlement, fee: fee(ejiao(), 'F2|M1|S1|2026-04-11|T000700009|黄芪|10|10|3|30.00|30.00|') },
			grade: 'certain',
			message: 'claimed',
			data: { item: '阿胶', lines: 1 },
			lines: ['F1 offending 10 30.00'],
			fund: '15.00',
			clears: { 'name-only': 'not-found' }
		},
		'partly refunded': {
			record: { visit, fee: fee(ejiao(), 'F2|M1|S1|2026-04-11|T000700001|阿胶|10|-4|3|-12.00|-12.00|F1') },
			grade: 'certain',
			message: 'claimed',
			lines: ['F1 offending 6 18.00']
		},
		'by its name, of no category': {
			record: { visit, fee: fee(ejiao({ code: '', kind: '' })) },
			grade: 'suspect',
			message: 'claimed',
			lines: ['F1 offending 10 30.00'],
			clears: { 'name-only': 'found' }
		}
	},
	undetermined: {
		'no in-scope amount': { record: { visit, fee: fee(ejiao({ scope: '' })) }, missing: { kind: 'value', what: 'fee.inscp_amt' } },
		'a refund that fits two lines': {
			record: { visit, fee: fee(ejiao(), ejiao().replace('F1', 'F3'), 'F2|M1|S1|2026-04-11|T000700001|阿胶|10|-10|3|-30.00|-30.00|') },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
