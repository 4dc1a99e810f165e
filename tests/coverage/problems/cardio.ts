import { stay, type Planted } from '../planted.ts';
import { documents, operated, operations } from '../scenes.ts';

const STENT = '经皮冠状动脉内支架置入术(STENT)';
const PTCA = '经皮冠状动脉腔内成形术(PTCA)';
const ROTATION = '高速冠状动脉内膜旋磨术';
const GRAPHY = '冠状动脉造影术';
const line = (name: string, price: number, day = '06 10:00', cnt = 1, kind = '06', unit = '次', more = ''): string =>
	`${name}|${day}|${cnt}|${price}|${kind}|${unit}|${more}`;
const both = (...names: readonly [string, number, string?][]): string => names.map(([name, price, day]) => line(name, price, day)).join('\n');

/** A stay in which 心功能测定 is charged, and the orders and examinations that there were. */
const heartFunction = (done: boolean): Planted['record'] =>
	stay({
		fee: [
			'常规心电图检查|05|1|20|03|次|rx_drord_no=L1',
			'腹部B超|05|1|60|03|次|rx_drord_no=L2',
			`心功能测定|05|1|120|03|次|${done ? 'rx_drord_no=L3' : ''}`
		].join('\n'),
		order: `drord_no|drord_begn_time|drord_cont\nL1|04 10:00|常规心电图检查\nL2|04 10:00|腹部B超${done ? '\nL3|04 10:00|心脏功能检查' : ''}`,
		exam: `rpt_no|exam_time|exam_type|item_name|exam_part|conclusion\nE1|05 09:00|心电|常规心电图检查|心脏|窦性心律\nE2|05 09:30|超声|腹部B超|腹部|未见异常${done ? '\nE3|05 10:00|心功能|心脏功能检查|心脏|心功能正常' : ''}`,
		document: documents('日常病程记录|06 09:00|患者一般情况可，继续目前治疗。')
	});

const implants = (...rows: string[]): string => ['udi|name|spec|cnt|used_time|manufacturer|memo', ...rows].join('\n');
const stent = (udi: string, maker: string, spec = '3.0×18mm', memo = ''): string => `${udi}|冠状动脉药物洗脱支架|${spec}|1|06 10:30|${maker}|${memo}`;
const monitored = (fee: string, device: string, more: object = {}): Planted['record'] =>
	stay({ fee, device: `device|begin_time|end_time|hours\n${device}`, ...more });

