import { beforeAll, describe, expect, it } from 'vitest';
import { batchOf, get, groupBy, type Batch, type Row } from './read.ts';

/** What a fault is, said again from the files alone: each planted row shows it, and no look-alike does. */
let batch: Batch;
let visits: ReadonlyMap<string, Row>;
let lines: ReadonlyMap<string, Row>;
let refunded: ReadonlyMap<string, number>;

beforeAll(async () => {
	batch = await batchOf({ stays: 500, seed: 'plants', plantRate: 0.2 });
	visits = new Map(batch['mdtrt.csv'].map((row) => [get(row, 'mdtrt_id'), row]));
	lines = new Map(batch['fee.csv'].map((row) => [get(row, 'feedetl_sn'), row]));
	const back = new Map<string, number>();
	for (const line of batch['fee.csv']) {
		const original = get(line, 'init_feedetl_sn');
		if (original !== '') back.set(original, (back.get(original) ?? 0) + Number(get(line, 'cnt')));
	}
	refunded = back;
}, 60_000);

interface Told {
	readonly visit: Row;
	/** Lines of the row that are no refunds, with what is left of them. */
	readonly net: readonly { readonly row: Row; readonly cnt: number }[];
	readonly note: string;
}

const told = (problem: string, kind: 'planted' | 'look-alike'): Told[] =>
	batch['truth.csv']
		.filter((t) => t['problem'] === problem && t['kind'] === kind)
		.map((t) => {
			const visit = visits.get(get(t, 'mdtrt_id'));
			if (!visit) throw new Error('the visit stands');
			const rows = get(t, 'feedetl_sn')
				.split(';')
				.map((sn) => lines.get(sn))
				.filter((row) => row !== undefined);
			const charged = rows.filter((row) => row['init_feedetl_sn'] === '');
			const left = (row: Row): number => Number(get(row, 'cnt')) + (refunded.get(get(row, 'feedetl_sn')) ?? 0);
			const net = charged.map((row) => ({ row, cnt: left(row) })).filter((one) => one.cnt > 0);
			return { visit, net, note: get(t, 'note') };
		});

const minute = (text: string): number => Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000;
const feeTime = (row: Row): number => minute(get(row, 'fee_ocur_time'));
const nameOf = (one: Told): string => get(one.net[0]?.row, 'hilist_name');
const MALE = ['爱普列特片', '前列腺液常规检查'];
const gapOf = (one: Told): number => {
	const [first, second] = one.net;
	return first && second ? Math.abs(feeTime(first.row) - feeTime(second.row)) : Infinity;
};
const sameDay = (one: Told): boolean => {
	const [first, second] = one.net;
	return !!first && !!second && get(first.row, 'fee_ocur_time').slice(0, 10) === get(second.row, 'fee_ocur_time').slice(0, 10);
};
const outside = (one: Told, days: number): boolean =>
	one.net.some(({ row }) => {
		const time = feeTime(row);
		return time < minute(get(one.visit, 'begntime')) - days * 1440 || time > minute(get(one.visit, 'endtime')) + days * 1440;
	});

const FAULTS: Readonly<Record<string, (one: Told) => boolean>> = {
	药品与性别不符: (one) => one.net.length > 0 && (one.visit['gend'] === '1') !== MALE.includes(nameOf(one)),
	项目与性别不符: (one) => one.net.length > 0 && (one.visit['gend'] === '1') !== MALE.includes(nameOf(one)),
	手术操作编码与性别不符: (one) => one.visit['gend'] === '2',
	儿童专用药品用于成人: (one) => Number(one.visit['age']) >= 18,
	儿童专用项目用于成人: (one) => Number(one.visit['age']) >= 18,
	成人用药用于未成年人: (one) => Number(one.visit['age']) < 18,
	药品限工伤保险: (one) => one.net.some(({ row }) => Number(row['inscp_amt']) > 0),
	药品限生育保险: (one) => one.visit['med_type'] !== '52',
	药品限医疗机构级别: (one) => ['08', '09', '10', '11', '14'].includes(get(one.visit, 'hosp_lv')),
	药品限就医方式: (one) => one.visit['med_type'] === '11',
	'项目重复收费（单日）': sameDay,
	'项目重复收费（6小时）': (one) => gapOf(one) <= 360,
	'项目重复收费（同一小时）': (one) => gapOf(one) < 60,
	'项目超限定频次（每日）': (one) => one.net.some(({ cnt }) => cnt > 1),
	按小时计费超24小时: (one) => one.net.some(({ cnt }) => cnt > 24),
	项目周期超频次: (one) => gapOf(one) < 15 * 1440,
	出院后收费: (one) => outside(one, 1),
	入院前收费: (one) => outside(one, 1),
	死亡后收费: (one) => one.net.some(({ row }) => feeTime(row) > minute(get(one.visit, 'die_date'))),
	单价超过定价上限: (one) => one.net.some(({ row }) => Number(row['pric']) > Number(row['pric_uplmt_amt'])),
	金额不等于单价乘数量: (one) =>
		one.net.some(({ row }) => Math.abs(Number(row['pric']) * Number(row['cnt']) - Number(row['det_item_fee_sumamt'])) > 0.0101),
	同台手术未按规定折价: (one) => sameDay(one) && one.net.every(({ row }) => Number(row['pric']) >= Number(row['pric_uplmt_amt']) * 0.8),
	床位费天数超过住院天数: (one) => one.net.length - Number(one.visit['ipt_days']) > 1,
	护理费天数超过住院天数: (one) => one.net.length - Number(one.visit['ipt_days']) > 1,
	收费无医嘱无记录: (one) => one.net.every(({ row }) => row['rx_drord_no'] === '') && !/简称|手术记录/.test(one.note)
};

