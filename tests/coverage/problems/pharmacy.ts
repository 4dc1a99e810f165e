import type { Tables } from '../../rules/harness/record.ts';
import { listed } from '../lists.ts';
import { stay, type Planted, type Texts } from '../planted.ts';

const SHOP = { med_type: '41', fixmedins_code: 'Y1', begntime: '06 09:00', endtime: '06 09:00' };
const drug = (name: string, price: number, cnt = 1, more = '', day = '06 09:00'): string => `${name}|${day}|${cnt}|${price}|09|盒|${more}`;
const bought = (fee: string, more: Texts = {}): Tables => stay({ visit: SHOP, fee, ...more });
const two = (count: number): string => String(count).padStart(2, '0');

/** Cards swiped at one counter: each a person with one receipt, the goods gone out behind it, or not. */
const swiped = (count: number, fee: (i: number) => string, settledAt: (i: number) => string, out: (i: number) => string | null): Tables => {
	const ids = Array.from({ length: count }, (_, i) => i);
	const rows = ids.flatMap((i) => out(i) ?? []);
	return stay({
		visit: ids.map((i) => ({ ...SHOP, mdtrt_id: `M${i}`, psn_no: `P${i}`, begntime: settledAt(i), endtime: settledAt(i) })),
		fee: ids.map((i) => fee(i)).join('\n'),
		settlement: ids.map((i) => ({
			setl_id: `S${i}`,
			mdtrt_id: `M${i}`,
			setl_time: settledAt(i),
			medfee_sumamt: '200.00',
			inscp_amt: '200.00',
			fund_pay_sumamt: '140.00'
		})),
		stock: ['fixmedins_code|period|name|movement|cnt|unt|moved_at|setl_id', ...rows, 'Y1|202605|感冒灵颗粒|销售出库|1|盒|02|S-X'].join('\n')
	});
};
const outbound = (i: number, name: string, day: string): string => `Y1|202605|${name}|销售出库|1|盒|${day}|S${i}`;
const LONG = '复方丹参滴丸';

/** Purchases of one drug within a month. */
const purchases = (persons: (i: number) => string, boxes: number): Tables => {
	const ids = Array.from({ length: 15 }, (_, i) => i);
	return stay({
		visit: ids.map((i) => ({
			...SHOP,
			mdtrt_id: `M${i}`,
			psn_no: persons(i),
			fixmedins_code: `Y${1 + (i % 5)}`,
			begntime: `${two(5 + i)} 09:00`,
			endtime: `${two(5 + i)} 09:00`
		})),
		fee: ids.map((i) => drug('硫酸氢氯吡格雷片', 60, boxes, `mdtrt_id=M${i}`, `${two(5 + i)} 09:00`)).join('\n')
	});
};
const CODE = '81234560012345678901';
const traced = (second: string, returned: boolean): Tables =>
	stay({
		visit: [{ ...SHOP }, { ...SHOP, mdtrt_id: 'M2', psn_no: 'P2', fixmedins_code: 'Y2', begntime: '16 09:00', endtime: '16 09:00' }],
		fee: [
			drug('阿托伐他汀钙片', 40, 1, `drug_trac_codg=${CODE}`),
			...(returned ? [drug('阿托伐他汀钙片', 40, -1, `drug_trac_codg=${CODE};init_feedetl_sn=F1`, '07 09:00')] : []),
			drug('阿托伐他汀钙片', 40, 1, `drug_trac_codg=${second};mdtrt_id=M2`, '16 09:00')
		].join('\n'),
		stock: 'fixmedins_code|name|trdn_flag|movement|cnt|unt|moved_at\nY1|阿托伐他汀钙片|0|销售出库|1|盒|06'
	});
const uploaded = (kind: string, name: string, code: string): Tables =>
	stay({
		visit: SHOP,
		fee: [
			`${name}|06 09:00|10|20|${kind}|${kind === '09' ? '盒' : 'g'}|drug_trac_codg=${code}`,
			...Array.from({ length: 4 }, (_, i) =>
				drug(['氨氯地平片', '二甲双胍片', '缬沙坦胶囊', '格列齐特片'][i]!, 20, 1, `drug_trac_codg=8123456001234567890${i}`)
			)
		].join('\n')
	});
