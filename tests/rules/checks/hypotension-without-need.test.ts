import rule from '../../../rules/checks/clinical/hypotension-without-need.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-01 09:00|2026-05-12 10:00`;
const fee = (...items: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	${items.map((item, i) => `F${i + 1}|M1|2026-05-06|${item}|1|120|120.00`).join('\n')}`;
const drug = (name: string) => `
	mdtrt_id|name|cnt|unit
	M1|${name}|1|支`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|手术记录|2026-05-06 12:00|${text}`;

testRule(rule, {
	valid: {
		nitroglycerine: { visit, fee: fee('控制性降压'), anesthesiaDrug: drug('硝酸甘油注射液') },
		'nicardipine charged': { visit, fee: fee('控制性降压', '盐酸尼卡地平注射液'), anesthesiaDrug: drug('丙泊酚注射液') },
		'told by the note': { visit, fee: fee('控制性降压'), document: document('术中控制性降压，目标平均动脉压60mmHg。') },
		'another item': { visit, fee: fee('有创血压监测'), anesthesiaDrug: drug('丙泊酚注射液') }
	},
	invalid: {
		'an appendix, propofol alone': {
			record: { visit, fee: fee('控制性降压'), anesthesiaDrug: drug('丙泊酚注射液'), document: document('阑尾切除，出血5ml。') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 120.00'],
			clears: { planned: 'not-found' }
		},
		'planned only': {
			record: { visit, fee: fee('控制性降压'), document: document('必要时控制性降压。') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 120.00'],
			clears: { planned: 'found' }
		}
	},
	undetermined: { 'neither drugs nor texts': { record: { visit, fee: fee('控制性降压') }, missing: { kind: 'document', what: 'anesthesiaDrug' } } }
});
