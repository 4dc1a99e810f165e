import { FUNDS, type Fund } from '../../protocol/overview.ts';
import { FUND_NAMES, type SettledBatch } from './settled.ts';

/** 基金损失 by the fund that bore it, 分; `unplaced`: of stays whose settlements do not tell their funds apart. */
export interface Lost {
	readonly byFund: Readonly<Record<Fund, number>>;
	readonly unplaced: number;
}

/**
 * The fund's loss of each stay, divided as its settlements divide what the funds paid for it: records say who paid for a stay, never who paid for a line.
 * @param losses 分 by dictionary code of the visit
 */
export function lostByFund({ settlements }: SettledBatch, losses: ReadonlyMap<number, number>): Lost {
	const paid = new Map<number, number[]>();
	for (let row = 0; row < settlements.count; row++) {
		const visit = settlements.visit[row]!;
		if (!losses.has(visit)) continue;
		const sums = paid.get(visit) ?? paid.set(visit, Array<number>(FUNDS.length).fill(0)).get(visit)!;
		let rest = settlements.paid.total[row]!;
		for (const name of FUND_NAMES) {
			const part = settlements.paid[name][row]!;
			if (name === 'total' || Number.isNaN(part)) continue;
			sums[FUNDS.indexOf(name)]! += part;
			rest -= part;
		}
		// A total that is absent says nothing of a rest.
		sums[FUNDS.indexOf('rest')]! += Number.isNaN(rest) ? 0 : rest;
	}
	const totals = FUNDS.map(() => 0);
	let unplaced = 0;
	for (const [visit, loss] of losses) {
		const shares = apportion(loss, paid.get(visit) ?? []);
		if (shares) shares.forEach((share, i) => (totals[i]! += share));
		else unplaced += loss;
	}
	return { byFund: Object.fromEntries(FUNDS.map((fund, i) => [fund, totals[i]!])) as Record<Fund, number>, unplaced };
}

/**
 * A sum of 分 divided by weights so that the parts add up to it (largest remainder, of equal ones the first). Null where the weights divide nothing: none is
 * over 0, or one is under it.
 */
export function apportion(amount: number, weights: readonly number[]): number[] | null {
	const whole = weights.reduce((sum, weight) => sum + weight, 0);
	if (whole <= 0 || weights.some((weight) => weight < 0)) return null;
	const exact = weights.map((weight) => BigInt(amount) * BigInt(weight));
	const parts = exact.map((product) => Number(product / BigInt(whole)));
	let left = amount - parts.reduce((sum, part) => sum + part, 0);
	const order = exact
		.map((product, i) => ({ i, rest: product % BigInt(whole) }))
		.sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
	for (const { i } of order) if (left-- > 0) parts[i]!++;
	return parts;
}
