import type { ChartConfiguration, ChartOptions, TooltipItem } from 'chart.js';
import { count, money, shortMoney } from '$lib/format/number.ts';
import { m } from '$lib/i18n/index.ts';
import type { BudgetView, FundRow, MonthSpend, RulePrecision, Slice } from '$workers/protocol/overview.ts';
import type { ChartLook } from './chart-look.ts';

type Say = (value: number) => string;

/** Names longer than this are cut on an axis; the table beside it has them whole. */
const LONGEST = 12;
const cut = (name: string): string => ([...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join('')}…` : name);
const axisMoney: Say = (fen) => shortMoney(fen, m.wan());

function options(look: ChartLook, across: boolean, axis: Say, whole: Say, stacked = false): ChartOptions {
	const values = {
		stacked,
		beginAtZero: true,
		grid: { color: look.line },
		border: { display: false },
		ticks: { color: look.quiet, callback: (value: string | number) => axis(Number(value)), maxTicksLimit: 6 }
	};
	const names = { stacked, grid: { display: false }, border: { color: look.line }, ticks: { color: look.text, autoSkip: false } };
	return {
		indexAxis: across ? 'y' : 'x',
		font: { family: look.font, size: 12 },
		scales: across ? { x: values, y: names } : { x: names, y: values },
		plugins: {
			legend: { position: 'bottom', align: 'start', labels: { color: look.text, boxWidth: 12, boxHeight: 12, font: { family: look.font } } },
			tooltip: {
				callbacks: { label: (item: TooltipItem<'bar'>) => `${item.dataset.label}: ${whole(Number(across ? item.parsed.x : item.parsed.y))}` }
			}
		}
	} as ChartOptions;
}
const bar = (look: ChartLook, label: string, data: readonly (number | null)[], color: string) => ({
	type: 'bar' as const,
	label,
	data: [...data],
	backgroundColor: color,
	// A hairline, so that light bars stand out from the ground in print and for weak eyes.
	borderColor: look.confirmed,
	borderWidth: 1,
	maxBarThickness: 18
});

/** Money of findings and of the confirmed ones among them, by value. */
export const sliceChart =
	(slices: readonly Slice[], nameOf: (value: string) => string, across: boolean) =>
	(look: ChartLook): ChartConfiguration =>
		({
			type: 'bar',
			data: {
				labels: slices.map(({ value }) => cut(nameOf(value))),
				datasets: [
					bar(
						look,
						m.overview_found_money(),
						slices.map(({ amount }) => amount),
						look.found
					),
					bar(
						look,
						m.overview_confirmed_money(),
						slices.map(({ confirmedAmount }) => confirmedAmount),
						look.confirmed
					)
				]
			},
			options: options(look, across, axisMoney, money)
		}) as ChartConfiguration;

/** What became of each rule's findings, counted. */
export const ruleChart =
	(rules: readonly RulePrecision[], titleOf: (rule: string) => string) =>
	(look: ChartLook): ChartConfiguration => {
		const open = (row: RulePrecision): number => row.fired - row.confirmed - row.rejected;
		return {
			type: 'bar',
			data: {
				labels: rules.map(({ rule }) => cut(titleOf(rule))),
				datasets: [
					bar(
						look,
						m.decision_confirmed(),
						rules.map(({ confirmed }) => confirmed),
						look.confirmed
					),
					bar(
						look,
						m.decision_rejected(),
						rules.map(({ rejected }) => rejected),
						look.rejected
					),
					bar(look, m.overview_not_judged(), rules.map(open), look.surface)
				]
			},
			options: options(look, true, count, count, true)
		} as ChartConfiguration;
	};

export const fundChart =
	(funds: readonly FundRow[], nameOf: (fund: FundRow['fund']) => string) =>
	(look: ChartLook): ChartConfiguration =>
		({
			type: 'bar',
			data: {
				labels: funds.map(({ fund }) => nameOf(fund)),
				datasets: [
					bar(
						look,
						m.overview_paid(),
						funds.map(({ paid }) => paid),
						look.surface
					),
					bar(
						look,
						m.overview_paid_flagged(),
						funds.map(({ flagged }) => flagged),
						look.found
					),
					bar(
						look,
						m.overview_paid_confirmed(),
						funds.map(({ confirmed }) => confirmed),
						look.confirmed
					)
				]
			},
			options: options(look, true, axisMoney, money)
		}) as ChartConfiguration;

/** Monthly spend of a fund, with the budgets of the months where there are any. */
export const spendChart =
	(spend: readonly MonthSpend[], fund: BudgetView['fund'], budget: BudgetView | null) =>
	(look: ChartLook): ChartConfiguration => {
		const months = budget ? budget.months.map(({ month }) => month) : monthsBetween(spend.flatMap(({ month }) => (month === '' ? [] : [month])));
		const paid = new Map(spend.map(({ month, paid: of }) => [month, of[fund]]));
		const limit = {
			type: 'line' as const,
			label: m.overview_budget(),
			data: budget?.months.map((one) => one.budget) ?? [],
			borderColor: look.budget,
			backgroundColor: look.budget,
			// In front of the bars.
			order: -1,
			borderWidth: 2,
			pointRadius: 3
		};
		return {
			type: 'bar',
			data: {
				labels: months,
				datasets: [
					bar(
						look,
						m.overview_spent(),
						months.map((month) => paid.get(month) ?? null),
						look.found
					),
					...(budget ? [limit] : [])
				]
			},
			options: options(look, false, axisMoney, money)
		} as ChartConfiguration;
	};

/** Every month from the first to the last, so that one without settlements is seen as a gap. */
function monthsBetween(months: readonly string[]): string[] {
	const number = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
	const [first, last] = [months[0], months.at(-1)];
	if (first === undefined || last === undefined) return [];
	return Array.from({ length: number(last) - number(first) + 1 }, (_, i) => {
		const at = number(first) + i;
		return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
	});
}
