import rule from '../../../rules/checks/clinical/same-action-drugs-together.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'drugGroups', officialClass: '重复开药', notice: 'fixture', codes: [], got: {}, least: 2 } as const;
const knowledge: PointOf<'drugGroups'>[] = [
	{ ...point, id: 'ome', name: '奥美拉唑', aliases: ['注射用奥美拉唑钠'], group: '质子泵抑制剂' },
	{ ...point, id: 'pan', name: '泮托拉唑', aliases: ['注射用泮托拉唑钠'], group: '质子泵抑制剂' },
	{ ...point, id: 'sta', name: '阿托伐他汀钙片', group: '他汀类' }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|dscg_tkdrug_flag|dosform_name\n${lines.join('\n')}`;
const line = (sn: string, name: string, first: string, last: string, more = '90.00|') => `${sn}|M1|${first}|${last}|${name}|3|30|90.00|${more}|`;
const ome = (first = '2026-05-05', last = '2026-05-08') => line('F1', '注射用奥美拉唑钠', first, last);
const pan = (first = '2026-05-06', last = '2026-05-08', more = '90.00|') => line('F2', '注射用泮托拉唑钠', first, last, more);
const order = (...rows: string[]) => `mdtrt_id|drord_no|drord_type|drord_detl_name|drord_begn_time|drord_stop_time\n${rows.join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'the day of the change': { visit, fee: fee(ome('2026-05-04', '2026-05-06'), pan()) },
		'one after the other by their orders': {
			visit,
			fee: fee(ome(), pan()),
			order: order('M1|O1|长期|奥美拉唑|2026-05-04 08:00|2026-05-06 08:00', 'M1|O2|长期|泮托拉唑|2026-05-06 08:00|2026-05-09 08:00')
		},
		'two groups': { visit, fee: fee(ome(), line('F2', '阿托伐他汀钙片', '2026-05-05', '2026-05-08')) },
		'one is taken home': { visit, fee: fee(ome(), pan('2026-05-06', '2026-05-08', '90.00|1')) },
		'one is self-paid': { visit, fee: fee(ome(), pan('2026-05-06', '2026-05-08', '0.00|')) }
	},
	invalid: {
		'three days together': {
			record: { visit, fee: fee(ome(), pan()) },
			grade: 'suspect',
			message: 'together',
			data: { group: '质子泵抑制剂', items: '奥美拉唑、泮托拉唑', days: 3 },
			lines: ['F2 offending 3 90.00', 'F1 related 3 90.00'],
			clears: { 'self-paid': 'not-found' }
		},
		'by orders that run on': {
			record: {
				visit,
				fee: fee(ome('2026-05-05', ''), pan('2026-05-06', '')),
				order: order('M1|O1|长期|奥美拉唑|2026-05-05 08:00|', 'M1|O2|长期|泮托拉唑|2026-05-06 08:00|2026-05-09 08:00')
			},
			grade: 'suspect',
			message: 'together',
			data: { days: 3 },
			lines: ['F2 offending 3 90.00', 'F1 related 3 90.00']
		}
	}
});
