import type { FunnelStep, RulePrecision, Slice } from '../../protocol/overview.ts';
import { DECISIONS, type FacetColumn, type QueueIndex } from '../queue-index.ts';
import { wilson } from '../rule-record.ts';
import { addShared } from '../shared-claims.ts';

/** What a finding fails: outside the institution that is looked at, not confirmed, not decided. */
const OUTSIDE = 1;
const UNCONFIRMED = 2;
const UNDECIDED = 4;
const CONFIRMED = OUTSIDE | UNCONFIRMED;

/** Counts and sums of a run, each added as the queue under the same filter adds it. */
export class Tally {
	readonly #index: QueueIndex;
	readonly #fails: Uint16Array;

	/** @param institution as findings name it; '' for all */
	constructor(index: QueueIndex, institution: string) {
		this.#index = index;
		this.#fails = failsOf(index, institution);
	}

	/** Values of a column that findings have, those with the most money first. */
	slices({ texts, codes }: FacetColumn): Slice[] {
		const [counts, amounts] = this.#sums(OUTSIDE, codes, texts.length);
		const [confirmed, confirmedAmounts] = this.#sums(CONFIRMED, codes, texts.length);
		return texts
			.flatMap((value, code): Slice[] => {
				if (counts[code] === 0) return [];
				return [{ value, count: counts[code]!, amount: amounts[code]!, confirmed: confirmed[code]!, confirmedAmount: confirmedAmounts[code]! }];
			})
			.sort((a, b) => b.amount - a.amount || b.count - a.count || (a.value < b.value ? -1 : 1));
	}

	/** Months of the conduct in their order; '' last. */
	months(): Slice[] {
		return this.slices(this.#index.month).sort((a, b) => Number(a.value === '') - Number(b.value === '') || (a.value < b.value ? -1 : 1));
	}

	/** @param stays of the batch, or of the institution */
	funnel(stays: number): FunnelStep[] {
		const step = (name: FunnelStep['step'], mask: number): FunnelStep => {
			const [[findings], [amount]] = this.#sums(mask, null, 1);
			return { step: name, stays: this.#visits(mask).size, findings: findings!, amount: amount! };
		};
		return [
			{ step: 'stays', stays, findings: null, amount: null },
			step('flagged', OUTSIDE),
			step('decided', OUTSIDE | UNDECIDED),
			step('confirmed', CONFIRMED)
		];
	}

	/** Places in the visit column of the visits that have such a finding. */
	flagged = (): ReadonlySet<number> => this.#visits(OUTSIDE);
	confirmed = (): ReadonlySet<number> => this.#visits(CONFIRMED);

	#visits(mask: number): ReadonlySet<number> {
		const { codes } = this.#index.coded.visit;
		const found = new Set<number>();
		for (let i = 0; i < this.#fails.length; i++) if ((this.#fails[i]! & mask) === 0) found.add(codes[i]!);
		return found;
	}

	/** Positions of the confirmed findings. */
	confirmedFindings(): number[] {
		return Array.from(this.#fails.keys()).filter((i) => (this.#fails[i]! & CONFIRMED) === 0);
	}

	/** Rules that found something here, the ones that found most first. */
	rules(): RulePrecision[] {
		const { texts, codes } = this.#index.coded.rule;
		const [fired, amounts] = this.#sums(OUTSIDE, codes, texts.length);
		const said = new Uint32Array(texts.length * DECISIONS.length);
		for (let i = 0; i < codes.length; i++) {
			if ((this.#fails[i]! & OUTSIDE) === 0) said[codes[i]! * DECISIONS.length + this.#index.decision[i]!]!++;
		}
		return texts
			.flatMap((rule, code): RulePrecision[] => {
				if (fired[code] === 0) return [];
				const of = (decision: (typeof DECISIONS)[number]): number => said[code * DECISIONS.length + DECISIONS.indexOf(decision)]!;
				const [confirmed, rejected, asked] = [of('confirm'), of('reject'), of('ask')];
				const judged = confirmed + rejected;
				const precision = judged === 0 ? null : { share: confirmed / judged, interval: wilson(confirmed, judged) };
				return [{ rule, fired: fired[code]!, confirmed, rejected, asked, amount: amounts[code]!, precision }];
			})
			.sort((a, b) => b.fired - a.fired || (a.rule < b.rule ? -1 : 1));
	}

	/** Counts and money by value of the findings that fail nothing of the mask. */
	#sums(mask: number, codes: FacetColumn['codes'] | null, size: number): [counts: Uint32Array, amounts: Float64Array] {
		const { claims } = this.#index;
		const [counts, amounts] = [new Uint32Array(size), new Float64Array(size)];
		for (let i = 0; i < this.#fails.length; i++) {
			if ((this.#fails[i]! & mask) !== 0) continue;
			const value = codes === null ? 0 : codes[i]!;
			counts[value]!++;
			amounts[value]! += claims.own[i]!;
		}
		addShared(claims, this.#fails, mask, codes, amounts);
		return [counts, amounts];
	}
}

function failsOf(index: QueueIndex, institution: string): Uint16Array {
	const { texts, codes } = index.coded.institution;
	const wanted = institution === '' ? -1 : texts.indexOf(institution);
	const byDecision = DECISIONS.map(
		(decision) => (decision === 'confirm' ? 0 : UNCONFIRMED) | (decision === 'confirm' || decision === 'reject' || decision === 'ask' ? 0 : UNDECIDED)
	);
	return Uint16Array.from(codes, (code, i) => byDecision[index.decision[i]!]! | (institution !== '' && code !== wanted ? OUTSIDE : 0));
}
