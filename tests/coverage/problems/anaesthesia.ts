import type { Tables } from '../../rules/harness/record.ts';
import { listed } from '../lists.ts';
import { stay, type Planted, type Texts } from '../planted.ts';
import { documents, operated, operations, ward } from '../scenes.ts';

const line = (name: string, price: number, day = '06 09:00', cnt = 1, unit = '次', kind = '06', more = ''): string =>
	`${name}|${day}|${cnt}|${price}|${kind}|${unit}|${more}`;
const FIELDS = 'anst_begin_time|anst_end_time|anst_way|monitor|pacu_begntime|pacu_endtime|pacu_flag|memo';
/** Anaesthesia, `begin|end|way`, more cells after it. */
const anaesthesia = (...rows: string[]): string =>
	[FIELDS, ...rows.map((row) => [...row.split('|'), '', '', '', '', ''].slice(0, 8).join('|'))].join('\n');
const GENERAL = anaesthesia('06 09:00|06 12:00|全身麻醉');
const under = (way: string, fee: string, note = '手术顺利。', more: Texts = {}): Tables =>
	operated('腹腔镜胆囊切除术', note, fee, { anesthesia: way, ...more });

/** A part of an anaesthesia beside it on one day; in the near miss on another. */
const apart = (id: string, main: string, sub: string, way: string): Planted => ({
	id,
	record: under(anaesthesia(`06 09:00|06 12:00|${way}`), `${line(main, 300)}\n${line(sub, 100)}`),
	nearMiss: under(anaesthesia(`06 09:00|06 12:00|${way}`), `${line(main, 300)}\n${line(sub, 100, '08 22:00')}`, '手术顺利。', {
		document: documents(`日常病程记录|08 22:30|病情变化，行${sub}。`)
	})
});

/** 154: the anaesthesia of another stay shows that the hospital hands its records over. */
const block = (fee: string, note: string): Tables =>
	stay({
		visit: [{}, { mdtrt_id: 'M2', psn_no: 'P2' }],
		fee: `${fee}\n${line('全身麻醉', 600, '06 09:00', 1, '次', '06', 'mdtrt_id=M2')}`,
		operation: `mdtrt_id|${operations('清创缝合术').split('\n')[0]}\nM1|${operations('清创缝合术').split('\n')[1]}\nM2|${operations('腹腔镜胆囊切除术').split('\n')[1]}`,
		anesthesia: `mdtrt_id|${GENERAL.split('\n')[0]}\nM2|${GENERAL.split('\n')[1]}`,
		document: documents(`手术记录|06 12:30|${note}`)
	});
const propofol = (units: number, memo: string): Tables =>
	under(GENERAL, line('丙泊酚注射液', 30, '06 09:00', units, '支', '09', 'spec=20ml:0.2g'), '手术顺利。', {
		anesthesiaDrug: `name|spec|cnt|unit|used_time\n丙泊酚注射液|20ml:0.2g|400|mg|06 09:10`,
		...(memo === '' ? {} : { document: documents(`麻醉记录|06 12:30|${memo}`) })
	});
/** What a region would load: that the price of general anaesthesia runs by the hour. */
const byHour = listed('itemKinds', '全身麻醉', { kind: 'hourly' });
const TUBE = '特殊方法气管插管术';
const anaesthetised = {
	department: '普外科',
	diagnosis: 'K80.100|胆囊结石伴慢性胆囊炎',
	routine: ['全身麻醉|04|1|600|06|次', `${TUBE}|04|1|300|06|次`]
};

