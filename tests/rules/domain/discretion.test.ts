import { describe, expect, it } from 'vitest';
import type { Basis } from '../../../rules/domain/finding.ts';
import { DISCRETION, discretionOf } from '../../../rules/domain/policy/discretion.ts';
import { article38 } from '../../../rules/facts/regulation.ts';

const ranges = (...args: Parameters<typeof discretionOf>) => discretionOf(...args).map(({ row, range }) => [row.id, range]);

describe('the range of discretion', () => {
	it('is the loss times what articles 38 and 40 say', () => {
		expect(ranges([article38('三')], 1_234_56, ['2026-04-10', '2026-04-12'])).toEqual([
			['return', [1_234_56, 1_234_56]],
			['fine-38', [1_234_56, 2_469_12]],
			['fine-40', [2_469_12, 6_172_80]]
		]);
	});
	it('is not told in money where the loss is not known', () => {
		expect(ranges([article38('一')], null, null).map(([, range]) => range)).toEqual([null, null, null]);
	});
	it('does not follow from a clause that finds leads, nor for days before the article', () => {
		const lead: Basis = { doc: '医疗保障基金智能监管规则库、知识库框架体系（1.0版）', clause: '分解住院', from: '2023-05-15', verified: false };
		expect(ranges([lead], 100, null)).toEqual([]);
		expect(ranges([article38('三')], 100, ['2021-04-28', '2021-05-02'])).toEqual([]);
	});
	it('names source, days in force and condition of every row', () => {
		for (const row of DISCRETION) {
			expect([row.source.zh, row.source.en, row.needs.zh, row.needs.en].every((text) => text !== '')).toBe(true);
			expect(row.from).toMatch(/^\d{4}-\d\d-\d\d$/);
			expect(row.times[0]).toBeLessThanOrEqual(row.times[1]);
		}
	});
});
