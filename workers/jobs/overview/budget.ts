import type { Budget, BudgetLimit, BudgetMonth, BudgetView, BudgetWarning, MonthSpend } from '../../protocol/overview.ts';

const OURS = '本程序设定，没有核实到出处；可在录入预算时改预警线';

/** Limits of the warnings. None of them is set by a document that we could check: they say so on screen. */
export const BUDGET_LIMITS: Readonly<Record<'warnAt' | 'ahead' | 'even', BudgetLimit>> = {
	warnAt: {
		value: 90,
		reason: {
			zh: '用到预算的 90% 时还来得及调整；录入预算时可以改',
			en: 'At 90 % of a budget there is still time to act; it can be set with each budget'
		},
		source: OURS,
		verified: false
	},
	ahead: {
		value: 5,
		reason: {
			zh: '累计支出占年度预算的百分比，比已过月份占全年的百分比高出 5 个百分点以上才提示，以免把平常的起伏当作超支',
			en: 'Warned only from 5 points above the share of the year that is gone, so that common ups and downs are no overspending'
		},
		source: OURS,
		verified: false
	},
	even: {
		value: 12,
		reason: {
			zh: '没有录入月预算时，年度预算按 12 个月均摊，合计等于年度预算',
			en: 'Without budgets of months the year’s is spread evenly over 12, adding up to it'
		},
		source: OURS,
		verified: false
	}
};

/** Spend against the budgets entered, a view for each fund and year of them; the months reach from the first that has settlements or a budget of its own to the last. */
export function budgetViews(spend: readonly MonthSpend[], budgets: readonly Budget[]): BudgetView[] {
	const groups = new Map<string, Budget[]>();
	for (const budget of budgets) {
		const key = `${budget.period.slice(0, 4)} ${budget.fund}`;
		(groups.get(key) ?? groups.set(key, []).get(key)!).push(budget);
	}
	return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => viewOf(spend, group));
}

function viewOf(spend: readonly MonthSpend[], group: readonly Budget[]): BudgetView {
	const { fund, period } = group[0]!;
	const year = period.slice(0, 4);
	const ofYear = group.find((budget) => budget.period === year) ?? null;
	const ofMonth = new Map(group.filter((budget) => budget !== ofYear).map((budget) => [budget.period, budget]));
	const spent = new Map(spend.filter(({ month }) => month.startsWith(`${year}-`)).map(({ month, paid }) => [month, paid[fund]]));
	const absent = [...spent.values()].some((paid) => paid === null);
	let toDate = 0;
	const months = monthsOf(year, [...spent.keys(), ...ofMonth.keys()]).map((month): BudgetMonth => {
		const paid = spent.get(month) ?? 0;
		toDate += paid;
		const own = ofMonth.get(month)?.amount;
		const budget = own ?? (ofYear ? evenShare(ofYear.amount, Number(month.slice(5))) : null);
		return { month, spent: paid, budget, even: own === undefined && ofYear !== null, spentToDate: toDate };
	});
	const warnings = absent
		? [{ id: 'fund-absent' } as const]
		: [...monthWarnings(months, ofMonth, ofYear), ...yearWarnings(months, [...spent.keys()], ofYear, ofMonth)];
	const sources = [...new Set(group.flatMap(({ source }) => (source === '' ? [] : [source])))];
	return { fund, year, budget: ofYear?.amount ?? null, sources, months: absent ? [] : months, warnings };
}

/** Months of a year from the first of those given to the last: one between them without settlements spent nothing. */
function monthsOf(year: string, given: readonly string[]): string[] {
	const numbers = given.map((month) => Number(month.slice(5)));
	const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
	return Array.from({ length: given.length === 0 ? 0 : last - first + 1 }, (_, i) => `${year}-${String(first + i).padStart(2, '0')}`);
}

/** 分 of the n-th month when a year is spread evenly: the twelve add up to the year. */
function evenShare(year: number, n: number): number {
	const { value } = BUDGET_LIMITS.even;
	return Math.floor((year * n) / value) - Math.floor((year * (n - 1)) / value);
}

/** Per cent, rounded to a tenth. */
const percent = (part: number, whole: number): number => Math.round((part / whole) * 1000) / 10;
/** Whether spent reaches a share of the budget, without the rounding of the figure shown. */
const reaches = (spent: number, budget: number, at: number): boolean => spent * 100 >= budget * at;

function monthWarnings(months: readonly BudgetMonth[], ofMonth: ReadonlyMap<string, Budget>, ofYear: Budget | null): BudgetWarning[] {
	return months.flatMap(({ month, spent, budget }): BudgetWarning[] => {
		if (budget === null) return [];
		const warnAt = (ofMonth.get(month) ?? ofYear)?.warnAt ?? BUDGET_LIMITS.warnAt.value;
		const data = { month, spent, budget, share: percent(spent, budget) };
		if (spent > budget) return [{ id: 'month-over', ...data }];
		return reaches(spent, budget, warnAt) ? [{ id: 'month-near', ...data }] : [];
	});
}

function yearWarnings(
	months: readonly BudgetMonth[],
	settled: readonly string[],
	ofYear: Budget | null,
	ofMonth: ReadonlyMap<string, Budget>
): BudgetWarning[] {
	const last = settled.toSorted().at(-1);
	const first = settled.toSorted()[0];
	if (ofYear === null || last === undefined || first === undefined) return [];
	const { amount: budget, period: year, warnAt } = ofYear;
	const spent = months.find(({ month }) => month === last)!.spentToDate;
	const share = percent(spent, budget);
	const warnings: BudgetWarning[] = [];
	if (spent > budget) warnings.push({ id: 'year-over', year, spent, budget, share });
	else if (reaches(spent, budget, warnAt)) warnings.push({ id: 'year-near', year, spent, budget, share });
	const gone = Number(last.slice(5));
	if (spent * 100 >= budget * ((gone * 100) / 12 + BUDGET_LIMITS.ahead.value))
		warnings.push({ id: 'ahead', month: last, share, elapsed: percent(gone, 12) });
	if (!first.endsWith('-01'))
		warnings.push({ id: 'months-absent', from: `${year}-01`, to: `${year}-${String(Number(first.slice(5)) - 1).padStart(2, '0')}` });
	const sum = [...ofMonth.values()].reduce((total, { amount }) => total + amount, 0);
	if (sum > budget) warnings.push({ id: 'months-over-year', months: sum, budget });
	return warnings;
}
