import rule from '../../../../rules/checks/compliance/sessions-over-record.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

type UnitLimit = PointOf<'unitLimits'>;
const point = (id: string, name: string, code: string, unit: UnitLimit['unit'], records: UnitLimit['records']): UnitLimit => ({
	table: 'unitLimits',
	id,
	officialClass: 'fixture',
	codes: code === '' ? [] : [code],
	name,
	notice: 'fixture',
	got: { unit: { by: 'human', verified: true }, most: { by: 'human', verified: true } },
	unit,
	most: 1,
	...(records ? { records } : {})
});
const DIALYSIS = '003110000010000';
const knowledge = [
	point('dialysis', '血液透析', DIALYSIS, 'session', ['device']),
	point('holter', '动态心电图', '', 'session', ['exam']),
	point('teg', '血栓弹力图试验', '', 'session', ['lab']),
	{ ...point('jaundice', '新生儿经皮胆红素测定', '', 'session', ['nursing']), aliases: ['经皮胆红素'] },
	point('c-arm', 'C型臂术中透视', '', 'operation', ['operation']),
	point('analgesia', '术后镇痛', '', 'day', undefined),
	point('joint', '关节松动训练', '', 'session', ['document'])
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const clinic = visit.replace('|21|', '|11|');
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|hilist_code|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, cnt: number, { at = '2026-05-05', until = '', unit = '次', of = '' } = {}) =>
	`${sn}|M1|${at}|${until}|${name === '血液透析' ? DIALYSIS : ''}|${name}|${cnt}|${unit}|100|${cnt * 100}.00|${of}`;
const device = (...rows: string[]) => `
	mdtrt_id|device|begin_time|end_time
	${rows.join('\n')}`;
const lab = (...rows: string[]) => `
	mdtrt_id|rpt_no|rpt_time|rpt_name|item_name
	${rows.join('\n')}`;
const exam = (...rows: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_part|item_name
	${rows.join('\n')}`;
const nursing = (...rows: string[]) => `
	mdtrt_id|rec_time|text
	${rows.join('\n')}`;
const operation = (...rows: string[]) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date
	${rows.join('\n')}`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|康复治疗记录|2026-05-05|${text}`;

testRule(rule, {
	knowledge,
	valid: {
		'four sessions over a span, four sheets': {
			visit,
			fee: fee(line('A', '血液透析', 4, { until: '2026-05-08' })),
			device: device(...[5, 6, 7, 8].map((day) => `M1|血液透析|2026-05-0${day} 08:00|2026-05-0${day} 12:00`))
		},
		'by the hour': { visit, fee: fee(line('A', '动态心电图', 24, { unit: '小时' })) },
		'two operations': { visit, fee: fee(line('A', 'C型臂术中透视', 2)), operation: operation('M1|复位内固定术|2026-05-05', 'M1|取出术|2026-05-08') },
		'three days, three lines': { visit, fee: fee(...[5, 6, 7].map((day) => line(`A${day}`, '术后镇痛', 1, { at: `2026-05-0${day}` }))) },
		'by the joint': { visit, fee: fee(line('A', '关节松动训练', 3, { unit: '每关节' })), document: document('关节松动训练一次，左膝、右膝、左踝。') },
		'three measurements in three notes': {
			visit,
			fee: fee(line('A', '新生儿经皮胆红素测定', 3)),
			nursing: nursing(...['08:00', '14:00', '20:00'].map((at) => `M1|2026-05-05 ${at}|经皮胆红素测定 12mg/dl`))
		},
		'one a day, no record': { visit, fee: fee(line('A', '血液透析', 1), line('B', '血液透析', 1, { at: '2026-05-07' })) },
		refunded: { visit, fee: fee(line('A', '血液透析', 4), line('R', '血液透析', -3, { of: 'A' })) }
	},
	invalid: {
		'four sessions, one sheet': {
			record: { visit, fee: fee(line('A', '血液透析', 4)), device: device('M1|血液透析机 血液透析|2026-05-05 08:00|2026-05-05 12:00') },
			grade: 'certain',
			message: 'over-records',
			data: { billed: 4, recorded: 1, extra: 3 },
			lines: ['A offending 3 300.00'],
			clears: { repeated: 'no-data' }
		},
		'one sheet split at midnight': {
			record: {
				visit,
				fee: fee(line('A', '血液透析', 2)),
				device: device('M1|血液透析|2026-05-05 22:00|2026-05-06', 'M1|血液透析|2026-05-06|2026-05-06 02:00')
			},
			grade: 'certain',
			message: 'over-records',
			data: { recorded: 1 },
			lines: ['A offending 1 100.00']
		},
		'the hours of one examination': {
			record: { visit, fee: fee(line('A', '动态心电图', 24)), exam: exam('M1|R1|2026-05-06||动态心电图') },
			grade: 'suspect',
			message: 'over-records',
			lines: ['A offending 23 2300.00']
		},
		'parameters of one report': {
			record: { visit, fee: fee(line('A', '血栓弹力图试验', 4)), lab: lab('M1|R1|2026-05-05|血栓弹力图试验|R', 'M1|R1|2026-05-05|血栓弹力图试验|K') },
			grade: 'suspect',
			message: 'over-records',
			lines: ['A offending 3 300.00']
		},
		'six in one operation': {
			record: { visit, fee: fee(line('A', 'C型臂术中透视', 6)), operation: operation('M1|复位内固定术|2026-05-05', 'M1|植骨术|2026-05-05') },
			grade: 'suspect',
			message: 'over-records',
			lines: ['A offending 5 500.00']
		},
		'hours charged as days': {
			record: { visit, fee: fee(line('A', '术后镇痛', 48)), document: document('术后镇痛泵在用，bid 评估。') },
			grade: 'suspect',
			message: 'over-days',
			data: { recorded: 7, extra: 41 },
			lines: ['A offending 41 4100.00'],
			clears: { repeated: 'found' }
		},
		'several in a clinic visit, no record': {
			record: { visit: clinic, fee: fee(line('A', '血液透析', 3)) },
			grade: 'suspect',
			message: 'over-days',
			data: { recorded: 1, extra: 2 },
			lines: ['A offending 2 200.00']
		}
	},
	undetermined: {
		'sessions that may have gathered, no record': {
			record: { visit, fee: fee(line('A', '血液透析', 3)) },
			missing: { kind: 'document', what: 'device' }
		},
		'no date': { record: { visit, fee: fee(line('A', '血液透析', 3, { at: '' })) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'an open stay': {
			record: { visit: visit.replace('2026-05-10 10:00', ''), fee: fee(line('A', '血液透析', 9)) },
			missing: { kind: 'value', what: 'visit.endtime' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', '血液透析', 4), line('B', '血液透析', 4), line('R', '血液透析', -1, { at: '2026-05-06' })) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