describe('a planted fault shows itself, a look-alike does not', () => {
	for (const [problem, fault] of Object.entries(FAULTS)) {
		it(problem, () => {
			const planted = told(problem, 'planted');
			const alike = told(problem, 'look-alike');
			expect(planted.length).toBeGreaterThan(0);
			expect(alike.length).toBeGreaterThan(0);
			expect(planted.filter((one) => !fault(one)).map((one) => one.note)).toEqual([]);
			expect(alike.filter(fault).map((one) => one.note)).toEqual([]);
		});
	}

	it('药品限支付疗程: more than fourteen distinct dates in one stay', () => {
		const days = (one: Told): number => {
			const own = batch['fee.csv'].filter((row) => row['mdtrt_id'] === one.visit['mdtrt_id'] && row['hilist_name'] === '奥扎格雷钠注射液');
			return new Set(own.map((row) => get(row, 'fee_ocur_time').slice(0, 10))).size;
		};
		for (const one of told('药品限支付疗程', 'planted')) expect(days(one)).toBe(17);
		for (const one of told('药品限支付疗程', 'look-alike')) expect(days(one)).toBeLessThanOrEqual(14);
	});

	it('分解住院: back within ten days to the same hospital with the same main diagnosis, not planned, not as an emergency', () => {
		const returned = ({ visit }: Told): boolean =>
			(groupBy(batch['mdtrt.csv'], 'psn_no').get(get(visit, 'psn_no')) ?? []).some(
				(before) =>
					before['fixmedins_code'] === visit['fixmedins_code'] &&
					before['dscg_maindiag_code'] === visit['dscg_maindiag_code'] &&
					visit['med_type'] === '21' &&
					!/^Z/.test(get(visit, 'dscg_maindiag_code')) &&
					get(before, 'endtime') < get(visit, 'begntime') &&
					minute(get(visit, 'begntime')) - minute(get(before, 'endtime')) <= 10 * 1440
			);
		expect(told('分解住院', 'planted').every(returned)).toBe(true);
		expect(told('分解住院', 'look-alike').some(returned)).toBe(false);
	});

	it('结算数量大于进销存、入库前已销售: the books of the item say so', () => {
		const books = groupBy(batch['stock.csv'], 'medins_list_codg');
		const sold = groupBy(batch['fee.csv'], 'medins_list_codg');
		const total = (rows: readonly Row[], field: string): number => rows.reduce((sum, row) => sum + Number(row[field] ?? 0), 0);
		const itemOf = (one: Told): string => get(one.net[0]?.row, 'medins_list_codg');
		const short = (one: Told): boolean => {
			const rows = books.get(itemOf(one)) ?? [];
			const received = Math.max(total(rows, 'received'), total(rows, 'cnt'));
			const ratio = Math.max(1, ...rows.map((row) => Number(row['package_ratio'])));
			return total(sold.get(itemOf(one)) ?? [], 'cnt') > (total(rows, 'opening') + received - total(rows, 'closing')) * ratio;
		};
		const early = (one: Told): boolean => {
			const rows = books.get(itemOf(one)) ?? [];
			const first = rows
				.map((row) => get(row, 'moved_at'))
				.filter((day) => day !== '')
				.sort()[0]!;
			return total(rows, 'opening') === 0 && get(one.net[0]?.row, 'fee_ocur_time').slice(0, 10) < first;
		};
		for (const [problem, fault] of [
			['结算数量大于进销存', short],
			['入库前已销售', early]
		] as const) {
			expect(told(problem, 'planted').length).toBeGreaterThan(0);
			expect(told(problem, 'planted').every(fault)).toBe(true);
			expect(told(problem, 'look-alike').some(fault)).toBe(false);
		}
	});

	it('团伙就诊: five persons and more with the same items twice', () => {
		const sets = told('团伙就诊（同日同医生同项目）', 'planted').map(({ net }) => net.map(({ row, cnt }) => `${row['hilist_code']}×${cnt}`).join());
		expect(new Set(sets).size).toBe(1);
		expect(sets.length).toBeGreaterThanOrEqual(10);
		const others = told('团伙就诊（同日同医生同项目）', 'look-alike').map(({ net }) =>
			net.map(({ row, cnt }) => `${row['hilist_code']}×${cnt}`).join()
		);
		expect(new Set(others).size).toBeGreaterThanOrEqual(5);
	});
});
