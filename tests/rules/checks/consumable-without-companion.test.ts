import rule from '../../../rules/checks/clinical/consumable-without-companion.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = (name: string, more: Partial<PointOf<'companions'>>): PointOf<'companions'> => ({
	table: 'companions',
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	kind: 'material',
	needs: [],
	all: false,
	window: 'visit',
	got: { kind: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('冠状动脉药物洗脱支架', { needs: ['支架置入', 'PCI'] }),
	point('植入式心脏起搏器', { needs: ['起搏器'] }),
	point('血液透析器', { needs: ['血液透析'], window: 'day' }),
	point('双联套件', { needs: ['腹腔镜', '缝合'], all: true }),
	point('脂肪乳', { kind: 'drug', needs: ['静脉高营养'] })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-01 09:00|2026-05-12 10:00`;
const fee = (...items: string[]) => `
	feedetl_sn|mdtrt_id|medins_list_name|fee_ocur_time|med_chrgitm_type|cnt|pric|det_item_fee_sumamt
	${items.map((item, i) => `F${i + 1}|M1|${item}|1|900|900.00`).join('\n')}`;
const stent = '冠状动脉药物洗脱支架|2026-05-06|08';
const operation = (name: string) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date
	M1|${name}|2026-05-06`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|病程记录|2026-05-06 12:00|${text}`;

testRule(rule, {
	knowledge,
	valid: {
		'with its operation charged': { visit, fee: fee(stent, '经皮冠状动脉内支架置入术(STENT)|2026-05-06|06') },
		'with its operation on the list of operations': { visit, fee: fee(stent), operation: operation('冠状动脉药物涂层支架置入') },
		'told by a note': { visit, fee: fee(stent), document: document('行PCI术，前降支置入支架1枚。') },
		'a package': { visit, fee: fee(stent, '日间手术冠脉介入|2026-05-06|06') },
		'dialysis of the next day, over midnight': { visit, fee: fee('血液透析器|2026-05-06|08', '血液透析|2026-05-07|05') },
		'both that it needs': { visit, fee: fee('双联套件|2026-05-06|08', '腹腔镜胆囊切除术|2026-05-06|06', '清创缝合|2026-05-06|06') },
		'a drug is of another rule': { visit, fee: fee('脂肪乳|2026-05-06|09') }
	},
	invalid: {
		'a stent and no operation': {
			record: { visit, fee: fee(stent, '普通床位费|2026-05-06|01'), operation: operation('阑尾切除术'), document: document('建议行支架置入。') },
			grade: 'suspect',
			message: 'alone',
			data: { item: '冠状动脉药物洗脱支架' },
			lines: ['F1 offending 1 900.00'],
			clears: { planned: 'found' }
		},
		'its own name proves nothing': {
			record: { visit, fee: fee('植入式心脏起搏器|2026-05-06|08') },
			grade: 'suspect',
			message: 'alone',
			lines: ['F1 offending 1 900.00'],
			clears: { planned: 'no-data' }
		},
		'dialysis four days later': {
			record: { visit, fee: fee('血液透析器|2026-05-06|08', '血液透析|2026-05-10|05') },
			grade: 'suspect',
			message: 'alone',
			lines: ['F1 offending 1 900.00']
		},
		'one of two': {
			record: { visit, fee: fee('双联套件|2026-05-06|08', '腹腔镜胆囊切除术|2026-05-06|06') },
			grade: 'suspect',
			message: 'alone',
			data: { needs: '缝合' },
			lines: ['F1 offending 1 900.00']
		}
	},
	undetermined: { 'no date of the charge': { record: { visit, fee: fee('血液透析器||08') }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } } }
});