const months = (cnt: number): Tables =>
	stay({
		visit: Array.from({ length: 5 }, (_, i) => ({
			...SHOP,
			mdtrt_id: `M${i}`,
			begntime: `2026-12-${two(5 + i * 5)} 09:00`,
			endtime: `2026-12-${two(5 + i * 5)} 09:00`
		})),
		fee: Array.from(
			{ length: 5 },
			(_, i) => `阿托伐他汀钙片|2026-12-${two(5 + i * 5)} 09:00|${cnt}|20|09|盒|mdtrt_id=M${i};prd_days=${cnt * 7}`
		).join('\n')
	});
/** 19: one product in a day, insured and in cash. */
const priced = (insured: number, cash: number, spec: string): Tables =>
	stay({
		visit: ['09', '10', '11', '12', '13', '14'].map((hour, i) => ({
			...SHOP,
			mdtrt_id: `M${i}`,
			psn_no: `P${i}`,
			begntime: `06 ${hour}:00`,
			endtime: `06 ${hour}:00`
		})),
		fee: ['09', '10', '11', '12', '13', '14']
			.map((hour, i) =>
				drug('苯磺酸氨氯地平片', i % 2 === 0 ? cash : insured, 1, `mdtrt_id=M${i};spec=${i % 2 === 0 ? spec : '5mg×28片'}`, `06 ${hour}:00`)
			)
			.join('\n'),
		settlement: Array.from({ length: 6 }, (_, i) => {
			const price = i % 2 === 0 ? cash : insured;
			return {
				setl_id: `S${i}`,
				mdtrt_id: `M${i}`,
				medfee_sumamt: `${price}.00`,
				inscp_amt: i % 2 === 0 ? '0.00' : `${price}.00`,
				fund_pay_sumamt: i % 2 === 0 ? '0.00' : `${price}.00`,
				acct_pay: '0.00',
				cash_payamt: i % 2 === 0 ? `${price}.00` : '0.00'
			};
		})
	});
const benefit = (...codes: readonly string[]): Tables =>
	stay({
		visit: codes.map((code, i) => ({ ...SHOP, med_type: '140104', mdtrt_id: `M${i + 1}`, dise_no: code })),
		fee: codes
			.map((code, i) => drug(i === 0 ? '精蛋白人胰岛素混合注射液(30R)' : '盐酸二甲双胍片', 50, 1, `mdtrt_id=M${i + 1};dise_codg=${code}`))
			.join('\n'),
		diagnosis: `diag_code|diag_name|maindiag_flag\nI10.x00|高血压|1`
	});
const linked = (name: string, code: string): Texts => ({
	stock: `fixmedins_code|period|name|med_list_codg|movement|cnt|unt|moved_at|feedetl_sn|setl_id|retail_price\nY1|202605|${name}|${code}|销售出库|1|盒|06|F1|S-M1|30`
});

