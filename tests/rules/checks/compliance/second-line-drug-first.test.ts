import rule from '../../../../rules/checks/compliance/second-line-drug-first.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'secondLine', officialClass: '二线', notice: 'fixture', got: { firstLine: { by: 'column', verified: true } } } as const;
const failWords = ['无效', '不能耐受', '进展', '耐药'];
const knowledge: PointOf<'secondLine'>[] = [
	{ ...point, id: 'aca', firstLine: ['利妥昔单抗'], failWords, codes: ['XL01ELA001E001010100001'], name: '阿可替尼胶囊' },
	{ ...point, id: 'lino', firstLine: [], failWords, lookbackDays: 30, codes: ['XJ01XXL001B002010100002'], name: '利奈唑胺注射液' }
];
const VISIT = 'mdtrt_id|psn_no|insutype|med_type|begntime|endtime\n';
const M1 = 'M1|P1|310|21|2026-05-04 09:00|2026-05-10 10:00';
const visit = VISIT + M1;
const both = (day: string) => `${VISIT}M0|P1|310|21|${day} 09:00|${day} 18:00\n${M1}`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const aca = (scope = '100.00', day = '2026-05-05', sn = 'F1', id = 'M1') =>
	`${sn}|${id}|S1|${day}|XL01ELA001E001010100001|阿可替尼胶囊|1|100|100.00|${scope}|`;
const lino = 'F1|M1|S1|2026-05-05|XJ01XXL001B002010100002|利奈唑胺注射液|1|100|100.00|100.00|';
const first = (id: string, day: string, sn = 'F0', cnt = 1, of = '') =>
	`${sn}|${id}||${day}||利妥昔单抗注射液|${cnt}|50|${50 * cnt}.00|${50 * cnt}.00|${of}`;
const document = (text: string, type = '入院记录') => `mdtrt_id|doc_type|rec_time|text\nM1|${type}|2026-05-04 10:00|${text}`;
const plain = document('患者乏力1月，血常规异常。');
const order = 'mdtrt_id|drord_no|drord_begn_time|drord_detl_name\nM1|O1|2026-05-04 09:00|利妥昔单抗注射液';

testRule(rule, {
	knowledge,
	valid: {
		'a first line in a stay before': { visit: both('2026-01-04'), fee: fee(first('M0', '2026-01-04'), aca()), document: plain },
		'a first line earlier in the stay': { visit, fee: fee(first('M1', '2026-05-04'), aca()), document: plain },
		'a first line in the orders': { visit, fee: fee(aca()), order, document: plain },
		'told as history': { visit, fee: fee(aca()), document: document('既往R-CHOP方案治疗后进展。') },
		'the first line itself is told': { visit, fee: fee(aca()), document: document('2年前外院利妥昔单抗治疗。') },
		'self-paid': { visit, fee: fee(aca('0.00')), document: plain }
	},
	invalid: {
		'nothing before': {
			record: { visit, settlement, fee: fee(aca()), document: plain },
			grade: 'suspect',
			message: 'first',
			data: { item: '阿可替尼胶囊', days: 180, lines: 1 },
			lines: ['F1 offending 1 100.00'],
			fund: '50.00',
			clears: { continued: 'not-found', 'self-paid': 'not-found' }
		},
		'the first line was too long ago, the drug itself was used': {
			record: { visit: both('2025-09-04'), fee: fee(first('M0', '2025-09-04'), aca('0.00', '2025-09-05', 'F2', 'M0'), aca()), document: plain },
			visit: 'M1',
			grade: 'suspect',
			message: 'first',
			lines: ['F1 offending 1 100.00'],
			clears: { continued: 'found' }
		},
		'the first line was refunded': {
			record: { visit, fee: fee(first('M1', '2026-05-04'), first('M1', '2026-05-04', 'F9', -1, 'F0'), aca()), document: plain },
			grade: 'suspect',
			message: 'first',
			lines: ['F1 offending 1 100.00']
		},
		'the first line came after': {
			record: { visit, fee: fee(aca(), first('M1', '2026-05-06')), document: plain },
			grade: 'suspect',
			message: 'first',
			lines: ['F1 offending 1 100.00']
		},
		'a list without names of the first line': {
			record: { visit, fee: fee(lino), document: document('未见明显进展。') },
			grade: 'suspect',
			message: 'first',
			data: { days: 30 },
			lines: ['F1 offending 1 100.00']
		}
	},
	undetermined: {
		'no document': { record: { visit, fee: fee(aca()) }, missing: { kind: 'document', what: 'document' } },
		'no date of the charge': {
			record: { visit, fee: fee(aca('100.00', '')), document: plain },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		}
	}
});
