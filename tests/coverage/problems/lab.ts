import { stay, type Planted } from '../planted.ts';
import { documents, operated, operations, ward } from '../scenes.ts';

const LAB = 'rpt_no|rpt_time|rpt_name|item_name|result|unit|sapl_time|exam_mtd|abnormal';
/** Results, `report|time|name|test|result|unit|sampled|method` a row. */
const labs = (...rows: string[]): string => [LAB, ...rows.map((row) => [...row.split('|'), '', '', '', '', ''].slice(0, 9).join('|'))].join('\n');
const line = (name: string, day = '06', cnt = 1, unit = '次', more = ''): string => `${name}|${day}|${cnt}|30|04|${unit}|${more}`;
const tested = (fee: readonly string[], rows: readonly string[], more: object = {}): Planted['record'] =>
	stay({ fee: fee.join('\n'), lab: labs(...rows), ...more });

/** A test that a ward makes of nearly everyone on the first day; the judged stay of the near miss has a reason written down. */
const routine = (
	id: string,
	items: string | readonly string[],
	department: string,
	diagnosis: string,
	reason: string,
	results: readonly string[] = []
): Planted => {
	const scene = { department, diagnosis, routine: [items].flat().map((item) => `${item}|04|1|40|04|次`), results };
	return { id, visit: 'W1', record: ward(scene), nearMiss: ward({ ...scene, judged: { document: `因${diagnosis.split('|')[1]}入院。${reason}` } }) };
};
const FRACTURE = 'S82.200|胫骨干骨折';
const HERNIA = 'K40.900|腹股沟疝';
const CATARACT = 'H25.900|老年性白内障';
const DISC = 'M51.200|腰椎间盘突出';

const method = (id: string, item: string, test: string, wrong: string, right: string): Planted => ({
	id,
	record: tested([line(item)], [`L1|06 09:00|生化检验|${test}|4.2|mmol/L|06 07:00|${wrong}`]),
	nearMiss: tested([line(item)], [`L1|06 09:00|生化检验|${test}|4.2|mmol/L|06 07:00|${right}`])
});

/** 100: thyroid function charged twice; the report is one, or the orders and reports are two. */
const thyroid = (done: boolean): Planted['record'] =>
	tested(
		[
			line('血常规', '05', 1, '次', 'rx_drord_no=L1'),
			line('肝功能', '05', 1, '次', 'rx_drord_no=L2'),
			line('甲状腺功能', '06', 2, '次', 'rx_drord_no=L3')
		],
		[
			'R1|05 15:00|血常规|白细胞计数|6.1',
			'R2|05 15:00|肝功能|丙氨酸氨基转移酶|30',
			'R3|06 15:00|甲状腺功能|促甲状腺激素|2.1',
			'R3|06 15:00|甲状腺功能|游离三碘甲状腺原氨酸|4.4',
			...(done ? ['R4|08 15:00|甲状腺功能|促甲状腺激素|2.3'] : [])
		],
		{ order: 'drord_no|drord_begn_time|drord_cont\nL1|04 10:00|血常规\nL2|04 10:00|肝功能\nL3|05 10:00|甲状腺功能' }
	);
const trial = (scope: string): Planted['record'] =>
	stay({
		fee: `${line('血清药物浓度测定', '06', 1, '次', `inscp_amt=${scope}`)}\n血细胞分析|06|1|25|04|次`,
		document: documents(
			'知情同意书|04 15:00|受试者知情同意书：本人自愿参加药物临床试验。',
			'日常病程记录|06 09:00|按试验方案规定检测血清药物浓度测定。'
		)
	});

/** 134, 136: values of twenty-five persons that are, or are not, what can be computed from others. */
const computed = (item: string, value: (i: number) => readonly string[], stock = ''): Planted['record'] => {
	const ids = Array.from({ length: 25 }, (_, i) => `M${i + 1}`);
	return stay({
		visit: ids.map((id, i) => ({ mdtrt_id: id, psn_no: `P${i}` })),
		fee: ids.map((id) => `${item}|06|1|8|04|次|mdtrt_id=${id}`).join('\n'),
		lab: [
			'mdtrt_id|rpt_no|rpt_time|rpt_name|item_name|result|unit',
			...ids.flatMap((id, i) => value(i).map((row) => `${id}|L-${id}|06 09:00|生化检验|${row}`))
		].join('\n'),
		stock: `fixmedins_code|period|name|unt|received\nH1|202605|总胆红素测定试剂盒|盒|5${stock}`
	});
};
const bilirubin =
	(drift: number) =>
	(i: number): string[] => {
		const [total, direct] = [100 + i * 3, 30 + i];
		const ten = (value: number): string => (value / 10).toFixed(1);
		return [`总胆红素|${ten(total)}|μmol/L`, `直接胆红素|${ten(direct)}|μmol/L`, `间接胆红素|${ten(total - direct + drift)}|μmol/L`];
	};
