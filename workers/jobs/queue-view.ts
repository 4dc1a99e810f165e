import { nameId } from '../../rules/domain/name-id.ts';
import { FACETS, type FacetName, type FacetValue, type QueueFilter, type QueueQuery, type QueueWindow } from '../protocol/review.ts';
import { Fault } from '../store/index.ts';
import type { QueueIndex } from './queue-index.ts';
import { addShared } from './shared-claims.ts';

/** What one filter gives, in one order; windows are cut from it. */
interface View {
	readonly order: Uint32Array;
	readonly amount: number;
	readonly facets: QueueWindow['facets'];
	readonly histogram: readonly number[];
}
type ViewQuery = Omit<QueueQuery, 'from' | 'count'>;

/** One bit for each part of a filter that a finding fails: facets in their order, then amount and text. */
const AMOUNT_BIT = 1 << FACETS.length;
const TEXT_BIT = AMOUNT_BIT << 1;
export const ALL_BITS = (TEXT_BIT << 1) - 1;
export const bitOf = (facet: FacetName): number => 1 << FACETS.indexOf(facet);

/** Title of a rule in the words that people search for. */
export type TitleOf = (rule: string) => string;

/** The queue over a run: filters, sorts, counts, and remembers the last view, since scrolling asks for its windows. */
export class QueueView {
	readonly #index: QueueIndex;
	readonly titleOf: TitleOf;
	/** Findings that searched words lead to, by the id of the words. */
	readonly #found = new Map<string, Uint8Array>();
	#last: { readonly key: string; readonly view: View } | null = null;
	#filtered: { readonly key: string; readonly fails: Uint16Array } | null = null;

	constructor(index: QueueIndex, titleOf: TitleOf) {
		this.#index = index;
		this.titleOf = titleOf;
	}

	/** Takes what a search found: 1 for each finding that it leads to. A filter that names a search needs it. */
	know(search: string, found: Uint8Array): void {
		this.#found.set(search, found);
	}
	knows(search: string): boolean {
		return this.#found.has(search);
	}
	/** Findings that a search leads to; 0 where it was not made. */
	found(search: string): number {
		return this.#found.get(search)?.reduce((sum, one) => sum + one, 0) ?? 0;
	}

