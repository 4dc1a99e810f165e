import { VIOLATIONS, type Dimension, type Grade, type Violation } from '../../rules/domain/finding.ts';
import type { DecisionState, FacetName, FindingRow, QueueSort } from '../protocol/review.ts';
import { CODED_FACETS, type ChunkFacets, type CodedFacet, type StoredChunk } from '../store/index.ts';
import { sharedClaims, type SharedClaims } from './shared-claims.ts';

export const DECISIONS: readonly DecisionState[] = ['open', 'confirm', 'reject', 'ask', 'excepted'];

/** Texts of a facet over the whole run, and the code of each finding. */
export interface FacetColumn {
	readonly texts: readonly string[];
	readonly codes: Uint32Array | Uint8Array;
}

/**
 * All findings of a run as columns in memory: what the queue filters, sorts and counts. A finding is its position, which stays the same while the run does.
 */
export class QueueIndex {
	readonly count: number;
	readonly coded: Readonly<Record<CodedFacet, FacetColumn>>;
	/** Code in `DECISIONS`; the only column that changes. */
	readonly decision: Uint8Array;
	readonly keys: readonly string[];
	/** 分; NaN where unknown. */
	readonly amount: Float64Array;
	readonly claims: SharedClaims;
	/** Exception of the recipe that each finding falls under, 1-based, or 0. */
	readonly excepted: Uint16Array;
	/** Shard of each chunk, and the position of its first finding. */
	readonly shards: readonly string[];
	readonly starts: Uint32Array;
	readonly #chunks: readonly StoredChunk<ChunkFacets>[];
	readonly #orders = new Map<QueueSort, Uint32Array>();
	#positions: Map<string, number> | null = null;
	/** Counts changes of decisions: what was computed with an older one is stale. */
	version = 0;

	constructor(chunks: readonly StoredChunk<ChunkFacets>[]) {
		this.#chunks = chunks;
		this.shards = chunks.map(({ shard }) => shard);
		this.starts = new Uint32Array(chunks.length + 1);
		chunks.forEach(({ data }, i) => (this.starts[i + 1] = this.starts[i]! + data.count));
		this.count = this.starts.at(-1)!;
		this.coded = Object.fromEntries(CODED_FACETS.map((facet) => [facet, this.#merge(facet)])) as Record<CodedFacet, FacetColumn>;
		this.decision = new Uint8Array(this.count);
		this.keys = chunks.flatMap(({ data }) => data.keys);
		this.amount = this.#joined((chunk) => chunk.amount);
		this.excepted = new Uint16Array(this.count);
		chunks.forEach(({ data }, c) => data.excepted && this.excepted.set(data.excepted, this.starts[c]));
		this.claims = sharedClaims(
			chunks.map(({ data }) => data),
			this.starts
		);
	}

	facet(name: FacetName): FacetColumn {
		return name === 'decision' ? { texts: DECISIONS, codes: this.decision } : this.coded[name];
	}

	/** Position of a finding, or -1. */
	find(key: string): number {
		this.#positions ??= new Map(this.keys.map((k, i) => [k, i]));
		return this.#positions.get(key) ?? -1;
	}

	/** Chunk that holds a finding, and its place in it. */
	locate(index: number): { readonly chunk: number; readonly at: number } {
		let [low, high] = [0, this.shards.length - 1];
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.starts[middle]! <= index) low = middle;
			else high = middle - 1;
		}
		return { chunk: low, at: index - this.starts[low]! };
	}

	/** Columns of a chunk as they lie on disk. */
	chunk(number: number): ChunkFacets {
		return this.#chunks[number]!.data;
	}

	digest(index: number): string {
		const { chunk, at } = this.locate(index);
		return Array.from(this.#chunks[chunk]!.data.digests.subarray(at * 32, at * 32 + 32), (byte) => byte.toString(16).padStart(2, '0')).join('');
	}

	text(facet: CodedFacet, index: number): string {
		const { texts, codes } = this.coded[facet];
		return texts[codes[index]!]!;
	}

	row(index: number): FindingRow {
		const { chunk, at } = this.locate(index);
		const { data } = this.#chunks[chunk]!;
		const money = (values: Float64Array): number | null => (Number.isNaN(values[at]!) ? null : values[at]!);
		const text = (facet: CodedFacet): string => this.text(facet, index);
		return {
			index,
			key: this.keys[index]!,
			rule: text('rule'),
			dimension: text('dimension') as Dimension,
			violation: text('violation') as Violation,
			grade: text('grade') as Grade,
			visit: text('visit'),
			person: text('person'),
			patient: text('patient'),
			sex: text('sex'),
			age: data.age[at]! < 0 ? null : data.age[at]!,
			institution: text('institution'),
			department: text('department'),
			doctor: text('doctor'),
			date: text('date'),
			lines: data.lines[at]!,
			amount: money(data.amount),
			inScope: money(data.inScope),
			fund: money(data.fund),
			messages: JSON.parse(data.messages[at]!) as FindingRow['messages'],
			decision: DECISIONS[this.decision[index]!]!
		};
	}

	/** Positions of all findings, smallest first; equal ones in the order of the run. Sorted once. */
	order(sort: QueueSort): Uint32Array {
		let order = this.#orders.get(sort);
		if (!order) {
			const keys = this.#sortKeys(sort);
			order = Uint32Array.from({ length: this.count }, (_, i) => i).sort((a, b) => keys[a]! - keys[b]! || a - b);
			this.#orders.set(sort, order);
		}
		return order;
	}

	/** 金额×可信度: a certain finding weighs twice a suspect one; an unknown amount weighs nothing. */
	#sortKeys(sort: QueueSort): Float64Array {
		if (sort === 'amount') return this.amount.map((amount) => (Number.isNaN(amount) ? -Number.MAX_VALUE : amount));
		if (sort === 'weight') {
			const { texts, codes } = this.coded.grade;
			return this.amount.map((amount, i) => (Number.isNaN(amount) ? 0 : amount) * (texts[codes[i]!] === 'certain' ? 2 : 1));
		}
		const { texts, codes } = this.coded[sort];
		const ranks = new Float64Array(texts.length);
		[...texts.keys()].sort((a, b) => (texts[a]! < texts[b]! ? -1 : 1)).forEach((code, rank) => (ranks[code] = rank));
		return Float64Array.from(codes, (code) => ranks[code]!);
	}

	#merge(facet: CodedFacet): FacetColumn {
		// Violations keep their official order where lists show them.
		const numbers = new Map<string, number>(facet === 'violation' ? VIOLATIONS.map((text, i) => [text, i]) : []);
		const codes = new Uint32Array(this.count);
		this.#chunks.forEach(({ data }, c) => {
			const own = data.coded[facet];
			const map = own.texts.map((text) => numbers.get(text) ?? numbers.set(text, numbers.size).size - 1);
			for (let i = 0, at = this.starts[c]!; i < data.count; i++, at++) codes[at] = map[own.codes[i]!]!;
		});
		return { texts: [...numbers.keys()], codes };
	}

	#joined(pick: (chunk: ChunkFacets) => Float64Array): Float64Array {
		const joined = new Float64Array(this.count);
		this.#chunks.forEach(({ data }, c) => joined.set(pick(data), this.starts[c]));
		return joined;
	}
}
