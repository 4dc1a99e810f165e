import type { Basis } from '../finding.ts';

/** First and last day of the conduct, yyyy-MM-dd, both included. */
export type Days = readonly [first: string, last: string];

/**
 * How a clause stands to the days of the conduct: in force on all of them, on some (`partly-before`: it begins among them, `partly-after`: it ends
 * among them), on none; `unknown` where no day is known.
 */
export type Validity = 'in-force' | 'not-yet' | 'expired' | 'partly-before' | 'partly-after' | 'unknown';

/** Compares a clause's dates of force with the days of the conduct. ISO dates compare as texts. */
export function validityOf({ from, to }: Pick<Basis, 'from' | 'to'>, days: Days | null): Validity {
	if (days === null) return 'unknown';
	const [first, last] = days;
	if (last < from) return 'not-yet';
	if (to !== undefined && to < first) return 'expired';
	if (first < from) return 'partly-before';
	return to !== undefined && to < last ? 'partly-after' : 'in-force';
}
