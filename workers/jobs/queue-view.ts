import { FACETS, type FacetName, type FacetValue, type QueueFilter, type QueueQuery, type QueueWindow } from '../protocol/review.ts';
import type { QueueIndex } from './queue-index.ts';
import { addShared } from './shared-claims.ts';

/** What one filter gives, in one order; windows are cut from it. */
interface View {
	readonly order: Uint32Array;
	readonly amount: number;
	readonly facets: QueueWindow['facets'];
	readonly histogram: readonly number[];
}

/** One bit for each part of a filter that a finding fails: facets in their order, then amount and text. */
const AMOUNT_BIT = 1 << FACETS.length;
const TEXT_BIT = AMOUNT_BIT << 1;
const ALL_BITS = 0xffff;

/** Title of a rule in the words that people search for. */
export type TitleOf = (rule: string) => string;

/** The queue over a run: filters, sorts, counts, and remembers the last view, since scrolling asks for its windows. */
export class QueueView {
	readonly #index: QueueIndex;
	readonly #titleOf: TitleOf;
	#last: { readonly key: string; readonly view: View } | null = null;

	constructor(index: QueueIndex, titleOf: TitleOf) {
		this.#index = index;
		this.#titleOf = titleOf;
	}

	window(query: QueueQuery): QueueWindow {
		const { order, amount, facets, histogram } = this.#view(query);
		const rows = Array.from(order.subarray(query.from, query.from + query.count), (i) => this.#index.row(i));
		return { rows, total: order.length, amount, facets, histogram };
	}

	/** Positions of all findings under the filter, in its order. */
	positions(query: Omit<QueueQuery, 'from' | 'count'>): Uint32Array {
		return this.#view(query).order;
	}

	#view({ filter, sort, descending }: Omit<QueueQuery, 'from' | 'count'>): View {
		const key = JSON.stringify([this.#index.version, filter, sort, descending]);
		if (this.#last?.key !== key) this.#last = { key, view: this.#compute(filter, sort, descending) };
		return this.#last.view;
	}

	#compute(filter: QueueFilter, sort: QueueQuery['sort'], descending: boolean): View {
		const fails = this.#fails(filter);
		const all = this.#index.order(sort);
		const order = all.filter((i) => fails[i] === 0);
		if (descending) order.reverse();
		const total = new Float64Array(1);
		for (const i of order) total[0]! += this.#index.claims.own[i]!;
		addShared(this.#index.claims, fails, ALL_BITS, null, total);
		const facets = Object.fromEntries(FACETS.map((name, bit) => [name, this.#facet(name, 1 << bit, fails, filter.facets[name] ?? [])]));
		return { order, amount: total[0]!, facets: facets as Record<FacetName, FacetValue[]>, histogram: this.#histogram(fails) };
	}

	/** For each finding the parts of the filter that it fails. */
	#fails(filter: QueueFilter): Uint16Array {
		const index = this.#index;
		const fails = new Uint16Array(index.count);
		FACETS.forEach((name, bit) => {
			const wanted = filter.facets[name];
			if (!wanted || wanted.length === 0) return;
			const { texts, codes } = index.facet(name);
			const set = new Set(wanted);
			const passes = Uint8Array.from(texts, (text) => (set.has(text) ? 1 : 0));
			for (let i = 0; i < fails.length; i++) if (passes[codes[i]!] === 0) fails[i]! |= 1 << bit;
		});
		const { amountFrom, amountTo } = filter;
		if (amountFrom !== undefined || amountTo !== undefined) {
			const [from, to] = [amountFrom ?? -Infinity, amountTo ?? Infinity];
			// Written so that an unknown amount (NaN) fails.
			for (let i = 0; i < fails.length; i++) if (!(index.amount[i]! >= from && index.amount[i]! <= to)) fails[i]! |= AMOUNT_BIT;
		}
		for (const word of (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean)) this.#failText(word, fails);
		return fails;
	}

	/** Every word has to stand in one of the searched columns; each distinct text is looked at once. */
	#failText(word: string, fails: Uint16Array): void {
		const found = new Uint8Array(fails.length);
		for (const facet of ['visit', 'person', 'rule', 'department', 'doctor'] as const) {
			const { texts, codes } = this.#index.coded[facet];
			const hits = Uint8Array.from(texts, (text) =>
				(facet === 'rule' ? `${text} ${this.#titleOf(text)}` : text).toLowerCase().includes(word) ? 1 : 0
			);
			if (hits.includes(1)) for (let i = 0; i < found.length; i++) found[i]! |= hits[codes[i]!]!;
		}
		for (let i = 0; i < fails.length; i++) if (found[i] === 0) fails[i]! |= TEXT_BIT;
	}

	/** Counts and money of a facet's values under all other filters; chosen values stay in the list at 0. */
	#facet(name: FacetName, bit: number, fails: Uint16Array, chosen: readonly string[]): FacetValue[] {
		const { claims } = this.#index;
		const { texts, codes } = this.#index.facet(name);
		const counts = new Uint32Array(texts.length);
		const amounts = new Float64Array(texts.length);
		for (let i = 0; i < fails.length; i++) {
			if ((fails[i]! & ~bit) !== 0) continue;
			counts[codes[i]!]!++;
			amounts[codes[i]!]! += claims.own[i]!;
		}
		addShared(claims, fails, ALL_BITS & ~bit, codes, amounts);
		const known = texts.flatMap((value, code) =>
			counts[code]! > 0 || chosen.includes(value) ? [{ value, count: counts[code]!, amount: amounts[code]! }] : []
		);
		const unknown = chosen.filter((value) => !texts.includes(value)).map((value) => ({ value, count: 0, amount: 0 }));
		return [...known, ...unknown].sort((a, b) => b.count - a.count || b.amount - a.amount || (a.value < b.value ? -1 : 1));
	}

	/** Under all filters but the amount's own, so that a brush shows what lies outside it. */
	#histogram(fails: Uint16Array): number[] {
		const bins: number[] = [];
		for (let i = 0; i < fails.length; i++) {
			const amount = this.#index.amount[i]!;
			if ((fails[i]! & ~AMOUNT_BIT) !== 0 || !(amount >= 100)) continue;
			const bin = binOf(amount);
			while (bins.length <= bin) bins.push(0);
			bins[bin]!++;
		}
		return bins;
	}
}

/** Bin of an amount of 1 元 or more; the logarithm alone would put 10 元 into the bin below by a rounding error. */
export function binOf(amount: number): number {
	let bin = Math.floor(2 * Math.log10(amount / 100));
	if (amount >= 100 * 10 ** ((bin + 1) / 2)) bin++;
	if (amount < 100 * 10 ** (bin / 2)) bin--;
	return bin;
}
