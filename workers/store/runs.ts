import type { RunInfo } from '../protocol/review.ts';
import type { Codec } from './codec.ts';
import { Fault, guarded } from './fault.ts';
import type { ChunkBlob, ChunkFacets, ChunkTally } from './finding-chunk.ts';
import { purgeRun } from './purge.ts';
import { under, type ChunkRecord, type Database } from './schema.ts';

export interface Chunk {
	readonly facets: ChunkFacets;
	readonly blob: ChunkBlob;
	readonly tally: ChunkTally;
}
export interface StoredChunk<T> {
	readonly shard: string;
	readonly data: T;
}

/** Runs and their findings, a chunk for each shard. A run is seen when it is whole; then the earlier one goes. */
export class RunStore {
	constructor(
		private readonly db: Database,
		private readonly codec: Codec
	) {}

	/** Writes the findings of a shard; a shard that is judged again takes the place of its first chunk. */
	async putChunk(run: string, storage: string, shard: string, chunk: Chunk, at: number): Promise<void> {
		const key = { run, shard };
		const facets = { ...key, data: await this.codec.seal(chunk.facets) };
		const blob = { ...key, data: await this.codec.seal(chunk.blob) };
		const tally = { ...key, data: await this.codec.seal(chunk.tally) };
		await guarded(() =>
			this.db.transaction('rw', this.#tables, async () => {
				await this.#begin(run, storage, at);
				await this.db.facets.put(facets);
				await this.db.blobs.put(blob);
				await this.db.tallies.put(tally);
			})
		);
	}

	/** Keeps what one shard says to a population rule, or ('') what all say together. */
	async putPartial(run: string, storage: string, shard: string, partial: unknown, at: number): Promise<void> {
		const data = await this.codec.seal(partial);
		await guarded(() =>
			this.db.transaction('rw', this.#tables, async () => {
				await this.#begin(run, storage, at);
				await this.db.partials.put({ run, shard, data });
			})
		);
	}

	/** Partials of all shards in the order of their ids: the same order gives the same findings. */
	async partials(run: string): Promise<StoredChunk<unknown>[]> {
		return (
			await this.#all(() =>
				this.db.partials
					.where('[run+shard]')
					.between(...under(run))
					.toArray()
			)
		).filter(({ shard }) => shard !== '');
	}

	async aggregate(run: string): Promise<unknown> {
		const record = await guarded(() => this.db.partials.get([run, '']));
		return record ? this.codec.open(record.data) : {};
	}

	/** Makes a run visible, whole, in one transaction; earlier runs of its batch go. */
	async finish(run: string, storage: string, info: RunInfo): Promise<void> {
		const sealed = await this.codec.seal(info);
		await guarded(() =>
			this.db.transaction('rw', this.#purged, async () => {
				const batch = await this.db.batches.get(storage);
				if (batch?.state !== 'ready') throw new Fault('not-found', 'the batch was deleted while it was judged');
				const earlier = await this.db.runs.where('storage').equals(storage).toArray();
				for (const { id, state } of earlier) if (id !== run && state === 'ready') await purgeRun(this.db, id);
				// The aggregate, under no shard's name, stays: who asks why a rule said no needs what it knew.
				await this.db.partials.where('[run+shard]').between([run, ''], under(run)[1], false).delete();
				await this.db.runs.put({ id: run, storage, state: 'ready', at: info.at, info: sealed });
			})
		);
	}

	/** The run that is seen, or null. */
	async latest(storage: string): Promise<RunInfo | null> {
		const runs = await guarded(() => this.db.runs.where('storage').equals(storage).toArray());
		const ready = runs.filter((run) => run.state === 'ready').sort((a, b) => b.at - a.at)[0];
		return ready?.info ? this.codec.open(ready.info) : null;
	}

	/** Runs that nobody finished. */
	unfinished(): Promise<string[]> {
		return guarded(() => this.db.runs.where('state').equals('judging').primaryKeys());
	}

	async purge(run: string): Promise<void> {
		await guarded(() => this.db.transaction('rw', this.#purged, () => purgeRun(this.db, run)));
	}

	facets = (run: string): Promise<StoredChunk<ChunkFacets>[]> =>
		this.#all(() =>
			this.db.facets
				.where('[run+shard]')
				.between(...under(run))
				.toArray()
		);
	tallies = (run: string): Promise<StoredChunk<ChunkTally>[]> =>
		this.#all(() =>
			this.db.tallies
				.where('[run+shard]')
				.between(...under(run))
				.toArray()
		);

	/** @throws Fault store-damaged where the run has no such chunk */
	async blob(run: string, shard: string): Promise<ChunkBlob> {
		const record = await guarded(() => this.db.blobs.get([run, shard]));
		if (!record) throw new Fault('store-damaged', `findings of shard ${shard}`);
		return this.codec.open(record.data);
	}

	async tally(run: string, shard: string): Promise<ChunkTally> {
		const record = await guarded(() => this.db.tallies.get([run, shard]));
		if (!record) throw new Fault('store-damaged', `account of shard ${shard}`);
		return this.codec.open(record.data);
	}

	get #tables() {
		return [this.db.batches, this.db.runs, this.db.facets, this.db.blobs, this.db.tallies, this.db.partials];
	}

	get #purged() {
		return [...this.#tables, this.db.backTests, this.db.backTestParts, this.db.backTestTraces];
	}

	/** A run begins with its first record, so that a sweep finds what is left of it. */
	async #begin(run: string, storage: string, at: number): Promise<void> {
		const batch = await this.db.batches.get(storage);
		if (batch?.state !== 'ready') throw new Fault('not-found', 'the batch was deleted while it was judged');
		const known = await this.db.runs.get(run);
		if (known?.state === 'ready') throw new Fault('internal', `run ${run} is closed`);
		if (!known) await this.db.runs.add({ id: run, storage, state: 'judging', at, info: null });
	}

	async #all<T>(read: () => Promise<ChunkRecord<T>[]>): Promise<StoredChunk<T>[]> {
		const records = await guarded(read);
		return Promise.all(records.map(async ({ shard, data }) => ({ shard, data: await this.codec.open(data) })));
	}
}