export default [
	{
		id: '13',
		record: operated(STENT, '前降支病变，植入冠状动脉药物洗脱支架2枚。', line('冠状动脉药物洗脱支架', 800, '06 10:30', 3, '08', '枚'), {
			implant: implants(stent('0106901234567890112608', '甲公司'), stent('0106901234567890112609', '甲公司'))
		}),
		nearMiss: operated(
			STENT,
			'前降支病变，植入冠状动脉药物洗脱支架2枚。',
			`${line('冠状动脉药物洗脱支架', 800, '06 10:30', 3, '08', '枚')}\n${line('冠状动脉药物洗脱支架', 800, '07', -1, '08', '枚', 'init_feedetl_sn=F1')}`,
			{ implant: implants(stent('0106901234567890112608', '甲公司'), stent('0106901234567890112609', '甲公司')) }
		)
	},
	{
		id: '14',
		record: operated(
			STENT,
			'前降支植入支架1枚。',
			line('冠状动脉药物洗脱支架', 9000, '06 10:30', 1, '08', '枚', 'prodentp_name=进口甲公司;spec=3.0×18mm'),
			{
				implant: implants(stent('0106901234567890112608', '国产乙公司')),
				stock: 'fixmedins_code|name|spec|manufacturer|purchase_price|received|period\nH1|冠状动脉药物洗脱支架|3.0×18mm|国产乙公司|3000|10|202605'
			}
		),
		nearMiss: operated(
			STENT,
			'前降支植入支架1枚。',
			line('冠状动脉药物洗脱支架', 9000, '06 10:30', 1, '08', '枚', 'prodentp_name=进口甲公司;spec=3.0*18mm'),
			{
				implant: implants(stent('0106901234567890112608', '进口甲公司')),
				stock: 'fixmedins_code|name|spec|manufacturer|purchase_price|received|period\nH1|冠状动脉药物洗脱支架|3.0×18mm|进口甲公司|9000|10|202605'
			}
		)
	},
	{ id: '15', record: heartFunction(false), nearMiss: heartFunction(true) },
	{
		id: '16',
		record: operated(STENT, '右股动脉入路，行冠状动脉造影，前降支植入支架1枚。', both([STENT, 3000], [GRAPHY, 2000])),
		nearMiss: operated(STENT, '前降支植入支架1枚。', both([GRAPHY, 2000, '04 15:00'], [STENT, 3000]), {
			operation: operations(`${GRAPHY}|04|15:00|16:00`, STENT)
		})
	},
	{
		id: '17',
		record: operated(ROTATION, '前降支钙化病变，旋磨头1.5mm旋磨，前降支球囊扩张。', both([ROTATION, 4000], [PTCA, 2500])),
		nearMiss: operated(ROTATION, '前降支旋磨头1.5mm旋磨；右冠状动脉球囊扩张成形。', both([ROTATION, 4000], [PTCA, 2500]), {
			operation: operations(ROTATION, PTCA)
		})
	},
	{
		id: '18',
		record: operated(ROTATION, '前降支钙化病变，旋磨头1.5mm旋磨后于前降支植入支架1枚。', both([ROTATION, 4000], [STENT, 3000])),
		nearMiss: operated(ROTATION, '前降支旋磨头1.5mm旋磨；回旋支植入支架1枚。', both([ROTATION, 4000], [STENT, 3000]), {
			operation: operations(ROTATION, STENT)
		})
	},
	{
		id: '19',
		record: operated(STENT, '局麻下右桡动脉入路，前降支植入支架1枚。', both([STENT, 3000], ['局部麻醉', 60], ['数字减影(DSA)引导', 500])),
		nearMiss: operated(STENT, '全身麻醉下前降支植入支架1枚。', `${line(STENT, 3000)}\n${line('心电监测', 5, '06 14:30', 6, '05', '小时')}`, {
			anesthesia: 'anst_begin_time|anst_end_time|anst_way\n06 09:00|06 12:00|全身麻醉'
		})
	},
	{
		id: '20',
		record: operated(STENT, '前降支球囊扩张后置入支架1枚。', line(ROTATION, 4000), { implant: implants(stent('0106901234567890112608', '甲公司')) }),
		nearMiss: operated(ROTATION, '前降支钙化，使用旋磨头1.5mm旋磨。', line(ROTATION, 4000), {
			implant: implants('0106901234567890112777|冠状动脉旋磨头|1.5mm|1|06 10:30|甲公司|')
		})
	},
	{
		id: '21',
		record: operated(STENT, '前降支、右冠状动脉各植入支架1枚。', line(STENT, 3000, '06 10:00', 2)),
		nearMiss: operated(STENT, '前降支、右冠状动脉各植入支架1枚。', both([STENT, 3000], [`${STENT}(扩张多支血管每支加收)`, 600]))
	},
	{
		id: '22',
		record: operated('经皮左心耳封堵术', '穿刺房间隔后植入左心耳封堵器1枚。', both(['经皮左心耳封堵术', 5000], ['经皮房间隔穿刺术', 1500])),
		nearMiss: operated(
			'经皮左心耳封堵术',
			'植入左心耳封堵器1枚。',
			both(['经皮左心耳封堵术', 5000, '08 10:00'], ['经皮房间隔穿刺术', 1500, '05 10:00']),
			{ operation: operations('经皮房间隔穿刺术|05', '经皮左心耳封堵术|08') }
		)
	},
	{
		id: '23',
		record: stay({
			fee: '十八导联心电图|05|1|60|03|次',
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding|conclusion\nE1|05 09:00|心电|常规心电图检查|心脏|12导联同步记录，窦性心律，心率76次/分|正常心电图'
		}),
		nearMiss: stay({
			fee: '十八导联心电图|05|1|60|03|次',
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding|conclusion\nE1|05 09:00|心电|十八导联心电图|心脏|18导联同步记录，加做V7-V9、V3R-V5R，窦性心律|正常心电图'
		})
	},
	{
		id: '24',
		record: stay({
			fee: '动态血压监测|05|1|150|03|次',
			nursing:
				'rec_time|text\n05 08:00|袖带测血压 132/80mmHg\n05 12:00|袖带测血压 128/78mmHg\n05 16:00|袖带测血压 130/82mmHg\n05 20:00|袖带测血压 126/76mmHg',
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|conclusion\nE1|05 09:00|心电|常规心电图检查|心脏|正常心电图'
		}),
		nearMiss: stay({
			fee: '动态血压监测|05|1|150|03|次',
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding|conclusion\nE1|06 09:00|动态血压|动态血压监测|血压|24小时动态血压，日间均值132/80mmHg，夜间均值118/70mmHg|血压昼夜节律正常'
		})
	},
	{
		id: '25',
		record: monitored(
			'心电监测|05|24|5|05|小时\n动态心电图|05|1|180|03|次',
			'心电监护仪|05 00:01|05 23:59|24\n动态心电图记录仪|05 00:30|05 23:59|23.5'
		),
		nearMiss: monitored(
			'心电监测|05|8|5|05|小时\n动态心电图|05 10:00|1|180|03|次',
			'心电监护仪|05 00:01|05 08:01|8\n动态心电图记录仪|05 10:00|06 10:00|24',
			{
				order: 'drord_no|drord_type|drord_begn_time|drord_stop_time|drord_cont\nL1|长期|04 10:00|05 08:00|心电监测\nL2|临时|05 09:30||动态心电图',
				document: documents('日常病程记录|05 09:00|患者昨日晕厥一次，停心电监测，行动态心电图检查，晕厥待查。')
			}
		)
	},
	{
		id: '26',
		record: monitored(
			'遥测心电监护|05|24|6|05|小时\n心电监测|05|24|5|05|小时',
			'遥测心电监护仪|05 00:01|05 23:59|24\n心电监护仪|05 00:01|05 23:59|24'
		),
		nearMiss: monitored(
			'遥测心电监护|05|12|6|05|小时\n心电监测|06|12|5|05|小时',
			'遥测心电监护仪|05 08:00|05 20:00|12\n心电监护仪|06 08:00|06 20:00|12'
		)
	},
	{
		id: '27',
		record: stay({ fee: '遥测心电监护|05|24|6|05|小时\n心电监测电话传输|05|1|30|05|次' }),
		nearMiss: stay({
			visit: [{}, { mdtrt_id: 'M2', med_type: '11', begntime: '18 09:00', endtime: '18 10:00' }],
			fee: '遥测心电监护|05|24|6|05|小时\n心电监测电话传输|18|1|30|05|次|mdtrt_id=M2'
		})
	},
	{
		id: '28',
		record: monitored(
			'动脉内压力监测|05|10|8|05|小时\n持续有创性血压监测|05|10|8|05|小时',
			'动脉内压力监测|05 09:00|05 19:00|10\n有创血压监测|05 09:00|05 19:00|10'
		),
		nearMiss: monitored(
			'动脉内压力监测|05|3|8|05|小时\n持续有创性血压监测|06|10|8|05|小时',
			'动脉内压力监测|05 09:00|05 12:00|3\n有创血压监测|06 13:00|06 23:00|10'
		)
	},
	{
		id: '29',
		record: operated('心脏复律除颤器安置术', '植入双腔除颤器，测试参数良好。', both(['心脏复律除颤器安置术', 4000], ['有创性心内电生理检查', 2500])),
		nearMiss: operated(
			'心脏复律除颤器安置术',
			'植入双腔除颤器。',
			both(['有创性心内电生理检查', 2500, '05 09:30'], ['心脏复律除颤器安置术', 4000, '08 10:00']),
			{ operation: operations('有创性心内电生理检查|05', '心脏复律除颤器安置术|08') }
		)
	},
	{
		id: '30',
		record: stay({ fee: '经食管心脏调搏|05 15:00|1|200|03|次\n常规心电图检查|05 15:20|1|20|03|次' }),
		nearMiss: stay({ fee: '常规心电图检查|05 08:00|1|20|03|次\n经食管心脏调搏|05 15:00|1|200|03|次' })
	},
	{
		id: '31',
		record: stay({
			fee: '动态心电图|05|24|180|03|次',
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding\nE1|06 09:00|动态心电图|动态心电图|心脏|24小时动态心电图，总心搏98765次'
		}),
		nearMiss: stay({
			fee: '有创性血流动力学监测|05|24|20|05|小时',
			device: 'device|begin_time|end_time|hours\n血流动力学监测仪|05 00:01|06 00:01|24',
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding\nE1|06 09:00|动态心电图|动态心电图|心脏|24小时动态心电图'
		})
	}
] satisfies readonly Planted[];
