import { stay, type Planted } from '../planted.ts';
import { documents, operated, operations } from '../scenes.ts';

const line = (name: string, price: number, day = '06 10:00', cnt = 1, kind = '06', unit = '次', more = ''): string =>
	`${name}|${day}|${cnt}|${price}|${kind}|${unit}|${more}`;
const both = (...names: readonly (readonly [string, number, string?])[]): string =>
	names.map(([name, price, day]) => line(name, price, day)).join('\n');

/** Main and further operation through one incision by the note; the near miss has them at two sites, each with its own row. */
interface Apart {
	readonly id: string;
	readonly main: readonly [string, number];
	readonly sub: readonly [string, number];
	readonly note: string;
	readonly other: string;
	/** Day of the further operation in the near miss, where it was another one. */
	readonly day?: string;
}
const apart = ({ id, main, sub, note, other, day }: Apart): Planted => ({
	id,
	record: operated(main[0], note, both(main, sub)),
	nearMiss: operated(main[0], other, both(main, [sub[0], sub[1], `${day ?? '06'} 10:00`]), {
		operation: operations(main[0], `${sub[0]}|${day ?? '06'}`)
	})
});

const against = (
	id: string,
	item: string,
	price: number,
	wrong: readonly [string, string],
	right: readonly [string, string],
	more: object = {}
): Planted => ({ id, record: operated(wrong[0], wrong[1], line(item, price), more), nearMiss: operated(right[0], right[1], line(item, price)) });

const implants = (...rows: string[]): string => ['udi|name|spec|cnt|used_time|manufacturer|package_count|memo', ...rows].join('\n');
const screws = (count: number): string[] => Array.from({ length: count }, (_, i) => `010690000000010${i}|椎弓根螺钉|6.5×45mm|1|06 10:30|甲公司||`);

/** 34: the parts of a knee, and what the set was bought for. */
const knee = (prices: readonly number[], bought: string): Planted['record'] =>
	operated(
		'人工膝关节置换术',
		'右膝关节置换，假体位置良好。',
		['人工膝关节股骨髁', '人工膝关节胫骨托', '人工膝关节胫骨垫', '人工膝关节髌骨']
			.map((name, i) => line(name, prices[i]!, '06 10:30', 1, '08', '件'))
			.join('\n'),
		{ stock: `fixmedins_code|period|name|spec|unt|received|purchase_price\n${bought}` }
	);
const SET = 'H1|202605|人工膝关节（套）|四件套|套|2|6000';

/** 35: plates of an operation paid for outside it. */
const outside = (item: string, day: string): Planted['record'] =>
	stay({
		visit: [
			{ dscg_maindiag_code: 'S82.100', dscg_maindiag_name: '胫骨骨折' },
			{ mdtrt_id: 'M2', med_type: '11', begntime: `${day} 09:00`, endtime: `${day} 10:00` }
		],
		fee: `${line('胫骨骨折切开复位内固定术', 2000)}\n${line(item, 6000, day, 1, '08', '件', 'mdtrt_id=M2;inscp_amt=0.00;fulamt_ownpay_amt=6000.00')}`,
		settlement: [
			{ setl_id: 'S1', mdtrt_id: 'M1', medfee_sumamt: '2000.00', inscp_amt: '2000.00', fund_pay_sumamt: '1400.00', cash_payamt: '600.00' },
			{ setl_id: 'S2', mdtrt_id: 'M2', medfee_sumamt: '6000.00', inscp_amt: '0.00', fund_pay_sumamt: '0.00', cash_payamt: '6000.00' }
		],
		operation: operations('胫骨骨折切开复位内固定术'),
		document: documents('手术记录|06 12:30|胫骨骨折切开复位，锁定接骨板固定。')
	});

/** 36: traction of seven days that nobody ordered or wrote of. */
const traction = (done: boolean): Planted['record'] =>
	stay({
		fee: `氨酚双氢可待因片|05|6|3|09|片|rx_drord_no=L1\n盐酸乙哌立松片|05|6|2|09|片|rx_drord_no=L2\n皮牵引术|04|7|30|05|日|fee_end_time=10;rx_drord_no=${done ? 'L3' : ''}`,
		order: `drord_no|drord_type|drord_begn_time|drord_cont\nL1|长期|04 10:00|氨酚双氢可待因片\nL2|长期|04 10:00|盐酸乙哌立松片${done ? '\nL3|长期|04 10:00|皮牵引术' : ''}`,
		nursing: [
			'rec_time|text',
			...['04', '05', '06', '07', '08', '09', '10'].map((day) => `${day} 10:00|${done ? '右下肢皮牵引持续，皮肤完好' : '患者卧床休息，皮肤完好'}`)
		].join('\n'),
		document: documents('日常病程记录|06 09:00|患者一般情况可，继续目前治疗。')
	});

/** 55: operations of one discount group. */
const gastric = (second: string): Planted['record'] =>
	operated('胃肠切开取异物', '经同一切口完成。', `${line('胃肠切开取异物', 1800, '06 10:00')}\n${second}`);
