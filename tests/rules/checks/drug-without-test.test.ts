import rule from '../../../rules/checks/clinical/drug-without-test.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'drugTests', officialClass: '检测', notice: 'fixture', codes: [], got: { tests: { by: 'human', verified: false } } } as const;
const knowledge: PointOf<'drugTests'>[] = [
	{
		...point,
		id: 'tki',
		name: '奥希替尼',
		aliases: ['甲磺酸奥希替尼片'],
		tests: ['EGFR基因', 'EGFR…检测', '基因检测'],
		positive: ['19del', 'T790M']
	},
	{
		...point,
		id: 'albumin',
		name: '人血白蛋白',
		tests: ['白蛋白'],
		positive: ['低蛋白血症'],
		labs: [{ names: ['白蛋白'], op: 'lt', limit: 300_000, unit: 'g/L' }]
	}
];
const VISIT = 'mdtrt_id|psn_no|insutype|med_type|begntime|endtime\n';
const visit = `${VISIT}M1|P1|310|21|2026-05-04 09:00|2026-05-10 10:00`;
const both = `${visit}\nM0|P1|310|21|2026-02-04 09:00|2026-02-10 10:00`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn\n${lines.join('\n')}`;
const tki = (scope = '100.00') => `F1|M1|S1|2026-05-05|甲磺酸奥希替尼片|1|100|100.00|${scope}|`;
const albumin = 'F1|M1|S1|2026-05-05|人血白蛋白|2|100|200.00|200.00|';
const document = (text: string, id = 'M1') => `mdtrt_id|doc_type|rec_time|text\n${id}|病程记录|2026-05-04 10:00|${text}`;
const plain = document('右肺腺癌IVA期，eGFR 90ml/min，家属要求加用靶向药物。');
const lab = (...rows: string[]) => `mdtrt_id|item_name|result|unit|abnormal\n${rows.join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'the test is told': { visit, fee: fee(tki()), document: document('病理科EGFR基因检测示19del突变。') },
		'the test lies back': { visit, fee: fee(tki()), document: document('现病史：2025年8月外院基因检测阳性，今入院。') },
		'a document of another visit': { visit: both, fee: fee(tki()), document: `${plain}\nM0|病理报告|2026-02-05 10:00|EGFR基因第19外显子缺失。` },
		'a charge of the test': { visit, fee: fee(tki(), 'F2|M1|S1|2026-05-04|EGFR基因突变检测|1|900|900.00|0.00|'), document: plain },
		'a report': { visit, fee: fee(tki()), document: plain, lab: lab('M1|人类EGFR基因突变检测|阳性||1') },
		'an order': { visit, fee: fee(tki()), document: plain, order: 'mdtrt_id|drord_no|drord_cont\nM1|O1|奥希替尼片 80mg qd（EGFR 19del）' },
		'the summary of an earlier visit': {
			visit,
			fee: fee(tki()),
			document: plain,
			earlierVisit: 'rel_mdtrt_id|mdtrt_id|begntime|memo\nM1|M0|2026-02-04|行EGFR基因检测。'
		},
		'self-paid': { visit, fee: fee(tki('0.00')), document: plain },
		refunded: { visit, fee: fee(tki(), 'F2|M1|S1|2026-05-06|甲磺酸奥希替尼片|-1|100|-100.00|-100.00|F1'), document: plain },
		'a value that allows it': { visit, fee: fee(albumin), lab: lab('M1|白蛋白 ALB|28.5|g/L|1', 'M1|前白蛋白|200|mg/L|0'), document: plain },
		'low albumin is told': { visit, fee: fee(albumin), lab: lab('M1|白蛋白|31|g/L|1'), document: document('肝硬化腹水，低蛋白血症。') }
	},
	invalid: {
		'no record of the test; eGFR of the kidney is none': {
			record: { visit, settlement, fee: fee(tki()), document: plain },
			grade: 'suspect',
			message: 'untested',
			data: { item: '奥希替尼', test: 'EGFR基因', lines: 1 },
			lines: ['F1 offending 1 100.00'],
			clears: { planned: 'not-found', 'self-paid': 'not-found' },
			fund: '50.00'
		},
		'denied and planned': {
			record: { visit, fee: fee(tki()), document: document('未行EGFR基因检测。建议行基因检测。') },
			grade: 'suspect',
			message: 'untested',
			lines: ['F1 offending 1 100.00'],
			clears: { planned: 'found' }
		},
		'a value above the limit': {
			record: { visit, fee: fee(albumin), lab: lab('M1|白蛋白(ALB)|39|g/L|1', 'M1|前白蛋白|20|g/L|0'), document: plain },
			grade: 'suspect',
			message: 'value',
			data: { test: '白蛋白' },
			lines: ['F1 offending 2 200.00']
		}
	},
	undetermined: {
		'no document': { record: { visit, fee: fee(tki()) }, missing: { kind: 'document', what: 'document' } },
		'no laboratory': { record: { visit, fee: fee(albumin), document: plain }, missing: { kind: 'table', what: 'lab' } },
		'a value in words': {
			record: { visit, fee: fee(albumin), lab: lab('M1|白蛋白|正常|g/L|0'), document: plain },
			missing: { kind: 'value', what: 'lab.result' }
		}
	}
});
