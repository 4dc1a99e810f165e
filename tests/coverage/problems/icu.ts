import { stay, type Planted } from '../planted.ts';
import { documents, operated, operations } from '../scenes.ts';

const line = (name: string, price: number, day: string, cnt: number, unit: string, kind = '05', more = ''): string =>
	`${name}|${day}|${cnt}|${price}|${kind}|${unit}|${more}`;
const devices = (...rows: string[]): string => ['device|begin_time|end_time|hours|memo', ...rows].join('\n');
const nursed = (...texts: string[]): string => ['rec_time|text', ...texts].join('\n');
const every = (text: string): string[] => ['05', '06', '07', '08', '09'].map((day) => `${day} 09:00|${text}`);
const apart = (id: string, main: readonly [string, number], sub: readonly [string, number], note: string, other: string, day: string): Planted => ({
	id,
	record: operated(main[0], note, `${line(main[0], main[1], '06 10:00', 1, '次', '06')}\n${line(sub[0], sub[1], '06 10:00', 1, '次', '06')}`),
	nearMiss: operated(main[0], other, `${line(main[0], main[1], '06 10:00', 1, '次', '06')}\n${line(sub[0], sub[1], `${day} 10:00`, 1, '次', '06')}`, {
		operation: operations(main[0], `${sub[0]}|${day}`)
	})
});

export default [
	{
		id: '171',
		record: stay({
			fee: line('呼吸机辅助呼吸', 12, '05', 48, '小时', '05', 'fee_end_time=06'),
			device: devices('心电监护仪|05 08:00|07 08:00|48|'),
			nursing: nursed(...every('鼻导管吸氧2L/min，呼吸平稳'))
		}),
		nearMiss: stay({
			fee: line('呼吸机辅助呼吸', 12, '05', 48, '小时', '05', 'fee_end_time=06'),
			device: devices('呼吸机|05 00:10|06 23:50|47.6|'),
			nursing: nursed(...every('呼吸机辅助呼吸，SIMV模式'))
		})
	},
	{
		id: '172',
		record: stay({
			fee: line('颅内压监测', 10, '05', 120, '小时', '05', 'fee_end_time=09'),
			device: devices('心电监护仪|05 08:00|09 08:00|96|'),
			nursing: nursed(...every('神志清，双侧瞳孔等大等圆'))
		}),
		nearMiss: stay({
			fee: line('颅内压监测', 10, '05', 120, '小时', '05', 'fee_end_time=09'),
			device: devices('颅内压监护仪|05 00:10|09 23:50|119.6|'),
			nursing: nursed(...every('神志模糊，颅内压监测 ICP 12mmHg'))
		})
	},
	{
		id: '173',
		record: stay({
			fee: line('步行训练', 40, '05', 5, '次', '05', 'fee_end_time=09'),
			nursing: nursed(...every('持续镇静，RASS -4，去甲肾上腺素泵入，呼吸机辅助呼吸'))
		}),
		nearMiss: stay({
			fee: line('步行训练', 40, '05', 5, '次', '05', 'fee_end_time=09'),
			nursing: nursed(...every('神志清，治疗师床旁指导床上被动活动、站立步行训练20分钟'))
		})
	},
	{
		id: '174',
		record: stay({ fee: line('呼吸机辅助呼吸', 12, '05', 120, '小时', '05', 'fee_end_time=09'), device: devices('呼吸机|05 08:00|09 08:00|96|') }),
		nearMiss: stay({
			fee: line('呼吸机辅助呼吸', 12, '05', 96, '小时', '05', 'fee_end_time=08'),
			device: devices('呼吸机|05 00:01|06 23:59|48|', '呼吸机|07 00:01|08 23:59|48|')
		})
	},
	{
		id: '175',
		record: stay({ fee: `${line('特级护理', 120, '05', 1, '日', '07')}\n${line('一般专项护理', 8, '05', 2, '次', '07')}` }),
		nearMiss: stay({ fee: `${line('特级护理', 120, '05', 1, '日', '07')}\n${line('一般专项护理', 8, '06', 2, '次', '07')}` })
	},
	{
		id: '176',
		record: stay({
			fee: line('大抢救', 200, '05', 3, '次'),
			document: documents('抢救记录|05 10:00|10:00患者心跳骤停，予心肺复苏，10:30恢复自主心律。')
		}),
		nearMiss: stay({
			fee: line('大抢救', 200, '05', 2, '次'),
			document: documents('抢救记录|05 08:00|08:00患者心跳骤停，予心肺复苏。', '抢救记录|05 18:00|18:00再发室颤，予电除颤。')
		})
	},
	{
		id: '177',
		record: stay({
			fee: line('经气管镜特殊治疗', 800, '06', 1, '次'),
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding\nE1|06 10:00|内镜|纤维支气管镜检查|气道|镜下吸痰，生理盐水灌洗'
		}),
		nearMiss: stay({
			fee: line('经气管镜特殊治疗', 800, '06', 1, '次'),
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding\nE1|06 10:00|内镜|经气管镜特殊治疗|气道|镜下氩气刀烧灼，置入支架1枚'
		})
	},
	{
		id: '178',
		record: stay({
			visit: { bed_no: '内科-12', adm_dept_name: '呼吸内科', dscg_dept_name: '呼吸内科' },
			fee: line('层流洁净病房床位费', 200, '04', 6, '日', '01', 'fee_end_time=09'),
			order: 'drord_no|drord_begn_time|drord_cont\nL1|04 10:00|Ⅱ级护理'
		}),
		nearMiss: stay({
			visit: { bed_no: '血液层流-03', adm_dept_name: '血液内科', dscg_dept_name: '血液内科' },
			fee: line('层流洁净病房床位费', 200, '04', 6, '日', '01', 'fee_end_time=09'),
			order: 'drord_no|drord_begn_time|drord_cont\nL1|04 10:00|转层流病房'
		})
	},
	{
		id: '179',
		record: stay({
			visit: { adm_dept_name: '呼吸内科', dscg_dept_name: '呼吸内科' },
			fee: line('重症监护', 10, '05', 72, '小时', '05', 'fee_end_time=07'),
			order: 'drord_no|drord_begn_time|drord_cont\nL1|04 10:00|Ⅱ级护理',
			device: devices('雾化吸入器|05 08:00|05 08:20|0.3|'),
			document: documents('日常病程记录|06 09:00|患者一般情况可，继续目前治疗。')
		}),
		nearMiss: stay({
			visit: { adm_dept_name: '冠心病监护病房(CCU)', dscg_dept_name: '心血管内科' },
			fee: line('重症监护', 10, '05', 72, '小时', '05', 'fee_end_time=07'),
			order: 'drord_no|drord_begn_time|drord_cont\nL1|04 10:00|转入CCU 特级护理',
			device: devices('心电监护仪|05 00:10|07 23:50|71.6|'),
			document: documents('日常病程记录|06 09:00|CCU监护中，病情危重。')
		})
	},
	apart('180', ['肾部分切除术', 3000], ['肾固定术', 1200], '右肾部分切除，缝合固定肾周脂肪。', '右肾部分切除；左肾下垂二期固定。', '09'),
	{
		id: '181',
		record: operated('扁桃体切除术', '双侧扁桃体剥离切除。', line('扁桃体切除术', 600, '06 10:00', 2, '双侧', '06')),
		nearMiss: operated('扁桃体切除术', '双侧扁桃体剥离切除。', line('扁桃体切除术', 600, '06 10:00', 2, '单侧', '06'))
	}
] satisfies readonly Planted[];
