import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { display } from '../../../../rules/domain/display.ts';
import { feeGrid, fenOf, type GridDay } from '../../../../src/lib/state/record/fee-grid.ts';
import { inRange } from '../../../../src/lib/state/record/range.ts';
import { at, tableOf } from './rows.ts';

const NUMBERS = { conditions: [], clears: [], rows: new Map([['fee:f:3', [{ number: 2, field: 'cnt' }]]]), first: new Map(), count: 0 };
const FEES = tableOf(
	`
	fee_ocur_time    | fee_end_time | hilist_code | hilist_name | cnt | unt | det_item_fee_sumamt
	2026-04-10       | 2026-04-16   | A1          | 床位费      | 6   | 日  | 300.00
	2026-04-11 08:30 |              | B1          | 血常规      | 1   | 次  | 25.00
	2026-04-11 19:00 |              | B1          | 血常规      | 1   | 次  | 25.00
	2026-04-13       |              | B1          | 血常规      | -1  | 次  | -25.00
	                 |              | C1          | 取材费      | 1   | 次  | 7.10
	2026-04-13       |              | D1          | 会诊费      | 1   | 次  |
	`,
	{ begin: 'fee_ocur_time', end: 'fee_end_time' }
);
const day = (text: string): GridDay => at(text) / 86_400;

describe('day list', () => {
	it('puts every line in one cell, idle days between charges too, and says until when a charge runs', () => {
		const grid = feeGrid(FEES, FEES.rows, null, NUMBERS);
		expect(grid.days).toEqual([day('2026-04-10'), day('2026-04-11'), day('2026-04-12'), day('2026-04-13'), 'none']);
		expect(grid.items.map(({ name, amount, lines }) => [name, amount, lines])).toEqual([
			['床位费', 30_000, 1],
			['血常规', 2_500, 3],
			['取材费', 710, 1],
			['会诊费', 0, 1]
		]);
		const bed = grid.items[0]!;
		expect(bed.cells.get(day('2026-04-10'))).toMatchObject({ amount: 30_000, until: day('2026-04-16'), quantities: ['6日'] });
		expect(bed.spans).toEqual([[day('2026-04-11'), day('2026-04-16')]]);
		expect(grid.items[1]!.cells.get(day('2026-04-11'))).toMatchObject({ amount: 5_000, rows: ['fee:f:2', 'fee:f:3'], numbers: [2] });
		expect(grid.items[1]!.cells.get(day('2026-04-13'))).toMatchObject({ amount: -2_500 });
		expect([grid.amount, grid.lines, grid.unpriced]).toEqual([33_210, 6, 1]);
	});

	it('has a column of its own for what began before the range and reaches into it', () => {
		const range = { from: at('2026-04-12'), to: at('2026-04-14') };
		const rows = FEES.rows.filter((row) => inRange('fee', row, range));
		const grid = feeGrid(FEES, rows, range, NUMBERS);
		expect(grid.days).toEqual(['before', day('2026-04-12'), day('2026-04-13'), 'none']);
		expect(grid.sums.get('before')).toBe(30_000);
	});

	it('shows idle days up to discharge', () => {
		const grid = feeGrid(FEES, FEES.rows.slice(1, 3), null, NUMBERS, at('2026-04-13 10:00'));
		expect(grid.days).toEqual([day('2026-04-11'), day('2026-04-12'), day('2026-04-13')]);
	});

	it('makes no thousand columns of a line in another year', () => {
		const far = tableOf('fee_ocur_time|hilist_name|det_item_fee_sumamt\n2023-01-01|a|1.00\n2026-04-10|a|1.00', { begin: 'fee_ocur_time' });
		expect(feeGrid(far, far.rows, null, NUMBERS).days).toEqual([day('2023-01-01'), day('2026-04-10')]);
	});

	it('adds up by row, by column and as a whole, whatever the lines', () => {
		const line = fc.record({
			day: fc.option(fc.integer({ min: 1, max: 28 })),
			item: fc.integer({ min: 0, max: 5 }),
			fen: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 }))
		});
		fc.assert(
			fc.property(fc.array(line, { maxLength: 60 }), fc.boolean(), (lines, ranged) => {
				const table = tableOf(
					[
						'fee_ocur_time|hilist_name|det_item_fee_sumamt',
						...lines.map(({ day, item, fen }) =>
							[day === null ? '' : `2026-02-${String(day).padStart(2, '0')}`, `i${item}`, fen === null ? '' : display.amount(fen)].join('|')
						)
					].join('\n'),
					{ begin: 'fee_ocur_time' }
				);
				const range = ranged ? { from: at('2026-02-10'), to: at('2026-02-20') } : null;
				const rows = table.rows.filter((row) => inRange('fee', row, range));
				const grid = feeGrid(table, rows, range, NUMBERS);
				const sum = rows.reduce((total, row) => total + (fenOf(row.cells[2]!) ?? 0), 0);
				expect(grid.amount).toBe(sum);
				expect(grid.items.reduce((total, item) => total + item.amount, 0)).toBe(sum);
				expect([...grid.sums.values()].reduce((total, amount) => total + amount, 0)).toBe(sum);
				expect(new Set([...grid.sums.keys()])).toEqual(new Set(grid.days.filter((one) => grid.sums.has(one))));
				expect(grid.items.flatMap(({ cells }) => [...cells.values()].flatMap((cell) => cell.rows)).length).toBe(rows.length);
			})
		);
	});

	it('reads amounts as the record shows them', () => {
		expect(['300.00', '-12.34', '0.05', '', '3', 'x'].map(fenOf)).toEqual([30_000, -1_234, 5, null, null, null]);
	});
});
