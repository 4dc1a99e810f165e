import { money } from '$lib/format/number.ts';
import { m } from '$lib/i18n/index.ts';
import type { BudgetWarning, Fund, FunnelStep } from '$workers/protocol/overview.ts';

const FUND_NAMES: Record<Fund | 'total', () => string> = {
	total: m.overview_fund_total,
	pooled: m.overview_fund_pooled,
	large: m.overview_fund_large,
	critical: m.overview_fund_critical,
	aid: m.overview_fund_aid,
	rest: m.overview_fund_rest
};
const STEP_NAMES: Record<FunnelStep['step'], () => string> = {
	stays: m.overview_step_stays,
	flagged: m.overview_step_flagged,
	decided: m.overview_step_decided,
	confirmed: m.overview_step_confirmed
};
export const fundName = (fund: Fund | 'total'): string => FUND_NAMES[fund]();
export const stepName = (step: FunnelStep['step']): string => STEP_NAMES[step]();

/** What is warned of, with its reason in figures. */
export function warningText(warning: BudgetWarning): string {
	switch (warning.id) {
		case 'month-over':
		case 'month-near': {
			const { month, spent, budget, share } = warning;
			const data = { month, share, spent: money(spent), budget: money(budget), gap: money(Math.abs(spent - budget)) };
			return warning.id === 'month-over' ? m.overview_warn_month_over(data) : m.overview_warn_month_near(data);
		}
		case 'year-over':
		case 'year-near': {
			const { year, spent, budget, share } = warning;
			const data = { year, share, spent: money(spent), budget: money(budget), gap: money(Math.abs(spent - budget)) };
			return warning.id === 'year-over' ? m.overview_warn_year_over(data) : m.overview_warn_year_near(data);
		}
		case 'ahead':
			return m.overview_warn_ahead(warning);
		case 'months-absent':
			return warning.from === warning.to ? m.overview_warn_month_absent(warning) : m.overview_warn_months_absent(warning);
		case 'months-over-year':
			return m.overview_warn_months_over_year({ months: money(warning.months), budget: money(warning.budget) });
		case 'fund-absent':
			return m.overview_warn_fund_absent();
	}
}
/** Over a limit, or near it; the others say how far the figures carry. */
export const isOver = ({ id }: BudgetWarning): boolean => id === 'month-over' || id === 'year-over';
