import { agreement, interval } from '../../statistics/agreement.ts';
import { DECISION_KINDS, type AgreementRow, type AgreementView, type Pair } from '../../protocol/second.ts';

type Named = Pick<AgreementRow, 'rule' | 'first' | 'second'>;

/** Agreement (一致率) over all pairs, by rule and by the two who reviewed. Pairs set aside are counted, and enter no coefficient. */
export function agreementView(pairs: readonly Pair[]): AgreementView {
	const both = pairs.filter(({ first, second }) => first && second);
	const counted = both.filter(({ aside }) => aside === null);
	const aside = (why: Pair['aside']): number => both.filter((pair) => pair.aside === why).length;
	return {
		overall: rowOf({ rule: '', first: '', second: '' }, counted),
		byRule: grouped(counted, ({ rule }) => ({ rule, first: '', second: '' })),
		byReviewer: grouped(counted, ({ first, second, reviewer }) => ({ rule: '', first: first!.actor, second: second!.actor || reviewer })),
		aside: { 'same-person': aside('same-person'), 'not-blind': aside('not-blind'), key: aside('key') },
		unpaired: {
			first: pairs.filter(({ state }) => state === 'only-first').length,
			second: pairs.filter(({ state }) => state === 'only-second').length
		}
	};
}

/** Those with the most pairs first. */
function grouped(pairs: readonly Pair[], nameOf: (pair: Pair) => Named): AgreementRow[] {
	const groups = new Map<string, { readonly name: Named; readonly pairs: Pair[] }>();
	for (const pair of pairs) {
		const name = nameOf(pair);
		const key = JSON.stringify(name);
		const group = groups.get(key);
		if (group) group.pairs.push(pair);
		else groups.set(key, { name, pairs: [pair] });
	}
	return [...groups.values()].map(({ name, pairs: own }) => rowOf(name, own)).sort((a, b) => b.agreement.pairs - a.agreement.pairs);
}

function rowOf(name: Named, pairs: readonly Pair[]): AgreementRow {
	const table = DECISION_KINDS.map(() => DECISION_KINDS.map(() => 0));
	for (const { first, second } of pairs) table[DECISION_KINDS.indexOf(first!.decision)]![DECISION_KINDS.indexOf(second!.decision)]!++;
	const confirmed = pairs.filter(({ first, second }) => first!.decision === 'confirm' && second!.decision === 'confirm');
	const measured = agreement(table);
	return {
		...name,
		table,
		agreement: measured,
		intervals: { kappa: interval(measured.kappa), ac1: interval(measured.ac1) },
		confirmed: confirmed.length,
		sameAmount: confirmed.filter(({ state }) => state === 'agree').length
	};
}
