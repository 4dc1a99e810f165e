import { describe, expect, it } from 'vitest';
import type { Condition, Operand } from '../../../rules/domain/finding.ts';
import { csv, safeCell } from '../../../src/lib/format/csv.ts';
import { bytes, money, parseMoney, price, quantity, share, shortMoney } from '../../../src/lib/format/number.ts';
import { difference, operandText } from '../../../src/lib/format/operand.ts';
import { segments } from '../../../src/lib/format/spans.ts';
import { fill } from '../../../src/lib/format/template.ts';
import { duration, shortCivil, stayDay, stayDays, withoutYear } from '../../../src/lib/format/time.ts';

const words = { days: '天', hours: '小时' };
const operand = (unit: Operand['unit'], value: Operand['value']): Operand => ({
	label: { zh: 'x', en: 'x' },
	unit,
	value,
	sources: [],
	origin: 'record'
});
const MAY_10 = 1_778_371_200;

describe('numbers', () => {
	it.each([
		[0, '¥0.00'],
		[5, '¥0.05'],
		[348_219_055, '¥3,482,190.55'],
		[-30_000, '−¥300.00'],
		[null, '—']
	])('money %s', (fen, text) => expect(money(fen)).toBe(text));
	it('keeps every digit of quantities and prices', () => {
		expect(quantity(1_200_000)).toBe('120');
		expect(quantity(15_000)).toBe('1.5');
		expect(price(50_000_000)).toBe('¥50.00');
		expect(price(1_234_567)).toBe('¥1.234567');
	});
	it('shortens only where size is what matters', () => {
		expect(shortMoney(1_200_000, '万')).toBe('¥1.2万');
		expect(shortMoney(31_600, '万')).toBe('¥316');
		expect(bytes(348_000_000)).toBe('332 MB');
		expect(share(37, 412)).toBe('37/412 (9%)');
	});
	it.each([
		['300', 30_000],
		['1,200.5', 120_050],
		['¥0.01', 1],
		['-5', null],
		['1.234', null],
		['', null],
		['1e3', null]
	])('reads money %s', (text, fen) => expect(parseMoney(text)).toBe(fen));
});

describe('times', () => {
	it('shows as much as is known', () => {
		expect(shortCivil(MAY_10 + 14 * 3600, 2)).toBe('05-10 14:00');
		expect(shortCivil(MAY_10, 1)).toBe('05-10');
		expect(shortCivil(null, 0)).toBe('—');
		expect(withoutYear('2026-05-10 14:00:00')).toBe('05-10 14:00');
	});
	it('counts days of a stay', () => {
		expect(stayDay(MAY_10 + 86_400, MAY_10 + 80_000)).toBe(2);
		expect(stayDays(MAY_10, MAY_10 + 4 * 86_400)).toBe(4);
		expect(stayDays(MAY_10, MAY_10 + 3_600)).toBe(1);
		expect(duration(3_725_000)).toBe('1:02:05');
	});
});

describe('operands', () => {
	it.each([
		[operand('quantity', 1_200_000), '120'],
		[operand('hours', 960_000), '96 小时'],
		[operand('days', 4), '4 天'],
		[operand('amount', 120_000), '¥1,200.00'],
		[operand('span', [MAY_10 + 14 * 3600, MAY_10 + 86_400 * 4]), '2026-05-10 14:00 – 2026-05-14'],
		[operand('span', [MAY_10 / 86_400, MAY_10 / 86_400 + 4]), '2026-05-10 – 2026-05-14'],
		[operand('text', ['a', 'b', 'c']), 'a、b、c'],
		[operand('text', ''), '—']
	])('%#', (value, text) => expect(operandText(value, words)).toBe(text));
	it('tells a difference only between numbers of one unit', () => {
		const condition = (op: Condition['op'], left: Operand, right: Operand): Condition => ({ name: 'c', op, left, right, holds: true });
		expect(difference(condition('gt', operand('hours', 1_200_000), operand('hours', 960_000)), words)).toBe('24 小时');
		expect(difference(condition('gt', operand('hours', 1), operand('days', 1)), words)).toBeNull();
		expect(difference(condition('gt', operand('amount', 5), { ...operand('amount', 0), origin: 'constant' }), words)).toBeNull();
		expect(difference(condition('in', operand('text', 'a'), operand('text', ['a'])), words)).toBeNull();
	});
});

describe('texts', () => {
	it('fills templates and leaves unknown names visible', () => expect(fill('计 {{n}} 天 {{x}}', { n: 3 })).toBe('计 3 天 {{x}}'));
	it('cuts at span ends, overlaps included', () => {
		expect(
			segments('abcdef', [
				{ from: 1, to: 4, number: 1 },
				{ from: 3, to: 5, number: 2 }
			])
		).toEqual([
			{ text: 'a', numbers: [] },
			{ text: 'bc', numbers: [1] },
			{ text: 'd', numbers: [1, 2] },
			{ text: 'e', numbers: [2] },
			{ text: 'f', numbers: [] }
		]);
		expect(segments('ab', [{ from: 1, to: 9, number: 1 }])).toEqual([{ text: 'ab', numbers: [] }]);
	});
	it.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '＝1'])('defuses %s', (text) => expect(safeCell(text)).toBe(`'${text}`));
	it('leaves negative numbers alone and quotes what needs it', () => {
		expect(safeCell('-12.50')).toBe('-12.50');
		expect(csv([['a"b', 'c,d', -3]])).toBe('\uFEFF"a""b","c,d",-3\r\n');
	});
});