const osmolality =
	(drift: number) =>
	(i: number): string[] => {
		const [sodium, potassium, glucose, urea] = [1360 + i, 40 + (i % 5), 50 + i, 48 + (i % 7)];
		const ten = (value: number): string => (value / 10).toFixed(1);
		return [
			`钠|${ten(sodium)}|mmol/L`,
			`钾|${ten(potassium)}|mmol/L`,
			`葡萄糖|${ten(glucose)}|mmol/L`,
			`尿素|${ten(urea)}|mmol/L`,
			`渗透压|${ten(2 * (sodium + potassium) + glucose + urea + drift)}|mOsm/L`
		];
	};
const hepatitis = (diagnosis: string): Planted['record'] =>
	tested(
		[line('乙型肝炎表面抗体测定(Anti-HBs)', '04'), line('乙型肝炎表面抗体测定(Anti-HBs)', '06'), line('乙型肝炎表面抗体测定(Anti-HBs)', '08')],
		['04', '06', '08'].map((day) => `L${day}|${day} 15:00|乙肝抗体|乙型肝炎表面抗体|阴性||${day} 09:00`),
		{ diagnosis: `diag_code|diag_name|maindiag_flag\n${diagnosis}|1`, visit: { dscg_maindiag_code: diagnosis.split('|')[0]! } }
	);

