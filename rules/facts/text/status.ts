import type { Span } from './fold.ts';
import { lasts } from './lasting.ts';
import type { Reading } from './reading.ts';
import type { ScopeKind } from './scopes.ts';
import { timesIn } from './times.ts';

/**
 * How a text speaks of a thing: one word, the strongest that holds, in this order.
 * negated 否定 · family 家族史 · differential 鉴别诊断 · uncertain 不确定 · planned 拟行、建议、如、预防: not, or not yet, so · past 既往, over · affirmed 肯定.
 */
export const STATUSES = ['negated', 'family', 'differential', 'uncertain', 'planned', 'past', 'affirmed'] as const;
export type Status = (typeof STATUSES)[number];

/** Tests whose negative result does not deny that they were done. */
const TEST = /(试验|皮试|培养|检查|检测|筛查|测定|涂片|造影|ct|mri|彩超|b超|x线片|胸片)$/;
const DIRECTLY_BEFORE = /[不非未]/;

/** When the visit began (days since 1970-01-01): dates before it lie back. Null where it is not known: then only words tell. */
export interface Moment {
	readonly begin: number | null;
	/** A document of an earlier stay: all in it lies back. */
	readonly earlier?: boolean;
}

/** How the text speaks of the words in a folded span. `lasting` is true for what lies back and is still there: 起搏器, 高血压病史. */
export function statusOf(reading: Reading, span: Span, moment: Moment = { begin: null }): { status: Status; lasting: boolean } {
	const [from, to] = span;
	const { kind } = reading.sectionAt(from);
	const covered = new Set<ScopeKind>();
	for (const scope of reading.scopesAt(from)) if (scope.from <= from && to <= scope.to) covered.add(scope.kind);
	const is = (status: Status): { status: Status; lasting: boolean } => ({ status, lasting: false });
	if (covered.has('neg') || denied(reading.text, span) || (covered.has('result') && !isTest(reading.text, span))) return is('negated');
	if (kind === 'family' || covered.has('family')) return is('family');
	if (kind === 'differential' || covered.has('differ')) return is('differential');
	if (covered.has('unc')) return is('uncertain');
	if (covered.has('plan') || (kind === 'plan' && !covered.has('now'))) return is('planned');
	const past = moment.earlier === true || covered.has('past') || (kind === 'history' && !covered.has('now')) || datedBefore(reading, from, moment);
	if (!past) return is('affirmed');
	const lasting = covered.has('still') || lasts(reading.text.slice(from, to), reading.text.slice(...reading.sentenceAt(from)));
	return { status: lasting ? 'affirmed' : 'past', lasting };
}

/** 不水肿, 非鳞癌: the one sign before the word that denies it alone. */
const denied = (text: string, [from]: Span): boolean =>
	from > 0 && DIRECTLY_BEFORE.test(text[from - 1]!) && !'除并而'.includes(text[from - 2] ?? ' ');

const isTest = (text: string, [from, to]: Span): boolean => TEST.test(text.slice(from, to)) || text.startsWith('皮试', to);

/** Whether the last date before the words in their sentence lies before the visit. */
function datedBefore(reading: Reading, from: number, { begin }: Moment): boolean {
	const sentence = reading.sentenceAt(from);
	const last = timesIn(reading.text, [sentence[0], from]).findLast(({ year }) => year !== null);
	if (!last) return false;
	if (last.day !== null && begin !== null) return last.day < begin;
	return begin !== null && last.day === null && last.year !== null && last.year < yearOf(begin);
}

const DAYS_IN_YEAR = 365.2425;
const yearOf = (day: number): number => 1970 + Math.floor(day / DAYS_IN_YEAR);
