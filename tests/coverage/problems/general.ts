import type { Tables } from '../../rules/harness/record.ts';
import { listed } from '../lists.ts';
import { stay, type Planted } from '../planted.ts';
import { documents } from '../scenes.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

/** 1: twelve neighbours of one village admitted in two days beside thirty stays of others with the same disease. */
function village({ cost, aid, complaint, care }: { cost: number; aid: boolean; complaint: string; care: string }): Tables {
	const people = [...numbers(12).map((i) => ({ id: `V${i}`, guest: true })), ...numbers(30).map((i) => ({ id: `Q${i}`, guest: false }))];
	return stay({
		visit: people.map(({ id, guest }, i) => ({
			mdtrt_id: id,
			psn_no: `P${i}`,
			begntime: guest ? `0${4 + (i % 2)} 09:00` : '04 09:00',
			endtime: guest ? `0${7 + (i % 2)} 10:00` : '12 10:00',
			dscg_maindiag_code: 'I10.x00',
			dscg_maindiag_name: '原发性高血压',
			dscg_way: '1',
			addr: guest ? '平安县河东镇柳树村' : `城关区解放路${i}号`
		})),
		settlement: people.map(({ id, guest }) => {
			const total = guest ? cost : 5000;
			const fund = Math.round(total * 0.7);
			const own = total - fund;
			return {
				setl_id: `S${id}`,
				mdtrt_id: id,
				medfee_sumamt: `${total}.00`,
				inscp_amt: `${total}.00`,
				fund_pay_sumamt: `${guest && aid ? total : fund}.00`,
				maf_pay: guest && aid ? `${own}.00` : '0.00',
				cash_payamt: guest ? '0.00' : `${own}.00`
			};
		}),
		fee: people.map(({ id, guest }) => (guest ? `${care}|mdtrt_id=${id}` : `静脉输液|04|8|8|05|次|mdtrt_id=${id}`)).join('\n'),
		diagnosis: ['mdtrt_id|diag_code|diag_name|maindiag_flag', ...people.map(({ id }) => `${id}|I10.x00|原发性高血压|1`)].join('\n'),
		document: [
			'mdtrt_id|doc_id|doc_type|rec_time|text',
			...people.map(({ id, guest }) => `${id}|D${id}|入院记录|04 10:00|${guest ? complaint : '主诉：头晕一周，血压控制不佳。'}`)
		].join('\n')
	});
}

/** 2: twenty-five held cards, settled a minute apart in the evening of two days. */
function cards({ spread, treated }: { spread: boolean; treated: boolean }): Tables {
	const days = ['11', '18'];
	const all = days.flatMap((day) => numbers(25).map((i) => ({ id: `C${day}-${i}`, person: `P${i}`, day, i })));
	const at = (day: string, i: number): string =>
		spread ? `${day} ${String(8 + (i % 9)).padStart(2, '0')}:${String(10 + i)}` : `${day} 21:${String(i - 1).padStart(2, '0')}`;
	const items = ['维生素C注射液', '葡萄糖酸钙注射液', '肌苷注射液'];
	return stay({
		visit: all.map(({ id, person, day, i }) => ({
			mdtrt_id: id,
			psn_no: person,
			med_type: '11',
			begntime: at(day, i),
			endtime: at(day, i),
			chfpdr_name: spread ? `医师${i % 7}` : '医师甲',
			dscg_maindiag_code: spread ? ['J06.900', 'M54.500', 'K29.500', 'I10.x00'][i % 4]! : 'M54.500'
		})),
		settlement: all.map(({ id, day, i }) => ({
			setl_id: `S${id}`,
			mdtrt_id: id,
			setl_time: `${day} 21:${String(i - 1).padStart(2, '0')}`,
			medfee_sumamt: '60.00',
			inscp_amt: '60.00',
			fund_pay_sumamt: '42.00'
		})),
		fee: all
			.flatMap(({ id, day, i }) =>
				items.map(
					(item, n) => `${item}|${at(day, i)}|${spread ? 1 + ((i + n) % 3) : 2}|10|09|支|mdtrt_id=${id}${treated ? `;rx_drord_no=R${id}` : ''}`
				)
			)
			.join('\n'),
		order: [
			'mdtrt_id|drord_no|drord_begn_time|drord_cont|drord_dr',
			...(treated
				? all.map(({ id, day, i }) => `${id}|R${id}|${at(day, i)}|${items.join('、')}|医师${i % 7}`)
				: [`X|RX|11 09:00|布洛芬缓释胶囊|医师乙`])
		].join('\n')
	});
}

