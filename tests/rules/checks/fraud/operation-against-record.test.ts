import rule from '../../../../rules/checks/fraud/operation-against-record.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, more: Partial<PointOf<'methodWords'>>): PointOf<'methodWords'> => ({
	table: 'methodWords',
	family: 'operation',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	places: ['document.text', 'implant.name', 'operation.oprn_oprt_name'],
	got: { needs: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('rotablation', '高速冠状动脉内膜旋磨术', { needs: ['旋磨'], against: ['支架', '球囊扩张'] }),
	point('flap', '皮瓣成形术', { needs: ['皮瓣'] }),
	point('tube', '特殊方法气管插管术', { family: 'anaesthesia', needs: ['纤支镜', '逆行'], against: ['普通喉镜'], cheaper: '气管插管术' })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const ROTABLATION = 'F1|M1|2026-05-06 10:00|高速冠状动脉内膜旋磨术|1|4000|4000.00|';
const document = (...lines: string[]) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	${lines.map((line, i) => `M1|D${i + 1}|${line}`).join('\n')}`;
const note = (text: string, day = '06 12:30') => `手术记录|2026-05-${day}|手术经过：${text}`;
const STENT = note('前降支球囊扩张后置入支架1枚。');
const implant = (name: string) => `
	mdtrt_id|udi|name|cnt|used_time
	M1|0106901234567890112777|${name}|1|2026-05-06 10:30`;

testRule(rule, {
	knowledge,
	valid: {
		'told in the note': { visit, fee: fee(ROTABLATION), document: document(note('前降支钙化，使用旋磨头1.5mm旋磨后置入支架1枚。')) },
		'told in the register only': { visit, fee: fee(ROTABLATION), document: document(STENT), implant: implant('冠状动脉旋磨头') },
		'told in the progress note of the next day': {
			visit,
			fee: fee(ROTABLATION),
			document: document(STENT, '日常病程记录|2026-05-07 09:00|旋磨术后第1天，无胸痛。')
		},
		refunded: { visit, fee: fee(ROTABLATION, 'F2|M1|2026-05-07 10:00|高速冠状动脉内膜旋磨术|-1|4000|-4000.00|F1'), document: document(STENT) },
		'the other method is only planned': { visit, fee: fee(ROTABLATION), document: document('术前小结|2026-05-06 08:00|拟行球囊扩张、支架置入。') },
		'another operation': { visit, fee: fee('F1|M1|2026-05-06 10:00|阑尾切除术|1|900|900.00|'), document: document(STENT) },
		'a flap, told': {
			visit,
			fee: fee('F1|M1|2026-05-06 10:00|皮瓣成形术|1|1500|1500.00|'),
			document: document(note('皮肤缺损3×4cm，设计旋转皮瓣覆盖创面。'))
		}
	},
	invalid: {
		'the note tells of a stent, the register too': {
			record: { visit, fee: fee(ROTABLATION), document: document(STENT), implant: implant('冠状动脉药物洗脱支架') },
			grade: 'suspect',
			message: 'otherwise',
			data: { item: '高速冠状动脉内膜旋磨术', needs: '旋磨' },
			lines: ['F1 offending 1 4000.00'],
			clears: { elsewhere: 'not-found' }
		},
		'denied in the note': {
			record: { visit, fee: fee(ROTABLATION), document: document(note('前降支球囊扩张后置入支架1枚，未行旋磨。')) },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 4000.00']
		},
		'a consent speaks of it, the note does not': {
			record: { visit, fee: fee(ROTABLATION), document: document(STENT, '手术知情同意书|2026-05-06 08:00|旋磨。') },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 4000.00']
		},
		'done on another day of the stay': {
			record: { visit, fee: fee(ROTABLATION), document: document(STENT, note('右冠旋磨。', '09 12:30')) },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 4000.00'],
			clears: { elsewhere: 'found' }
		},
		'no other method is named: the note is silent': {
			record: { visit, fee: fee('F1|M1|2026-05-06 10:00|皮瓣成形术|1|1500|1500.00|'), document: document(note('清创后逐层缝合切口，无张力。')) },
			grade: 'suspect',
			message: 'not-told',
			data: { needs: '皮瓣' },
			lines: ['F1 offending 1 1500.00']
		},
		'a cheaper item was done: the difference is not known': {
			record: {
				visit,
				fee: fee('F1|M1|2026-05-06 10:00|特殊方法气管插管术|1|300|300.00|'),
				document: document('麻醉记录|2026-05-06 09:10|普通喉镜下经口气管插管顺利。')
			},
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 -']
		}
	},
	undetermined: {
		'no record of the days': {
			record: { visit, fee: fee(ROTABLATION), document: document('入院记录|2026-05-04 10:00|因胸痛入院。') },
			missing: { kind: 'document', what: 'document,implant,operation' }
		},
		'no other method named, no note': {
			record: {
				visit,
				fee: fee('F1|M1|2026-05-06 10:00|皮瓣成形术|1|1500|1500.00|'),
				document: document('日常病程记录|2026-05-06 17:00|患者一般情况可，继续目前治疗。')
			},
			missing: { kind: 'document', what: 'document' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(ROTABLATION, ROTABLATION.replace('F1', 'F2'), 'F3|M1|2026-05-07 10:00|高速冠状动脉内膜旋磨术|-1|4000|-4000.00|'),
				document: document(STENT)
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		},
		'a charge without a day': {
			record: { visit, fee: fee(ROTABLATION.replace('2026-05-06 10:00', '')), document: document(STENT) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		}
	}
});
