import { guarded } from './fault.ts';
import { under, type Database } from './schema.ts';

/** All records of a storage and of its runs, in one transaction. */
export async function purgeStorage(db: Database, storage: string): Promise<void> {
	await guarded(() =>
		db.transaction(
			'rw',
			[
				...[db.batches, db.dictionaries, db.heads, db.rows, db.texts, db.receipts, db.runs, db.facets, db.blobs, db.tallies, db.partials],
				...[db.backTests, db.backTestParts, db.backTestTraces, db.deltas]
			],
			async () => {
				for (const test of await db.backTests.where('storage').equals(storage).primaryKeys()) await purgeBackTest(db, test);
				for (const run of await db.runs.where('storage').equals(storage).primaryKeys()) await purgeRun(db, run);
				await db.dictionaries
					.where('[storage+name]')
					.between(...under(storage))
					.delete();
				await db.heads
					.where('[storage+shard]')
					.between(...under(storage))
					.delete();
				for (const table of [db.rows, db.texts])
					await table
						.where('[storage+shard+table]')
						.between(...under(storage))
						.delete();
				await db.receipts.delete(storage);
				await db.deltas.delete(storage);
				await db.batches.delete(storage);
			}
		)
	);
}

/** All records of a back-test; inside a transaction over its tables. */
export async function purgeBackTest(db: Database, test: string): Promise<void> {
	for (const table of [db.backTestParts, db.backTestTraces])
		await table
			.where('[test+shard]')
			.between(...under(test))
			.delete();
	await db.backTests.delete(test);
}

/** All records of a run, and what a back-test of its name left; inside a transaction over runs, chunks and back-tests. */
export async function purgeRun(db: Database, run: string): Promise<void> {
	for (const table of [db.facets, db.blobs, db.tallies, db.partials])
		await table
			.where('[run+shard]')
			.between(...under(run))
			.delete();
	await purgeBackTest(db, run);
	await db.runs.delete(run);
}
