import { describe, expect, it } from 'vitest';
import { labTrends } from '../../../../src/lib/state/record/lab-trends.ts';
import { disagree, flagOf, labValue, limitsOf, stateOf } from '../../../../src/lib/state/record/lab-values.ts';
import { tableOf } from './rows.ts';

describe('laboratory values', () => {
	it.each([
		['5.8', 5.8, ''],
		[' 12 ', 12, ''],
		['-0.3', -0.3, ''],
		['<0.01', 0.01, '<'],
		['≥ 200', 200, '>'],
		['9.9 ↑', 9.9, ''],
		['3.1(L)', 3.1, '']
	] as const)('reads %s', (text, value, sign) => expect(labValue(text)).toEqual({ value, sign }));
	it.each(['', '阴性', '1:80', '1.2×10^3', '3-5/HP', '+', '未检出'])('takes %s for no number', (text) => expect(labValue(text)).toBeNull());

	it.each([
		['3.5–9.5', '', 3.5, 9.5],
		['3.5-9.5', '', 3.5, 9.5],
		['0~40 U/L', 'U/L', 0, 40],
		['（115-150）', '', 115, 150],
		['-3 ~ 3', '', -3, 3],
		['<5', '', null, 5],
		['≥60', '', 60, null]
	] as const)('reads the limits of %s', (text, unit, low, high) => expect(limitsOf(text, unit)).toEqual({ low, high }));
	it.each(['', '阴性', '男 130-175；女 115-150', '9.5-3.5', '3.5-9.5-12', '参见说明'])('guesses no limits of %s', (text) =>
		expect(limitsOf(text, '')).toBeNull()
	);

	it.each([
		['3.4', '3.5-9.5', 'low'],
		['3.5', '3.5-9.5', 'in'],
		['9.5', '3.5-9.5', 'in'],
		['9.6', '3.5-9.5', 'high'],
		['<5', '3-9', 'unknown'],
		['<3', '3-9', 'low'],
		['<5', '<5', 'in'],
		['>10', '3-9', 'high'],
		['>5', '3-9', 'unknown'],
		['5', '', 'unknown']
	] as const)('%s against %s is %s', (result, range, state) => expect(stateOf(labValue(result)!, limitsOf(range, ''))).toBe(state));

	it.each([
		['正常', 'normal'],
		['↑', 'high'],
		['偏低', 'low'],
		['HH', 'high'],
		['危急值', 'abnormal'],
		['1', 'none'],
		['', 'none']
	] as const)('flag %s is %s', (text, flag) => expect(flagOf(text)).toBe(flag));

	it('sees where flag and range contradict each other, and only there', () => {
		expect(disagree('normal', 'high')).toBe(true);
		expect(disagree('high', 'low')).toBe(true);
		expect(disagree('abnormal', 'in')).toBe(true);
		expect([disagree('none', 'high'), disagree('high', 'high'), disagree('abnormal', 'low'), disagree('high', 'unknown')]).toEqual([
			false,
			false,
			false,
			false
		]);
	});
});

describe('trends', () => {
	const LABS = tableOf(
		`
		rpt_time         | item_name | result | unit   | ref_range | abnormal
		2026-04-12 07:30 | 白细胞    | 12.4   | 10^9/L | 3.5-9.5   | ↑
		2026-04-11 07:30 | 白细胞    | 5.8    | 10^9/L | 3.5-9.5   | 正常
		2026-04-11 07:30 | 乙肝抗原  | 阴性   |        | 阴性      | 正常
		2026-04-11 07:30 | 血钾      | 4.1    | mmol/L | 3.5-5.5   | 偏高
		`,
		{ begin: 'rpt_time' }
	);
	it('groups by test and unit in the order of time, evidence first', () => {
		const numbering = { conditions: [], clears: [], rows: new Map([['lab:f:3', [{ number: 1, field: 'result' }]]]), first: new Map(), count: 1 };
		const trends = labTrends(LABS, LABS.rows, numbering);
		expect(trends.map(({ name, abnormal, hasEvidence }) => [name, abnormal, hasEvidence])).toEqual([
			['乙肝抗原', 0, true],
			['白细胞', 1, false],
			['血钾', 1, false]
		]);
		expect(trends[1]!.points.map(({ value, state }) => [value, state])).toEqual([
			[5.8, 'in'],
			[12.4, 'high']
		]);
		expect([trends[1]!.low, trends[1]!.high]).toEqual([3.5, 12.4]);
		expect(trends[0]!.points[0]).toMatchObject({ value: null, text: '阴性' });
		expect(trends[2]!.points[0]!.disagrees).toBe(true);
	});
});
