import type { Bilingual } from '../../rules/domain/finding.ts';
import type { Interval } from './rule-life.ts';

/**
 * Findings that share one value: how many, and their money as the queue under the same filter adds it (分; a fee line claimed by several of them counts
 * once). The confirmed ones are a part of them.
 */
export interface Slice {
	/** '' where the records do not say. */
	readonly value: string;
	readonly count: number;
	readonly amount: number;
	readonly confirmed: number;
	readonly confirmedAmount: number;
}

export const FUNNEL_STEPS = ['stays', 'flagged', 'decided', 'confirmed'] as const;
export interface FunnelStep {
	readonly step: (typeof FUNNEL_STEPS)[number];
	readonly stays: number;
	/** Null for stays as such. */
	readonly findings: number | null;
	readonly amount: number | null;
}

export interface RulePrecision {
	readonly rule: string;
	readonly fired: number;
	readonly confirmed: number;
	readonly rejected: number;
	readonly asked: number;
	readonly amount: number;
	/** Confirmed of those confirmed or rejected, with its 95 % interval; null before the first of them. */
	readonly precision: { readonly share: number; readonly interval: Interval } | null;
}

/** Funds as settlements tell them apart: 统筹, 职工大额, 居民大病, 医疗救助; `rest`: what of the total no such column says. */
export const FUNDS = ['pooled', 'large', 'critical', 'aid', 'rest'] as const;
export type Fund = (typeof FUNDS)[number];

/** What one fund paid, 分. */
export interface FundRow {
	readonly fund: Fund | 'total';
	/** Null where no file of the batch carries the column. */
	readonly paid: number | null;
	/** The part of it paid for stays with a finding, and for stays with a confirmed one. */
	readonly flagged: number | null;
	readonly confirmed: number | null;
	/** 基金损失 of what was confirmed, divided by stay as its settlements divide what the funds paid: a reckoning, no record says it. Null for the total. */
	readonly lost: number | null;
	/** Settlements that leave the column empty. */
	readonly empty: number;
}

/** What was settled in a month; '' where the record has no time. */
export interface MonthSpend {
	readonly month: string;
	readonly settlements: number;
	/** 分; null where no file carries the column. */
	readonly paid: Readonly<Record<Fund | 'total', number | null>>;
}

/** A budget that the user entered (预算): an entry of the register of its batch. */
export interface Budget {
	/** yyyy or yyyy-MM. */
	readonly period: string;
	readonly fund: Fund | 'total';
	/** 分. */
	readonly amount: number;
	/** Per cent of the budget from which on it is warned. */
	readonly warnAt: number;
	/** Document that sets it; '' where the user named none. */
	readonly source: string;
}

/** A limit of ours with why it is what it is; `verified` only where a person checked its source. */
export interface BudgetLimit {
	readonly value: number;
	readonly reason: Bilingual;
	readonly source: string;
	readonly verified: boolean;
}

/** Amounts in 分, shares in per cent of the budget, rounded to a tenth. */
export type BudgetWarning =
	| { readonly id: 'month-over' | 'month-near'; readonly month: string; readonly spent: number; readonly budget: number; readonly share: number }
	| { readonly id: 'year-over' | 'year-near'; readonly year: string; readonly spent: number; readonly budget: number; readonly share: number }
	/** More of the year's budget is spent than of the year is gone. */
	| { readonly id: 'ahead'; readonly month: string; readonly share: number; readonly elapsed: number }
	/** Months before the first that has settlements: the year's sum is too small. */
	| { readonly id: 'months-absent'; readonly from: string; readonly to: string }
	/** Budgets of months add up to more than that of their year. */
	| { readonly id: 'months-over-year'; readonly months: number; readonly budget: number }
	| { readonly id: 'fund-absent' };

export interface BudgetMonth {
	readonly month: string;
	readonly spent: number;
	/** Entered for the month, else an even share of the year's; null where neither is. */
	readonly budget: number | null;
	readonly even: boolean;
	readonly spentToDate: number;
}

/** Spend of a year against what was entered for it, of one fund. */
export interface BudgetView {
	readonly fund: Fund | 'total';
	readonly year: string;
	/** Of the whole year; null where only months were entered. */
	readonly budget: number | null;
	/** Documents that the user named for it, each once. */
	readonly sources: readonly string[];
	readonly months: readonly BudgetMonth[];
	readonly warnings: readonly BudgetWarning[];
}

export interface OverviewView {
	readonly funnel: readonly FunnelStep[];
	/** What stands of the confirmed findings after decisions line by line (认定金额), a fee line once; with the findings whose sum is unknown. */
	readonly accepted: Readonly<Record<'amount' | 'inScope' | 'fund', { readonly fen: number; readonly unknown: number }>>;
	/** 基金损失 of stays whose settlements do not tell their funds apart, 分. */
	readonly lostUnplaced: number;
	readonly violations: readonly Slice[];
	readonly institutions: readonly Slice[];
	readonly departments: readonly Slice[];
	readonly doctors: readonly Slice[];
	/** By month of the conduct, yyyy-MM. */
	readonly months: readonly Slice[];
	readonly rules: readonly RulePrecision[];
	readonly funds: readonly FundRow[];
	/** Settlements whose funds add up to more than their total: `rest` of them is negative. */
	readonly contradicting: number;
	readonly spend: readonly MonthSpend[];
	readonly budgets: readonly BudgetView[];
	readonly limits: Readonly<Record<'warnAt' | 'ahead' | 'even', BudgetLimit>>;
}

export interface OverviewApi {
	/** @param institution as findings name it; '' for all. Budgets are of the batch as a whole. @throws Fault not-found where the batch has no run */
	overview(batch: string, institution: string): Promise<OverviewView>;
}
