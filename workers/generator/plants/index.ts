import type { Scenario } from '../stage.ts';
import { DAYS } from './days.ts';
import { EVIDENCE } from './evidence.ts';
import { scenariosOf, type Problem } from './help.ts';
import { PAYMENT } from './payment.ts';
import { PERSON } from './person.ts';
import { POPULATION } from './population.ts';
import { PRICE } from './price.ts';
import { REPEATS } from './repeats.ts';
import { STOCK } from './stock.ts';
import { VISITS } from './visits.ts';

/** Families in turn, so that the first of the catalogue show as many kinds as there are. */
const FAMILIES = [DAYS, PERSON, REPEATS, EVIDENCE, PAYMENT, PRICE, VISITS, POPULATION, STOCK];

const turnAbout = <T>(lists: readonly (readonly T[])[]): T[] => {
	const longest = Math.max(...lists.map((list) => list.length));
	return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list.slice(i, i + 1))).flat();
};

export const PROBLEMS: readonly Problem[] = turnAbout(FAMILIES);

/** First every problem's first fault and first look-alike, then the others. */
const byRound = (round: number): Scenario[] =>
	PROBLEMS.flatMap((problem) => {
		const all = scenariosOf(problem);
		const planted = all.filter((one) => one.kind === 'planted');
		const alike = all.filter((one) => one.kind === 'look-alike');
		return [...planted.slice(round, round + 1), ...alike.slice(round, round + 1)];
	});

export const SCENARIOS: readonly Scenario[] = [0, 1, 2, 3, 4].flatMap(byRound);
