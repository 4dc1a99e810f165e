import type { EntryQuery, EntryWindow, GroupRow, Grouping, QueueEntry } from '../../protocol/queue.ts';
import type { DecisionState, QueueFilter } from '../../protocol/review.ts';
import type { FacetColumn, QueueIndex } from '../queue-index.ts';
import { DECISIONS } from '../queue-index.ts';
import { ALL_BITS, bitOf, type QueueView } from '../queue-view.ts';
import { addShared } from '../shared-claims.ts';

/** Groups of a view, the one with the most money first (the least, where the order ascends), and the findings of each in the order of the view. */
interface Groups {
	/** Codes of the values, in the order of the list. */
	readonly codes: Uint32Array;
	readonly counts: Uint32Array;
	readonly amounts: Float64Array;
	/** Findings of code c are `findings[start[c], start[c + 1])`. */
	readonly start: Uint32Array;
	readonly findings: Uint32Array;
}

/** The grouped list over a run: heads of groups, and between them the findings of those that are opened. Remembers the last grouping for scrolling. */
export class GroupedQueue {
	readonly #index: QueueIndex;
	readonly #view: QueueView;
	#last: { readonly key: string; readonly groups: Groups } | null = null;

	constructor(index: QueueIndex, view: QueueView) {
		this.#index = index;
		this.#view = view;
	}

	window(query: EntryQuery): EntryWindow {
		const groups = this.#groups(query);
		const column = this.#index.coded[query.by];
		const opened = new Set(query.opened);
		const entries: QueueEntry[] = [];
		const end = query.from + query.count;
		let at = 0;
		for (const code of groups.codes) {
			const isOpen = opened.has(column.texts[code]!);
			if (at >= query.from && at < end) entries.push({ group: this.#head(query.by, code, groups, isOpen) });
			at++;
			if (!isOpen) continue;
			const [first, last] = [groups.start[code]!, groups.start[code + 1]!];
			for (let k = Math.max(0, query.from - at); k < last - first && at + k < end; k++)
				entries.push({ row: this.#index.row(groups.findings[first + k]!) });
			at += last - first;
		}
		return { entries, length: at, groups: groups.codes.length };
	}

	/** Line of the list with the next open finding after a line, around its end: a finding of an opened group, or the head of a closed one; null without any. */
	nextOpen(query: EntryQuery, after: number): number | null {
		const groups = this.#groups(query);
		const { texts } = this.#index.coded[query.by];
		const opened = new Set(query.opened);
		const isOpen = (i: number): boolean => this.#index.decision[i] === DECISIONS.indexOf('open');
		let [at, first] = [0, -1];
		for (const code of groups.codes) {
			const findings = groups.findings.subarray(groups.start[code], groups.start[code + 1]);
			const lines = opened.has(texts[code]!) ? Array.from(findings, (i, k) => (isOpen(i) ? at + 1 + k : -1)) : [findings.some(isOpen) ? at : -1];
			for (const line of lines) {
				if (line > after) return line;
				if (line >= 0 && first < 0) first = line;
			}
			at += 1 + (opened.has(texts[code]!) ? findings.length : 0);
		}
		return first < 0 ? null : first;
	}

	#head(by: Grouping, code: number, groups: Groups, open: boolean): GroupRow {
		const value = this.#index.coded[by].texts[code]!;
		const findings = groups.findings.subarray(groups.start[code], groups.start[code + 1]);
		const label = by === 'person' ? this.#index.text('patient', findings[0]!) || value : value;
		return { by, value, label, count: groups.counts[code]!, amount: groups.amounts[code]!, states: statesOf(this.#index, findings), open };
	}

	#groups({ filter, sort, descending, by }: EntryQuery): Groups {
		const key = JSON.stringify([this.#index.version, filter, sort, descending, by]);
		if (this.#last?.key !== key) {
			const order = this.#view.positions({ filter, sort, descending });
			this.#last = { key, groups: groupsOf(this.#index, this.#view.fails(filter), order, this.#index.coded[by], descending) };
		}
		return this.#last.groups;
	}
}

function groupsOf(index: QueueIndex, fails: Uint16Array, order: Uint32Array, { texts, codes }: FacetColumn, descending: boolean): Groups {
	const counts = new Uint32Array(texts.length);
	const amounts = new Float64Array(texts.length);
	for (let k = 0; k < order.length; k++) {
		const code = codes[order[k]!]!;
		counts[code]!++;
		amounts[code]! += index.claims.own[order[k]!]!;
	}
	addShared(index.claims, fails, ALL_BITS, codes, amounts);
	const start = new Uint32Array(texts.length + 1);
	for (let code = 0; code < texts.length; code++) start[code + 1] = start[code]! + counts[code]!;
	const filled = start.slice();
	const findings = new Uint32Array(order.length);
	for (let k = 0; k < order.length; k++) findings[filled[codes[order[k]!]!]!++] = order[k]!;
	const present = Uint32Array.from(texts.keys()).filter((code) => counts[code]! > 0);
	const sign = descending ? -1 : 1;
	present.sort((a, b) => sign * (amounts[a]! - amounts[b]! || counts[a]! - counts[b]!) || (texts[a]! < texts[b]! ? -1 : 1));
	return { codes: present, counts, amounts, start, findings };
}

/** Findings by where they stand. */
export function statesOf(index: QueueIndex, findings: Uint32Array): Record<DecisionState, number> {
	const states = Object.fromEntries(DECISIONS.map((state) => [state, 0])) as Record<DecisionState, number>;
	for (const i of findings) states[DECISIONS[index.decision[i]!]!]++;
	return states;
}

/** Findings of a group under a filter whatever was decided about them: a decision must not take a finding out of the sample that it was drawn for. */
export function membersOf(index: QueueIndex, view: QueueView, filter: QueueFilter, by: Grouping, value: string): Uint32Array {
	const { texts, codes } = index.coded[by];
	const code = texts.indexOf(value);
	const fails = view.fails(filter);
	const mask = ALL_BITS & ~bitOf('decision');
	return index
		.order('weight')
		.filter((i) => codes[i] === code && (fails[i]! & mask) === 0)
		.reverse();
}
