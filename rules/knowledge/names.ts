/** Characters that exports put into names and that carry no meaning: all white space, zero-width marks, the byte order mark. */
const BLANK = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const OPENING = /[[{〔【《〖]/gu;
const CLOSING = /[\]}〕】》〗]/gu;
const DASHES = /[‐‑‒–—―−－]/gu;
const DOTS = /[•‧・∙⋅]/gu;

/** A bracket with one of these words makes another item (平扫 is not 增强, a cot is not a bed), so it is never dropped. */
const DISTINGUISHING = /平扫|增强|造影|新生儿/u;
/** Two rounds settle every name that we have seen; the bound keeps a hostile one from looping. */
const ROUNDS = 4;

/**
 * Normalised form (规范名) of an item name: compatibility forms folded, case, spaces and the kinds of brackets and dashes made one.
 * Idempotent: the normalised form of a normalised form is itself.
 */
export function normalizeName(text: string): string {
	let current = text;
	for (let round = 0; round < ROUNDS; round++) {
		const next = fold(current);
		if (next === current) break;
		current = next;
	}
	return current;
}

function fold(text: string): string {
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(BLANK, '')
		.replace(OPENING, '(')
		.replace(CLOSING, ')')
		.replace(DASHES, '-')
		.replace(DOTS, '·')
		.normalize('NFKC');
}

/**
 * The weaker form: trailing bracketed qualifiers (末尾括注) such as (三人间) or (经腹腔镜加收) dropped from a normalised name.
 * The same name where there is nothing to drop.
 */
export function withoutQualifier(normalized: string): string {
	let current = normalized;
	while (current.endsWith(')')) {
		const open = openingOfLast(current);
		if (open <= 0 || DISTINGUISHING.test(current.slice(open))) break;
		current = current.slice(0, open);
	}
	return current;
}

/** Index of the bracket that the last character closes, or -1 where the brackets do not pair. */
function openingOfLast(text: string): number {
	let depth = 0;
	for (let at = text.length - 1; at >= 0; at--) {
		if (text[at] === ')') depth++;
		else if (text[at] === '(' && --depth === 0) return at;
	}
	return -1;
}
