import rule from '../../../../rules/checks/fraud/implant-over-record.ts';
import { testRule } from '../../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const screws = (count: number) => `F1|M1|2026-05-06 10:30|椎弓根螺钉(国产)|08|${count}|枚|900|${count * 900}.00|`;
const implant = (...lines: string[]) => `
	mdtrt_id|udi|name|spec|cnt|used_time|package_count|memo
	${lines.map((line, i) => `M1|010690000000010${i}|${line}`).join('\n')}`;
const row = (count: string, name = '椎弓根螺钉', packed = '', memo = '') => `${name}|6.5×45mm|${count}|2026-05-06 10:30|${packed}|${memo}`;
const note = (text: string) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	M1|D1|手术记录|2026-05-06 12:30|手术经过：${text}`;

testRule(rule, {
	valid: {
		'as many as registered': { visit, fee: fee(screws(4)), implant: implant(row('2'), row('2')) },
		'two refunded': { visit, fee: fee(screws(6), 'F2|M1|2026-05-07 10:30|椎弓根螺钉(国产)|08|-2|枚|900|-1800.00|F1'), implant: implant(row('4')) },
		'a set of four': { visit, fee: fee(screws(4)), implant: implant(row('1', '椎弓根螺钉系统', '4')) },
		'the notes have as many as charged': { visit, fee: fee(screws(6)), implant: implant(row('4')), document: note('植入椎弓根螺钉6枚。') },
		'the operation that is named after the device': {
			visit,
			fee: fee('F1|M1|2026-05-06 10:30|冠状动脉支架植入术|06|2|次|3000|6000.00|'),
			implant: implant(row('1', '冠状动脉支架'))
		},
		'a service by its name, without a category': {
			visit,
			fee: fee('F1|M1|2026-05-06 10:30|起搏器程控|05|3|次|50|150.00|'),
			implant: implant(row('1', '起搏器'))
		}
	},
	invalid: {
		'six charged, four registered': {
			record: { visit, fee: fee(screws(6)), implant: implant(row('4')) },
			grade: 'suspect',
			message: 'over',
			data: { billed: 6, registered: 4, extra: 2 },
			lines: ['F1 offending 2 1800.00'],
			clears: { discarded: 'not-found', 'count-in-note': 'no-data' }
		},
		'and in the notes': {
			record: { visit, fee: fee(screws(6)), implant: implant(row('4')), document: note('L4/5植入椎弓根螺钉4枚，取出旧螺钉2枚。') },
			grade: 'suspect',
			message: 'over-noted',
			data: { noted: 4, extra: 2 },
			lines: ['F1 offending 2 1800.00'],
			clears: { 'count-in-note': 'not-found' }
		},
		'the notes have one more than the register': {
			record: { visit, fee: fee(screws(6)), implant: implant(row('4')), document: note('植入椎弓根螺钉5枚。') },
			grade: 'suspect',
			message: 'over-noted',
			data: { extra: 1 },
			lines: ['F1 offending 1 900.00']
		},
		'a count for each site cannot be compared': {
			record: { visit, fee: fee(screws(6)), implant: implant(row('4')), document: note('L4、L5各植入椎弓根螺钉2枚。') },
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 2 1800.00'],
			clears: { 'count-in-note': 'found' }
		},
		'over two lines; one was spoiled': {
			record: {
				visit,
				fee: fee(screws(4), 'F2|M1|2026-05-08 10:30|椎弓根螺钉(国产)|08|1|枚|900|900.00|'),
				implant: implant(row('4', '椎弓根螺钉', '', '废弃1枚'))
			},
			grade: 'suspect',
			message: 'over',
			lines: ['F2 offending 1 900.00'],
			clears: { discarded: 'found' }
		}
	},
	undetermined: {
		'no row of it': { record: { visit, fee: fee(screws(4)), implant: implant(row('1', '融合器')) }, missing: { kind: 'document', what: 'implant' } },
		'a row without a count': { record: { visit, fee: fee(screws(4)), implant: implant(row('')) }, missing: { kind: 'value', what: 'implant.cnt' } },
		'a set of unknown size': {
			record: { visit, fee: fee(screws(4)), implant: implant(row('1', '椎弓根螺钉系统')) },
			missing: { kind: 'value', what: 'implant.package_count' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(screws(6), screws(6).replace('F1', 'F2'), 'F3|M1|2026-05-07 10:30|椎弓根螺钉(国产)|08|-2|枚|900|-1800.00|'),
				implant: implant(row('4'))
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
