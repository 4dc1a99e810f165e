import type { Interval, RuleRecord } from '../protocol/rule-life.ts';
import { DECISIONS, type QueueIndex } from './queue-index.ts';

/** 97.5 % point of the normal distribution: two-sided 95 %. */
const Z = 1.959963984540054;

/** Wilson score interval of k among n at 95 % (Wilson 1927, J. Am. Stat. Assoc. 22:209): it stays in [0, 1] and tells few from many. n > 0. */
export function wilson(k: number, n: number): Interval {
	const share = k / n;
	const middle = share + (Z * Z) / (2 * n);
	const spread = Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n));
	const whole = 1 + (Z * Z) / n;
	return [k === 0 ? 0 : (middle - spread) / whole, k === n ? 1 : (middle + spread) / whole];
}

/** The latest run of a batch as the records are counted from it. */
export interface RecordedRun {
	readonly batch: string;
	readonly name: string;
	readonly index: QueueIndex;
	readonly rules: readonly { readonly id: string }[];
	readonly undetermined: readonly { readonly rule: string; readonly stays: number }[];
}

type Counts = Record<'fired' | 'confirmed' | 'rejected' | 'asked' | 'excepted' | 'open' | 'amount' | 'amountConfirmed' | 'undetermined', number>;
interface Tally extends Counts {
	readonly batches: { batch: string; name: string; fired: number; confirmed: number; rejected: number }[];
}
const COLUMN = { confirm: 'confirmed', reject: 'rejected', ask: 'asked', excepted: 'excepted', open: 'open', snoozed: 'open' } as const;

/** Counts of every rule over runs, by rule id; rules that ran and found nothing stand with 0. */
export class RuleRecords {
	readonly #tallies = new Map<string, Tally>();

	add(run: RecordedRun): void {
		for (const { id } of run.rules) this.#of(id).batches.push({ batch: run.batch, name: run.name, fired: 0, confirmed: 0, rejected: 0 });
		for (const { rule, stays } of run.undetermined) this.#of(rule).undetermined += stays;
		const { texts, codes } = run.index.coded.rule;
		const tallies = texts.map((rule) => this.#of(rule));
		for (let i = 0; i < run.index.count; i++) {
			const tally = tallies[codes[i]!]!;
			const column = COLUMN[DECISIONS[run.index.decision[i]!]!];
			const amount = run.index.amount[i]!;
			tally.fired++;
			tally[column]++;
			if (!Number.isNaN(amount)) tally.amount += amount;
			if (column === 'confirmed' && !Number.isNaN(amount)) tally.amountConfirmed += amount;
			const last = tally.batches.at(-1);
			if (last?.batch !== run.batch) continue;
			last.fired++;
			if (column === 'confirmed' || column === 'rejected') last[column]++;
		}
	}

	list(): RuleRecord[] {
		return [...this.#tallies]
			.map(([rule, tally]) => {
				const decided = tally.confirmed + tally.rejected;
				const precision = decided === 0 ? null : { share: tally.confirmed / decided, interval: wilson(tally.confirmed, decided) };
				return { rule, ...tally, precision };
			})
			.sort((a, b) => (a.rule < b.rule ? -1 : 1));
	}

	#of(rule: string): Tally {
		let tally = this.#tallies.get(rule);
		if (!tally) {
			tally = { fired: 0, confirmed: 0, rejected: 0, asked: 0, excepted: 0, open: 0, amount: 0, amountConfirmed: 0, undetermined: 0, batches: [] };
			this.#tallies.set(rule, tally);
		}
		return tally;
	}
}
