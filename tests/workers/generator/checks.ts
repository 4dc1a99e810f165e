import { expect } from 'vitest';
import { fen, get, groupBy, type Batch, type Row } from './read.ts';

/** Visits that the answer key names for one of the problems. */
export const planted = (batch: Batch, ...problems: readonly string[]): ReadonlySet<string> =>
	new Set(batch['truth.csv'].filter((t) => t['kind'] === 'planted' && problems.includes(get(t, 'problem'))).map((t) => get(t, 'mdtrt_id')));

/** What is wrong, named: one expectation a check, since a million of them take minutes. */
const expectNone = (wrong: readonly string[]): void => expect(wrong.slice(0, 5)).toEqual([]);

const inpatient = (row: Row): boolean => ['21', '28', '52', '210104'].includes(get(row, 'med_type'));
export const staysOf = (batch: Batch): Row[] => batch['mdtrt.csv'].filter(inpatient);

/** Settlement totals are the net of the lines, and what the parties pay adds up. */
export const expectSums = (batch: Batch): void => {
	const lines = groupBy(batch['fee.csv'], 'mdtrt_id');
	for (const setl of batch['setl.csv']) {
		const own = lines.get(get(setl, 'mdtrt_id')) ?? [];
		const sum = (field: string): number => own.reduce((total, line) => total + fen(get(line, field)), 0);
		expect(fen(get(setl, 'medfee_sumamt'))).toBe(sum('det_item_fee_sumamt'));
		expect(fen(get(setl, 'inscp_amt'))).toBe(sum('inscp_amt'));
		expect(fen(get(setl, 'fund_pay_sumamt'))).toBeLessThanOrEqual(fen(get(setl, 'inscp_amt')));
		expect(fen(get(setl, 'fund_pay_sumamt')) + fen(get(setl, 'acct_pay')) + fen(get(setl, 'cash_payamt'))).toBe(fen(get(setl, 'medfee_sumamt')));
	}
};

/** Amount = price × quantity, and its parts add up, but where the fault is just that. */
export const expectProducts = (batch: Batch): void => {
	const free = planted(batch, '金额不等于单价乘数量');
	const wrong: string[] = [];
	for (const line of batch['fee.csv']) {
		const amount = fen(get(line, 'det_item_fee_sumamt'));
		const parts = fen(get(line, 'inscp_amt')) + fen(get(line, 'fulamt_ownpay_amt')) + fen(get(line, 'preselfpay_amt'));
		if (parts !== amount) wrong.push(`parts ${get(line, 'feedetl_sn')}`);
		if (free.has(get(line, 'mdtrt_id'))) continue;
		const micro = Math.round(Number(get(line, 'pric')) * 1e6) * Number(get(line, 'cnt'));
		if (Math.abs(amount) !== Math.floor((Math.abs(micro) + 5000) / 10000)) wrong.push(`product ${get(line, 'feedetl_sn')}`);
	}
	expectNone(wrong);
};

/** Every reference of a line leads somewhere: visit, order, original of a refund. */
export const expectLinks = (batch: Batch): void => {
	const visits = new Set(batch['mdtrt.csv'].map((v) => get(v, 'mdtrt_id')));
	const orders = new Set(batch['order.csv'].map((o) => `${get(o, 'mdtrt_id')} ${get(o, 'drord_no')}`));
	const lines = new Map(batch['fee.csv'].map((line) => [get(line, 'feedetl_sn'), line]));
	expect(lines.size).toBe(batch['fee.csv'].length);
	expect(orders.size).toBe(batch['order.csv'].length);
	const wrong: string[] = [];
	for (const line of batch['fee.csv']) {
		const sn = get(line, 'feedetl_sn');
		if (!visits.has(get(line, 'mdtrt_id'))) wrong.push(`visit of ${sn}`);
		const order = get(line, 'rx_drord_no');
		if (order !== '' && !orders.has(`${get(line, 'mdtrt_id')} ${order}`)) wrong.push(`order of ${sn}`);
		const original = get(line, 'init_feedetl_sn');
		const cnt = Number(get(line, 'cnt'));
		if (original === '' ? cnt <= 0 : cnt >= 0 || -cnt > Number(get(lines.get(original), 'cnt'))) wrong.push(`quantity of ${sn}`);
	}
	expectNone(wrong);
};

/** Lines of the answer key stand in the fee file. */
export const expectTruth = (batch: Batch): void => {
	const lines = new Set(batch['fee.csv'].map((line) => get(line, 'feedetl_sn')));
	const visits = new Set(batch['mdtrt.csv'].map((v) => get(v, 'mdtrt_id')));
	const wrong: string[] = [];
	for (const truth of batch['truth.csv']) {
		if (!visits.has(get(truth, 'mdtrt_id'))) wrong.push(`visit ${get(truth, 'mdtrt_id')}`);
		for (const sn of get(truth, 'feedetl_sn').split(';')) if (sn !== '' && !lines.has(sn)) wrong.push(`line ${sn}`);
		const amount = get(truth, 'expected_amount_fen');
		const allowed = get(truth, 'kind') === 'planted' && /^[1-9]\d*$/.test(amount);
		if (amount !== '' && !allowed) wrong.push(`amount ${amount} of ${get(truth, 'problem')}`);
	}
	expectNone(wrong);
};

