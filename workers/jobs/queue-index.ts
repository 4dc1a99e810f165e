import { VIOLATIONS, type Dimension, type Grade, type Violation } from '../../rules/domain/finding.ts';
import type { DecisionState, FacetName, FindingRow, QueueSort } from '../protocol/review.ts';
import { CODED_FACETS, type ChunkFacets, type CodedFacet, type StoredChunk } from '../store/index.ts';
import { sharedClaims, type SharedClaims } from './shared-claims.ts';

export const DECISIONS: readonly DecisionState[] = ['open', 'confirm', 'reject', 'ask', 'excepted', 'snoozed'];

/**
 * What a finding of each grade weighs in the order 金额×等级×准确率: 明确违规 twice 可疑, since its limit comes from a column or a checked point of knowledge
 * and leaves less to weigh. A choice of ours, not measured; it orders, it decides nothing.
 */
export const GRADE_WEIGHTS: Readonly<Record<Grade, number>> = { certain: 2, suspect: 1 };

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

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
	/** yyyy-MM of the conduct. */
	readonly month: FacetColumn;
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
	#weights: ReadonlyMap<string, number> = new Map();
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
		this.month = monthsOf(this.coded.date);
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
		if (name === 'decision') return { texts: DECISIONS, codes: this.decision };
		return name === 'month' ? this.month : this.coded[name];
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
		const bytes = this.#chunks[chunk]!.data.digests;
		let hex = '';
		for (let k = at * 32; k < at * 32 + 32; k++) hex += HEX[bytes[k]!];
		return hex;
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
			item: text('item'),
			date: text('date'),
			lines: data.lines[at]!,
			amount: money(data.amount),
			inScope: money(data.inScope),
			fund: money(data.fund),
			messages: JSON.parse(data.messages[at]!) as FindingRow['messages'],
			decision: DECISIONS[this.decision[index]!]!
		};
	}

	/** What the findings of each rule weigh in the order `weight`; rules that are not named weigh 1. */
	weigh(weights: ReadonlyMap<string, number>): void {
		this.#weights = weights;
		this.#orders.delete('weight');
		this.version++;
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

	/** 金额×等级×准确率; an unknown amount weighs nothing. */
	#sortKeys(sort: QueueSort): Float64Array {
		if (sort === 'amount') return this.amount.map((amount) => (Number.isNaN(amount) ? -Number.MAX_VALUE : amount));
		if (sort === 'weight') {
			const { grade, rule } = this.coded;
			const grades = grade.texts.map((text) => GRADE_WEIGHTS[text as Grade]);
			const rules = rule.texts.map((text) => this.#weights.get(text) ?? 1);
			return this.amount.map((amount, i) => (Number.isNaN(amount) ? 0 : amount) * grades[grade.codes[i]!]! * rules[rule.codes[i]!]!);
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
			// Runs of earlier versions do not have every column.
			const own = (data.coded as Partial<ChunkFacets['coded']>)[facet] ?? { texts: [''], codes: new Uint8Array(data.count) };
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

function monthsOf({ texts, codes }: FacetColumn): FacetColumn {
	const numbers = new Map<string, number>();
	const map = texts.map((date) => {
		const month = date.slice(0, 7);
		return numbers.get(month) ?? numbers.set(month, numbers.size).size - 1;
	});
	return { texts: [...numbers.keys()], codes: Uint32Array.from(codes, (code) => map[code]!) };
}
