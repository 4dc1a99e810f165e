import { subcategoryOf, type DipCase } from './case.ts';
import type { Catalogue, DipGroup } from './catalogue.ts';
import { indexCatalogue, mixedGroup, type CatalogueIndex, type CoreGroup } from './catalogue-index.ts';
import { modeRank, presumedMode } from './modes.ts';
import type { Mode } from './notation.ts';
import { meanCostOf } from './points.ts';
import type { DropReason, NoGroup, Step, StepId } from './reasons.ts';

export interface GrouperOptions {
	/** 上年度全市次均费用 M, 1/1 000 000 元; null: ties by cost are decided by the catalogue's own mean costs, or not at all. */
	readonly regionMean: number | null;
	/** Folded procedure codes that do not count for grouping (不作为入组条件). */
	readonly notForGrouping: (code: string) => boolean;
	/** Mode of a folded procedure code, where the city says it; null falls back to the presumed one. */
	readonly modeOf?: (code: string) => Mode | null;
}
export interface Grouping {
	readonly group: DipGroup | null;
	/** Why there is none. */
	readonly reason: NoGroup | null;
	/** Groups that stayed alike where the reason is `tie`. */
	readonly tied: readonly DipGroup[];
	/** Some step rests on something presumed (推定). */
	readonly presumed: boolean;
	readonly steps: readonly Step[];
}
export interface Grouper {
	readonly catalogue: Catalogue;
	readonly options: GrouperOptions;
	group(stay: DipCase): Grouping;
}

/**
 * Puts stays into groups (分组) and says why, step by step. Order of RULES.md §3: core groups by their procedures; mixed groups by the strongest mode
 * done; conservative groups. Ties between core groups: most procedures asked for, most procedures matched, nearest mean cost.
 */
export function createGrouper(catalogue: Catalogue, options: GrouperOptions): Grouper {
	const index = indexCatalogue(catalogue);
	return { catalogue, options, group: (stay) => new Decision(index, options, stay).made() };
}

/** One stay on its way through the steps. */
class Decision {
	readonly #steps: Step[] = [];

	constructor(
		readonly index: CatalogueIndex,
		readonly options: GrouperOptions,
		readonly stay: DipCase
	) {}

	made(): Grouping {
		if (this.stay.mainDiagnosis.trim() === '') return this.#none('no-diagnosis');
		const diagnosis = subcategoryOf(this.stay.mainDiagnosis);
		if (!diagnosis) return this.#none('diagnosis-shape');
		this.#note('diagnosis', [diagnosis]);
		const procedures = this.#counting();
		if (procedures.length > 0) {
			const fitting = this.#core(diagnosis, procedures);
			if (fitting.length > 0) return this.#best(fitting, procedures);
			const mixed = this.#mixed(diagnosis, procedures);
			if (mixed) return this.#found(mixed);
		}
		return this.#conservative(diagnosis, procedures);
	}

