import { normalizeName } from '../knowledge/names.ts';

/** Distinct names of a batch are some ten thousand; beyond this the memo starts anew. */
const LIMIT = 50_000;

/** Remembers what a pure function of a text gave: names repeat on thousands of lines. */
export function memo<V>(of: (text: string) => V): (text: string) => V {
	const known = new Map<string, V>();
	return (text) => {
		const value = known.get(text);
		if (value !== undefined) return value;
		if (known.size >= LIMIT) known.clear();
		const made = of(text);
		known.set(text, made);
		return made;
	};
}

/** `normalizeName` of the short texts of a column that repeats: names of diagnoses, institutions, devices. Not for documents. */
export const normalized = memo(normalizeName);
