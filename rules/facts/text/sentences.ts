import type { Span } from './fold.ts';

const STOPS = '。;!?\n';
/** A bracket that holds more than this is taken as left open by mistake. */
const MAX_BRACKET = 200;
/** Longer runs without a stop are parted at a comma, so that no text makes the work on a sentence grow with its square. */
const MAX_SENTENCE = 600;
const CHINESE = /[\u4e00-\u9fff)]/;

/**
 * Sentences (句) of a folded text, each with its stop, without gaps. A stop inside a closed bracket parts nothing. `cuts` are places where one
 * begins in any case, in order: headings. Linear.
 */
export function sentencesIn(text: string, cuts: readonly number[]): Span[] {
	const inside = bracketed(text);
	const sentences: Span[] = [];
	let from = 0;
	let cut = 0;
	const end = (to: number): void => {
		if (to > from) sentences.push([from, to]);
		from = to;
	};
	for (let at = 0; at < text.length; at++) {
		for (; cut < cuts.length && cuts[cut]! <= at; cut++) end(cuts[cut]!);
		const long = at - from >= MAX_SENTENCE;
		if ((inside[at] === 0 && isStop(text, at)) || (long && (text[at] === ',' || at - from >= 2 * MAX_SENTENCE))) end(at + 1);
	}
	end(text.length);
	return sentences;
}

/** A full stop of the Latin kind ends a sentence only between Chinese characters: 36.5, E. coli and 1.高血压 hold none. */
function isStop(text: string, at: number): boolean {
	const unit = text[at]!;
	if (unit !== '.') return STOPS.includes(unit);
	return at > 0 && CHINESE.test(text[at - 1]!) && (at + 1 === text.length || CHINESE.test(text[at + 1]!) || text[at + 1] === '\n');
}

/** 1 for each unit inside a bracket that is closed on its line. */
function bracketed(text: string): Uint8Array {
	const inside = new Uint8Array(text.length);
	const open: number[] = [];
	let filled = 0;
	for (let at = 0; at < text.length; at++) {
		const unit = text[at];
		if (unit === '\n') open.length = 0;
		else if (unit === '(') open.push(at);
		else if (unit === ')' && open.length > 0) {
			const from = open.pop()!;
			if (at - from > MAX_BRACKET) continue;
			inside.fill(1, Math.max(from, filled), at);
			if (open.length === 0) filled = at;
		}
	}
	return inside;
}

/** The sentence that a place lies in, by halving. */
export function sentenceAt(sentences: readonly Span[], at: number): Span {
	let [low, high] = [0, sentences.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if (sentences[middle]![0] <= at) low = middle;
		else high = middle - 1;
	}
	return sentences[low] ?? [0, 0];
}
