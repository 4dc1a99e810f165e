import rule from '../../../rules/checks/compliance/film-over-report.ts';
import type { ItemKind } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const film: ItemKind = {
	table: 'itemKinds',
	kind: 'film',
	id: 'film',
	officialClass: '胶片',
	codes: ['C0101010101010101010'],
	name: '医用胶片',
	notice: 'fixture',
	got: { kind: { by: 'human', verified: true } }
};
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|11|2026-05-12 09:00|2026-05-12 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const exam = (...lines: string[]) => `
	mdtrt_id|exam_time|exam_type|item_name|film_cnt|memo
	${lines.map((line) => `M1|2026-05-12|${line}`).join('\n')}`;
const films = (cnt: number, sn = 'F1') => `${sn}|M1|2026-05-12|C0101010101010101010|医用胶片|${cnt}|12|${cnt * 12}.00|${cnt * 12}.00||`;

testRule(rule, {
	knowledge: [film],
	valid: {
		'as many as used': { visit, fee: fee(films(4)), exam: exam('CT|胸部CT增强扫描|4|') },
		'two examinations of a day': { visit, fee: fee(films(4)), exam: exam('CT|胸部CT|2|', 'DR|胸部正位|2|') },
		'pathology has no films': { visit, fee: fee(films(2)), exam: exam('CT|胸部CT|2|', '病理|病理检查||') },
		'too many refunded': {
			visit,
			fee: fee(films(10), 'F2|M1|2026-05-12|C0101010101010101010|医用胶片|-6|12|-72.00|-72.00||F1'),
			exam: exam('CT|胸部CT|4|')
		},
		'no films charged': { visit, fee: fee('F1|M1|2026-05-12|003|胸部CT|1|280|280.00|280.00||'), exam: exam('CT|胸部CT||') }
	},
	invalid: {
		'ten charged, four used': {
			record: { visit, settlement, fee: fee(films(10)), exam: exam('CT|胸部CT增强扫描|4|') },
			grade: 'certain',
			message: 'over',
			data: { billed: 10, used: 4, extra: 6 },
			lines: ['F1 offending 6 72.00'],
			fund: '54.00',
			clears: { 'reprint-noted': 'not-found' }
		},
		'two lines, none used': {
			record: { visit, fee: fee(films(2), films(2, 'F2')), exam: exam('MR|头颅MR|1|') },
			grade: 'certain',
			message: 'over',
			lines: ['F2 offending 2 24.00', 'F1 offending 1 12.00']
		},
		'by its name': {
			record: { visit, fee: fee('F1|M1|2026-05-12||医用胶片|10|12|120.00|||'), exam: exam('CT|胸部CT增强扫描|4|') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 6 72.00']
		},
		'a further print': {
			record: { visit, fee: fee(films(5)), exam: exam('CT|胸部CT|4|患者要求加洗1张') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 1 12.00'],
			clears: { 'reprint-noted': 'found' }
		}
	},
	undetermined: {
		'an examination that does not say': {
			record: { visit, fee: fee(films(10)), exam: exam('CT|胸部CT|4|', 'DR|胸部DR||') },
			missing: { kind: 'value', what: 'exam.film_cnt' }
		},
		'no examination recorded': {
			record: { visit, fee: fee(films(10)), exam: exam('病理|病理检查||') },
			missing: { kind: 'value', what: 'exam.film_cnt' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(films(10), films(10, 'F2'), 'F3|M1|2026-05-12|C0101010101010101010|医用胶片|-6|12|-72.00|-72.00||'),
				exam: exam('CT|胸部CT|4|')
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
