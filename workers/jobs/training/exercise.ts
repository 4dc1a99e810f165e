import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { DebriefRow, TrainingForm, TrainingQuestion, TrainingScore, TrainingTruth } from '../../protocol/training.ts';
import { RULES_OF } from './rules-of-problem.ts';

/** What can be asked: a question with its answer. */
export interface Askable extends TrainingQuestion {
	readonly truth: TrainingTruth;
}
export const askedAs = ({ visit, rule }: TrainingQuestion): string => `${visit} ${rule}`;

/** Questions that a batch's answers allow, each stay and rule once; a fault that is there outweighs what only looks alike. */
export function askables(truths: readonly TrainingTruth[]): Askable[] {
	const all = new Map<string, Askable>();
	for (const truth of truths) {
		const rule = RULES_OF[truth.problem]?.[0];
		if (rule === undefined) continue;
		const question = { visit: truth.visit, rule, truth };
		if (truth.kind === 'planted' || !all.has(askedAs(question))) all.set(askedAs(question), question);
	}
	return [...all.values()];
}

/**
 * Draws a set: as many look-alikes as the form wants and the batch has, the rules in turn, in an order that tells nothing. The same form and batch give the
 * same set.
 */
export function drawSet(all: readonly Askable[], { questions, lookAlikes, rules, seed }: TrainingForm): TrainingQuestion[] {
	const lot = (one: Askable, what: string): string => bytesToHex(sha256(utf8ToBytes([seed, what, one.visit, one.rule].join('\n'))));
	const wanted = all.filter(({ rule }) => rules.length === 0 || rules.includes(rule));
	const take = (kind: TrainingTruth['kind'], count: number): Askable[] => {
		const byRule = new Map<string, Askable[]>();
		for (const one of wanted.filter(({ truth }) => truth.kind === kind).sort((a, b) => (lot(a, 'draw') < lot(b, 'draw') ? -1 : 1)))
			byRule.set(one.rule, [...(byRule.get(one.rule) ?? []), one]);
		const longest = Math.max(0, ...[...byRule.values()].map((list) => list.length));
		return Array.from({ length: longest }, (_, i) => [...byRule.values()].flatMap((list) => list.slice(i, i + 1)))
			.flat()
			.slice(0, count);
	};
	const alike = take('look-alike', Math.round((questions * lookAlikes) / 100));
	const drawn = [...alike, ...take('planted', questions - alike.length)];
	return drawn.sort((a, b) => (lot(a, 'order') < lot(b, 'order') ? -1 : 1)).map(({ visit, rule }) => ({ visit, rule }));
}

/** Counts of answers, whole or of one rule. */
export function scoreOf(rows: readonly DebriefRow[]): TrainingScore {
	const wrong = rows.filter(({ right }) => !right);
	const times = rows.map(({ ms }) => ms).sort((a, b) => a - b);
	const middle = times.length >> 1;
	return {
		asked: rows.length,
		right: rows.length - wrong.length,
		missed: wrong.filter(({ truth }) => truth.kind === 'planted').length,
		wronglyAccepted: wrong.filter(({ truth }) => truth.kind === 'look-alike').length,
		medianMs: times.length === 0 ? 0 : times.length % 2 === 1 ? times[middle]! : (times[middle - 1]! + times[middle]!) / 2
	};
}
