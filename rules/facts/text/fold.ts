/** [from, to) */
export type Span = readonly [number, number];

/** Marks units as taken by one reading, so that another leaves them: 1 for each unit in a span. */
export function taken(length: number, spans: Iterable<Span>): Uint8Array {
	const bytes = new Uint8Array(length);
	for (const [from, to] of spans) bytes.fill(1, from, to);
	return bytes;
}

/** A text made comparable, with the way back: each unit knows the units of the stored text that it came from. */
export interface Folded {
	readonly text: string;
	/** Stored units of each folded unit: first, and one past the last. Null where every unit is one stored unit. */
	readonly from: Uint32Array | null;
	readonly to: Uint32Array | null;
}

/** Powers (10⁹) and circled numbers of lists (①) would become figures that nobody wrote: 109, 13枚 for ①3枚. */
const KEPT = /[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]/u;
const NOTHING = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;
const MARK = /\p{M}/u;
const ONE_FOR_ANOTHER: readonly (readonly [RegExp, string])[] = [
	[/[\r\n\u2028\u2029\u0085]/u, '\n'],
	[/\s/u, ' '],
	[/[[{〔【《〖]/u, '('],
	[/[\]}〕】》〗]/u, ')'],
	[/[‐‑‒–—―−－]/u, '-'],
	[/[•‧・∙⋅]/u, '·'],
	[/[✕✖╳]/u, '×']
];

/** Folded form of each UTF-16 unit that stands alone and becomes one unit, filled as texts are read; 0 not yet known. */
const single = new Uint16Array(0x1_0000);
/** In `single`: becomes none or several. */
const OTHER = 0xffff;

/**
 * Folds compatibility forms, case, kinds of brackets, dashes and blanks, one character at a time (rules/knowledge/names.ts does the same
 * to names, and drops the blanks). Line ends stay: they part sentences. Linear in the length.
 */
export function fold(text: string): Folded {
	const out = new Output(text.length);
	for (let at = 0; at < text.length;) {
		const next = endOfCharacter(text, at);
		const unit = next === at + 1 ? foldedUnit(text.charCodeAt(at)) : OTHER;
		if (unit !== OTHER) out.one(unit, at);
		else out.several(foldOne(text.slice(at, next)), at, next);
		at = next;
	}
	return out.folded();
}

/** The stored units of a folded span: whole characters, so that a mark never cuts one. */
export function storedSpan({ from, to }: Folded, [a, b]: Span): Span {
	return from && to && a < b ? [from[a]!, to[b - 1]!] : [a, b];
}

/** A folded text without its blanks, in which words are found however they were spaced. */
export interface Compact {
	readonly text: string;
	/** Folded unit of each compact one; null where there was no blank. */
	readonly at: Uint32Array | null;
}

const BLANK = 0x20;

export function compact(folded: string): Compact {
	if (!folded.includes(' ')) return { text: folded, at: null };
	const at = new Uint32Array(folded.length);
	let count = 0;
	for (let i = 0; i < folded.length; i++) if (folded.charCodeAt(i) !== BLANK) at[count++] = i;
	return { text: folded.replaceAll(' ', ''), at: at.subarray(0, count) };
}

/** The folded span of a compact one. */
export const foldedSpan = ({ at }: Compact, [a, b]: Span): Span => (at && a < b ? [at[a]!, at[b - 1]! + 1] : [a, b]);

/** A word as it is sought in a compact text. */
export const foldedWord = (word: string): string => compact(fold(word).text).text;

function endOfCharacter(text: string, at: number): number {
	let next = at + 1;
	if (text.charCodeAt(next) >= 0x300) {
		const unit = text.charCodeAt(at);
		if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(next) & 0xfc00) === 0xdc00) next++;
		while (next < text.length && isMark(text.charCodeAt(next))) next++;
	}
	return next;
}
/** Marks that join a letter before them; none of the signs of Chinese records is one. */
const isMark = (unit: number): boolean =>
	unit >= 0x300 &&
	(unit < 0x2000 || (unit >= 0x20d0 && unit < 0x2100) || unit === 0x3099 || unit === 0x309a || unit === 0xfe0f) &&
	MARK.test(String.fromCharCode(unit));

function foldedUnit(unit: number): number {
	const known = single[unit]!;
	if (known !== 0) return known;
	const folded = foldOne(String.fromCharCode(unit));
	return (single[unit] = folded.length === 1 && folded !== '\0' ? folded.charCodeAt(0) : OTHER);
}

function foldOne(character: string): string {
	if (NOTHING.test(character)) return '';
	if (KEPT.test(character)) return character;
	for (const [pattern, other] of ONE_FOR_ANOTHER) if (pattern.test(character)) return other;
	const plain = character.normalize('NFKC').toLowerCase().normalize('NFKC');
	return [...plain].map((one) => ONE_FOR_ANOTHER.find(([pattern]) => pattern.test(one))?.[1] ?? one).join('');
}

/** A text being folded; the way back is kept from the first character on that is not one unit for one. */
class Output {
	readonly #units: GrowingList;
	#from: GrowingList | null = null;
	#to: GrowingList | null = null;
	constructor(private readonly expected: number) {
		this.#units = new GrowingList(expected);
	}
	one(unit: number, at: number): void {
		this.#units.push(unit);
		this.#from?.push(at);
		this.#to?.push(at + 1);
	}
	several(units: string, at: number, next: number): void {
		if (!this.#from || !this.#to) {
			[this.#from, this.#to] = [new GrowingList(this.expected), new GrowingList(this.expected)];
			for (let i = 0; i < at; i++) {
				this.#from.push(i);
				this.#to.push(i + 1);
			}
		}
		for (let i = 0; i < units.length; i++) {
			this.#units.push(units.charCodeAt(i));
			this.#from.push(at);
			this.#to.push(next);
		}
	}
	folded(): Folded {
		return { text: textOf(this.#units.list()), from: this.#from?.list() ?? null, to: this.#to?.list() ?? null };
	}
}

/** Arguments that a call may safely have. */
const CHUNK = 4096;
function textOf(units: Uint32Array): string {
	const parts: string[] = [];
	for (let at = 0; at < units.length; at += CHUNK) parts.push(String.fromCharCode(...units.subarray(at, at + CHUNK)));
	return parts.join('');
}

/** Whole numbers whose count is not known before: a character may become several. */
class GrowingList {
	#values: Uint32Array;
	#size = 0;
	constructor(expected: number) {
		this.#values = new Uint32Array(expected + 8);
	}
	push(value: number): void {
		if (this.#size === this.#values.length) {
			const wider = new Uint32Array(this.#size * 2);
			wider.set(this.#values);
			this.#values = wider;
		}
		this.#values[this.#size++] = value;
	}
	list(): Uint32Array {
		return this.#values.subarray(0, this.#size);
	}
}