const ROUND =
	'患者神志清，精神可，未诉特殊不适。查体：T{t}℃，P{p}次/分，R18次/分，BP{b}mmHg。双肺呼吸音清，未闻及干湿啰音，心律齐，各瓣膜听诊区未闻及杂音，腹平软，无压痛及反跳痛，肝脾肋下未触及，双下肢无水肿。继续目前治疗，密切观察病情变化，完善相关检查，注意休息，清淡饮食，避免劳累及受凉，向患者及家属交代病情，患者及家属表示理解并配合治疗。目前诊断明确，治疗有效，拟继续巩固治疗，定期复查血常规、肝肾功能、电解质，必要时调整治疗方案，动态评估病情变化，预防并发症发生。';
/** 3: one template for five persons, and tests that nobody made. */
function template({ own }: { own: boolean }): Tables {
	const ids = numbers(5).map((i) => `M${i}`);
	const round = (i: number): string => {
		const [t, p, b] = own ? [`36.${i}`, `7${i}`, `12${i}/7${i}`] : ['36.5', '78', '120/80'];
		return ROUND.replace('{t}', t!).replace('{p}', p!).replace('{b}', b!);
	};
	const tests = ['血常规', '肝功能', '甲状腺功能'];
	const done = own ? tests : tests.slice(0, 2);
	return stay({
		visit: ids.map((id, i) => ({ mdtrt_id: id, psn_no: `P${i}`, dscg_maindiag_code: 'J18.900' })),
		fee: ids
			.flatMap((id) => tests.map((test) => `${test}|05|1|80|04|次|mdtrt_id=${id};rx_drord_no=${done.includes(test) ? `T-${id}` : ''}`))
			.join('\n'),
		order: ['mdtrt_id|drord_no|drord_begn_time|drord_cont', ...ids.map((id) => `${id}|T-${id}|04 10:00|${done.join('、')}`)].join('\n'),
		lab: [
			'mdtrt_id|rpt_no|rpt_time|rpt_name|item_name|result',
			...ids.flatMap((id, i) => done.map((test, n) => `${id}|L-${id}-${n}|05 15:00|${test}|${test}指标|${5 + i + n}`))
		].join('\n'),
		document: ['mdtrt_id|doc_id|doc_type|rec_time|text', ...ids.map((id, i) => `${id}|D-${id}|日常病程记录|06 09:00|${round(i)}`)].join('\n')
	});
}

const cefuroxime = (charged: number, unit: string, memo = ''): string =>
	`注射用头孢呋辛钠|05|${charged}|12|09|${unit}|spec=1.5g;rx_drord_no=L1;memo=${memo}`;
const twiceADay =
	'drord_no|drord_type|drord_begn_time|drord_stop_time|drord_cont|drord_detl_name|dosage|freq\nL1|长期|04 11:00|09 11:00|注射用头孢呋辛钠 1.5g ivgtt bid|注射用头孢呋辛钠|1.5g|bid';
const stockOf = (received: number, closing: number): string =>
	`fixmedins_code|period|name|spec|unt|opening|received|issued|closing|package_ratio|moved_at\nH1|202605|注射用头孢呋辛钠|1.5g|支|10|${received}|${10 + received - closing}|${closing}|1|2026-05-31`;

const places = (cells: readonly { hospital: string; by: string }[]): Tables =>
	stay({
		visit: cells.map(({ hospital }, i) => ({
			mdtrt_id: `M${i + 1}`,
			psn_no: `P${i + 1}`,
			fixmedins_code: hospital,
			begntime: '02 09:00',
			endtime: '08 10:00'
		})),
		fee: cells.map((_, i) => `住院诊查费|03|1|20|02|日|mdtrt_id=M${i + 1}`).join('\n'),
		order: [
			'mdtrt_id|drord_no|drord_begn_time|drord_cont|drord_dr|fixmedins_code',
			...cells.map(({ hospital, by }, i) => `M${i + 1}|L${i + 1}|03 10:00|Ⅱ级护理|${by}|${hospital}`)
		].join('\n'),
		doctor: 'dr_code|dr_name|fixmedins_code|dept_name|title\nD410000000001|张伟|H1|内科|主治医师\nD410000000002|李强|H2|内科|主治医师'
	});

const panel = (changed: string): Tables => {
	const rows = (visit: string, last: string): string[] =>
		numbers(20).map((n) => `${visit}|L-${visit}|06 09:00|血细胞分析|指标${n}|${n === 20 ? last : `${n}.${n}`}`);
	return stay({
		visit: [{}, { mdtrt_id: 'M2', psn_no: 'P2' }],
		fee: ['M1', 'M2'].map((id) => `血细胞分析|06|1|25|04|次|mdtrt_id=${id}`).join('\n'),
		lab: ['mdtrt_id|rpt_no|rpt_time|rpt_name|item_name|result', ...rows('M1', '20.2'), ...rows('M2', changed)].join('\n')
	});
};