export default [
	{ id: '100', record: thyroid(false), nearMiss: thyroid(true) },
	{ id: '101', record: trial('30.00'), nearMiss: trial('0.00') },
	routine('102', '粪寄生虫镜检', '骨科', FRACTURE, '腹泻5天，曾生食淡水鱼，寄生虫感染待排。'),
	routine('103', '血浆D-二聚体测定', '眼科', CATARACT, '突发胸痛、气促，肺栓塞待排。', ['D-二聚体|0.2']),
	routine('104', '结核感染T细胞检测', '眼科', CATARACT, '低热盗汗一月，肺结核待排。', ['结核感染T细胞检测|阴性']),
	{
		id: '105',
		record: tested(
			[line('C—反应蛋白测定(CRP)'), line('超敏C反应蛋白测定')],
			['L1|06 09:00|炎症指标|C反应蛋白|3.1|mg/L|06 07:00', 'L1|06 09:00|炎症指标|超敏C反应蛋白|3.0|mg/L|06 07:00'],
			{ diagnosis: `diag_code|diag_name|maindiag_flag\n${FRACTURE}|1` }
		),
		nearMiss: tested(
			[line('C—反应蛋白测定(CRP)', '04'), line('超敏C反应蛋白测定', '09')],
			['L1|04 15:00|炎症指标|C反应蛋白|3.1|mg/L|04 11:00', 'L2|09 15:00|炎症指标|超敏C反应蛋白|3.0|mg/L|09 07:00'],
			{ diagnosis: 'diag_code|diag_name|maindiag_flag\nI25.103|冠状动脉粥样硬化性心脏病|1' }
		)
	},
	routine('106', '血清载脂蛋白AI测定', '骨科', FRACTURE, '高脂血症10年，复查血脂。', ['载脂蛋白AI|1.2']),
	routine('107', '血清载脂蛋白B测定', '骨科', FRACTURE, '高脂血症10年，复查血脂。', ['载脂蛋白B|0.8']),
	routine('108', '肌红蛋白测定', '普外科', HERNIA, '突发胸痛3小时，急性心肌梗死待排。', ['肌红蛋白|30']),
	routine('109', '血清胱抑素(Cystatin C)测定', '骨科', FRACTURE, '慢性肾脏病5年，评估肾功能。', ['胱抑素C|0.8']),
	routine('110', '血浆乳酸测定', '骨科', DISC, '血压下降、休克，组织灌注不足。', ['乳酸|1.1']),
	routine('111', ['钾测定', '钠测定', '氯测定', '镁测定'], '骨科', FRACTURE, '频发室性早搏，心律失常。', ['镁|0.9']),
	routine('112', ['钾测定', '钠测定', '氯测定', '钙测定', '无机磷测定'], '骨科', DISC, '慢性肾衰竭，骨代谢异常。', ['钙|2.3', '无机磷|1.1']),
	routine('113', 'B型钠尿肽(BNP)测定', '骨科', FRACTURE, '活动后气促、双下肢水肿，心力衰竭待排。', ['B型钠尿肽|20']),
	{
		id: '114',
		record: tested(
			[line('B型钠尿肽(BNP)测定'), line('N端-B型钠尿肽前体(NT-ProBNP)测定')],
			['L1|06 09:00|心功能标志物|B型钠尿肽|20|pg/ml|06 07:00', 'L1|06 09:00|心功能标志物|N端-B型钠尿肽前体|60|pg/ml|06 07:00'],
			{ diagnosis: `diag_code|diag_name|maindiag_flag\n${FRACTURE}|1` }
		),
		nearMiss: tested(
			[line('B型钠尿肽(BNP)测定', '04'), line('N端-B型钠尿肽前体(NT-ProBNP)测定', '09')],
			['L1|04 15:00|心功能标志物|B型钠尿肽|900|pg/ml|04 11:00', 'L2|09 15:00|心功能标志物|N端-B型钠尿肽前体|600|pg/ml|09 07:00'],
			{
				diagnosis: 'diag_code|diag_name|maindiag_flag\nI50.900|心力衰竭|1',
				document: documents('日常病程记录|06 09:00|心力衰竭，加用沙库巴曲缬沙坦钠片，改以N端-B型钠尿肽前体随访。')
			}
		)
	},
	routine('115', ['梅毒螺旋体特异抗体测定', '不加热血清反应素试验'], '骨科', FRACTURE, '梅毒螺旋体特异抗体阳性，梅毒待排。', [
		'梅毒螺旋体特异抗体|阴性'
	]),
	routine('116', '血栓弹力图试验(TEG)', '骨科', DISC, '大出血、凝血功能障碍，拟输血。', ['血栓弹力图MA|60']),
	{
		id: '117',
		record: tested(
			[line('糖化血红蛋白测定', '04'), line('糖化血红蛋白测定', '09')],
			['L1|04 15:00|糖化血红蛋白|糖化血红蛋白|5.4|%', 'L2|09 15:00|糖化血红蛋白|糖化血红蛋白|5.4|%']
		),
		nearMiss: tested(
			[line('糖化血红蛋白测定', '04'), line('糖化血红蛋白测定', '09'), line('糖化血红蛋白测定', '09', -1, '次', 'init_feedetl_sn=F1')],
			['L2|09 15:00|糖化血红蛋白|糖化血红蛋白|7.4|%'],
			{ diagnosis: 'diag_code|diag_name|maindiag_flag\nE11.900|2型糖尿病|1' }
		)
	},
	{ id: '118', record: hepatitis(FRACTURE), nearMiss: hepatitis('B18.100|慢性乙型病毒性肝炎') },
	routine('119', '血清α-L-岩藻糖苷酶测定', '眼科', CATARACT, '肝区疼痛，肝占位待查。', ['α-L-岩藻糖苷酶|20']),
	routine('120', '甲胎蛋白测定(AFP)', '眼科', CATARACT, '乙肝肝硬化，肝癌待排。', ['甲胎蛋白|3']),
	routine('121', ['癌胚抗原测定(CEA)', '糖类抗原测定'], '眼科', CATARACT, '消瘦、便血一月，结肠癌待排。', ['癌胚抗原|2']),
	routine('122', '白介素测定', '骨科', FRACTURE, '高热、脓毒症，感染性休克。', ['白介素6|3']),
	routine('123', '总前列腺特异性抗原测定(TPSA)', '骨科', FRACTURE, '排尿困难，前列腺增生、前列腺癌待排。', ['总前列腺特异性抗原|1.1']),
	{
		id: '124',
		record: tested(
			[line('血清总蛋白测定', '06', 2), line('血清白蛋白测定', '06', 2)],
			['L1|06 09:00|生化检验|总蛋白|66|g/L|06 07:00', 'L1|06 09:00|生化检验|白蛋白|38|g/L|06 07:00']
		),
		nearMiss: tested(
			[line('血清总蛋白测定', '06', 1), line('血清白蛋白测定', '06', 1), line('血清总蛋白测定', '07', 1), line('血清白蛋白测定', '07', 1)],
			[
				'L1|06 09:00|生化检验|总蛋白|50|g/L|06 07:00',
				'L1|06 09:00|生化检验|白蛋白|24|g/L|06 07:00',
				'L2|07 09:00|生化检验|总蛋白|55|g/L|07 07:00',
				'L2|07 09:00|生化检验|白蛋白|29|g/L|07 07:00'
			]
		)
	},
	{
		id: '125',
		record: tested([line('血清天门冬氨酸氨基转移酶测定', '06', 2)], ['L1|06 09:00|生化检验|天门冬氨酸氨基转移酶|30|U/L|06 07:00']),
		nearMiss: tested(
			[line('血清天门冬氨酸氨基转移酶测定', '06 08:00'), line('血清天门冬氨酸氨基转移酶测定', '06 20:00')],
			['L1|06 09:00|生化检验|天门冬氨酸氨基转移酶|300|U/L|06 08:00', 'L2|06 21:00|生化检验|天门冬氨酸氨基转移酶|420|U/L|06 20:00']
		)
	},
	routine('126', 'β2微球蛋白测定', '骨科', FRACTURE, '多发性骨髓瘤待排，肾小管损伤。', ['β2微球蛋白|1.8']),
	{
		id: '127',
		record: stay({ fee: '血气分析|06 06:00|1|60|04|次\n血清碳酸氢盐(HCO3)测定|06 06:10|1|8|04|次' }),
		nearMiss: stay({ fee: '血气分析|06 06:00|1|60|04|次\n血清碳酸氢盐(HCO3)测定|07 15:00|1|8|04|次' })
	},
	{
		id: '128',
		record: stay({ fee: '骨髓涂片细胞学检验|06|1|120|04|次\n骨髓有核细胞计数|06|1|15|04|次' }),
		nearMiss: stay({ fee: '骨髓涂片细胞学检验|06|1|120|04|次\n骨髓有核细胞计数|09|1|15|04|次' })
	},
	{
		id: '129',
		record: tested([line('血栓弹力图试验(TEG)', '06', 4)], ['L1|06 15:00|血栓弹力图试验(TEG)|MA值|60|mm|06 09:00']),
		nearMiss: tested(
			[line('血栓弹力图试验(TEG)', '06 09:00'), line('血栓弹力图试验(TEG)', '09 09:00')],
			['L1|06 15:00|血栓弹力图试验(TEG)|MA值|60|mm|06 09:00', 'L2|09 15:00|血栓弹力图试验(TEG)|MA值|58|mm|09 09:00']
		)
	},
	{
		id: '130',
		record: stay({
			visit: { brdy: '2026-05-02', age: '0' },
			fee: '新生儿经皮胆红素测定|06|3|10|05|次',
			nursing: 'rec_time|text\n06 08:00|新生儿经皮胆红素测定 8.2mg/dl'
		}),
		nearMiss: stay({
			visit: { brdy: '2026-05-02', age: '0' },
			fee: '新生儿经皮胆红素测定|06|3|10|05|次',
			nursing: 'rec_time|text\n06 08:00|新生儿经皮胆红素测定 8.2mg/dl\n06 14:00|新生儿经皮胆红素测定 8.8mg/dl\n06 20:00|新生儿经皮胆红素测定 9.0mg/dl'
		})
	},
	method('131', '钾测定(干化学法)', '钾', '离子选择电极法', '干化学法'),
	method('132', '葡萄糖测定(干化学法)', '葡萄糖', '己糖激酶法', '干化学法'),
	method('133', '血清肌钙蛋白Ⅰ测定(化学发光法)', '肌钙蛋白Ⅰ', '荧光免疫法', '化学发光法'),
	{
		id: '134',
		record: computed('血清间接胆红素测定', bilirubin(0)),
		nearMiss: computed('血清间接胆红素测定', bilirubin(15), '\nH1|202605|间接胆红素测定试剂盒|盒|3')
	},
	{
		id: '135',
		record: tested([line('B型钠尿肽(BNP)测定')], ['L1|06 09:00|心功能标志物|NT-proBNP|800|pg/ml|06 07:00']),
		nearMiss: tested([line('B型钠尿肽(BNP)测定')], ['L1|06 09:00|心功能标志物|B型钠尿肽(BNP)|800|pg/ml|06 07:00'], {
			document: documents('日常病程记录|07 09:00|外院NT-proBNP 2000pg/ml。')
		})
	},
	{ id: '136', record: computed('渗透压检查', osmolality(0)), nearMiss: computed('渗透压检查', osmolality(31)) },
	{
		id: '137',
		record: operated('胃大部切除术', '切除远端胃，标本送病理。', '手术标本检查与诊断|08|6|120|04|例', {
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding|conclusion\nE1|08 15:00|病理|手术标本检查与诊断|胃|送检胃标本一个|胃窦腺癌'
		}),
		nearMiss: operated('胃大部切除术', '切除远端胃、胆囊，标本送病理。', '手术标本检查与诊断|08|2|120|04|例', {
			exam: 'rpt_no|exam_time|exam_type|item_name|exam_part|finding|conclusion\nE1|08 15:00|病理|手术标本检查与诊断|胃、胆囊|送检胃标本、胆囊标本各一个|胃窦腺癌；慢性胆囊炎'
		})
	},
	{
		id: '138',
		record: operated('前列腺针吸细胞学活检术', '经会阴前列腺穿刺12针。', '前列腺针吸细胞学活检术|06|12|200|06|次'),
		nearMiss: operated(
			'前列腺针吸细胞学活检术',
			'经会阴前列腺穿刺12针。',
			'前列腺针吸细胞学活检术|06|1|200|06|次\n前列腺针吸细胞学活检术|09|1|200|06|次',
			{ operation: operations('前列腺针吸细胞学活检术', '前列腺针吸细胞学活检术|09') }
		)
	}
] satisfies readonly Planted[];
