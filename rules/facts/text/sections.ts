import { HEADINGS, type SectionKind } from './headings.ts';
import { scan } from './lexicon.ts';

/** A part of a document under a heading (标题), in folded units; `from` is where its text begins, after the heading. */
export interface Section {
	/** Folded name of the heading; '' before the first one and for headings that are not known. */
	readonly name: string;
	readonly kind: SectionKind;
	/** First unit of the heading itself. */
	readonly head: number;
	readonly from: number;
	readonly to: number;
}

/** A key of a list `键：值；` that is no known heading: it ends the section before it, where the text doubles its stops. */
const UNKNOWN_KEY = /。;\s?([^\s。;:,、()0-9]{2,10}):/g;
const BEFORE_HEADING = '。;!?,、.)\n';
/** Headings in the middle of a sentence: 本病需与以下疾病鉴别：. */
const LISTS_AHEAD = /^(以下|下列)疾病/;
const NUMBER_OF_LIST = /[0-9一二三四五六七八九十①-⑳.、()\s]/;

/** Sections of a folded text, in order and without gaps. Linear. */
export function sectionsIn(text: string): Section[] {
	const heads = [{ name: '', kind: 'present' as SectionKind, head: 0, from: 0 }];
	for (const { kind, word, from, to } of scan(text, HEADINGS)) {
		const body = startsSection(text, from, to);
		if (body !== null) heads.push({ name: word, kind, head: from, from: body });
	}
	const known = new Set(heads.map(({ from }) => from));
	for (const match of text.matchAll(UNKNOWN_KEY)) {
		const from = match.index + match[0].length;
		const history = match[1]!.endsWith('史');
		if (!known.has(from)) heads.push({ name: '', kind: history ? 'history' : 'present', head: match.index + 2, from });
	}
	heads.sort((a, b) => a.from - b.from);
	return heads.map((head, i) => ({ ...head, to: heads[i + 1]?.head ?? text.length }));
}

/** Where the text of a section begins, or null where the word is no heading but part of a sentence. */
function startsSection(text: string, from: number, to: number): number | null {
	const line = startOfLine(text, from);
	const opens =
		line ||
		LISTS_AHEAD.test(text.slice(from, to)) ||
		from === 0 ||
		BEFORE_HEADING.includes(text[skipBlanks(text, from - 1, -1)] ?? '\n') ||
		text[from - 1] === '(';
	if (!opens) return null;
	let at = to;
	const bracketed = text[from - 1] === '(' && text[at] === ')';
	if (bracketed) at++;
	at = skipBlanks(text, at, 1);
	if (text[at] === ':') return at + 1;
	if (bracketed) return at;
	return line && (at > to || at >= text.length || text[at] === '\n') ? at : null;
}

/** Whether nothing but numbers of a list and brackets stands before on the line. */
function startOfLine(text: string, from: number): boolean {
	let at = from - 1;
	for (let steps = 0; at >= 0 && steps < 8 && text[at] !== '\n' && NUMBER_OF_LIST.test(text[at]!); steps++) at--;
	return at < 0 || text[at] === '\n';
}

function skipBlanks(text: string, at: number, step: 1 | -1): number {
	while (text[at] === ' ') at += step;
	return at;
}
