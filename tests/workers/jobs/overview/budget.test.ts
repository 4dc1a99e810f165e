import { describe, expect, it } from 'vitest';
import { budgetViews } from '../../../../workers/jobs/overview/budget.ts';
import type { Budget, BudgetWarning, MonthSpend } from '../../../../workers/protocol/overview.ts';

const month = (name: string, total: number | null): MonthSpend => ({
	month: name,
	settlements: 1,
	paid: { total, pooled: total, large: null, critical: null, aid: null, rest: 0 }
});
const budget = (period: string, amount: number, parts: Partial<Budget> = {}): Budget => ({
	period,
	fund: 'total',
	amount,
	warnAt: 90,
	source: '',
	...parts
});

/** Spend by month, budgets, and the warnings as words: id, where, share. */
const CASES: readonly { name: string; spend: MonthSpend[]; budgets: Budget[]; warned: string[] }[] = [
	{ name: 'under everything', spend: [month('2026-01', 1_000)], budgets: [budget('2026-01', 2_000)], warned: [] },
	{
		name: 'equal to the month’s budget is near, not over',
		spend: [month('2026-01', 2_000)],
		budgets: [budget('2026-01', 2_000)],
		warned: ['month-near 2026-01 100']
	},
	{ name: 'one 分 over', spend: [month('2026-01', 2_001)], budgets: [budget('2026-01', 2_000)], warned: ['month-over 2026-01 100.1'] },
	{
		name: 'just below the line set with the budget',
		spend: [month('2026-01', 1_599)],
		budgets: [budget('2026-01', 2_000, { warnAt: 80 })],
		warned: []
	},
	{ name: 'on that line', spend: [month('2026-01', 1_600)], budgets: [budget('2026-01', 2_000, { warnAt: 80 })], warned: ['month-near 2026-01 80'] },
	{
		name: 'a year is spread evenly, and the share of the year that is gone counts',
		spend: [month('2026-01', 100), month('2026-02', 110)],
		budgets: [budget('2026', 1_200)],
		warned: ['month-near 2026-01 100', 'month-over 2026-02 110']
	},
	{
		name: 'ahead of the year from five points on: 260 of 1,200 is 21.7 % with 16.7 % gone',
		spend: [month('2026-01', 130), month('2026-02', 130)],
		budgets: [budget('2026', 1_200)],
		warned: ['month-over 2026-01 130', 'month-over 2026-02 130', 'ahead 2026-02 21.7']
	},
	{
		name: 'the year over',
		spend: [month('2026-01', 1_201)],
		budgets: [budget('2026', 1_200)],
		warned: ['month-over 2026-01 1201', 'year-over 2026 100.1', 'ahead 2026-01 100.1']
	},
	{
		name: 'months before the first are said to be absent',
		spend: [month('2026-04', 10)],
		budgets: [budget('2026', 1_200)],
		warned: ['months-absent 2026-01–2026-03']
	},
	{
		name: 'months entered over the year',
		spend: [month('2026-01', 1)],
		budgets: [budget('2026', 1_200), budget('2026-01', 700), budget('2026-02', 501)],
		warned: ['months-over-year 1201']
	},
	{
		name: 'a fund that no file tells apart is not 0',
		spend: [month('2026-01', 1)],
		budgets: [budget('2026', 1_200, { fund: 'aid' })],
		warned: ['fund-absent']
	},
	{ name: 'refunds may make a month negative', spend: [month('2026-01', -5)], budgets: [budget('2026-01', 10)], warned: [] }
];
const words = (one: BudgetWarning): string => {
	if (one.id === 'months-absent') return `${one.id} ${one.from}–${one.to}`;
	if (one.id === 'months-over-year') return `${one.id} ${one.months}`;
	if (one.id === 'fund-absent') return one.id;
	return `${one.id} ${'month' in one ? one.month : one.year} ${one.share}`;
};

describe('spend against budgets', () => {
	it.each(CASES)('$name', ({ spend, budgets, warned }) => {
		expect(budgetViews(spend, budgets).flatMap(({ warnings }) => warnings.map(words))).toEqual(warned);
	});

	it('twelve even shares add up to the year to the 分', () => {
		const all = Array.from({ length: 12 }, (_, i) => month(`2026-${String(i + 1).padStart(2, '0')}`, 0));
		const [view] = budgetViews(all, [budget('2026', 1_000_001)]);
		expect(view!.months.reduce((sum, one) => sum + one.budget!, 0)).toBe(1_000_001);
	});

	it('names the documents of a budget once', () => {
		const [view] = budgetViews(
			[month('2026-01', 1)],
			[budget('2026', 10, { source: '某医保〔2026〕1号' }), budget('2026-01', 5, { source: '某医保〔2026〕1号' }), budget('2026-02', 5)]
		);
		expect(view!.sources).toEqual(['某医保〔2026〕1号']);
	});

	it('keeps years and funds apart, and settlements without a time out of every year', () => {
		const views = budgetViews(
			[month('2025-12', 7), month('2026-01', 9), month('', 100)],
			[budget('2026', 1_200), budget('2025', 1_200), budget('2026', 600, { fund: 'pooled' })]
		);
		expect(views.map(({ year, fund, months }) => [year, fund, months.map(({ spentToDate }) => spentToDate)])).toEqual([
			['2025', 'total', [7]],
			['2026', 'pooled', [9]],
			['2026', 'total', [9]]
		]);
	});
});
