import rule from '../../../rules/checks/compliance/trial-test-claimed.ts';
import { testRule } from '../harness/rule-tester.ts';

const CONSENT = '受试者知情同意书：本人自愿参加药物临床试验。';
const PROTOCOL = '按试验方案规定检测血清药物浓度测定。';
const scene = ({ consent = CONSENT, note = PROTOCOL, scope = '30.00', kind = '04', more = '', type = '知情同意书' } = {}) => ({
	visit: 'mdtrt_id | med_type | begntime\nA | 21 | 2026-05-04',
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | med_chrgitm_type | cnt | pric | det_item_fee_sumamt | inscp_amt | init_feedetl_sn
		F1|A|2026-05-06|血清药物浓度测定|${kind}|1|30|30|${scope}|
		F2|A|2026-05-06|血细胞分析|04|1|25|25|25|
		${more}`,
	document: `mdtrt_id | doc_type | rec_time | text\nA | ${type} | 2026-05-04 | ${consent}\nA | 日常病程记录 | 2026-05-06 | ${note}`
});

testRule(rule, {
	valid: {
		'no trial': scene({ consent: '手术知情同意书：本人同意手术。' }),
		'a trial, the test of ordinary care': scene({ note: '监测血清药物浓度测定，结果满意。' }),
		'the protocol in another sentence': scene({ note: '监测血清药物浓度测定。按试验方案规定随访。' }),
		'paid by the trial': scene({ scope: '0.00' }),
		'a drug': scene({ kind: '09' }),
		'taken back': scene({ more: 'R1|A|2026-05-07|血清药物浓度测定|04|-1|30|-30|-30|F1' })
	},
	invalid: {
		'a test of the protocol': {
			record: scene(),
			grade: 'suspect',
			message: 'claimed',
			data: { item: '血清药物浓度测定' },
			lines: ['F1 offending 1 30.00'],
			clears: { 'ordinary-care': 'no-data' }
		},
		'the word spaced out': {
			record: scene({ consent: '临 床　试 验 知情同意书：本人自愿参加临 床　试 验。' }),
			grade: 'suspect',
			message: 'claimed',
			lines: ['F1 offending 1 30.00']
		}
	},
	undetermined: { 'no amount in scope': { record: scene({ scope: '' }), missing: { kind: 'value', what: 'fee.inscp_amt' } } }
});
