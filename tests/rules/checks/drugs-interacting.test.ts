import rule from '../../../rules/checks/clinical/drugs-interacting.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'interactions', officialClass: '相互作用', notice: 'fixture', codes: [], subCodes: [], got: {} } as const;
const knowledge: PointOf<'interactions'>[] = [
	{ ...point, id: 'cro-ca', name: '头孢曲松', aliases: ['注射用头孢曲松钠'], subName: '葡萄糖酸钙注射液', hours: 48, herb: false },
	{ ...point, id: 'same-day', name: '西地那非片', subName: '硝酸甘油片', hours: 0, herb: false },
	{ ...point, id: 'herb', name: '附子', subName: '半夏', hours: 0, herb: true }
];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|21|2026-05-04 09:00|2026-05-12 10:00';
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|dscg_tkdrug_flag|medc_way_dscr\n${lines.join('\n')}`;
const line = (sn: string, name: string, day: string, more = '9.00||') => `${sn}|M1|${day}|${name}|1|9|9.00|${more}`;
const cro = (day = '2026-05-05') => line('F1', '注射用头孢曲松钠', day);
const calcium = (day: string, more?: string) => line('F2', '葡萄糖酸钙注射液', day, more);
const order = 'mdtrt_id|drord_no|drord_detl_name|drord_begn_time|drord_stop_time\nM1|O1|头孢曲松|2026-05-05 08:00|2026-05-08 08:00';

testRule(rule, {
	knowledge,
	valid: {
		'three days apart': { visit, fee: fee(cro(), calcium('2026-05-08')) },
		'on the next day, where the hours do not reach': {
			visit,
			fee: fee(line('F1', '西地那非片', '2026-05-05'), line('F2', '硝酸甘油片', '2026-05-06'))
		},
		'taken home': { visit, fee: fee(line('F1', '西地那非片', '2026-05-05', '9.00|1|'), line('F2', '硝酸甘油片', '2026-05-09')) },
		'on the skin': { visit, fee: fee(cro(), calcium('2026-05-05', '9.00||外用')) },
		'self-paid': { visit, fee: fee(cro(), calcium('2026-05-05', '0.00||')) },
		'herbs are of another rule': { visit, fee: fee(line('F1', '附子', '2026-05-05'), line('F2', '半夏', '2026-05-05')) }
	},
	invalid: {
		'on the next day': {
			record: { visit, fee: fee(cro(), calcium('2026-05-06')) },
			grade: 'suspect',
			message: 'pair',
			data: { main: '头孢曲松', sub: '葡萄糖酸钙注射液', days: 1 },
			lines: ['F1 offending 1 -', 'F2 offending 1 -'],
			clears: { 'self-paid': 'not-found' }
		},
		'by the order, three days after the charge': {
			record: { visit, fee: fee(cro(), calcium('2026-05-09')), order },
			grade: 'suspect',
			message: 'pair',
			data: { days: 2 },
			lines: ['F1 offending 1 -', 'F2 offending 1 -']
		}
	},
	undetermined: { 'no day': { record: { visit, fee: fee(cro(''), calcium('2026-05-06')) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } } }
});