	/** Procedures that count, each once. */
	#counting(): string[] {
		const kept: string[] = [];
		const dropped: Step['dropped'][number][] = [];
		for (const text of this.stay.procedures) {
			const code = this.index.folded(text);
			if (code === '') dropped.push({ code: text, why: 'no-code' });
			else if (kept.includes(code)) dropped.push({ code, why: 'repeated' });
			else if (this.options.notForGrouping(code)) dropped.push({ code, why: 'not-for-grouping' });
			else kept.push(code);
		}
		// The order of a file's rows must not show in the trace.
		this.#note('procedures', kept.sort(), dropped);
		return kept;
	}

	/** Core groups all of whose procedures were done; those that share a procedure but lack another are dropped by name. */
	#core(diagnosis: string, procedures: readonly string[]): CoreGroup[] {
		const dropped: Step['dropped'][number][] = [];
		const fitting: CoreGroup[] = [];
		for (const candidate of this.index.core.get(diagnosis) ?? []) {
			let met = 0;
			for (const any of candidate.procedures) if (any.some((code) => procedures.includes(code))) met++;
			if (met === candidate.procedures.length) fitting.push(candidate);
			else if (met > 0) dropped.push({ code: candidate.group.code, why: 'other-procedure-missing' });
		}
		this.#note('core', fitting.map(codeOf), dropped);
		return fitting;
	}

	#best(fitting: CoreGroup[], procedures: readonly string[]): Grouping {
		const parts = this.#most('parts', 'fewer-parts', fitting, (candidate) => candidate.procedures.length);
		const matched = this.#most('matched', 'fewer-matched', parts, (candidate) => candidate.codes.filter((code) => procedures.includes(code)).length);
		if (matched.length === 1) return this.#found(matched[0]!.group);
		const { cost } = this.stay;
		const distances = matched.map(({ group }) => {
			const mean = meanCostOf(group, this.options.regionMean);
			return mean === null || cost === null ? null : -Math.abs(mean - cost);
		});
		const nearest = distances.includes(null)
			? matched
			: this.#most('cost', 'farther-cost', matched, (candidate) => distances[matched.indexOf(candidate)]!);
		return nearest.length === 1
			? this.#found(nearest[0]!.group)
			: this.#none(
					'tie',
					nearest.map(({ group }) => group)
				);
	}

	/** Keeps the candidates of the greatest measure; a step that drops nobody is not told. */
	#most(step: StepId, why: DropReason, candidates: CoreGroup[], measure: (candidate: CoreGroup) => number): CoreGroup[] {
		if (candidates.length === 1) return candidates;
		const measures = candidates.map(measure);
		const greatest = Math.max(...measures);
		const kept = candidates.filter((_, at) => measures[at] === greatest);
		const dropped = candidates.filter((_, at) => measures[at] !== greatest).map((candidate) => ({ code: codeOf(candidate), why }));
		if (dropped.length > 0) this.#note(step, kept.map(codeOf), dropped);
		return kept;
	}

	/** The mixed group of the strongest mode done that the catalogue has. */
	#mixed(diagnosis: string, procedures: readonly string[]): DipGroup | null {
		const { modeOf } = this.options;
		const modes = new Map<Mode, boolean>();
		for (const code of procedures) {
			const said = modeOf?.(code) ?? null;
			const mode = said ?? presumedMode(code);
			modes.set(mode, (modes.get(mode) ?? false) || said !== null);
		}
		const dropped: Step['dropped'][number][] = [];
		for (const mode of [...modes.keys()].sort((a, b) => modeRank(b) - modeRank(a))) {
			const group = mode === 'conservative' ? undefined : mixedGroup(this.index, diagnosis, mode);
			if (group) {
				this.#note('mixed', [group.code], dropped, ![...modes.values()].every(Boolean));
				return group;
			}
			dropped.push({ code: `${diagnosis.slice(0, 3)} ${mode}`, why: 'no-group-of-mode' });
		}
		this.#note('mixed', [], dropped);
		return null;
	}

	/** Last in the order. With procedures that no group took up it is presumed: the order names it last, and no document says that it may take them. */
	#conservative(diagnosis: string, procedures: readonly string[]): Grouping {
		const group = this.index.conservative.get(diagnosis) ?? mixedGroup(this.index, diagnosis, 'conservative');
		const dropped = procedures.map((code) => ({ code, why: 'unmatched-procedures' as const }));
		this.#note('conservative', group ? [group.code] : [], dropped, group !== undefined && procedures.length > 0);
		return group ? this.#found(group) : this.#none('not-in-catalogue');
	}

	#note(step: StepId, kept: readonly string[], dropped: Step['dropped'] = [], presumed = false): void {
		this.#steps.push({ step, kept, dropped, presumed });
	}
	#found(group: DipGroup): Grouping {
		return { group, reason: null, tied: [], presumed: this.#steps.some((step) => step.presumed), steps: this.#steps };
	}
	#none(reason: NoGroup, tied: readonly DipGroup[] = []): Grouping {
		return { group: null, reason, tied, presumed: false, steps: this.#steps };
	}
}

const codeOf = ({ group }: CoreGroup): string => group.code;
