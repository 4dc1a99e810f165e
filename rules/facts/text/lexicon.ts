/** A word of a lexicon where it stands in a text: [from, to). */
export interface Found<K extends string> {
	readonly kind: K;
	readonly word: string;
	readonly from: number;
	readonly to: number;
}

/** Words by their first unit, longest first: the longer word wins, so 无痛胃镜 hides the 无 in it. */
export type Lexicon<K extends string> = ReadonlyMap<number, readonly (readonly [string, K])[]>;

/** A lexicon from lists of words parted by blanks, in folded form (half-width, small letters). */
export function lexicon<K extends string>(words: Readonly<Record<K, string>>): Lexicon<K> {
	const byFirst = new Map<number, (readonly [string, K])[]>();
	for (const [kind, list] of Object.entries(words) as [K, string][]) {
		for (const word of list.trim().split(/\s+/)) {
			const own = byFirst.get(word.charCodeAt(0)) ?? [];
			own.push([word, kind]);
			byFirst.set(word.charCodeAt(0), own);
		}
	}
	for (const list of byFirst.values()) list.sort(([a], [b]) => b.length - a.length);
	return byFirst;
}

/** Words of a lexicon in [from, to) of a text, none overlapping another. Linear: words have a bounded length. */
export function scan<K extends string>(text: string, words: Lexicon<K>, from = 0, to = text.length): Found<K>[] {
	const found: Found<K>[] = [];
	for (let at = from; at < to;) {
		const here = words.get(text.charCodeAt(at));
		const hit = here?.find(([word]) => at + word.length <= to && text.startsWith(word, at));
		if (hit) found.push({ kind: hit[1], word: hit[0], from: at, to: at + hit[0].length });
		at += hit ? hit[0].length : 1;
	}
	return found;
}