/** Nobody lies in two places at once, but where that is planted; a clinic visit never falls inside a stay either. */
export const expectNoOverlap = (batch: Batch): void => {
	const free = planted(batch, '住院时间重叠', '住院期间门诊结算');
	for (const visits of groupBy(batch['mdtrt.csv'], 'psn_no').values()) {
		const sorted = [...visits].sort((a, b) => (get(a, 'begntime') < get(b, 'begntime') ? -1 : 1));
		for (const [i, visit] of sorted.entries()) {
			const next = sorted[i + 1];
			if (!next || free.has(get(visit, 'mdtrt_id')) || free.has(get(next, 'mdtrt_id'))) continue;
			expect(get(visit, 'endtime') <= get(next, 'begntime'), `${get(visit, 'mdtrt_id')} ${get(next, 'mdtrt_id')}`).toBe(true);
		}
	}
};

const TIME = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/;
/** Every time is a time; a charge lies inside its visit but where another time is the matter. */
export const expectTimes = (batch: Batch): void => {
	const told = new Set(batch['truth.csv'].filter((t) => /后收费|前收费/.test(get(t, 'problem'))).map((t) => get(t, 'mdtrt_id')));
	const visits = new Map(batch['mdtrt.csv'].map((v) => [get(v, 'mdtrt_id'), v]));
	for (const visit of batch['mdtrt.csv']) {
		expect(get(visit, 'begntime')).toMatch(TIME);
		expect(get(visit, 'begntime') < get(visit, 'endtime')).toBe(true);
		expect(Number.isNaN(Date.parse(get(visit, 'brdy')))).toBe(false);
	}
	const wrong: string[] = [];
	for (const line of batch['fee.csv']) {
		const time = get(line, 'fee_ocur_time');
		const visit = visits.get(get(line, 'mdtrt_id'));
		const inside = told.has(get(line, 'mdtrt_id')) || (time >= get(visit, 'begntime') && time <= get(visit, 'endtime'));
		if (!TIME.test(time) || !inside) wrong.push(`${get(line, 'feedetl_sn')} at ${time}`);
	}
	expectNone(wrong);
};

const days = (visit: Row): number =>
	Math.max(1, (Date.parse(get(visit, 'endtime').slice(0, 10)) - Date.parse(get(visit, 'begntime').slice(0, 10))) / 86_400_000);

/** Net quantity of a charge category in each stay equals its days, but where told otherwise. */
export const expectDays = (batch: Batch): void => {
	const told = new Set(batch['truth.csv'].filter((t) => /天数/.test(get(t, 'problem'))).map((t) => get(t, 'mdtrt_id')));
	const lines = groupBy(batch['fee.csv'], 'mdtrt_id');
	for (const stay of staysOf(batch)) {
		expect(Number(get(stay, 'ipt_days'))).toBe(days(stay));
		if (told.has(get(stay, 'mdtrt_id'))) continue;
		for (const type of ['01', '07']) {
			const charged = (lines.get(get(stay, 'mdtrt_id')) ?? []).filter((line) => line['med_chrgitm_type'] === type);
			expect(charged.reduce((sum, line) => sum + Number(get(line, 'cnt')), 0)).toBe(days(stay));
		}
	}
};

/** A laboratory item is reported as often as it is charged, but where that is the fault. */
export const expectReports = (batch: Batch): void => {
	const free = planted(batch, '检验收费次数多于报告', '检查收费次数多于报告', '收费无医嘱无记录');
	const reports = new Map<string, Set<string>>();
	for (const row of batch['lab.csv']) {
		for (const name of [get(row, 'rpt_name'), get(row, 'item_name')]) {
			const key = `${get(row, 'mdtrt_id')} ${name}`;
			reports.set(key, (reports.get(key) ?? new Set()).add(get(row, 'rpt_no')));
		}
	}
	for (const row of batch['exam.csv']) {
		const key = `${get(row, 'mdtrt_id')} ${get(row, 'item_name')}`;
		reports.set(key, (reports.get(key) ?? new Set()).add(get(row, 'rpt_no')));
	}
	const charged = new Map<string, number>();
	for (const line of batch['fee.csv']) {
		if (!['03', '04'].includes(get(line, 'med_chrgitm_type')) || free.has(get(line, 'mdtrt_id'))) continue;
		const key = `${get(line, 'mdtrt_id')} ${get(line, 'hilist_name')}`;
		charged.set(key, (charged.get(key) ?? 0) + Math.max(Number(get(line, 'cnt')), 0));
	}
	expectNone([...charged].filter(([key, count]) => (reports.get(key)?.size ?? 0) !== count).map(([key]) => key));
};
