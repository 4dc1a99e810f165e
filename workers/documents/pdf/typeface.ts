import type { FontFile } from './font-file.ts';

/** One character as it is set: its code in the PDF and its width in thousandths of the type size. */
export interface Glyph {
	readonly char: string;
	readonly code: number;
	readonly width: number;
}

/** Set by width alone or never seen: they would vanish without a word (format characters, controls, half surrogate pairs). */
const INVISIBLE = /^[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u;

/**
 * The characters that a document uses, numbered in the order of their first use. Each has a code of its own even where two share a glyph, so
 * that what is copied out of the PDF is what was put in. A character that the font does not have is set as [U+…] and remembered.
 */
export class Typeface {
	readonly missing = new Set<string>();
	readonly #font: FontFile;
	readonly #glyphs = new Map<string, readonly Glyph[]>();
	readonly #used: { readonly char: string; readonly glyph: number; readonly width: number }[] = [];

	constructor(font: FontFile) {
		this.#font = font;
	}

	/** Used characters by code: the first has code 1. */
	get used(): readonly { readonly char: string; readonly glyph: number; readonly width: number }[] {
		return this.#used;
	}

	of(char: string): readonly Glyph[] {
		let known = this.#glyphs.get(char);
		if (!known) this.#glyphs.set(char, (known = this.#set(char)));
		return known;
	}

	#set(char: string): readonly Glyph[] {
		const codePoint = char.codePointAt(0)!;
		const glyph = INVISIBLE.test(char) ? 0 : this.#font.glyph(codePoint);
		if (glyph === 0) {
			const name = `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
			this.missing.add(name);
			return [...`[${name}]`].flatMap((one) => this.of(one));
		}
		const width = this.#font.width(glyph);
		this.#used.push({ char, glyph, width });
		return [{ char, code: this.#used.length, width }];
	}
}
