import { listed } from '../lists.ts';
import { stay, type Planted } from '../planted.ts';
import { documents } from '../scenes.ts';

const days = (from: number, count: number): string[] => Array.from({ length: count }, (_, i) => String(from + i).padStart(2, '0'));
const orders = (...rows: string[]): string => ['drord_no|drord_type|drord_begn_time|drord_cont', ...rows].join('\n');
const LONG = { endtime: '16 10:00', dscg_maindiag_code: 'I69.300', dscg_maindiag_name: '脑梗死后遗症' };
const drugs = '阿司匹林肠溶片|05|7|1|09|片|rx_drord_no=L1\n阿托伐他汀钙片|05|7|3|09|片|rx_drord_no=L2\n甲钴胺片|05|7|1|09|片|rx_drord_no=L3';
const drugOrders = ['L1|长期|04 10:00|阿司匹林肠溶片', 'L2|长期|04 10:00|阿托伐他汀钙片', 'L3|长期|04 10:00|甲钴胺片'];

/** 69: ten days of exercise charged, sheets of six. */
const exercise = (sheets: readonly string[], ordered: boolean, leave: string): Planted['record'] =>
	stay({
		visit: LONG,
		fee: `${drugs}\n运动疗法|05|10|45|05|次|fee_end_time=14;rx_drord_no=${ordered ? 'L4' : ''}`,
		order: orders(...drugOrders, ...(ordered ? ['L4|长期|05 08:00|运动疗法'] : [])),
		document: documents(...sheets.map((day) => `康复治疗记录|${day} 16:00|${ordered ? '运动疗法' : '关节活动度训练'}30分钟，患者配合。`), leave)
	});
const assessment = (done: boolean): Planted['record'] =>
	stay({
		visit: LONG,
		fee: `${drugs}\n吞咽功能障碍评定|06|1|60|05|次|rx_drord_no=${done ? 'L5' : ''}`,
		order: orders(...drugOrders, ...(done ? ['L5|临时|06 08:00|吞咽功能障碍评定'] : [])),
		document: documents(
			'日常病程记录|07 09:00|患者一般情况可，继续目前治疗。',
			...(done ? ['康复评定表|06 15:00|吞咽功能障碍评定：洼田饮水试验3级，Barthel 60分。'] : [])
		)
	});
const staff = (scope: string): Planted['record'] =>
	stay({
		visit: LONG,
		fee: '关节松动训练|06|1|60|05|次|acord_dr_name=王慧;bilg_dr_name=李强',
		doctor: `dr_code|dr_name|fixmedins_code|dept_name|title|practice_scope\nN410000000001|王慧|H1|${scope === '护理' ? '护理部' : '康复医学科'}|${scope === '护理' ? '护师' : '康复治疗师'}|${scope}\nD410000000002|李强|H1|康复医学科|主治医师|康复医学专业`
	});
const facilities = (...rows: string[]): string => ['fixmedins_code|name|model|count|from|to', ...rows.map((row) => `H1|${row}`)].join('\n');

export default [
	{
		id: '69',
		record: exercise(days(5, 6), false, '日常病程记录|09 09:00|患者请假外出一日。'),
		nearMiss: exercise(days(5, 10), true, '日常病程记录|09 09:00|患者配合康复训练。')
	},
	{ id: '70', record: assessment(false), nearMiss: assessment(true) },
	{ id: '71', record: staff('护理'), nearMiss: staff('康复治疗') },
	{
		id: '72',
		knowledge: [listed('facilities', '电动起立床训练', { needs: ['起立床'] })],
		record: stay({
			visit: LONG,
			fee: '电动起立床训练|06|10|30|05|次|fee_end_time=15',
			facility: facilities('肌电生物反馈治疗仪|A1|1|2020-01-01|', '步行训练平行杠|B2|2|2020-01-01|')
		}),
		nearMiss: stay({
			visit: LONG,
			fee: '电动起立床训练|06|10|30|05|次|fee_end_time=15',
			facility: facilities('电动起立床|C3|2|2026-01-01|', '步行训练平行杠|B2|2|2020-01-01|')
		})
	},
	{
		id: '73',
		record: stay({ fee: '冷疗|06|1|40|05|次', nursing: 'rec_time|text\n06 10:00|T39.2℃，予冰袋物理降温' }),
		nearMiss: stay({ fee: '冷疗|06|1|40|05|次', nursing: 'rec_time|text\n06 10:00|右膝肿胀，冷疗仪治疗20分钟' })
	},
	{
		id: '74',
		record: stay({ visit: LONG, fee: '关节松动训练|06|3|60|05|次', document: documents('康复治疗记录|06 16:00|右肩关节松动训练1次，30分钟。') }),
		nearMiss: stay({
			visit: LONG,
			fee: '关节松动训练|06|2|60|05|每关节',
			document: documents('康复治疗记录|06 16:00|右肩关节、右肘关节松动训练各1次，共2个关节。')
		})
	}
] satisfies readonly Planted[];
