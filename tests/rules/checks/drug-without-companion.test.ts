import rule from '../../../rules/checks/clinical/drug-without-companion.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'companions', officialClass: '配套', notice: 'fixture', codes: [], got: {}, kind: 'drug' } as const;
const knowledge: PointOf<'companions'>[] = [
	{ ...point, id: 'contrast', name: '碘海醇注射液', needs: ['增强', '造影'], all: false, window: 'day' },
	{ ...point, id: 'both', name: '显影组合液', needs: ['穿刺', '造影'], all: true, window: 'visit' },
	{ ...point, id: 'glue', kind: 'material', name: '骨水泥', needs: ['椎体成形'], all: false, window: 'visit' }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn\n${lines.join('\n')}`;
const contrast = (scope = '90.00', day = '2026-05-06') => `F1|M1|${day}|碘海醇注射液|1|90|90.00|${scope}|`;
const scan = (day: string, sn = 'F2', cnt = 1, of = '') => `${sn}|M1|${day}|胸部CT增强扫描|${cnt}|400|${cnt * 400}.00|${cnt * 400}.00|${of}`;
const both = 'F1|M1|2026-05-06|显影组合液|1|90|90.00|90.00|';

testRule(rule, {
	knowledge,
	valid: {
		'a scan on the next day': { visit, fee: fee(contrast(), scan('2026-05-07')) },
		'an examination': { visit, fee: fee(contrast()), exam: 'mdtrt_id|exam_time|item_name\nM1|2026-05-06 10:00|上腹部CT平扫+增强' },
		'an operation': { visit, fee: fee(contrast()), operation: 'mdtrt_id|oprn_oprt_name|oprn_oprt_date\nM1|冠状动脉造影术|2026-05-06' },
		'it is told': { visit, fee: fee(contrast()), document: 'mdtrt_id|doc_type|rec_time|text\nM1|病程记录|2026-05-06 10:00|今行CT增强扫描。' },
		'it is told days later': {
			visit,
			fee: fee(contrast()),
			document: 'mdtrt_id|doc_type|rec_time|text\nM1|出院小结|2026-05-12 10:00|入院后行CT增强扫描。'
		},
		'self-paid': { visit, fee: fee(contrast('0.00')) },
		'all that it needs': { visit, fee: fee(both, 'F2|M1|2026-05-04|经皮穿刺|1|9|9.00|9.00|', 'F3|M1|2026-05-04|血管造影|1|9|9.00|9.00|') },
		'a material is of another rule': { visit, fee: fee('F1|M1|2026-05-06|骨水泥|1|90|90.00|90.00|') }
	},
	invalid: {
		'no scan': {
			record: { visit, fee: fee(contrast(), 'F2|M1|2026-05-06|胸部CT平扫|1|280|280.00|280.00|') },
			grade: 'suspect',
			message: 'alone',
			data: { item: '碘海醇注射液', lines: 1 },
			lines: ['F1 offending 1 90.00'],
			clears: { 'self-paid': 'not-found' }
		},
		'the scan was refunded, another was days before': {
			record: { visit, fee: fee(contrast(), scan('2026-05-06'), scan('2026-05-07', 'F3', -1, 'F2'), scan('2026-05-04', 'F4')) },
			grade: 'suspect',
			message: 'alone',
			lines: ['F1 offending 1 90.00']
		},
		'one of two': {
			record: { visit, fee: fee(both, 'F2|M1|2026-05-04|经皮穿刺|1|9|9.00|9.00|') },
			grade: 'suspect',
			message: 'alone',
			lines: ['F1 offending 1 90.00']
		}
	},
	undetermined: { 'no day': { record: { visit, fee: fee(contrast('90.00', '')) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } } }
});