export default [
	{
		id: '药店1',
		record: swiped(
			40,
			(i) => drug(LONG, 50, 4, `mdtrt_id=M${i}`, `06 10:${two(i)}`),
			(i) => `06 10:${two(i)}`,
			() => null
		),
		nearMiss: swiped(
			40,
			(i) => drug(`${['二甲双胍片', '缬沙坦胶囊', '格列齐特片'][i % 3]}`, 50, 4, `mdtrt_id=M${i}`, `06 ${two(8 + (i % 10))}:${two(i)}`),
			(i) => `06 ${two(8 + (i % 10))}:${two(i)}`,
			(i) => outbound(i, ['二甲双胍片', '缬沙坦胶囊', '格列齐特片'][i % 3]!, '06')
		)
	},
	{
		id: '药店2',
		record: swiped(
			25,
			(i) => drug(LONG, 200, 1, `mdtrt_id=M${i}`, `06 20:${two(i)}`),
			(i) => `06 20:${two(i)}`,
			() => null
		),
		nearMiss: swiped(
			25,
			(i) => drug(`${['二甲双胍片', '缬沙坦胶囊', '格列齐特片'][i % 3]}`, 200, 1, `mdtrt_id=M${i}`, `06 ${two(8 + (i % 10))}:${two(i)}`),
			(i) => `06 ${two(8 + (i % 10))}:${two(i)}`,
			(i) => outbound(i, ['二甲双胍片', '缬沙坦胶囊', '格列齐特片'][i % 3]!, '06')
		)
	},
	{
		id: '药店3',
		record: swiped(
			60,
			(i) => drug('参茸大补丸', 200, 1, `mdtrt_id=M${i}`, `2026-12-30 10:${two(i)}`),
			(i) => `2026-12-30 10:${two(i)}`,
			(i) => outbound(i, '参茸大补丸', '2027-03-05')
		),
		nearMiss: swiped(
			60,
			(i) => drug('复方丹参滴丸', 200, 1, `mdtrt_id=M${i}`, `2026-12-${two(1 + (i % 28))} ${two(8 + (i % 10))}:10`),
			(i) => `2026-12-${two(1 + (i % 28))} ${two(8 + (i % 10))}:10`,
			(i) => outbound(i, '复方丹参滴丸', `2026-12-${two(1 + (i % 28))}`)
		)
	},
	{ id: '药店4', record: purchases(() => 'P1', 2), nearMiss: purchases((i) => `P${i}`, 2) },
	{ id: '药店5', record: traced(CODE, false), nearMiss: traced(CODE, true) },
	{
		id: '药店7',
		record: bought(drug('复方丹参滴丸', 30), linked('透明质酸保湿面膜', '')),
		nearMiss: bought(`${drug('复方丹参滴丸', 30)}\n`, linked('复方丹参滴丸', ''))
	},
	{
		id: '药店8',
		record: bought(drug('复方丹参滴丸', 30, 1, 'hilist_code=ZA09BAF0225010100001'), linked('冬虫夏草菌粉胶囊', 'ZA09BAX0001010100001')),
		nearMiss: bought(drug('复方丹参滴丸', 30, 1, 'hilist_code=ZA09BAF0225010100001'), linked('复方丹参滴丸(天士力)', 'ZA09BAF0225010100001'))
	},
	{
		id: '药店9',
		record: bought(drug('银杏达莫注射液', 30, 4)),
		nearMiss: bought(drug('银杏达莫注射液', 30, 4, 'inscp_amt=0.00;fulamt_ownpay_amt=120.00'))
	},
	{
		id: '药店10',
		record: bought(['丁香', '广藿香', '肉豆蔻'].map((name) => `${name}|06 09:00|30|0.5|10|g|rx_drord_no=R1`).join('\n')),
		nearMiss: bought(['丁香', '广藿香', '肉豆蔻', '黄芪'].map((name) => `${name}|06 09:00|30|0.5|10|g|rx_drord_no=R1`).join('\n'))
	},
	{
		id: '药店11',
		record: bought(drug('阿莫西林胶囊', 20, 1, 'rx_drord_no=;rx_circ_flag=0'), {
			stock: 'fixmedins_code|period|name|rx_flag|movement|cnt|unt|moved_at\nY1|202605|阿莫西林胶囊|1|销售出库|1|盒|06'
		}),
		nearMiss: bought(drug('阿莫西林胶囊', 20, 1, 'rx_circ_flag=1;rx_drord_no=E202605060001'), {
			stock: 'fixmedins_code|period|name|rx_flag|movement|cnt|unt|moved_at\nY1|202605|阿莫西林胶囊|1|销售出库|1|盒|06'
		})
	},
	{
		id: '药店14',
		knowledge: [
			listed('supplyLimits', '阿莫西林胶囊', { days: 7 }),
			listed('supplyLimits', '缬沙坦胶囊', { days: 30, chronicDays: 84, chronicIcd: ['I10'] })
		],
		record: bought(drug('阿莫西林胶囊', 20, 14, 'prd_days=84'), { diagnosis: 'diag_code|diag_name|maindiag_flag\nJ00.x00|急性鼻咽炎|1' }),
		nearMiss: stay({
			visit: { ...SHOP, med_type: '140104', dise_no: 'M03900' },
			fee: drug('缬沙坦胶囊', 20, 3, 'prd_days=28;dise_codg=M03900'),
			diagnosis: 'diag_code|diag_name|maindiag_flag\nI10.x00|高血压|1'
		})
	},
	{ id: '药店15', knowledge: [listed('supplyLimits', '阿托伐他汀钙片', { days: 90 })], record: months(12), nearMiss: months(1) },
	{
		id: '药店16',
		knowledge: [listed('benefitDrugs', '精蛋白人胰岛素混合注射液(30R)', { benefits: ['M01600'] })],
		record: benefit('M03900'),
		nearMiss: benefit('M01600', 'M03900')
	},
	{ id: '药店17', record: bought(drug('妇科千金片', 25)), nearMiss: stay({ visit: { ...SHOP, gend: '2' }, fee: drug('妇科千金片', 25) }) },
	{ id: '药店18', record: uploaded('09', '阿莫西林胶囊', ''), nearMiss: uploaded('10', '黄芪', '') },
	{ id: '药店19', record: priced(38, 25, '5mg×28片'), nearMiss: priced(38, 25, '5mg×14片') }
] satisfies readonly Planted[];