/** 10: a quarter in which the selected product was, or was not, bought. */
const selected = (received: string, issued: string): Tables =>
	stay({
		fee: ['05', '06', '07'].map((day) => `阿托伐他汀钙片(立普妥)|${day}|160|4|09|片`).join('\n'),
		stock: [
			'fixmedins_code|period|name|unt|opening|received|issued|closing|moved_at',
			...['04', '05', '06'].flatMap((month) => [
				`H1|2026${month}|阿托伐他汀钙片|片|0|${received}|${received}|0|2026-${month}-28`,
				`H1|2026${month}|阿托伐他汀钙片(立普妥)|片|0|${issued}|${issued}|0|2026-${month}-28`
			])
		].join('\n')
	});
const agreed = listed('agreedVolumes', '阿托伐他汀钙片', {
	quantity: 100_000_000,
	alternatives: ['阿托伐他汀钙片(立普妥)'],
	from: '2026-04-01',
	to: '2026-06-30'
});
/** 8: the price that was agreed for one maker's product, by its code. */
const SELECTED = 'XJ01CAA040E001010104155';
const winner = listed('selectedPrices', '阿莫西林胶囊', {
	codes: [SELECTED],
	price: 5_200_000,
	perPack: 10_000,
	from: '2026-01-01',
	to: '2026-12-31'
});

export default [
	{
		id: '1',
		record: village({ cost: 900, aid: false, complaint: '主诉：要求体检。无不适。', care: '血常规|05|1|25|04|次' }),
		nearMiss: village({ cost: 3600, aid: true, complaint: '主诉：突发胸痛2小时，急诊入院。', care: '静脉输液|05|8|8|05|次' })
	},
	{ id: '2', record: cards({ spread: false, treated: false }), nearMiss: cards({ spread: true, treated: true }) },
	{ id: '3', record: template({ own: false }), nearMiss: template({ own: true }) },
	{
		id: '4',
		record: stay({ fee: cefuroxime(120, '支'), order: twiceADay, stock: stockOf(60, 5), document: documents('病程记录|06 09:00|继续抗感染治疗。') }),
		nearMiss: stay({ fee: cefuroxime(10, '支'), order: twiceADay, stock: stockOf(60, 55), document: documents('病程记录|06 09:00|继续抗感染治疗。') })
	},
	{
		id: '5',
		record: places([
			{ hospital: 'H1', by: '张伟' },
			{ hospital: 'H2', by: '张伟' }
		]),
		nearMiss: places([
			{ hospital: 'H1', by: '张伟' },
			{ hospital: 'H2', by: '李强' }
		])
	},
	{ id: '6', record: panel('20.2'), nearMiss: panel('20.3') },
	{
		id: '7',
		record: stay({ visit: { hosp_lv: '10', dscg_maindiag_code: 'J18.900' }, fee: '参麦注射液|05|4|20|09|支' }),
		nearMiss: stay({
			visit: { hosp_lv: '10', dscg_maindiag_code: 'J18.900' },
			fee: '参麦注射液|05|4|20|09|支|inscp_amt=0.00;fulamt_ownpay_amt=80.00'
		})
	},
	{
		id: '8',
		knowledge: [winner],
		record: stay({ fee: `阿莫西林胶囊|05|2|9.80|09|盒|hilist_code=${SELECTED};pric_uplmt_amt=5.20` }),
		nearMiss: stay({ fee: '阿莫西林胶囊|05|2|9.80|09|盒|hilist_code=XJ01CAA040E001010100099;pric_uplmt_amt=9.80' })
	},
	{ id: '10', record: selected('0', '500'), nearMiss: selected('9000', '500'), knowledge: [agreed] },
	{
		id: '11',
		record: stay({ fee: '洗胃|05|1|60|05|次\n插胃管|05|1|20|05|次' }),
		nearMiss: stay({ fee: '洗胃|05|1|60|05|次\n插胃管|05|1|20|05|次\n插胃管|05|-1|20|05|次|init_feedetl_sn=F2\n插胃管|07|1|20|05|次' })
	},
	{
		id: '12',
		record: stay({ visit: { med_type: '11', endtime: '04 11:00' }, fee: '膀胱灌注|04|1|50|05|次\n导尿|04|1|20|05|次' }),
		nearMiss: stay({
			visit: { med_type: '11', endtime: '04 11:00' },
			fee: '膀胱灌注|04|1|50|05|次\n导尿|04|1|20|05|次\n导尿|04|-1|20|05|次|init_feedetl_sn=F2'
		})
	}
] satisfies readonly Planted[];
