import type { BackTestInfo } from '../protocol/back-test.ts';
import type { Codec } from './codec.ts';
import { Fault, guarded } from './fault.ts';
import { purgeBackTest } from './purge.ts';
import { under, type Database } from './schema.ts';

/** Results kept; the oldest goes when a further one comes. */
export const MOST_BACK_TESTS = 50;

/**
 * Back-tests (回测), a part for each shard. While one is made, a run of its name stands unfinished, so that a sweep takes what a dead one left; it is seen
 * when it is whole. Runs and their findings are never touched.
 * @typeParam Part counts and rows of one shard
 * @typeParam Traces evidence of one shard
 */
export class BackTestStore<Part = unknown, Traces = unknown> {
	constructor(
		private readonly db: Database,
		private readonly codec: Codec
	) {}

	/** Writes what a shard gave; a shard that is judged again takes the place of its first part. */
	async putPart(test: string, storage: string, shard: string, part: Part, traces: Traces, at: number): Promise<void> {
		const [partData, traceData] = [await this.codec.seal<unknown>(part), await this.codec.seal<unknown>(traces)];
		await guarded(() =>
			this.db.transaction('rw', [this.db.batches, this.db.runs, this.db.backTestParts, this.db.backTestTraces], async () => {
				const batch = await this.db.batches.get(storage);
				if (batch?.state !== 'ready') throw new Fault('not-found', 'the batch was deleted while it was judged');
				if (!(await this.db.runs.get(test))) await this.db.runs.add({ id: test, storage, state: 'judging', at, info: null });
				await this.db.backTestParts.put({ test, shard, data: partData });
				await this.db.backTestTraces.put({ test, shard, data: traceData });
			})
		);
	}

	/** Parts of all shards, in the order of their ids. */
	async parts(test: string): Promise<{ readonly shard: string; readonly data: Part }[]> {
		const records = await guarded(() =>
			this.db.backTestParts
				.where('[test+shard]')
				.between(...under(test))
				.toArray()
		);
		return Promise.all(records.map(async ({ shard, data }) => ({ shard, data: (await this.codec.open(data)) as Part })));
	}

	/** @throws Fault not-found where the test or its part is not there */
	async traces(test: string, shard: string): Promise<Traces> {
		const record = await guarded(() => this.db.backTestTraces.get([test, shard]));
		if (!record) throw new Fault('not-found', `traces of ${test} ${shard}`);
		return (await this.codec.open(record.data)) as Traces;
	}

	/** Makes a back-test visible, whole, in one transaction; what stood by while it was made goes, and so do the oldest beyond `MOST_BACK_TESTS`. */
	async finish(test: string, storage: string, info: BackTestInfo): Promise<void> {
		const sealed = await this.codec.seal(info);
		await guarded(() =>
			this.db.transaction('rw', this.#tables, async () => {
				const batch = await this.db.batches.get(storage);
				if (batch?.state !== 'ready') throw new Fault('not-found', 'the batch was deleted while it was judged');
				await this.db.partials
					.where('[run+shard]')
					.between(...under(test))
					.delete();
				await this.db.runs.delete(test);
				await this.db.backTests.put({ id: test, storage, at: info.at, info: sealed });
				const ids = await this.db.backTests.orderBy('at').primaryKeys();
				for (const id of ids.slice(0, -MOST_BACK_TESTS)) await purgeBackTest(this.db, id);
			})
		);
	}

	/** The newest first. */
	async list(): Promise<BackTestInfo[]> {
		const records = await guarded(() => this.db.backTests.orderBy('at').reverse().toArray());
		return Promise.all(records.map(({ info }) => this.codec.open(info)));
	}

	/** @throws Fault not-found */
	async get(test: string): Promise<BackTestInfo> {
		const record = await guarded(() => this.db.backTests.get(test));
		if (!record) throw new Fault('not-found', `back-test ${test}`);
		return this.codec.open(record.info);
	}

	async remove(test: string): Promise<void> {
		await guarded(() => this.db.transaction('rw', this.#tables, () => purgeBackTest(this.db, test)));
	}

	get #tables() {
		return [this.db.batches, this.db.runs, this.db.partials, this.db.backTests, this.db.backTestParts, this.db.backTestTraces];
	}
}