	window(query: QueueQuery): QueueWindow {
		const { order, amount, facets, histogram } = this.#view(query);
		const rows = Array.from(order.subarray(query.from, query.from + query.count), (i) => this.#index.row(i));
		return { rows, total: order.length, amount, facets, histogram, text: null, set: null };
	}

	/** Positions of all findings under the filter, in its order. */
	positions(query: ViewQuery): Uint32Array {
		return this.#view(query).order;
	}

	/** For each finding the parts of the filter that it fails, as bits; it passes where none is set. */
	fails(filter: QueueFilter): Uint16Array {
		const key = JSON.stringify([this.#index.version, filter]);
		if (this.#filtered?.key !== key) this.#filtered = { key, fails: this.#fails(filter) };
		return this.#filtered.fails;
	}

	/** Amount of the findings that fail nothing, a shared line once; 分. */
	amountOf(fails: Uint16Array): number {
		const { claims } = this.#index;
		const total = new Float64Array(1);
		for (let i = 0; i < fails.length; i++) if (fails[i] === 0) total[0]! += claims.own[i]!;
		addShared(claims, fails, ALL_BITS, null, total);
		return total[0]!;
	}

	#view({ filter, sort, descending }: ViewQuery): View {
		const key = JSON.stringify([this.#index.version, filter, sort, descending]);
		if (this.#last?.key !== key) this.#last = { key, view: this.#compute(filter, sort, descending) };
		return this.#last.view;
	}

	#compute(filter: QueueFilter, sort: QueueQuery['sort'], descending: boolean): View {
		const fails = this.fails(filter);
		const near = nearlyPassing(fails);
		const facets = FACETS.map((name, bit) => [name, this.#facet(name, bit, fails, near, filter.facets[name] ?? [])] as const);
		return {
			order: passingInOrder(this.#index.order(sort), fails, near[0]!.length, descending),
			amount: this.amountOf(fails),
			facets: Object.fromEntries(facets) as Record<FacetName, FacetValue[]>,
			histogram: this.#histogram(near)
		};
	}

	#fails(filter: QueueFilter): Uint16Array {
		const index = this.#index;
		const fails = new Uint16Array(index.count);
		FACETS.forEach((name, bit) => {
			const wanted = filter.facets[name];
			if (!wanted || wanted.length === 0) return;
			const { texts, codes } = index.facet(name);
			const set = new Set(wanted);
			const fail = Uint16Array.from(texts, (text) => (set.has(filterValue(name, text)) ? 0 : 1 << bit));
			for (let i = 0; i < fails.length; i++) fails[i]! |= fail[codes[i]!]!;
		});
		const { amountFrom, amountTo, search } = filter;
		if (amountFrom !== undefined || amountTo !== undefined) {
			const [from, to] = [amountFrom ?? -Infinity, amountTo ?? Infinity];
			// Written so that an unknown amount (NaN) fails.
			for (let i = 0; i < fails.length; i++) if (!(index.amount[i]! >= from && index.amount[i]! <= to)) fails[i]! |= AMOUNT_BIT;
		}
		if (search !== undefined) {
			const found = this.#found.get(search);
			if (!found) throw new Fault('internal', `the search ${search} was not made`);
			for (let i = 0; i < fails.length; i++) if (found[i] === 0) fails[i]! |= TEXT_BIT;
		}
		return fails;
	}

	/** Counts and money of a facet's values under all other filters; chosen values stay in the list at 0. */
	#facet(name: FacetName, bit: number, fails: Uint16Array, near: readonly Uint32Array[], chosen: readonly string[]): FacetValue[] {
		const { claims } = this.#index;
		const { texts, codes } = this.#index.facet(name);
		const counts = new Uint32Array(texts.length);
		const amounts = new Float64Array(texts.length);
		for (const findings of [near[0]!, near[bit + 1]!]) {
			for (let k = 0; k < findings.length; k++) {
				const i = findings[k]!;
				const code = codes[i]!;
				counts[code]!++;
				amounts[code]! += claims.own[i]!;
			}
		}
		addShared(claims, fails, ALL_BITS & ~(1 << bit), codes, amounts);
		const wanted = new Set(chosen);
		const known: FacetValue[] = [];
		texts.forEach((value, code) => {
			const isWanted = wanted.size > 0 && wanted.delete(filterValue(name, value));
			if (counts[code]! > 0 || isWanted) known.push({ value, count: counts[code]!, amount: amounts[code]! });
		});
		const unknown = Array.from(wanted, (value) => ({ value, count: 0, amount: 0 }));
		return [...known, ...unknown].sort((a, b) => b.count - a.count || b.amount - a.amount || (a.value < b.value ? -1 : 1));
	}

	/** Under all filters but the amount's own, so that a brush shows what lies outside it. */
	#histogram(near: readonly Uint32Array[]): number[] {
		const bins: number[] = [];
		const amounts = this.#index.amount;
		for (const findings of [near[0]!, near[FACETS.length + 1]!]) {
			for (let k = 0; k < findings.length; k++) {
				const amount = amounts[findings[k]!]!;
				if (!(amount >= 100)) continue;
				const bin = binOf(amount);
				while (bins.length <= bin) bins.push(0);
				bins[bin]!++;
			}
		}
		return bins;
	}
}

/** What a filter calls a facet's value: addresses carry filters, and no name of a person may stand there. */
const filterValue = (facet: FacetName, text: string): string => (facet === 'doctor' && text !== '' ? nameId(text) : text);

/**
 * Findings that count in some facet: those that fail nothing first, then for each part of the filter those that fail it alone. Whoever fails two parts
 * counts nowhere, so a facet looks at few of them instead of at all.
 */
function nearlyPassing(fails: Uint16Array): Uint32Array[] {
	const parts = FACETS.length + 3;
	const place = new Uint8Array(ALL_BITS + 1).fill(parts);
	place[0] = 0;
	for (let bit = 0; bit < parts - 1; bit++) place[1 << bit] = bit + 1;
	const counts = new Uint32Array(parts + 1);
	for (let i = 0; i < fails.length; i++) counts[place[fails[i]!]!]!++;
	const near = Array.from({ length: parts }, (_, i) => new Uint32Array(counts[i]!));
	const filled = new Uint32Array(parts + 1);
	for (let i = 0; i < fails.length; i++) {
		const at = place[fails[i]!]!;
		if (at < parts) near[at]![filled[at]!++] = i;
	}
	return near;
}

function passingInOrder(all: Uint32Array, fails: Uint16Array, count: number, descending: boolean): Uint32Array {
	const order = new Uint32Array(count);
	let at = 0;
	for (let k = 0; k < all.length; k++) if (fails[all[k]!] === 0) order[at++] = all[k]!;
	return descending ? order.reverse() : order;
}

/** Bin of an amount of 1 元 or more; the logarithm alone would put 10 元 into the bin below by a rounding error. */
export function binOf(amount: number): number {
	let bin = Math.floor(2 * Math.log10(amount / 100));
	if (amount >= 100 * 10 ** ((bin + 1) / 2)) bin++;
	if (amount < 100 * 10 ** (bin / 2)) bin--;
	return bin;
}
