import { stay, type Planted } from '../planted.ts';
import { documents, operations, ward } from '../scenes.ts';

const EXAM = 'rpt_no|exam_time|exam_type|item_name|exam_part|finding|conclusion|film_cnt|image_cnt|equipment';
/** Examinations, `number|time|kind|item|part|finding` a row, more cells after it. */
const exams = (...rows: string[]): string => [EXAM, ...rows.map((row) => [...row.split('|'), '', '', '', ''].slice(0, 10).join('|'))].join('\n');
const line = (name: string, price: number, day = '06', cnt = 1, unit = '次', more = ''): string =>
	`${name}|${day}|${cnt}|${price}|03|${unit}|${more}`;
const imaged = (fee: readonly string[], exam: readonly string[], more: object = {}): Planted['record'] =>
	stay({ fee: fee.join('\n'), exam: exams(...exam), ...more });
const chest = 'E1|06 09:00|DR|胸部X线摄影|胸部|双肺纹理清晰';

/** 80, 82, 91–93: what a ward does to nearly everyone; the judged stay has a reason in the near miss. */
interface Routine {
	readonly id: string;
	readonly department: string;
	readonly diagnosis: string;
	readonly routine: readonly string[];
	readonly reason: string;
	readonly sex?: '1' | '2';
}
const routine = ({ id, reason, ...rest }: Routine): Planted => ({
	id,
	visit: 'W1',
	record: ward(rest),
	nearMiss: ward({ ...rest, judged: { document: reason } })
});

/** 96–99: guidance of a puncture beside an examination of the same kind. */
const guided = (id: string, guidance: string, kind: string, examination: string, part: string): Planted => {
	const puncture = {
		operation: operations('经皮穿刺活检术|06|10:00|10:30'),
		document: documents(`操作记录|06 11:00|${kind}引导下经皮${part}穿刺活检，过程顺利。`)
	};
	return {
		id,
		record: imaged(
			[line(guidance, 300, '06 10:00'), line(examination, 280, '06 10:00')],
			[`E1|06 10:00|${kind}|${guidance}|${part}|${kind}引导下穿刺到位`],
			puncture
		),
		nearMiss: imaged(
			[line(examination, 280, '04 10:00'), line(guidance, 300, '06 10:00')],
			[`E1|04 11:00|${kind}|${examination}|${part}|${part}占位`, `E2|06 10:00|${kind}|${guidance}|${part}|${kind}引导下穿刺到位`],
			puncture
		)
	};
};

