import {
	LIFE_STEPS,
	type DeskRefusal,
	type NewException,
	type RuleException,
	type RuleLife,
	type RuleLifeEvent,
	type RuleLifeStep
} from '../protocol/rule-life.ts';

/** Where each rule stands after its last step; rules without a step are as they were born. */
export function livesOf(events: readonly RuleLifeEvent[]): Record<string, RuleLife> {
	const lives = Object.create(null) as Record<string, RuleLife>;
	for (const { rule, to } of events) lives[rule] = to;
	return lives;
}

/** Why a step is not taken, or null. @param now where the rule stands */
export function stepRefusal({ from, to, reason }: RuleLifeStep, now: RuleLife): DeskRefusal | null {
	if (from !== now || !LIFE_STEPS[now].includes(to)) return 'not-from-here';
	// What is committed or tried changes no run; what enters or leaves the runs says why.
	const silent = to === 'committed' || (now === 'committed' && to === 'trial');
	return !silent && reason.trim() === '' ? 'no-reason' : null;
}

/** First and last moment do not matter: an exception holds through its last day, by the calendar of this machine. */
export const holds = ({ until, ended }: RuleException, today: string): boolean => ended === undefined && today <= until;

/** Why an exception is not taken, or null. */
export function exceptionRefusal(wish: NewException, known: readonly RuleException[], today: string): DeskRefusal | null {
	const limits = Object.values(wish.limits).filter((limit) => limit.trim() !== '');
	if (wish.rule === '') return 'no-rule';
	if (limits.length === 0) return 'no-limit';
	if (wish.reason.trim() === '') return 'no-reason';
	if (!isDay(wish.until)) return 'no-until';
	if (wish.until < today) return 'until-past';
	const same = (one: RuleException): boolean =>
		one.rule === wish.rule && JSON.stringify(sorted(one.limits)) === JSON.stringify(sorted(trimmed(wish.limits)));
	return known.some((one) => holds(one, today) && same(one)) ? 'known-exception' : null;
}

/** Limits without those left empty. */
export const trimmed = (limits: NewException['limits']): NewException['limits'] =>
	Object.fromEntries(Object.entries(limits).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])));

const sorted = (limits: object): [string, unknown][] => Object.entries(limits).sort(([a], [b]) => (a < b ? -1 : 1));

/** A day that the calendar has: 2026-02-30 is none. */
function isDay(text: string): boolean {
	const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
	if (!match) return false;
	const at = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
	return new Date(at).toISOString().slice(0, 10) === text;
}

/** Day of a moment by the calendar of this machine, yyyy-MM-dd. */
export const dayOfMoment = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
