/**
 * Quantiles of the distributions that estimates need. Everything rests on the regularised incomplete beta function; quantiles are found by halving the
 * interval, so that no start value and no step can go wrong. Good to about 1e-10, held against published tables by the tests.
 */

/** Lanczos, g = 7, nine coefficients (Godfrey 2001): error below 1e-13 for positive arguments. */
const LANCZOS = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
	9.9843695780195716e-6, 1.5056327351493116e-7
];
/** More steps than the continued fraction takes for two million degrees of freedom. */
const MOST_STEPS = 20_000;
/** Halvings after which a double between 0 and 1 no longer changes. */
const HALVINGS = 200;

function logGamma(value: number): number {
	const z = value - 1;
	const base = z + 7.5;
	const sum = LANCZOS.reduce((total, coefficient, i) => (i === 0 ? coefficient : total + coefficient / (z + i)), 0);
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Regularised incomplete beta function I_x(a, b): the distribution function of Beta(a, b). */
export function betaProbability(x: number, a: number, b: number): number {
	if (x <= 0) return 0;
	if (x >= 1) return 1;
	const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
	// The fraction converges fast on this side of the mean; the other side is its mirror.
	return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** Continued fraction of the incomplete beta function (DLMF 8.17.22), by the modified method of Lentz. */
function betaFraction(x: number, a: number, b: number): number {
	const tiny = 1e-300;
	const kept = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
	let c = 1;
	let d = 1 / kept(1 - ((a + b) * x) / (a + 1));
	let fraction = d;
	for (let m = 1; m <= MOST_STEPS; m++) {
		for (const term of [(m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)), (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))]) {
			d = 1 / kept(1 + term * d);
			c = kept(1 + term / c);
			fraction *= c * d;
		}
		if (Math.abs(c * d - 1) < 1e-15) return fraction;
	}
	return fraction;
}

/** Quantile of Beta(a, b). @param p probability below it, 0–1 */
export function betaQuantile(p: number, a: number, b: number): number {
	return halved(0, 1, (x) => betaProbability(x, a, b) < p);
}

/** Quantile of Student's t. @param p probability below it, above 0 and below 1 @param df degrees of freedom, positive, need not be whole */
export function studentQuantile(p: number, df: number): number {
	if (p === 0.5) return 0;
	const tail = Math.min(p, 1 - p);
	const x = betaQuantile(2 * tail, df / 2, 0.5);
	const t = Math.sqrt(df * (1 / x - 1));
	return p < 0.5 ? -t : t;
}

/** Upper limit of a Poisson mean of which `found` were seen: at it, so few or fewer are seen with probability `risk`. */
export function poissonUpper(found: number, risk: number): number {
	const atMost = (mean: number): number => {
		let term = Math.exp(-mean);
		let sum = term;
		for (let i = 1; i <= found; i++) sum += term *= mean / i;
		return sum;
	};
	return halved(0, 10 * (found + 10), (mean) => atMost(mean) > risk);
}

/** Where `below` turns from true to false. */
function halved(from: number, to: number, below: (value: number) => boolean): number {
	let [low, high] = [from, to];
	for (let i = 0; i < HALVINGS; i++) {
		const middle = (low + high) / 2;
		if (middle === low || middle === high) break;
		if (below(middle)) low = middle;
		else high = middle;
	}
	return (low + high) / 2;
}
