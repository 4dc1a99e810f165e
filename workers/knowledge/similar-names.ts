import { coreName } from '../../rules/facts/item-core.ts';
import { normalizeName } from '../../rules/knowledge/names.ts';
import type { CodeSuggestion } from '../protocol/code-mapping.ts';

/** A national name with its codes, and where it comes from ("pack id@version"; empty: a line of the batch). */
export interface NationalName {
	readonly name: string;
	readonly codes: readonly string[];
	readonly source: string;
}

/** Fewer shared pairs of characters than this, in thousandths, and the names are two things. */
const LEAST = 600;
const MOST = 3;
const SHOWN_CODES = 20;
/** A word of these in one name and not in the other makes another item, however like the rest is. */
const DISTINGUISHING = [
	'平扫',
	'增强',
	'造影',
	'新生儿',
	'小儿',
	'儿童',
	'双侧',
	'单侧',
	'左',
	'右',
	'加收',
	'首次',
	'再次',
	'急诊',
	'每增加',
	'一次性',
	'彩色',
	'三维'
];

interface Entry {
	readonly name: string;
	readonly core: string;
	readonly codes: string[];
	readonly source: string;
}

/**
 * National names (国家名称) that can be asked for those most like a local one. Likeness is Dice's coefficient over pairs of neighbouring characters of the
 * cores of the names (Dice 1945); it proposes and never decides. Names are held once by their normalised form, with the codes of all who bear it.
 */
export class NameIndex {
	readonly #entries: Entry[] = [];
	readonly #byName = new Map<string, number>();
	readonly #byCore = new Map<string, number[]>();
	readonly #byCode = new Map<string, number>();
	/** Entries by pair of characters; made when first asked for. */
	#pairs: Map<number, number[]> | null = null;
	#sizes: number[] = [];

	add({ name, codes, source }: NationalName): void {
		const normal = normalizeName(name);
		if (normal === '' || codes.length === 0) return;
		const known = this.#byName.get(normal);
		const at = known ?? this.#entries.length;
		if (known === undefined) this.#enter(normal, { name, core: coreName(name), codes: [...codes], source });
		else for (const code of codes) if (!this.#entries[known]!.codes.includes(code)) this.#entries[known]!.codes.push(code);
		for (const code of codes) if (!this.#byCode.has(code)) this.#byCode.set(code, at);
	}

	/** The name of a national code, or null. */
	nameOf(code: string): NationalName | null {
		const at = this.#byCode.get(code);
		return at === undefined ? null : this.#entries[at]!;
	}

	/** The most like names, the best first, `most` at most. */
	suggest(name: string, most = MOST): CodeSuggestion[] {
		const normal = normalizeName(name);
		if (normal === '') return [];
		const exact = this.#byName.get(normal);
		if (exact !== undefined) return [this.#suggestion(exact, normal, 'same-name', 1000)];
		const core = coreName(name);
		const same = (this.#byCore.get(core) ?? []).filter((at) => !apart(normal, this.#entries[at]!.name));
		const found = same.slice(0, most).map((at) => this.#suggestion(at, normal, 'same-core', 1000));
		if (found.length === most) return found;
		const like = this.#like(core).filter(({ at }) => !same.includes(at) && !apart(normal, this.#entries[at]!.name));
		return [...found, ...like.slice(0, most - found.length).map(({ at, score }) => this.#suggestion(at, normal, 'similar', score))];
	}

	/** Names that hold the words, else those like them: for a person who looks for one. */
	search(words: string, most: number): NationalName[] {
		const normal = normalizeName(words);
		if (normal === '') return [];
		const code = this.nameOf(normal.toUpperCase());
		if (code) return [code];
		const holding = this.#entries.filter((entry) => normalizeName(entry.name).includes(normal)).slice(0, most);
		return holding.length > 0 ? holding : this.#like(coreName(words), most).map(({ at }) => this.#entries[at]!);
	}

	#enter(normal: string, entry: Entry): void {
		const at = this.#entries.push(entry) - 1;
		this.#byName.set(normal, at);
		push(this.#byCore, entry.core, at);
		this.#pairs = null;
	}

	#like(core: string, most = MOST * 2): { readonly at: number; readonly score: number }[] {
		const index = (this.#pairs ??= this.#indexed());
		const own = pairsOf(core);
		const shared = new Map<number, number>();
		for (const pair of own) for (const at of index.get(pair) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
		const found: { at: number; score: number }[] = [];
		for (const [at, count] of shared) {
			const score = Math.floor((2000 * count) / (own.size + this.#sizes[at]!));
			if (score >= LEAST) found.push({ at, score });
		}
		return found.sort((a, b) => b.score - a.score || a.at - b.at).slice(0, most);
	}

	#indexed(): Map<number, number[]> {
		const pairs = new Map<number, number[]>();
		this.#sizes = this.#entries.map(({ core }, at) => {
			const own = pairsOf(core);
			for (const pair of own) push(pairs, pair, at);
			return own.size;
		});
		return pairs;
	}

	#suggestion(at: number, normal: string, by: CodeSuggestion['by'], score: number): CodeSuggestion {
		const { name, codes, source } = this.#entries[at]!;
		const theirs = normalizeName(name);
		return {
			codes: codes.slice(0, SHOWN_CODES),
			codeCount: codes.length,
			name,
			by,
			score,
			ours: onlyIn(normal, theirs),
			theirs: onlyIn(theirs, normal),
			source
		};
	}
}

/** Pairs of neighbouring characters, each once; of one character the character itself. */
function pairsOf(text: string): Set<number> {
	if (text.length === 1) return new Set([text.charCodeAt(0)]);
	const pairs = new Set<number>();
	for (let i = 1; i < text.length; i++) pairs.add(text.charCodeAt(i - 1) * 0x1_0000 + text.charCodeAt(i));
	return pairs;
}

const apart = (ours: string, name: string): boolean => DISTINGUISHING.some((word) => ours.includes(word) !== name.includes(word));

/** Characters of `text` that `other` has not, in their order, each as often as it is missing. */
function onlyIn(text: string, other: string): string {
	const left = new Map<string, number>();
	for (const char of other) left.set(char, (left.get(char) ?? 0) + 1);
	let only = '';
	for (const char of text) {
		const count = left.get(char) ?? 0;
		if (count > 0) left.set(char, count - 1);
		else only += char;
	}
	return only;
}

function push<K>(map: Map<K, number[]>, key: K, value: number): void {
	const list = map.get(key);
	if (list) list.push(value);
	else map.set(key, [value]);
}
