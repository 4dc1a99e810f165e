import { dayOfIso } from '../domain/display.ts';
import type { Basis, Condition, Finding, Missing, Stage, Verdict } from '../domain/finding.ts';
import type { Shard } from '../domain/shard.ts';
import type { TableId } from '../domain/tables/index.ts';
import { assemble } from './assemble.ts';
import type { AnyRule, RunContext } from './rule.ts';
import { serviceDay } from './service-day.ts';
import { bookOf, closeBook, type Stay } from './stay.ts';
import { Trace } from './trace.ts';
import { Undetermined } from './undetermined.ts';

/** 无法判断 of one rule in one shard, by what is missing. */
export interface UndeterminedCount {
	readonly rule: string;
	readonly missing: Missing;
	/** Visits by index in the shard; null where the whole shard lacks a table. */
	readonly visits: readonly number[] | null;
}
export interface RuleError {
	readonly rule: string;
	readonly visit: string;
	readonly message: string;
}
export interface ShardResult {
	readonly findings: readonly Finding[];
	readonly undetermined: readonly UndeterminedCount[];
	readonly errors: readonly RuleError[];
	/** Stays that each rule looked at, by candidates or all. */
	readonly judged: Readonly<Record<string, number>>;
}

/** Aggregates of population rules by rule id. */
export type Aggregates = Readonly<Record<string, unknown>>;

/** Rules of a stage, in the order of their ids. */
export const rulesOfStage = (rules: readonly AnyRule[], stage: Stage): readonly AnyRule[] => rules.filter((rule) => rule.meta.stages.includes(stage));

/** First pass of population rules over one shard. Plain data, so that it can cross to another worker. */
export function mapShard(rules: readonly AnyRule[], shard: Shard, context: RunContext): Record<string, unknown> {
	const partials: Record<string, unknown> = {};
	for (const rule of rules) {
		if (rule.population && missingTable(rule, shard, context) === null) partials[rule.meta.id] = rule.population.map(shard, context);
	}
	return partials;
}

/** Joins the partials of all shards, in the order given: the same order gives the same findings. */
export function reducePartials(rules: readonly AnyRule[], partials: readonly Record<string, unknown>[]): Aggregates {
	const aggregates: Record<string, unknown> = {};
	for (const rule of rules) {
		if (!rule.population) continue;
		aggregates[rule.meta.id] = rule.population.reduce(partials.flatMap((partial) => (rule.meta.id in partial ? [partial[rule.meta.id]] : [])));
	}
	return aggregates;
}

/**
 * Judges one shard. With `everyStay` the candidates of the rules are not asked: the oracle of the tests.
 * One rule that throws never stops the batch: its error is a visible result.
 */
export function judgeShard(rules: readonly AnyRule[], shard: Shard, context: RunContext, aggregates: Aggregates, everyStay = false): ShardResult {
	const book = bookOf(shard, context.batch);
	const findings: Finding[] = [];
	const undetermined: UndeterminedCount[] = [];
	const errors: RuleError[] = [];
	const judged: Record<string, number> = {};
	for (const rule of rules) {
		const absent = missingTable(rule, shard, context);
		if (absent) {
			undetermined.push({ rule: rule.meta.id, missing: absent, visits: null });
			continue;
		}
		const waiting = new Map<string, { missing: Missing; visits: number[] }>();
		let count = 0;
		for (const visit of subjects(rule, shard, context, aggregates[rule.meta.id], everyStay, errors)) {
			count++;
			const stay = book.stay(visit);
			const verdict = judgeStay(rule, stay, context, aggregates[rule.meta.id]);
			if (verdict.kind === 'finding') findings.push(verdict.finding);
			if (verdict.kind === 'error') errors.push({ rule: rule.meta.id, visit: stay.id, message: verdict.message });
			for (const missing of missingOf(verdict)) {
				const key = `${missing.kind} ${missing.what}`;
				const entry = waiting.get(key) ?? waiting.set(key, { missing, visits: [] }).get(key)!;
				if (entry.visits.at(-1) !== visit) entry.visits.push(visit);
			}
		}
		judged[rule.meta.id] = count;
		for (const { missing, visits } of waiting.values()) undetermined.push({ rule: rule.meta.id, missing, visits });
	}
	closeBook(shard);
	return { findings, undetermined, errors, judged };
}

/** A finding does not hide what else of its subject could not be judged. */
function missingOf(verdict: Verdict): readonly Missing[] {
	return verdict.kind === 'finding' ? verdict.missing : verdict.kind === 'undetermined' ? [verdict.missing] : [];
}

