/**
 * What a worker of the pool does with a batch: whole shards, one after the other. Partials and aggregates of population rules pass from worker to worker
 * through the store, never through the page.
 */
export interface ShardWork<Request, Result> {
	/** Opens a batch with its recipe: dictionaries and knowledge are compiled once. `population`: whether a first pass (map, reduce) is needed. */
	open(request: Request): Promise<{ readonly shards: readonly string[]; readonly population: boolean }>;
	/** First pass over one shard, where some rule looks at the whole batch: what those rules need of it. `rows` that were judged in it already. */
	map(run: string, shard: string): Promise<{ readonly rows: number }>;
	/** Joins the partials of all shards. */
	reduce(run: string): Promise<void>;
	/** Judges a shard and writes what it gave under the run's name. */
	judge(run: string, shard: string): Promise<{ readonly findings: number; readonly stays: number; readonly rows: number }>;
	/** Makes the result visible, whole, in one transaction. */
	finish(run: string, startedAt: number): Promise<Result>;
}
