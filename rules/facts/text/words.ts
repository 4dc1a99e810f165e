import { memo } from '../memo.ts';
import { foldedSpan, foldedWord, type Span } from './fold.ts';
import type { Reading } from './reading.ts';

/** A word found, in folded units. */
export interface WordAt {
	readonly word: string;
	readonly span: Span;
}

/** Most units that 「…」 in a word may stand for. */
const MAX_GAP = 16;
const ENDS_GAP = /[。;!?\n]/;

/** A word as it is sought, parted at its gaps. Rules ask for the same words in every text. */
const partsOf = memo((word: string): readonly string[] =>
	word
		.split(/…+|\.{3}/)
		.map(foldedWord)
		.filter((part) => part !== '')
);

/**
 * Places of words in a text, in order; of words that overlap, the longest. Blanks, case and width do not count; letters and figures are found whole
 * only (CT is not in ACTH, L2 not in L20). `…` in a word stands for up to 16 signs of the same sentence: 双侧…穿刺.
 */
export function wordsIn(reading: Reading, words: readonly string[]): WordAt[] {
	const all: WordAt[] = [];
	for (const word of words) {
		const parts = partsOf(word);
		if (parts.length > 0) for (const span of placesOf(reading.compact.text, parts)) all.push({ word, span: foldedSpan(reading.compact, span) });
	}
	all.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
	const kept: WordAt[] = [];
	for (const one of all) {
		const last = kept.at(-1);
		if (!last || last.span[1] <= one.span[0]) kept.push(one);
		else if (length(one.span) > length(last.span)) kept[kept.length - 1] = one;
	}
	return kept;
}

const length = ([from, to]: Span): number => to - from;

function placesOf(text: string, [first, ...rest]: readonly string[]): Span[] {
	const places: Span[] = [];
	for (let at = text.indexOf(first!); at >= 0; at = text.indexOf(first!, at + 1)) {
		let to: number | null = whole(text, at, first!) ? at + first!.length : null;
		for (const part of rest) to = to === null ? null : endOfNext(text, to, part);
		if (to !== null) places.push([at, to]);
	}
	return places;
}

function endOfNext(text: string, from: number, part: string): number | null {
	const near = text.slice(from, from + MAX_GAP + part.length);
	const at = near.indexOf(part);
	return at < 0 || ENDS_GAP.test(near.slice(0, at)) || !whole(text, from + at, part) ? null : from + at + part.length;
}

const LETTER = /[a-z]/;
const FIGURE = /[0-9]/;

function whole(text: string, at: number, word: string): boolean {
	const end = at + word.length;
	return (
		!joins(text[at - 1], word[0]!) &&
		!joins(word.at(-1), text[end]) &&
		!(FIGURE.test(word.at(-1)!) && text[end] === '.' && FIGURE.test(text[end + 1] ?? ''))
	);
}
const joins = (a: string | undefined, b: string | undefined): boolean =>
	a !== undefined && b !== undefined && ((LETTER.test(a) && LETTER.test(b)) || (FIGURE.test(a) && FIGURE.test(b)));
