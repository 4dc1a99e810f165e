import type { RunInfo, RunRecipe } from '../../protocol/review.ts';
import { FINDING_FATES, type FateSum, type FindingFate } from '../../protocol/delta.ts';
import type { DecisionBook, Standing } from '../decision-book.ts';
import type { OpenRun } from '../open-run.ts';
import { addShared } from '../shared-claims.ts';

/** The findings of a batch's run against those of its predecessor's, by key and evidence digest. */
export class Fates {
	/** Of each finding of the later run: place in `FINDING_FATES`; `gone` stands for none. */
	readonly later: Uint8Array;
	/** Positions in the former run of findings that the later one does not have. */
	readonly gone: Uint32Array;
	readonly #positions = new Map<FindingFate, readonly number[]>();

	constructor(
		readonly former: OpenRun,
		readonly run: OpenRun
	) {
		this.later = new Uint8Array(run.index.count);
		const met = new Uint8Array(former.index.count);
		for (let i = 0; i < this.later.length; i++) {
			const at = former.index.find(run.index.keys[i]!);
			if (at >= 0) met[at] = 1;
			this.later[i] = FINDING_FATES.indexOf(at < 0 ? 'new' : former.index.digest(at) === run.index.digest(i) ? 'kept' : 'returned');
		}
		this.gone = Uint32Array.from(met.keys()).filter((i) => met[i] === 0);
	}

	/** Positions of a fate, in the run that has them, the largest amount first. */
	positions(fate: FindingFate): readonly number[] {
		const known = this.#positions.get(fate);
		if (known) return known;
		const code = FINDING_FATES.indexOf(fate);
		const { amount } = this.#index(fate);
		const all = fate === 'gone' ? [...this.gone] : Array.from(this.later.keys()).filter((i) => this.later[i] === code);
		const weight = (i: number): number => (Number.isNaN(amount[i]!) ? -1 : amount[i]!);
		all.sort((a, b) => weight(b) - weight(a) || a - b);
		this.#positions.set(fate, all);
		return all;
	}

	/** Counts and money, a shared fee line once. @param former decision that stood about a finding of the predecessor */
	sum(fate: FindingFate, former: (key: string) => Standing | null): FateSum {
		const index = this.#index(fate);
		const positions = this.positions(fate);
		const fails = new Uint16Array(index.count).fill(1);
		const sums = new Float64Array(1);
		for (const i of positions) {
			fails[i] = 0;
			sums[0]! += index.claims.own[i]!;
		}
		addShared(index.claims, fails, 1, null, sums);
		return { findings: positions.length, amount: sums[0]!, decided: positions.filter((i) => former(index.keys[i]!) !== null).length };
	}

	#index(fate: FindingFate) {
		return (fate === 'gone' ? this.former : this.run).index;
	}
}

/** Findings of a run whose decision of the former version still fits their evidence, and that nobody ever decided in this one. */
export function* carriable(
	run: OpenRun,
	from: string,
	book: DecisionBook
): Generator<{ readonly at: number; readonly key: string; readonly standing: Standing }> {
	const { batch } = run.info;
	for (const { key, standing } of book.decided(from)) {
		const at = run.index.find(key);
		if (at >= 0 && run.index.digest(at) === standing.evidenceDigest && !book.wasDecided(batch, key)) yield { at, key, standing };
	}
}

/** What two recipes do not have in common. */
export function recipeDifferences(before: RunInfo, after: RunInfo): (keyof RunRecipe)[] {
	const parts: readonly (keyof RunRecipe)[] = ['stage', 'ruleBase', 'rules', 'packs', 'parameters', 'localCodes', 'userRules'];
	return parts.filter((part) => JSON.stringify(before.recipe[part] ?? null) !== JSON.stringify(after.recipe[part] ?? null));
}