function subjects(rule: AnyRule, shard: Shard, context: RunContext, aggregate: unknown, everyStay: boolean, errors: RuleError[]): Iterable<number> {
	const all = { length: shard.visitCount };
	if (everyStay || !rule.candidates) return Array.from(all, (_, v) => v);
	try {
		return rule.candidates(shard, context, aggregate) ?? Array.from(all, (_, v) => v);
	} catch (error) {
		errors.push({ rule: rule.meta.id, visit: '', message: `candidates: ${String(error)}` });
		return Array.from(all, (_, v) => v);
	}
}

/** One rule on one stay. */
export function judgeStay(rule: AnyRule, stay: Stay, context: RunContext, aggregate: unknown): Verdict {
	return traced(rule, stay, context, aggregate).verdict;
}

/** Why a rule said what it said about a stay: the same judge, with every comparison that it made, the false ones too. */
export interface Explanation {
	readonly verdict: Verdict;
	/** All that could not be judged, beside the verdict. */
	readonly missing: readonly Missing[];
	/** In the order of the judge; those of parts without a report come last. */
	readonly conditions: readonly Condition[];
}

/** One rule on one visit of a shard, explained: what "为什么没报?" shows. The candidates of the rule are not asked. */
export function explainVisit(rule: AnyRule, shard: Shard, visit: number, context: RunContext, aggregate: unknown): Explanation {
	const absent = missingTable(rule, shard, context);
	if (absent) return { verdict: { kind: 'undetermined', missing: absent }, missing: [absent], conditions: [] };
	const { verdict, trace } = traced(rule, bookOf(shard, context.batch).stay(visit), context, aggregate);
	const missing = verdict.kind === 'undetermined' && trace.undetermined.length === 0 ? [verdict.missing] : trace.undetermined;
	return { verdict, missing, conditions: [...trace.conditions, ...trace.dropped] };
}

function traced(rule: AnyRule, stay: Stay, context: RunContext, aggregate: unknown): { verdict: Verdict; trace: Trace } {
	const day = serviceDay(stay.book.shard, stay.index);
	const trace = new Trace(rule.meta.id, context, rule.meta.clears, day);
	return { verdict: verdictOf(rule, stay, trace, aggregate, day), trace };
}

function verdictOf(rule: AnyRule, stay: Stay, trace: Trace, aggregate: unknown, day: number | null): Verdict {
	const basis = rule.meta.basis.filter((b) => inForce(b, day));
	if (basis.length === 0) return { kind: 'not-applicable', reason: 'basis-not-in-force' };
	try {
		return judged(rule, stay, trace, aggregate, basis);
	} catch (error) {
		return { kind: 'error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
	}
}

/** @throws whatever the rule throws, or what its finding cannot be made of */
function judged(rule: AnyRule, stay: Stay, trace: Trace, aggregate: unknown, basis: readonly Basis[]): Verdict {
	try {
		rule.judge(stay, trace, aggregate);
	} catch (error) {
		if (!(error instanceof Undetermined)) throw error;
		if (trace.reports.length === 0) return { kind: 'undetermined', missing: error.missing };
		trace.cannotTell(error.missing);
	}
	if (trace.reports.length > 0) {
		if (!trace.holds) return { kind: 'error', message: 'a finding without a condition that holds' };
		return { kind: 'finding', finding: assemble(rule, stay, trace, basis), missing: trace.undetermined };
	}
	const missing = trace.undetermined[0];
	return missing ? { kind: 'undetermined', missing } : { kind: 'pass' };
}

/** The table or knowledge without which a rule cannot judge a shard at all; null where it can. */
export function missingTable(rule: AnyRule, shard: Shard, context: RunContext): Missing | null {
	const table = (rule.meta.requires as TableId[]).find((t) => !(t in shard.tables) && !(t in context.batch.tables));
	if (table) return { kind: 'table', what: table };
	const pack = rule.meta.knowledge.find((t) => !context.knowledge.has(t));
	return pack ? { kind: 'knowledge', what: pack } : null;
}

/** A basis that is not yet in force on the day of service gives no finding. Without a day only an open-ended basis can be judged by. */
function inForce(basis: Basis, day: number | null): boolean {
	if (day === null) return basis.to === undefined;
	return dayOf(basis.from) <= day && (basis.to === undefined || day <= dayOf(basis.to));
}

const days = new Map<string, number>();
/** Each of the few dates of the rules' bases is read once. */
function dayOf(text: string): number {
	let day = days.get(text);
	if (day === undefined) days.set(text, (day = dayOfIso(text)));
	return day;
}
