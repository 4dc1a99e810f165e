import rule from '../../../../rules/checks/fraud/service-without-record.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, more: Pick<PointOf<'recordNeeds'>, 'records' | 'words' | 'perDay'>): PointOf<'recordNeeds'> => ({
	table: 'recordNeeds',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	got: { words: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('exercise', '运动疗法', { records: ['document', 'nursing'], words: ['运动疗法'], perDay: true }),
	point('heart', '心功能测定', { records: ['exam'], words: ['心功能', '心脏功能'], perDay: false }),
	point('ventilator', '呼吸机辅助呼吸', { records: ['device', 'nursing'], words: ['呼吸机', '机械通气', 'SIMV'], perDay: true })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-16 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const EXERCISE = 'F1|M1|2026-05-05|2026-05-14|运动疗法|10|次|45|450.00|';
const HEART = 'F1|M1|2026-05-05||心功能测定|1|次|120|120.00|';
const days = (from: number, to: number): string[] => Array.from({ length: to - from + 1 }, (_, i) => String(from + i).padStart(2, '0'));
const sheets = (told: string[], silent: string[] = [], text = '运动疗法30分钟，患者配合。') => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	${told.map((day) => `M1|D${day}|康复治疗记录|2026-05-${day} 16:00|${text}`).join('\n')}
	${silent.map((day) => `M1|E${day}|日常病程记录|2026-05-${day} 09:00|患者一般情况可，继续目前治疗。`).join('\n')}`;
const exam = (...lines: string[]) => `
	mdtrt_id|rpt_no|exam_time|item_name|conclusion|etip_flag
	${lines.map((line, i) => `M1|E${i + 1}|${line}`).join('\n')}`;
const ECG = '2026-05-05 09:00|常规心电图检查|窦性心律|';
const device = (...lines: string[]) => `
	mdtrt_id|device|begin_time|end_time|hours
	${lines.map((line) => `M1|${line}`).join('\n')}`;
const VENTILATED = 'F1|M1|2026-05-05|2026-05-06|呼吸机辅助呼吸|48|小时|12|576.00|';

testRule(rule, {
	knowledge,
	valid: {
		'a sheet a day': { visit, fee: fee(EXERCISE), document: sheets(days(5, 14)) },
		'the last one was the evening before': { visit, fee: fee(EXERCISE), document: sheets(days(4, 13), days(14, 14)) },
		'the title of the sheet alone': {
			visit,
			fee: fee(EXERCISE),
			document: sheets(days(5, 14), [], '30分钟，患者配合。').replaceAll('康复治疗记录', '运动疗法记录')
		},
		'four refunded': {
			visit,
			fee: fee(
				'F1|M1|2026-05-05||运动疗法|1|次|45|45.00|',
				'F2|M1|2026-05-06||运动疗法|1|次|45|45.00|',
				'F3|M1|2026-05-07||运动疗法|-1|次|45|-45.00|F2'
			),
			document: sheets(['05'], ['06'])
		},
		'a report of another name': { visit, fee: fee(HEART), exam: exam(ECG, '2026-05-09 09:00|心脏功能检查|正常|') },
		'a device that ran over both days': { visit, fee: fee(VENTILATED), device: device('呼吸机|2026-05-05 00:10|2026-05-06 23:50|47.6') },
		'a record without a time may be of any day': {
			visit,
			fee: fee(EXERCISE),
			document: sheets(days(5, 9), days(10, 14)).replace('2026-05-05 16:00', '')
		},
		'an item of no point': { visit, fee: fee(HEART.replace('心功能测定', '常规心电图检查')), exam: exam(ECG) }
	},
	invalid: {
		'ten days charged, six recorded': {
			record: { visit, fee: fee(EXERCISE), document: sheets(days(5, 10), days(11, 14)) },
			grade: 'suspect',
			message: 'days',
			data: { billed: 10, recorded: 6 },
			lines: ['F1 offending 4 180.00'],
			clears: { 'told-elsewhere': 'found', 'sent-out': 'no-data' }
		},
		'denied on a day': {
			record: { visit, fee: fee(EXERCISE), document: sheets(days(5, 13), ['14'], '运动疗法30分钟。').replace('继续目前治疗', '今日未行运动疗法') },
			grade: 'suspect',
			message: 'days',
			lines: ['F1 offending 1 45.00']
		},
		'ten days charged, none recorded': {
			record: { visit, fee: fee(EXERCISE), document: sheets([], days(5, 14)) },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 10 450.00'],
			clears: { 'told-elsewhere': 'not-found' }
		},
		'the list of charges proves nothing': {
			record: { visit, fee: fee(HEART), exam: exam(ECG), document: sheets(['05'], [], '心功能测定1次').replace('康复治疗记录', '费用清单') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 120.00'],
			clears: { 'told-elsewhere': 'not-found', 'sent-out': 'not-found' }
		},
		'records of the next day, of something else': {
			record: { visit, fee: fee(HEART), exam: exam(ECG.replace('05-05', '05-06')) },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 120.00']
		},
		'other tests were sent out': {
			record: { visit, fee: fee(HEART), exam: exam(`${ECG}1`) },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 120.00'],
			clears: { 'sent-out': 'found' }
		},
		'another device, oxygen by the nose': {
			record: {
				visit,
				fee: fee(VENTILATED),
				device: device('心电监护仪|2026-05-05 08:00|2026-05-06 20:00|36'),
				nursing: 'mdtrt_id|rec_time|text\nM1|2026-05-05 08:00|鼻导管吸氧2L/min，呼吸平稳'
			},
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 48 576.00']
		}
	},
	undetermined: {
		'no records of the kind': { record: { visit, fee: fee(HEART) }, missing: { kind: 'document', what: 'exam' } },
		'records of other days only': {
			record: { visit, fee: fee(HEART), exam: exam(ECG.replace('05-05', '05-09')) },
			missing: { kind: 'document', what: 'exam' }
		},
		'records of few of the days': {
			record: { visit, fee: fee(EXERCISE), document: sheets(days(5, 8)) },
			missing: { kind: 'document', what: 'document,nursing' }
		},
		'ten gathered on one day': {
			record: { visit, fee: fee(EXERCISE.replace('2026-05-14', '')), document: sheets(days(5, 10)) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'a charge without a day': {
			record: { visit, fee: fee(EXERCISE.replace('2026-05-05', '')), document: sheets(days(5, 10)) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(HEART, HEART.replace('F1', 'F2'), 'F3|M1|2026-05-06||心功能测定|-1|次|120|-120.00|'), exam: exam(ECG) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
