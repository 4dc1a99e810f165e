import type { RunInfo } from '../../protocol/review.ts';
import type { SecondTask } from '../../protocol/second.ts';
import type { ChunkBlob, ChunkFacets, Store, StoredChunk } from '../../store/index.ts';
import type { DecisionBook } from '../decision-book.ts';

/**
 * A blind batch (盲审批次) is a batch under another name: the same records and the same run, and a room of its own in the journal. Whatever was said of
 * the batch before (decisions, notes, samples, problems, history) is filed under the batch's own id, so nothing that asks for the blind one can see it,
 * this year's screens or next year's. Blindness is where things lie, and no filter that a new screen could forget.
 */
const MARK = '~';

export const blindBatchOf = (batch: string, plan: string, place: number): string => `${batch}${MARK}${plan.slice(0, 12)}.${place}`;
/** The batch whose records a (blind) batch shows. */
export const recordsOf = (batch: string): string => batch.split(MARK)[0]!;
export const isBlind = (batch: string): boolean => batch.includes(MARK);

export const TASK_ENTRY = 'task';
export const taskOf = (book: DecisionBook, blind: string): SecondTask | null => book.register(blind, 'secondTask')[0]?.value ?? null;

/** Blind batches of a batch in this journal, those that ended too. */
export const blindBatches = (book: DecisionBook, batch: string): string[] =>
	[...book.batches()].filter((id) => isBlind(id) && recordsOf(id) === batch && taskOf(book, id) !== null);

/** Batches that are out of sight while a blind review of them goes on. */
export function hiddenBatches(book: DecisionBook): ReadonlySet<string> {
	const open = [...book.batches()].filter((id) => isBlind(id) && taskOf(book, id)?.ended === null);
	return new Set(open.map(recordsOf));
}

export interface RunReader {
	readonly runs: Pick<Store['runs'], 'facets' | 'blob'>;
}
export interface BlindRun {
	readonly info: RunInfo;
	readonly reader: RunReader;
}

/**
 * The run as a second reviewer may see it: the findings that were assigned, and no other. Exceptions of the recipe were somebody's judgement and are gone.
 * @param wanted evidence digest of each assigned finding by its key
 */
export async function blindRun(store: Store, info: RunInfo, blind: string, wanted: (key: string) => string | undefined): Promise<BlindRun> {
	const kept = new Map<string, readonly number[]>();
	const chunks: StoredChunk<ChunkFacets>[] = [];
	for (const { shard, data } of await store.runs.facets(info.id)) {
		const places = data.keys.flatMap((key, at) => (wanted(key) === evidenceAt(data, at) ? [at] : []));
		if (places.length === 0) continue;
		kept.set(shard, places);
		chunks.push({ shard, data: facetsAt(data, places) });
	}
	const { exceptions: _, ...recipe } = info.recipe;
	const findings = chunks.reduce((sum, { data }) => sum + data.count, 0);
	const reader = {
		runs: { facets: async () => chunks, blob: async (run: string, shard: string) => blobAt(await store.runs.blob(run, shard), kept.get(shard) ?? []) }
	};
	return { info: { ...info, batch: blind, recipe, findings, amount: amountOf(chunks) }, reader };
}

export function evidenceAt({ digests }: ChunkFacets, at: number): string {
	return Array.from(digests.subarray(at * 32, at * 32 + 32), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Column = Float64Array | Uint32Array | Int16Array | Uint16Array | Uint8Array;
const at = <T extends Column>(column: T, places: readonly number[]): T =>
	(column.constructor as unknown as { from(values: readonly number[]): T }).from(places.map((place) => column[place]!));

/** Columns by their kind and not by their names: one that is added to a chunk is not forgotten here. */
function facetsAt(chunk: ChunkFacets, places: readonly number[]): ChunkFacets {
	const claims = places.flatMap((place) => range(chunk.claimStart[place]!, chunk.claimStart[place + 1]!));
	const claimStart = new Uint32Array(places.length + 1);
	places.forEach((place, i) => (claimStart[i + 1] = claimStart[i]! + chunk.claimStart[place + 1]! - chunk.claimStart[place]!));
	const digests = new Uint8Array(places.length * 32);
	places.forEach((place, i) => digests.set(chunk.digests.subarray(place * 32, place * 32 + 32), i * 32));
	const coded = Object.entries(chunk.coded).map(([facet, { texts, codes }]) => [facet, { texts, codes: at(codes, places) }]);
	const { excepted: _, ...columns } = chunk;
	const taken = Object.entries(columns).map(([name, column]) => {
		if (ArrayBuffer.isView(column)) return [name, at(column as Column, name.startsWith('claim') ? claims : places)];
		return [name, Array.isArray(column) ? places.map((place) => (column as readonly unknown[])[place]) : column];
	});
	return {
		...(Object.fromEntries(taken) as ChunkFacets),
		count: places.length,
		coded: Object.fromEntries(coded) as ChunkFacets['coded'],
		digests,
		claimStart
	};
}

function blobAt({ bytes, offsets }: ChunkBlob, places: readonly number[]): ChunkBlob {
	const parts = places.map((at) => bytes.subarray(offsets[at], offsets[at + 1]));
	const own = new Uint32Array(places.length + 1);
	parts.forEach((part, i) => (own[i + 1] = own[i]! + part.length));
	const joined = new Uint8Array(own.at(-1)!);
	parts.forEach((part, i) => joined.set(part, own[i]));
	return { bytes: joined, offsets: own };
}

/** As the queue adds it up: a fee line that several findings claim counts once, at its largest claim; a finding of unknown amount counts for nothing. */
function amountOf(chunks: readonly StoredChunk<ChunkFacets>[]): number {
	let total = 0;
	for (const { data } of chunks) {
		const most = new Map<number, number>();
		for (let i = 0; i < data.count; i++) {
			if (Number.isNaN(data.amount[i]!)) continue;
			for (let k = data.claimStart[i]!; k < data.claimStart[i + 1]!; k++) {
				const claim = data.claimAmount[k]!;
				if (!Number.isNaN(claim)) most.set(data.claimLine[k]!, Math.max(most.get(data.claimLine[k]!) ?? -Infinity, claim));
			}
		}
		for (const amount of most.values()) total += amount;
	}
	return total;
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