const digital = {
	record: imaged([line('数字化摄影(DR)', 65, '06', 3, '曝光次数')], ['E1|06 09:00|DR|数字化摄影(DR)|胸部|双肺纹理清晰||2|1|']),
	nearMiss: imaged([line('数字化摄影(DR)', 65, '06', 2, '曝光次数')], ['E1|06 09:00|DR|数字化摄影(DR)|胸部正位、侧位|双肺纹理清晰||2|2|'])
};
const films = {
	record: imaged([line('医用胶片', 12, '06', 10, '张')], ['E1|06 09:00|CT|胸部CT平扫|胸部|双肺纹理清晰||4||']),
	nearMiss: imaged(
		[line('医用胶片', 12, '06', 10, '张'), line('医用胶片', 12, '07', -6, '张', 'init_feedetl_sn=F1')],
		['E1|06 09:00|CT|胸部CT平扫|胸部|双肺纹理清晰||2||', 'E2|06 10:00|DR|腹部平片|腹部|未见异常||2||']
	)
};
const fluoroscopy = {
	record: imaged([line('X线摄影', 60), line('X线透视', 20)], [chest]),
	nearMiss: imaged([line('X线摄影', 60), line('食管钡餐透视', 90)], [chest, 'E2|06 10:00|透视|食管钡餐透视|食管|食管通畅'])
};
const urinary = {
	record: imaged(
		[line('泌尿系彩色多普勒超声检查', 120), line('肾脏彩色多普勒超声检查', 90)],
		['E1|06 09:00|超声|泌尿系彩色多普勒超声检查|泌尿系|双肾、输尿管、膀胱未见异常']
	),
	nearMiss: imaged(
		[line('泌尿系彩色多普勒超声检查', 120), line('肾动脉彩色多普勒超声检查', 120)],
		['E1|06 09:00|超声|泌尿系彩色多普勒超声检查|泌尿系|未见异常', 'E2|06 09:30|超声|肾动脉彩色多普勒超声检查|肾动脉|血流通畅']
	)
};
const parts = {
	record: imaged(
		[line('胸部CT平扫', 280), line('腹部CT平扫', 280), line('盆腔CT平扫', 280)],
		['E1|06 09:00|CT|胸腹盆CT平扫|胸部、腹部、盆腔|未见异常']
	),
	nearMiss: imaged(
		[line('胸部CT平扫', 280), line('头颅磁共振平扫', 480)],
		['E1|06 09:00|CT|胸部CT平扫|胸部|未见异常', 'E2|07 09:00|MR|头颅磁共振平扫|头颅|未见异常']
	)
};
const enhanced = {
	record: imaged([line('胸部CT平扫', 280, '06 09:00'), line('胸部CT增强扫描', 420, '06 09:00')], ['E1|06 09:20|CT|胸部CT平扫+增强|胸部|右上肺结节']),
	nearMiss: imaged(
		[line('头颅CT平扫', 280, '06 09:00'), line('腹部CT增强扫描', 420, '06 09:00')],
		['E1|06 09:20|CT|头颅CT平扫|头颅|未见异常', 'E2|06 09:40|CT|腹部CT增强扫描|腹部|肝囊肿']
	)
};
const chestCt = routine({
	id: '80',
	department: '眼科',
	diagnosis: 'H25.900|老年性白内障',
	routine: ['胸部CT平扫|04|1|280|03|次'],
	reason: '因老年性白内障入院。咳嗽、咯血3天，肺部感染待排。'
});
const equipment = {
	record: imaged([line('64排螺旋CT胸部平扫', 360)], ['E1|06 09:00|CT|胸部CT平扫|胸部|双肺纹理清晰，心影不大||||16排螺旋CT']),
	nearMiss: imaged([line('64排螺旋CT胸部平扫', 360)], ['E1|06 09:00|CT|胸部CT平扫|胸部|双肺纹理清晰，心影不大||||64排螺旋CT'])
};
const ctGuided = guided('97', '临床操作的CT引导', 'CT', 'X线计算机体层(CT)平扫', '胸部');

/** 75: abdominal CT without a report where others have theirs. */
const abdomen = (done: boolean): Planted['record'] =>
	imaged(
		[
			line('胸部CT平扫', 280, '05', 1, '次', 'rx_drord_no=L1'),
			line('心脏彩色多普勒超声', 150, '05', 1, '次', 'rx_drord_no=L2'),
			line('腹部CT平扫', 280, '05', 1, '次', `rx_drord_no=${done ? 'L3' : ''}`)
		],
		[
			'E1|05 15:00|CT|胸部CT平扫|胸部|双肺纹理清晰',
			'E2|05 15:30|超声|心脏彩色多普勒超声|心脏|未见异常',
			...(done ? ['E3|06 09:00|CT|腹部CT平扫|腹部|肝囊肿'] : [])
		],
		{ order: `drord_no|drord_begn_time|drord_cont\nL1|04 10:00|胸部CT平扫\nL2|04 10:00|心脏彩色多普勒超声${done ? '\nL3|04 10:00|腹部CT平扫' : ''}` }
	);
const prostate = (sex: '1' | '2', item: string): Planted['record'] =>
	stay({
		visit: { gend: sex, ...(sex === '2' ? { psn_name: '李某' } : {}) },
		fee: line(item, 120),
		diagnosis: 'diag_code|diag_name|maindiag_flag\nK29.500|慢性胃炎|1'
	});

