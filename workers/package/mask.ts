/** How identities look when they are masked (脱敏), and where they are found in text. */

/** 王小明 → 王*: the length of the name is hidden too. */
export function maskName(name: string): string {
	const first = [...name][0];
	return first === undefined ? '' : `${first}*`;
}

/** 330102198001011234 → 3301************34. The length stays, so that a masked key still fits its original. */
export function maskNumber(number: string): string {
	const [head, tail] = number.length >= 15 ? [4, 2] : number.length >= 6 ? [1, 1] : [0, 0];
	return number.slice(0, head) + '*'.repeat(number.length - head - tail) + number.slice(number.length - tail);
}

const ID_SHAPE = /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;
const MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/g;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Check digit of a citizen's number (GB 11643). Serial numbers that only look like one fail it. */
function checkDigitHolds(id: string): boolean {
	const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
	return '10X98765432'[sum % 11] === id[17]!.toUpperCase();
}

const DIGEST = /^[0-9a-f]{64}$/;
/** Numbers shorter than this occur in other numbers by chance: they are masked only where they are the whole value. */
const SHORTEST_NUMBER = 8;
const TOKEN = new RegExp(`[0-9A-Za-z]{${SHORTEST_NUMBER},}`, 'g');

/** Occurrences masked, by kind: said in the statement. */
export interface MaskCounts {
	names: number;
	numbers: number;
	phones: number;
}

/**
 * Finds the identities that a batch is known to hold, and numbers that are identities by their shape, in any text.
 * Names are looked up by their first two characters, numbers by sliding their lengths over runs of letters and digits.
 */
export class Masker {
	readonly counts: MaskCounts = { names: 0, numbers: 0, phones: 0 };
	readonly #numbers: ReadonlySet<string>;
	readonly #lengths: readonly number[];
	readonly #literals = new Map<string, string[]>();
	readonly #starts = new Uint8Array(0x10000);

	/** @param hidden nothing of a number is left, not even its first and last digits */
	constructor(
		names: ReadonlySet<string>,
		numbers: ReadonlySet<string>,
		private readonly hidden = false
	) {
		const plain = [...numbers].filter((number) => /^[0-9A-Za-z]+$/.test(number) && number.length >= SHORTEST_NUMBER);
		this.#numbers = new Set(plain.map((number) => number.toUpperCase()));
		this.#lengths = [...new Set(plain.map((number) => number.length))].sort((a, b) => b - a);
		for (const name of names) if (name.length >= (/[\u3400-\u9fff]/.test(name) ? 2 : 4)) this.#addLiteral(name);
		for (const number of numbers) if (/[^0-9A-Za-z]/.test(number) && number.length >= SHORTEST_NUMBER) this.#addLiteral(number);
		for (const list of this.#literals.values()) list.sort((a, b) => b.length - a.length);
	}

	/** Free text: whatever looks like an identity goes. */
	text(text: string): string {
		return this.#known(text, () => true).replace(MOBILE, (phone) => {
			this.counts.phones++;
			return this.hidden ? '*'.repeat(phone.length) : `${phone.slice(0, 3)}******${phone.slice(-2)}`;
		});
	}
	/** An identifier: serial numbers must stay what they are, so a shape alone does not do, its check digit must hold. */
	identifier(text: string): string {
		return this.#known(text, checkDigitHolds);
	}
	name(text: string): string {
		if (text !== '') this.counts.names++;
		return maskName(text);
	}
	number(text: string): string {
		if (text !== '') this.counts.numbers++;
		return this.hidden ? '*'.repeat(text.length) : maskNumber(text);
	}

	#known(text: string, believe: (shape: string) => boolean): string {
		if (text.length < 2 || DIGEST.test(text)) return text;
		const shaped = (id: string): string => (believe(id) ? this.number(id) : id);
		const numbered = text.length < SHORTEST_NUMBER ? text : text.replace(TOKEN, (token) => this.#inToken(token)).replace(ID_SHAPE, shaped);
		return this.#literals.size > 0 ? this.#inLiterals(numbered) : numbered;
	}
	#inToken(token: string): string {
		const upper = token.toUpperCase();
		for (const length of this.#lengths) {
			for (let at = 0; at + length <= token.length; at++) {
				if (!this.#numbers.has(upper.slice(at, at + length))) continue;
				const [before, id, after] = [token.slice(0, at), token.slice(at, at + length), token.slice(at + length)];
				return this.#inToken(before) + this.number(id) + this.#inToken(after);
			}
		}
		return token;
	}
	#inLiterals(text: string): string {
		let [out, from] = ['', 0];
		for (let at = 0; at + 1 < text.length; at++) {
			if (this.#starts[text.charCodeAt(at)] === 0) continue;
			const found = this.#literals.get(text.slice(at, at + 2))?.find((literal) => text.startsWith(literal, at));
			if (!found) continue;
			out += text.slice(from, at) + (/\d/.test(found) ? this.number(found) : this.name(found));
			from = at + found.length;
			at = from - 1;
		}
		return from === 0 ? text : out + text.slice(from);
	}
	#addLiteral(literal: string): void {
		const start = literal.slice(0, 2);
		this.#starts[literal.charCodeAt(0)] = 1;
		const list = this.#literals.get(start);
		if (list) list.push(literal);
		else this.#literals.set(start, [literal]);
	}
}
