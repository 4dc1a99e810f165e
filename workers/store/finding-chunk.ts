import type { Missing } from '../../rules/domain/finding.ts';

/** Texts that repeat, as codes into the chunk's own list. */
export interface CodedTexts {
	readonly texts: readonly string[];
	readonly codes: Uint8Array | Uint16Array | Uint32Array;
}
export const CODED_FACETS = [
	'rule',
	'dimension',
	'violation',
	'grade',
	'visit',
	'person',
	'patient',
	'sex',
	'institution',
	'department',
	'doctor',
	'date',
	'item'
] as const;
export type CodedFacet = (typeof CODED_FACETS)[number];

/** Findings of one shard of one run as columns: what the queue filters, sorts and shows. Evidence is in the chunk's blob. */
export interface ChunkFacets {
	readonly count: number;
	/** `item` is absent in runs of earlier versions. */
	readonly coded: Readonly<Record<CodedFacet, CodedTexts>>;
	readonly keys: readonly string[];
	/** Evidence digests, 32 bytes each. */
	readonly digests: Uint8Array;
	/** Years; -1 where unknown. */
	readonly age: Int16Array;
	readonly lines: Uint32Array;
	/** 分; NaN where it cannot be known. */
	readonly amount: Float64Array;
	readonly inScope: Float64Array;
	readonly fund: Float64Array;
	/** JSON of the finding's messages. */
	readonly messages: readonly string[];
	/** Exception of the recipe that each finding falls under, 1-based, or 0; absent where the recipe has none. */
	readonly excepted?: Uint16Array;
	/**
	 * Offending lines of finding i, in its order, are `[claimStart[i], claimStart[i + 1])`: number of the line within the chunk, and 分, NaN where unknown.
	 * A line belongs to one shard, so what several findings claim is counted once by looking at one chunk.
	 */
	readonly claimStart: Uint32Array;
	readonly claimLine: Uint32Array;
	readonly claimAmount: Float64Array;
	/** Absent in runs of earlier versions, which also left out findings of unknown amount: both are read from the evidence. */
	readonly claimInScope?: Float64Array;
	readonly claimFund?: Float64Array;
}

/** Evidence of the same findings: UTF-8 of the JSON of finding i is `bytes[offsets[i], offsets[i + 1])`. */
export interface ChunkBlob {
	readonly bytes: Uint8Array;
	readonly offsets: Uint32Array;
}

/** What one shard adds to the run's account. */
export interface ChunkTally {
	readonly findings: number;
	readonly stays: number;
	readonly rows: number;
	/** 分; a fee line claimed by several findings counts once. */
	readonly amount: number;
	/** Visits by index in the shard; null where the whole shard lacks a table. */
	readonly undetermined: readonly { readonly rule: string; readonly missing: Missing; readonly visits: Uint32Array | null }[];
	readonly errors: readonly { readonly rule: string; readonly visit: string; readonly message: string }[];
}
