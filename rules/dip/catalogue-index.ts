import type { Catalogue, DipGroup } from './catalogue.ts';
import { foldCode, type Mode } from './notation.ts';

/** A core group with procedures; `codes` are those of all its parts. */
export interface CoreGroup {
	readonly group: DipGroup;
	readonly procedures: readonly (readonly string[])[];
	readonly codes: readonly string[];
}
export interface CatalogueIndex {
	/** Core groups with procedures, by subcategory. */
	readonly core: ReadonlyMap<string, readonly CoreGroup[]>;
	/** Core groups without procedures, by subcategory. */
	readonly conservative: ReadonlyMap<string, DipGroup>;
	/** Mixed groups by `category|mode`, and those of ranges. */
	readonly mixed: ReadonlyMap<string, DipGroup>;
	readonly ranges: readonly DipGroup[];
	/** `foldCode`, remembered: procedure codes repeat on thousands of stays. */
	readonly folded: (text: string) => string;
}

/** Distinct procedure codes of a province are some ten thousand; beyond this the memory starts anew. */
const MOST_FOLDED = 50_000;
/** Beginnings of a category that a mixed group may stand for, longest first. */
const CATEGORY_LENGTHS = [3, 2, 1] as const;

/** Makes a catalogue ready to be asked by diagnosis. */
export function indexCatalogue(catalogue: Catalogue): CatalogueIndex {
	const core = new Map<string, CoreGroup[]>();
	const conservative = new Map<string, DipGroup>();
	const mixed = new Map<string, DipGroup>();
	const ranges: DipGroup[] = [];
	for (const group of catalogue.groups) {
		if (group.kind === 'mixed') {
			if (group.diagnosis.includes('-')) ranges.push(group);
			else mixed.set(`${group.diagnosis}|${group.mode}`, group);
		} else if (group.procedures.length === 0) conservative.set(group.diagnosis, group);
		else {
			const list = core.get(group.diagnosis) ?? core.set(group.diagnosis, []).get(group.diagnosis)!;
			list.push({ group, procedures: group.procedures, codes: [...new Set(group.procedures.flat())] });
		}
	}
	return { core, conservative, mixed, ranges, folded: foldingMemory() };
}

/** The mixed group (综合病种) of a diagnosis and mode: its category, else a beginning of it, else a range that holds it. */
export function mixedGroup(index: CatalogueIndex, diagnosis: string, mode: Mode): DipGroup | undefined {
	for (const length of CATEGORY_LENGTHS) {
		const group = index.mixed.get(`${diagnosis.slice(0, length)}|${mode}`);
		if (group) return group;
	}
	const category = diagnosis.slice(0, 3);
	return index.ranges.find((group) => {
		const [from, to] = group.diagnosis.split('-') as [string, string];
		return group.mode === mode && from <= category && category <= to;
	});
}

function foldingMemory(): (text: string) => string {
	const known = new Map<string, string>();
	return (text) => {
		let code = known.get(text);
		if (code === undefined) {
			if (known.size >= MOST_FOLDED) known.clear();
			known.set(text, (code = foldCode(text)));
		}
		return code;
	};
}