const examined = (fee: string, exam: string): Planted['record'] =>
	stay({ fee, exam: `rpt_no|exam_time|exam_type|item_name|exam_part|finding\n${exam}` });
const dressed = (note: string, nursing: string): Planted['record'] =>
	operated('腹腔镜胆囊切除术', note, line('特大换药', 60, '07', 3, '05', '次', 'fee_end_time=09'), {
		nursing: `rec_time|text\n07 09:00|${nursing}\n08 09:00|${nursing}`
	});

const FUSION = '脊柱椎间融合器植入植骨融合术';

export default [
	{
		id: '32',
		record: operated(FUSION, 'L4/5椎间融合，植入螺钉4枚。', line('椎弓根螺钉', 900, '06 10:30', 6, '08', '枚'), { implant: implants(...screws(4)) }),
		nearMiss: operated(FUSION, 'L4/5、L5/S1椎间融合，植入螺钉8枚。', line('椎弓根螺钉', 900, '06 10:30', 8, '08', '枚'), {
			implant: implants(...screws(8))
		})
	},
	{
		id: '33',
		record: operated(
			'胫骨骨折切开复位内固定术',
			'锁定接骨板固定。',
			line('金属接骨板', 8000, '06 10:30', 1, '08', '块', 'prodentp_name=进口甲公司;spec=8孔'),
			{
				implant: implants('01069000000001|金属接骨板|8孔|1|06 10:30|国产乙公司||'),
				stock: 'fixmedins_code|period|name|spec|manufacturer|received|purchase_price\nH1|202605|金属接骨板|8孔|国产乙公司|5|1800'
			}
		),
		nearMiss: operated(
			'胫骨骨折切开复位内固定术',
			'锁定接骨板固定。',
			line('金属接骨板', 8000, '06 10:30', 1, '08', '块', 'prodentp_name=进口甲公司;spec=8孔'),
			{
				implant: implants('01069000000001|金属接骨板|8孔|1|06 10:30|进口甲公司||'),
				stock: 'fixmedins_code|period|name|spec|manufacturer|received|purchase_price\nH1|202605|金属接骨板|8孔|进口甲公司|5|8000'
			}
		)
	},
	{ id: '34', record: knee([3200, 2400, 1600, 1000], SET), nearMiss: knee([2300, 1700, 1200, 700], SET) },
	{ id: '35', record: outside('金属接骨板', '06'), nearMiss: outside('膝关节支具', '02') },
	{ id: '36', record: traction(false), nearMiss: traction(true) },
	against(
		'37',
		'经皮心内射频消融术',
		5000,
		['椎间盘射频消融术', '腰4/5椎间盘射频消融，疼痛缓解。'],
		['心脏射频消融术', '经股静脉入路，左房心内膜射频消融，房颤终止。']
	),
	apart({
		id: '38',
		main: [FUSION, 3000],
		sub: ['脊髓和神经根粘连松解术', 2000],
		note: 'L4/5椎间融合，显露中松解L4/5神经根。',
		other: 'L4/5椎间融合；另于L2/3行神经根粘连松解。'
	}),
	apart({
		id: '39',
		main: [FUSION, 3000],
		sub: ['椎管扩大减压术', 2200],
		note: 'L4/5椎板切除减压后置入融合器。',
		other: 'L4/5椎间融合；另于L2/3椎管狭窄行扩大减压。'
	}),
	apart({
		id: '40',
		main: ['椎间盘髓核摘除术', 1800],
		sub: ['椎间盘摘除术', 1800],
		note: 'L4/5髓核摘除。',
		other: 'L4/5髓核摘除；L5/S1椎间盘摘除。'
	}),
	{
		id: '41',
		record: operated('椎间盘射频热凝术', 'L4/5椎间盘穿刺到位，射频热凝80℃ 90秒。', line('椎间盘消融术', 1500)),
		nearMiss: operated('椎间盘消融术', 'L4/5椎间盘穿刺到位，等离子消融。', line('椎间盘消融术', 1500), {
			implant: implants('0106900000001|等离子刀头|一次性|1|06 10:30|甲公司||')
		})
	},
	{
		id: '42',
		record: operated('经皮椎体成形术', 'T12椎体双侧椎弓根穿刺，注入骨水泥4ml。', line('经皮椎体成形术', 2000, '06 10:00', 2, '06', '每椎体')),
		nearMiss: operated('经皮椎体成形术', 'T12、L2两椎体穿刺，各注入骨水泥4ml。', line('经皮椎体成形术', 2000, '06 10:00', 2, '06', '每椎体'))
	},
	apart({
		id: '43',
		main: ['肩锁关节脱位切开复位内固定术', 1800],
		sub: ['韧带重建术', 1600],
		note: '左肩锁关节复位，喙锁韧带修复，钩钢板固定。',
		other: '左肩锁关节复位固定；另取切口行右膝前交叉韧带重建。'
	}),
	against(
		'44',
		'髋臼骨折切开复位内固定术',
		3200,
		['锁骨骨折切开复位内固定术', '左锁骨中段骨折复位，接骨板固定。'],
		['髋臼骨折切开复位内固定术', '髂腹股沟入路，髋臼前柱骨折复位，接骨板固定。']
	),
	apart({
		id: '45',
		main: ['胫骨骨折切开复位内固定术', 2000],
		sub: ['手法牵引复位术', 200],
		note: '右胫骨骨折牵引复位后接骨板固定。',
		other: '右胫骨骨折切开复位，接骨板固定。',
		day: '04'
	}),
	{
		id: '46',
		record: stay({
			visit: { dscg_maindiag_code: 'S52.500', dscg_maindiag_name: '桡骨远端骨折' },
			fee: line('肘关节脱位手法整复术', 300, '04 10:00', 1, '05'),
			document: documents('日常病程记录|04 15:00|左桡骨远端骨折手法复位，夹板外固定。')
		}),
		nearMiss: stay({
			visit: { dscg_maindiag_code: 'S53.100', dscg_maindiag_name: '肘关节脱位' },
			fee: line('肘关节脱位手法整复术', 300, '04 10:00', 1, '05'),
			document: documents('日常病程记录|04 15:00|左肘关节脱位手法整复成功，石膏固定。')
		})
	},
	apart({
		id: '47',
		main: ['关节镜下半月板修整术', 1800],
		sub: ['关节镜加收', 600],
		note: '右膝关节镜下半月板修整。',
		other: '右膝切开半月板修整。',
		day: '08'
	}),
	apart({ id: '48', main: ['腹腔镜胆囊切除术', 1500], sub: ['腹腔镜检查', 400], note: '腹腔镜下切除胆囊。', other: '腹腔镜下切除胆囊。', day: '04' }),
	{
		id: '49',
		record: stay({
			fee: '关节腔灌注治疗|05|1|120|05|次\n关节穿刺术|05|1|60|05|次',
			document: documents('日常病程记录|05 15:00|右膝关节穿刺后灌注冲洗。')
		}),
		nearMiss: stay({
			fee: '关节腔灌注治疗|05|1|120|05|次\n关节穿刺术|04|1|60|05|次',
			document: documents('日常病程记录|05 15:00|昨日左膝关节穿刺抽液；今日右膝关节灌注冲洗。')
		})
	},
	apart({
		id: '50',
		main: ['人工膝关节置换术', 3500],
		sub: ['关节滑膜切除术', 900],
		note: '右膝置换，术中切除增生滑膜。',
		other: '右膝置换；左膝滑膜切除。'
	}),
	apart({
		id: '51',
		main: ['骨关节清理术', 1500],
		sub: ['关节滑膜切除术', 900],
		note: '右膝关节清理，切除滑膜。',
		other: '右膝关节清理；左踝滑膜切除。'
	}),
	apart({
		id: '52',
		main: ['断指再植术', 3500],
		sub: ['肌腱吻合术', 800],
		note: '右示指再植，吻合肌腱、神经、小动脉。',
		other: '右手示指断端清创、骨折固定、断指再植；左手环指肌腱断裂，左手环指行肌腱吻合术。'
	}),
	apart({
		id: '53',
		main: ['肩袖破裂修补术', 1800],
		sub: ['肩外展功能重建术', 1600],
		note: '右肩袖撕裂，缝合肌腱。',
		other: '右肩袖修补；左肩斜方肌止点转移固定，重建外展功能。'
	}),
	against('54', '皮瓣成形术', 1200, ['清创缝合术', '切口逐层缝合。'], ['皮瓣成形术', '皮肤缺损3×4cm，设计局部旋转皮瓣覆盖。']),
	{
		id: '55',
		record: gastric(line('胃肠造瘘术', 1500)),
		nearMiss: gastric(line('胃肠造瘘术', 750, '06 10:00', 1, '06', '次', 'memo=第二手术按50%收取'))
	},
	{
		id: '56',
		record: operated('胫骨骨折切开复位内固定术', 'C型臂透视下复位固定。', line('C型臂术中透视', 80, '06 10:00', 6, '03', '次')),
		nearMiss: operated(
			'胫骨骨折切开复位内固定术',
			'C型臂透视下复位固定。',
			`${line('C型臂术中透视', 80, '06 10:00', 1, '03')}\n${line('C型臂术中透视', 80, '08 10:00', 1, '03')}`,
			{ operation: operations('胫骨骨折切开复位内固定术', '腓骨骨折切开复位内固定术|08') }
		)
	},
	{
		id: '57',
		record: examined('骨密度测定|05|4|60|03|部位', 'E1|05 15:00|骨密度|骨密度测定|腰椎|腰椎L1-L4骨密度减低'),
		nearMiss: examined('骨密度测定|05|2|60|03|部位', 'E1|05 15:00|骨密度|骨密度测定|髋、腰椎|左髋、腰椎骨密度减低')
	},
	{
		id: '58',
		record: dressed('三孔法腹腔镜切除胆囊。', '脐部切口1cm，敷料干燥'),
		nearMiss: dressed('腹腔镜中转开腹切除胆囊。', '腹部切口感染裂开10cm，渗液多')
	}
] satisfies readonly Planted[];
