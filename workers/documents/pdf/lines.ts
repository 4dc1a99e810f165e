import type { Rich } from '../../protocol/documents.ts';
import type { Glyph, Typeface } from './typeface.ts';

/** A glyph with its weight. */
export interface Placed {
	readonly glyph: Glyph;
	readonly strong: boolean;
}
export interface Line {
	readonly glyphs: readonly Placed[];
	/** In points at the size that it was broken for. */
	readonly width: number;
}

const pieces = (text: Rich): readonly (string | { readonly strong: string })[] => (typeof text === 'string' ? [text] : text);

/** Breaks text into lines no wider than `width` points. Line ends in the text stay; an empty text is one empty line. */
export function linesOf(text: Rich, face: Typeface, size: number, width: number): Line[] {
	const lines: Line[] = [];
	let paragraph: Placed[] = [];
	const flush = (): void => {
		for (const line of broken(paragraph, size, width)) lines.push(line);
		paragraph = [];
	};
	for (const piece of pieces(text)) {
		const strong = typeof piece !== 'string';
		for (const char of (strong ? piece.strong : piece).replace(/\r\n?/g, '\n').replace(/\t/g, ' ')) {
			if (char === '\n') flush();
			else for (const glyph of face.of(char)) paragraph.push({ glyph, strong });
		}
	}
	flush();
	return lines;
}

/** Never at the begin of a line, never at its end (禁则). */
const NO_START = new Set('，。、；：！？）】》〉」』’”…·％%),.;:!?]}');
const NO_END = new Set('（【《〈「『‘“([{￥¥#');
/** Signs that long words and paths may be broken after, but for numbers and dates. */
const AFTER = new Set('-/_,;|');
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u{20000}-\u{3ffff}]/u;

function mayBreak(before: string, after: string): boolean {
	if (NO_START.has(after) || NO_END.has(before)) return false;
	return before === ' ' || WIDE.test(before) || WIDE.test(after) || (AFTER.has(before) && !/\d/.test(after));
}

function* broken(glyphs: readonly Placed[], size: number, width: number): Generator<Line> {
	const limit = (width * 1000) / size;
	let [from, last, sum] = [0, 0, 0];
	const line = (to: number): Line => {
		const own = glyphs.slice(from, to);
		return { glyphs: own, width: (own.reduce((total, { glyph }) => total + glyph.width, 0) * size) / 1000 };
	};
	for (let i = 0; i < glyphs.length; i++) {
		if (i > from && mayBreak(glyphs[i - 1]!.glyph.char, glyphs[i]!.glyph.char)) last = i;
		sum += glyphs[i]!.glyph.width;
		if (sum <= limit || i === from) continue;
		// A word longer than the line is cut where the line ends.
		const to = last > from ? last : i;
		yield line(to);
		[from, last] = [to, to];
		sum = 0;
		for (let k = from; k <= i; k++) sum += glyphs[k]!.glyph.width;
	}
	yield line(glyphs.length);
}
