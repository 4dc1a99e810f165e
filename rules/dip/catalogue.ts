import type { KnowledgeProblem } from '../knowledge/problem.ts';
import { foldCode, parseGroupCode, type GroupNotation } from './notation.ts';

/** Points (病种分值) are whole 1/1 000 000: the cities publish 6 places. */
export const POINT_SCALE = 1_000_000;

/** One line of a city's catalogue (病种目录). */
export interface DipEntry {
	/** 病种编码, in the notation of `parseGroupCode`. */
	readonly code: string;
	readonly name: string;
	/** 病种分值, 1/1 000 000 point. */
	readonly points: number;
	/** 次均费用 of the catalogue's own years, 分; null where it does not say. */
	readonly meanCost: number | null;
	/** 平均住院日, 1/10 000 day; null where it does not say. */
	readonly meanDays: number | null;
}
export interface DipGroup extends DipEntry, GroupNotation {}

export interface Catalogue {
	/** In the order of the file. */
	readonly groups: readonly DipGroup[];
	/** By folded code. */
	readonly byCode: ReadonlyMap<string, DipGroup>;
}
export type CatalogueReading =
	{ readonly ok: true; readonly catalogue: Catalogue } | { readonly ok: false; readonly problems: readonly KnowledgeProblem[] };

/** A file that is wrong throughout is told by its first rows. */
const MOST_PROBLEMS = 100;

/**
 * Makes a catalogue of its entries, or says in sentences why not: a code of unknown notation, points of zero or less, one code with unlike
 * points. The same group twice with the same points is one group.
 * @param placeOf where an entry stands, for the sentences
 */
export function createCatalogue(entries: readonly DipEntry[], placeOf: (at: number) => string = (at) => `${at + 1}`): CatalogueReading {
	const problems: KnowledgeProblem[] = [];
	const byCode = new Map<string, DipGroup>();
	const error = (id: string, at: number, zh: string, en: string) =>
		problems.length < MOST_PROBLEMS && problems.push({ severity: 'error', id, place: placeOf(at), text: { zh, en } });
	entries.forEach((entry, at) => {
		const code = foldCode(entry.code);
		const notation = parseGroupCode(code);
		const shown = code.slice(0, 60);
		if (!notation) {
			error('dip-notation', at, `病种编码“${shown}”的写法无法识别。`, `The group code "${shown}" is in no notation that we know.`);
			return;
		}
		if (!(Number.isSafeInteger(entry.points) && entry.points > 0)) {
			error('dip-points', at, `病种“${shown}”的分值不是正数。`, `The points of group "${shown}" are not above zero.`);
			return;
		}
		const known = byCode.get(code);
		if (!known) byCode.set(code, { ...entry, ...notation, code });
		else if (known.points !== entry.points)
			error('dip-duplicate', at, `病种“${shown}”出现两次，分值不同。`, `Group "${shown}" stands twice with unlike points.`);
	});
	if (problems.length > 0) return { ok: false, problems };
	return { ok: true, catalogue: { groups: [...byCode.values()], byCode } };
}