export default [
	{
		id: '154',
		record: block(line('神经阻滞麻醉', 300), '局部浸润麻醉下清创缝合。'),
		nearMiss: block(line('静脉麻醉', 300), '静脉麻醉下行无痛胃镜检查，患者入睡，过程顺利。')
	},
	{ id: '155', record: propofol(10, ''), nearMiss: propofol(3, '丙泊酚抽取600mg，用400mg，余200mg双人签名弃去。') },
	{
		id: '156',
		knowledge: [byHour],
		record: under(GENERAL, line('全身麻醉', 200, '06 09:00', 6, '小时')),
		nearMiss: under(anaesthesia('06 09:00|06 12:30|全身麻醉'), line('全身麻醉', 200, '06 09:00', 4, '小时'))
	},
	apart('157', '椎管内麻醉', '椎管内置管术', '椎管内麻醉'),
	apart('158', '基础麻醉', '强化麻醉', '基础麻醉'),
	apart('159', '全身麻醉', '气管插管术', '全身麻醉'),
	{
		id: '160',
		record: under(GENERAL, `${line('麻醉中监测', 60, '06 09:00', 3, '小时')}\n${line('心电监测', 5, '06 09:00', 3, '小时', '05')}`, '手术顺利。', {
			device: 'device|begin_time|end_time|hours\n心电监护仪|06 09:00|06 12:00|3'
		}),
		nearMiss: under(GENERAL, `${line('麻醉中监测', 60, '06 09:00', 3, '小时')}\n${line('心电监测', 5, '06 14:00', 9, '小时', '05')}`, '手术顺利。', {
			device: 'device|begin_time|end_time|hours\n心电监护仪|06 14:00|06 23:00|9'
		})
	},
	{
		id: '161',
		record: under(
			anaesthesia('06 09:00|06 12:00|全身麻醉||06 12:05|06 13:05|1'),
			`${line('麻醉恢复室监护', 100, '06 12:05')}\n${line('吸痰护理', 10, '06 12:30', 1, '次', '07')}`
		),
		nearMiss: under(
			anaesthesia('06 09:00|06 12:00|全身麻醉||06 12:05|06 13:05|1'),
			`${line('麻醉恢复室监护', 100, '06 12:05')}\n${line('吸痰护理', 10, '07 20:00', 1, '次', '07')}`
		)
	},
	{
		id: '162',
		record: under(anaesthesia('06 09:00|06 12:00|全身麻醉||||0'), line('麻醉恢复室监护', 100, '06 12:05'), '手术顺利，术毕安返病房。'),
		nearMiss: under(
			anaesthesia('06 09:00|06 12:00|全身麻醉||06 12:05|06 13:05|1'),
			line('麻醉恢复室监护', 100, '06 12:05'),
			'手术顺利，术毕入麻醉恢复室。'
		)
	},
	{
		id: '163',
		record: under(GENERAL, line('全身麻醉', 600, '06 09:00', 3)),
		nearMiss: under(
			anaesthesia('06 09:00|06 12:00|全身麻醉', '08 09:00|08 11:00|全身麻醉'),
			`${line('全身麻醉', 600)}\n${line('全身麻醉', 600, '08 09:00')}`,
			'手术顺利。',
			{ operation: operations('腹腔镜胆囊切除术', '肠粘连松解术|08') }
		)
	},
	{
		id: '164',
		record: under(anaesthesia('06 09:00|06 12:00|支气管内麻醉'), line('支气管内麻醉', 800, '06 09:00', 4)),
		nearMiss: under(
			anaesthesia('06 09:00|06 12:30|支气管内麻醉'),
			`${line('支气管内麻醉', 800)}\n${line('支气管内麻醉(每增加一小时加收)', 100, '06 11:00', 2, '小时')}`
		)
	},
	{
		id: '165',
		record: under(GENERAL, line('术后镇痛', 60, '06 12:00', 48, '天', '05'), '手术顺利，术后静脉自控镇痛2天。'),
		nearMiss: under(GENERAL, ['06', '07', '08'].map((day) => line('术后镇痛', 60, day, 1, '天', '05')).join('\n'), '手术顺利，术后静脉自控镇痛3天。')
	},
	{
		id: '166',
		record: under(GENERAL, line('麻醉分析', 100, '06 09:00', 3)),
		nearMiss: under(
			anaesthesia('06 09:00|06 12:00|全身麻醉', '08 09:00|08 11:00|全身麻醉'),
			`${line('麻醉分析', 100)}\n${line('麻醉分析', 100, '08 09:00')}`,
			'手术顺利。',
			{ operation: operations('腹腔镜胆囊切除术', '肠粘连松解术|08') }
		)
	},
	{
		id: '167',
		record: under(anaesthesia('06 09:00|06 12:00|椎管内麻醉'), line('麻醉深度电生理监测', 150), '椎管内麻醉下手术，患者清醒。', {
			anesthesiaDrug: 'name|spec|cnt|unit|used_time\n罗哌卡因注射液|10ml:100mg|1|支|06 09:10'
		}),
		nearMiss: under(
			anaesthesia('06 09:00|06 12:00|椎管内麻醉|||||椎管内麻醉效果不佳，改全身麻醉'),
			line('麻醉深度电生理监测', 150),
			'改全身麻醉，气管插管。',
			{ anesthesiaDrug: 'name|spec|cnt|unit|used_time\n丙泊酚注射液|20ml:0.2g|400|mg|06 09:40' }
		)
	},
	{
		id: '168',
		record: operated('阑尾切除术', '阑尾切除，出血5ml。', `${line('全身麻醉', 600)}\n${line('控制性降压', 120)}`, {
			anesthesia: GENERAL,
			anesthesiaDrug: 'name|spec|cnt|unit|used_time\n丙泊酚注射液|20ml:0.2g|200|mg|06 09:10'
		}),
		nearMiss: operated('颅内动脉瘤夹闭术', '控制性降压，目标平均动脉压60mmHg，夹闭动脉瘤。', `${line('全身麻醉', 600)}\n${line('控制性降压', 120)}`, {
			anesthesia: GENERAL,
			anesthesiaDrug: 'name|spec|cnt|unit|used_time\n硝酸甘油注射液|1ml:5mg|5|mg|06 10:10'
		})
	},
	{
		id: '169',
		visit: 'W1',
		record: ward({ ...anaesthetised, done: 30 }),
		nearMiss: ward({ ...anaesthetised, done: 30, judged: { document: '因胆囊结石入院。张口受限，困难气道，Mallampati Ⅳ级。' } })
	},
	{
		id: '170',
		record: under(anaesthesia('06 09:00|06 12:00|全身麻醉|||||普通喉镜明视下气管插管一次成功'), line(TUBE, 300), '普通喉镜下气管插管。'),
		nearMiss: under(anaesthesia('06 09:00|06 12:00|全身麻醉|||||纤支镜引导下气管插管'), line(TUBE, 300), '困难气道，纤支镜引导下气管插管。')
	}
] satisfies readonly Planted[];
