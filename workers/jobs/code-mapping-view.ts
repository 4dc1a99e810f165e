import type { Dictionaries, Dictionary } from '../../rules/domain/columns.ts';
import { normalizeCode } from '../../rules/knowledge/codes.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { itemsOf } from '../knowledge/item-sides.ts';
import { NameIndex } from '../knowledge/similar-names.ts';
import type { CodeQuery, CodeRow, CodeState, CodeSuggestion, CodeSum, CodeView, CodeWindow, NationalItem } from '../protocol/code-mapping.ts';
import type { saidOfCodes } from './code-mapping-store.ts';
import type { CodeTally } from './code-mapping-tally.ts';

type Said = Awaited<ReturnType<typeof saidOfCodes>>;
const STATES: readonly CodeState[] = ['open', 'mapped', 'outside'];
const VIEWS: readonly CodeView[] = ['open', 'mapped', 'outside', 'all', 'unknown'];
const FOUND = 20;

/** Local codes of one batch as the page asks for them: filtered, by money, with suggestions for the rows in sight only. */
export class LocalCodes {
	readonly #tally: CodeTally;
	readonly #items: Dictionary;
	readonly #names: Dictionary;
	readonly #locals: Dictionary;
	readonly #packs: readonly KnowledgePack[];
	/** Local codes with lines of the kind, the most money first. */
	readonly #order: { readonly gap: Uint32Array; readonly unknown: Uint32Array };
	readonly #suggested = new Map<number, readonly CodeSuggestion[]>();
	#index: NameIndex | null = null;
	/** Position in `STATES` by local code. */
	readonly #state: Uint8Array;
	#said!: Said;
	#sums!: CodeWindow['sums'];

	constructor(tally: CodeTally, dictionaries: Dictionaries, packs: readonly KnowledgePack[], said: Said) {
		this.#tally = tally;
		this.#packs = packs;
		[this.#items, this.#names, this.#locals] = [dictionaries.get('item'), dictionaries.get('itemName'), dictionaries.get('localItem')];
		this.#order = { gap: byMoney(tally.lines, tally.amount), unknown: byMoney(tally.unknownLines, tally.unknownAmount) };
		this.#state = new Uint8Array(tally.lines.length);
		this.say(said);
	}

	/** Takes over what a person has said since. */
	say(said: Said): void {
		this.#said = said;
		for (const at of this.#order.gap) {
			const code = this.#locals.text(at);
			this.#state[at] = said.outside.has(code) ? 2 : said.mapped.has(code) ? 1 : 0;
		}
		const sums = Object.fromEntries(VIEWS.map((view) => [view, { codes: 0, lines: 0, amount: 0 }])) as Record<CodeView, Writable<CodeSum>>;
		const { lines, amount, unknownLines, unknownAmount } = this.#tally;
		for (const at of this.#order.gap) for (const sum of [sums.all, sums[STATES[this.#state[at]!]!]]) count(sum, lines[at]!, amount[at]!);
		for (const at of this.#order.unknown) count(sums.unknown, unknownLines[at]!, unknownAmount[at]!);
		this.#sums = sums;
	}

	window({ view, text, from, count: rows }: CodeQuery): CodeWindow {
		const words = text.trim().toLowerCase();
		const all = view === 'unknown' ? this.#order.unknown : this.#order.gap;
		const wanted = STATES.indexOf(view as CodeState);
		const holds = (at: number): boolean =>
			(wanted < 0 || this.#state[at] === wanted) && (words === '' || `${this.#locals.text(at)} ${this.#nameOf(at)}`.toLowerCase().includes(words));
		const found = wanted < 0 && words === '' ? all : all.filter(holds);
		const { lines, amount } = this.#tally;
		return {
			total: found.length,
			rows: Array.from(found.slice(from, from + rows), (at) => this.#row(at, view === 'unknown')),
			sums: this.#sums,
			nameless: { codes: 0, lines: lines[0]!, amount: amount[0]! }
		};
	}

	search(words: string): NationalItem[] {
		const code = normalizeCode(words);
		const found = this.#known.search(words, FOUND).flatMap(({ codes, name, source }) => codes.map((one) => ({ code: one, name, source })));
		return (found.some((item) => item.code === code) ? found.filter((item) => item.code === code) : found).slice(0, FOUND);
	}

	#row(at: number, unknown: boolean): CodeRow {
		const { lines, amount, unknownLines, unknownAmount, malformed } = this.#tally;
		const code = this.#locals.text(at);
		const state = unknown ? 'open' : STATES[this.#state[at]!]!;
		const target = state === 'mapped' ? this.#said.mapped.get(code)! : '';
		return {
			code,
			name: this.#nameOf(at),
			lines: (unknown ? unknownLines : lines)[at]!,
			amount: (unknown ? unknownAmount : amount)[at]!,
			gap: malformed[at] === 1 ? 'malformed' : 'absent',
			state,
			target,
			targetName: target === '' ? '' : (this.#known.nameOf(normalizeCode(target))?.name ?? ''),
			suggestions: state === 'open' && !unknown ? this.#suggestions(at) : []
		};
	}

	#nameOf(at: number): string {
		return this.#names.text(this.#tally.name[at]!);
	}

	#suggestions(at: number): readonly CodeSuggestion[] {
		const known = this.#suggested.get(at);
		if (known) return known;
		const beside = this.#tally.beside[at]!;
		const made = this.#known.suggest(this.#nameOf(at));
		const list =
			beside === 0 ? made : [this.#besides(beside), ...made.filter(({ codes }) => !codes.includes(normalizeCode(this.#items.text(beside))))];
		this.#suggested.set(at, list);
		return list;
	}

	/** The code that other lines of the same local code bear: the batch's own word, before any likeness. */
	#besides(item: number): CodeSuggestion {
		const code = normalizeCode(this.#items.text(item));
		const name = this.#known.nameOf(code);
		return { codes: [code], codeCount: 1, name: name?.name ?? '', by: 'same-code', score: 1000, ours: '', theirs: '', source: name?.source ?? '' };
	}

	/** Names of loaded packs first: where a pack and the batch say the same name, the pack is named as the source. */
	get #known(): NameIndex {
		if (this.#index) return this.#index;
		const index = new NameIndex();
		for (const pack of this.#packs) {
			const source = `${pack.id}@${pack.version}`;
			for (const point of pack.points) for (const { names, codes } of itemsOf(point)) for (const name of names) index.add({ name, codes, source });
		}
		const { codeOfName, namesakes, official } = this.#tally;
		// National names before the hospital's own: the first name of a code is the one that is shown.
		for (const wanted of [1, 0]) {
			for (let name = 1; name < codeOfName.length; name++) {
				if (codeOfName[name] === 0 || official[name] !== wanted) continue;
				const items = [codeOfName[name]!, ...(namesakes.get(name) ?? [])];
				index.add({ name: this.#names.text(name), codes: items.map((item) => normalizeCode(this.#items.text(item))), source: '' });
			}
		}
		return (this.#index = index);
	}
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

function count(sum: Writable<CodeSum>, lines: number, amount: number): void {
	sum.codes++;
	sum.lines += lines;
	sum.amount += amount;
}

/** Codes that have lines, the most money first; code 0 is no code. */
function byMoney(lines: Uint32Array, amount: Float64Array): Uint32Array {
	const codes: number[] = [];
	for (let at = 1; at < lines.length; at++) if (lines[at]! > 0) codes.push(at);
	return Uint32Array.from(codes.sort((a, b) => amount[b]! - amount[a]! || lines[b]! - lines[a]! || a - b));
}
