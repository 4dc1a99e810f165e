import rule from '../../../rules/checks/clinical/herbs-incompatible.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'interactions', officialClass: '配伍', notice: 'fixture', codes: [], subCodes: [], got: {}, hours: 0 } as const;
const knowledge: PointOf<'interactions'>[] = [
	{ ...point, id: 'fz-bx', name: '附子', aliases: ['附片', '黑顺片'], subName: '半夏', subAliases: ['法半夏'], herb: true },
	{ ...point, id: 'drugs', name: '头孢曲松', subName: '葡萄糖酸钙', herb: false }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|11|2026-05-04 09:00|2026-05-04 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|rx_drord_no|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|inscp_amt|memo\n${lines.join('\n')}`;
const fuzi = (rx = 'R1', kind = '10', scope = '10.00', memo = '') => `F1|M1|${rx}|2026-05-04|黑顺片|${kind}|60|0.1|10.00|${scope}|${memo}`;
const banxia = (rx = 'R1') => `F2|M1|${rx}|2026-05-04|法半夏|10|90|0.1|9.00|9.00|`;

testRule(rule, {
	knowledge,
	valid: {
		'two prescriptions': { visit, fee: fee(fuzi(), banxia('R2')) },
		'signed once more on the line': { visit, fee: fee(fuzi('R1', '10', '10.00', '医师双签名'), banxia()) },
		'signed in the orders': { visit, fee: fee(fuzi(), banxia()), order: 'mdtrt_id|drord_no|drord_cont\nM1|O1|附片 6g（再次签名）' },
		'a patent medicine of that name': { visit, fee: fee(fuzi('R1', '11'), banxia()) },
		'self-paid': { visit, fee: fee(fuzi('R1', '10', '0.00'), banxia()) },
		'drugs are of another rule': {
			visit,
			fee: fee('F1|M1|R1|2026-05-04|头孢曲松|10|1|9|9.00|9.00|', 'F2|M1|R1|2026-05-04|葡萄糖酸钙|10|1|9|9.00|9.00|')
		}
	},
	invalid: {
		'in one prescription': {
			record: { visit, fee: fee(fuzi(), banxia()) },
			grade: 'suspect',
			message: 'pair',
			data: { main: '附子', sub: '半夏' },
			lines: ['F1 offending 60 -', 'F2 offending 90 -'],
			clears: { 'self-paid': 'not-found' }
		}
	},
	undetermined: {
		'no number of the prescription': { record: { visit, fee: fee(fuzi(''), banxia('')) }, missing: { kind: 'value', what: 'fee.rx_drord_no' } }
	}
});
