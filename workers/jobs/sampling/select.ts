import type { DrawCommitment, Drawn } from '../../protocol/sampling.ts';
import type { FrameUnit } from './frame.ts';
import { DrawStream } from './stream.ts';

/**
 * The sample that a commitment gives of its frame (抽取): nothing but the two decide it. Strata stand in the order of the commitment.
 * @param units in the order of the frame's file
 */
export function selectSample(commitment: DrawCommitment, units: readonly FrameUnit[]): Drawn[] {
	const { method, strata, seed, frame } = commitment;
	const stream = (label: string): DrawStream => new DrawStream(seed.value, frame.digest, label);
	if (method === 'money') return byMoney(units, strata[0]!.take, stream('money'));
	return strata.flatMap(({ name, take }) => {
		const own = units.filter(({ stratum }) => stratum === name);
		return shuffled(own.length, take, stream(name)).map((at) => ({ id: own[at]!.id, stratum: name, hits: 1 }));
	});
}

/** The first `take` places of a shuffle (Fisher–Yates): a larger sample of the same stream begins with the smaller one. */
export function shuffled(size: number, take: number, stream: DrawStream): number[] {
	const places = Uint32Array.from({ length: size }, (_, i) => i);
	for (let k = 0; k < take; k++) {
		const at = k + stream.below(size - k);
		[places[k], places[at]] = [places[at]!, places[k]!];
	}
	return Array.from(places.subarray(0, take));
}

/** Places drawn one after the other without replacement, each with a chance in proportion to its weight among those left. */
export function weighted(weights: readonly number[], take: number, stream: DrawStream): number[] {
	const left = [...weights];
	const drawn: number[] = [];
	for (let total = left.reduce((a, b) => a + b, 0); drawn.length < take && total > 0;) {
		let point = stream.below(total);
		const at = left.findIndex((weight) => (point -= weight) < 0);
		drawn.push(at);
		total -= left[at]!;
		left[at] = 0;
	}
	return drawn;
}

/**
 * Systematic draw by money (按金额, 货币单位): all 分 of the frame in its order are one line; one random start, then equal steps. Whole numbers
 * throughout: point k is ⌊(r + k·T) / n⌋ of T 分, r below T. Units without a known amount above zero are not on the line.
 */
function byMoney(units: readonly FrameUnit[], take: number, stream: DrawStream): Drawn[] {
	const line = units.filter((unit): unit is FrameUnit & { readonly amount: number } => unit.amount !== null && unit.amount > 0);
	const total = line.reduce((sum, { amount }) => sum + amount, 0);
	const start = BigInt(stream.below(total));
	const drawn: Drawn[] = [];
	let [at, end] = [0, line[0]!.amount];
	for (let k = 0; k < take; k++) {
		const point = Number((start + BigInt(k) * BigInt(total)) / BigInt(take));
		while (point >= end) end += line[++at]!.amount;
		const last = drawn.at(-1);
		const { id } = line[at]!;
		if (last?.id === id) drawn[drawn.length - 1] = { ...last, hits: last.hits + 1 };
		else drawn.push({ id, stratum: '', hits: 1 });
	}
	return drawn;
}