export default [
	{ id: '75', record: abdomen(false), nearMiss: abdomen(true) },
	{ id: '76', record: prostate('2', 'B超引导下前列腺活检术'), nearMiss: prostate('1', 'B超引导下前列腺活检术') },
	{ id: '77', ...fluoroscopy },
	{ id: '78', ...digital },
	{ id: '79', ...films },
	chestCt,
	{
		id: '81',
		record: imaged([line('胸部CT平扫', 280), line('CT三维重建', 150)], ['E1|06 09:00|CT|胸部CT平扫|胸部|横断位扫描，双肺纹理清晰，未见实变影']),
		nearMiss: imaged([line('胸部CT平扫', 280), line('CT三维重建', 150)], ['E1|06 09:00|CT|胸部CT平扫+三维重建|胸部|MPR及VR三维重建示右侧第5肋骨折'])
	},
	routine({
		id: '82',
		department: '神经内科',
		diagnosis: 'G45.900|短暂性脑缺血发作',
		routine: ['头颅CT平扫|04|1|280|03|次', 'X线计算机体层(CT)扫描使用心电或呼吸门控设备加收|04|1|80|03|次'],
		reason: '因短暂性脑缺血发作入院。行冠状动脉CT、主动脉CT检查，胸痛待查。'
	}),
	{ id: '83', ...enhanced },
	{ id: '84', ...parts },
	{
		id: '85',
		record: stay({
			fee: `${line('经皮超选择性动脉造影术', 2500, '06 10:00')}\n${line('经皮选择性动脉造影术', 1800, '06 10:00')}`,
			operation: operations('经皮超选择性动脉造影术'),
			document: documents('手术记录|06 12:30|微导管超选择至肝右动脉造影。')
		}),
		nearMiss: stay({
			fee: `${line('经皮超选择性动脉造影术', 2500, '06 10:00')}\n${line('经皮选择性动脉造影术', 1800, '08 10:00')}`,
			operation: operations('经皮超选择性动脉造影术', '经皮选择性动脉造影术|08'),
			document: documents('手术记录|06 12:30|超选择至肝右动脉造影。', '手术记录|08 12:30|选择性肾动脉造影。')
		})
	},
	{ id: '86', ...urinary },
	{
		id: '87',
		record: imaged([line('CT三维重建加收', 150, '06', 3, '部位')], ['E1|06 09:00|CT|胸腹盆CT平扫+三维重建|胸部、腹部、盆腔|三维重建示未见异常']),
		nearMiss: imaged(
			[line('CT三维重建加收', 150, '05', 1, '部位'), line('CT三维重建加收', 150, '08', 1, '部位')],
			['E1|05 09:00|CT|胸部CT平扫+三维重建|胸部|三维重建示肋骨骨折', 'E2|08 09:00|CT|腹部CT平扫+三维重建|腹部|三维重建示未见异常']
		)
	},
	{
		id: '88',
		record: imaged([line('弥散成像', 200, '06', 3)], ['E1|06 09:00|MR|头颅磁共振平扫+弥散成像|头颅|DWI未见高信号']),
		nearMiss: imaged(
			[line('弥散成像', 200, '06', 2, '部位')],
			['E1|06 09:00|MR|头颅磁共振平扫+弥散成像|头颅|DWI未见高信号', 'E2|06 10:00|MR|腹部磁共振平扫+弥散成像|腹部|DWI未见高信号']
		)
	},
	{
		id: '89',
		record: imaged([line('磁共振水成像', 600, '06 09:00'), line('磁共振平扫', 480, '06 09:00')], ['E1|06 09:30|MR|磁共振水成像|腹部|胆总管未见扩张']),
		nearMiss: imaged(
			[line('磁共振水成像', 600, '06 09:00'), line('磁共振平扫', 480, '06 15:00')],
			['E1|06 09:30|MR|磁共振水成像|腹部|胆总管未见扩张', 'E2|06 15:30|MR|磁共振平扫|头颅|未见异常']
		)
	},
	{
		id: '90',
		record: imaged([line('腹部彩色多普勒超声检查', 120, '06', 4)], ['E1|06 09:00|超声|腹部彩色多普勒超声检查|腹部|肝、胆、胰、脾未见异常']),
		nearMiss: imaged(
			[line('四肢血管彩色多普勒超声', 120, '06', 2, '每两根血管')],
			['E1|06 09:00|超声|四肢血管彩色多普勒超声|双下肢动脉、静脉|血流通畅']
		)
	},
	routine({
		id: '91',
		department: '骨科',
		diagnosis: 'S82.200|胫骨干骨折',
		routine: ['妇科彩色多普勒超声检查|04|1|120|03|次'],
		reason: '因胫骨干骨折入院。下腹痛伴阴道流血2天。',
		sex: '2'
	}),
	routine({
		id: '92',
		department: '皮肤科',
		diagnosis: 'L40.000|寻常性银屑病',
		routine: ['颈部血管彩色多普勒超声|04|1|150|03|次'],
		reason: '因寻常性银屑病入院。头晕、一过性肢体无力，颈动脉狭窄待排。'
	}),
	routine({
		id: '93',
		department: '普外科',
		diagnosis: 'K40.900|腹股沟疝',
		routine: ['心脏彩色多普勒超声|04|1|150|03|次', '左心功能测定|04|1|60|03|次', '室壁运动分析|04|1|60|03|次', '组织多普勒显象(TDI)|04|1|80|03|次'],
		reason: '因腹股沟疝入院。活动后胸闷、心悸，心脏杂音。'
	}),
	{
		id: '94',
		record: imaged([line('床旁X线摄影', 90, '06 09:00'), line('胸部X线摄影', 60, '06 09:00')], ['E1|06 09:00|DR|床旁胸部X线摄影|胸部|双肺纹理增多']),
		nearMiss: imaged(
			[line('床旁X线摄影', 90, '06 03:00'), line('胸部X线摄影', 60, '06 16:00')],
			['E1|06 03:10|DR|床旁胸部X线摄影|胸部|双肺纹理增多', 'E2|06 16:10|DR|胸部X线摄影|胸部|较前好转']
		)
	},
	{ id: '95', ...equipment },
	guided('96', '临床操作的磁共振引导', '磁共振', '磁共振平扫', '前列腺'),
	ctGuided,
	guided('98', '临床操作的B超引导', 'B超', 'B超常规检查', '肝脏'),
	guided('99', '临床操作的彩色多普勒超声引导', '彩色多普勒超声', '浅表器官彩色多普勒超声检查', '甲状腺'),
	{ id: '影像1', ...digital },
	{ id: '影像2', ...films },
	{ id: '影像3', ...fluoroscopy },
	{ id: '影像7', ...urinary },
	{ id: '影像8', ...parts },
	{ id: '影像10', ...enhanced },
	{ ...chestCt, id: '影像11' },
	{ id: '影像12', ...equipment },
	{ ...ctGuided, id: '影像13' },
	{
		id: '影像14',
		record: stay({
			fee: line('数字减影(DSA)引导', 500, '06 10:00'),
			operation: operations('超声引导下经皮肝穿刺引流术'),
			document: documents('手术记录|06 12:30|超声引导下经皮肝穿刺置管引流。')
		}),
		nearMiss: stay({
			fee: line('数字减影(DSA)引导', 500, '06 10:00'),
			operation: operations('经皮肝动脉栓塞术'),
			document: documents('手术记录|06 12:30|经右股动脉穿刺，肝动脉造影后栓塞。')
		})
	}
] satisfies readonly Planted[];
