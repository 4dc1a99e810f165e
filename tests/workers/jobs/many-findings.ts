import type { ChunkFacets, CodedFacet, StoredChunk } from '../../../workers/store/index.ts';
import { VIOLATIONS } from '../../../rules/domain/finding.ts';

/** Seeded numbers in [0, 1): mulberry32. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** Findings to a shard, as a review of 500 stays with ten findings each leaves them. */
const IN_CHUNK = 5_000;
/** Distinct values of each facet in the whole run: what ten thousand stays of a city hospital have. */
const DISTINCT: Readonly<Record<CodedFacet, number>> = {
	rule: 110,
	dimension: 4,
	violation: VIOLATIONS.length,
	grade: 2,
	visit: 10_000,
	person: 8_000,
	patient: 3_000,
	sex: 2,
	institution: 30,
	department: 40,
	doctor: 400,
	date: 365,
	item: 2_500
};

/** A run of `count` findings as columns, made up and always the same: ten a stay, one line in four claimed twice. */
export function manyFindings(count: number): StoredChunk<ChunkFacets>[] {
	const chunks = Math.ceil(count / IN_CHUNK);
	return Array.from({ length: chunks }, (_, c) => ({ shard: `p${c}`, data: chunk(c, Math.min(IN_CHUNK, count - c * IN_CHUNK)) }));
}

function chunk(number: number, count: number): ChunkFacets {
	const random = seeded(number + 1);
	const first = number * IN_CHUNK;
	const coded = Object.fromEntries(
		Object.entries(DISTINCT).map(([facet, distinct]) => [facet, column(facet as CodedFacet, distinct, count, first, random)])
	) as ChunkFacets['coded'];
	const claimStart = Uint32Array.from({ length: count + 1 }, (_, i) => i * 3);
	const amounts = Float64Array.from({ length: count }, () => (random() < 0.03 ? NaN : Math.round(10 ** (2 + 4 * random()))));
	const each = Float64Array.from({ length: count * 3 }, (_, k) => Math.round(amounts[Math.floor(k / 3)]! / 3));
	return {
		count,
		coded,
		keys: Array.from(
			{ length: count },
			(_, i) => `${coded.rule.texts[coded.rule.codes[i]!]}:${coded.visit.texts[coded.visit.codes[i]!]}:${first + i}`
		),
		digests: Uint8Array.from({ length: count * 32 }, () => random() * 256),
		age: Int16Array.from({ length: count }, () => random() * 90),
		lines: new Uint32Array(count).fill(3),
		amount: amounts,
		inScope: amounts,
		fund: amounts,
		messages: Array.from({ length: count }, () => '[{"id":"over","data":{"n":1}}]'),
		claimStart,
		claimLine: Uint32Array.from({ length: count * 3 }, (_, k) => (random() < 0.25 && k > 30 ? k - 30 : k)),
		claimAmount: each,
		claimInScope: each,
		claimFund: each
	};
}

function column(facet: CodedFacet, distinct: number, count: number, first: number, random: () => number): ChunkFacets['coded'][CodedFacet] {
	const numbers = new Map<number, number>();
	const codes = Uint32Array.from({ length: count }, (_, i) => {
		// Stays and people follow each other; all else is skewed, as rules and departments are.
		const value = facet === 'visit' || facet === 'person' ? Math.floor((first + i) / 10) % distinct : Math.floor(distinct * random() ** 2);
		return numbers.get(value) ?? numbers.set(value, numbers.size).size - 1;
	});
	return { texts: Array.from(numbers.keys(), (value) => textOf(facet, value)), codes };
}

function textOf(facet: CodedFacet, value: number): string {
	if (facet === 'violation') return VIOLATIONS[value]!;
	if (facet === 'grade') return value === 0 ? 'suspect' : 'certain';
	if (facet === 'date') return new Date(Date.UTC(2026, 0, 1 + value)).toISOString().slice(0, 10);
	return `${facet}-${value}`;
}
