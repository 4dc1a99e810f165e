import rule from '../../../rules/checks/clinical/test-repeated-without-need.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = (name: string, more: Partial<PointOf<'repeatLimits'>> = {}): PointOf<'repeatLimits'> => ({
	table: 'repeatLimits',
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	most: 1,
	window: 'visit',
	exemptIcd: ['B18'],
	got: { most: { by: 'human', verified: false } },
	...more
});
const HCV = '丙型肝炎抗体测定';
const knowledge = [point(HCV), point('血清总蛋白测定', { window: 'sample' }), point('梅毒抗体', { most: 2 })];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-20 10:00`;
const fee = (...items: string[]) => `
	feedetl_sn|mdtrt_id|medins_list_name|fee_ocur_time|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${items.map((item, i) => `F${i + 1}|M1|${item.split('|').slice(0, 2).join('|')}|${item.split('|')[2] ? '-1|30|-30.00' : '1|30|30.00'}|${item.split('|')[2] ?? ''}`).join('\n')}`;
const on = (name: string, ...days: string[]) => days.map((day) => `${name}|2026-05-${day}`);
const diagnosis = (...rows: string[]) => `
	mdtrt_id|diag_code|diag_name
	${rows.map((row) => `M1|${row}`).join('\n')}`;
const fracture = diagnosis('S82.200|胫骨干骨折');
const lab = (result: string) => `
	mdtrt_id|rpt_no|rpt_time|item_name|result|abnormal
	M1|R1|2026-05-05 15:00|丙型肝炎抗体|${result}|`;

testRule(rule, {
	knowledge,
	valid: {
		once: { visit, fee: fee(...on(HCV, '04')), diagnosis: fracture },
		'twice on one day is of another rule': { visit, fee: fee(...on(HCV, '04', '04')), diagnosis: fracture },
		hepatitis: { visit, fee: fee(...on(HCV, '04', '08')), diagnosis: diagnosis('B18.200|慢性丙型病毒性肝炎') },
		'positive at first': { visit, fee: fee(...on(HCV, '04', '08')), diagnosis: fracture, lab: lab('阳性(+)') },
		'before a transfusion': { visit, fee: fee(...on(HCV, '04', '08'), '悬浮红细胞|2026-05-08'), diagnosis: fracture },
		'the second refunded': { visit, fee: fee(...on(HCV, '04', '08'), `${HCV}|2026-05-09|F2`), diagnosis: fracture },
		'two are needed': { visit, fee: fee(...on('梅毒抗体', '04', '08')), diagnosis: fracture },
		'daily chemistry': { visit, fee: fee(...on('血清总蛋白测定', '04', '06', '08')), diagnosis: fracture }
	},
	invalid: {
		'three times, negative': {
			record: { visit, fee: fee(...on(HCV, '04', '08', '15')), diagnosis: fracture, lab: lab('阴性') },
			grade: 'suspect',
			message: 'repeated',
			data: { times: 3, extra: 2 },
			lines: ['F1 related 1 30.00', 'F2 offending 1 30.00', 'F3 offending 1 30.00'],
			clears: { 'asked-again': 'no-data' }
		},
		'the third of two': {
			record: { visit, fee: fee(...on('梅毒抗体', '04', '08', '15')), diagnosis: fracture },
			grade: 'suspect',
			message: 'repeated',
			data: { times: 3, extra: 1 },
			lines: ['F1 related 1 30.00', 'F2 related 1 30.00', 'F3 offending 1 30.00']
		}
	},
	undetermined: {
		'no diagnosis': { record: { visit, fee: fee(...on(HCV, '04', '08')) }, missing: { kind: 'table', what: 'diagnosis' } },
		'a line without a date': {
			record: { visit, fee: fee(...on(HCV, '04'), `${HCV}|`), diagnosis: fracture },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		}
	}
});
