import { studentQuantile } from './distributions.ts';

/**
 * Size of a simple draw whose mean has a margin (Cochran 4.4): n₀ = (t·s/margin)², n = n₀ / (1 + n₀/N). Not rounded.
 * @param deviation standard deviation of a unit, as a probe sample (试抽) gives it
 */
export function sizeForMargin(deviation: number, margin: number, size: number, t: number): number {
	const first = ((t * deviation) / margin) ** 2;
	return first / (1 + first / size);
}

/**
 * The same with Student's t of the size that comes out, found step by step; at least 2, at most the frame.
 * @param margin of the mean of a unit
 */
export function sizeNeeded(deviation: number, margin: number, size: number, confidence: number): number {
	let needed = Math.min(size, 30);
	for (let step = 0; step < 50; step++) {
		const t = studentQuantile((1 + confidence) / 2, Math.max(1, needed - 1));
		const next = Math.min(size, Math.max(2, Math.ceil(sizeForMargin(deviation, margin, size, t))));
		if (next === needed) break;
		// Two sizes may answer each other for ever: the larger one keeps what was promised.
		needed = step > 40 ? Math.max(next, needed) : next;
	}
	return needed;
}
