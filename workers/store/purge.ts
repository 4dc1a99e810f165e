import { guarded } from './fault.ts';
import { under, type Database } from './schema.ts';

/** All records of a storage and of its runs, in one transaction. */
export async function purgeStorage(db: Database, storage: string): Promise<void> {
	await guarded(() =>
		db.transaction(
			'rw',
			[db.batches, db.dictionaries, db.heads, db.rows, db.texts, db.receipts, db.runs, db.facets, db.blobs, db.tallies, db.partials],
			async () => {
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
				await db.batches.delete(storage);
			}
		)
	);
}

/** All records of a run; inside a transaction over runs and chunks. */
export async function purgeRun(db: Database, run: string): Promise<void> {
	for (const table of [db.facets, db.blobs, db.tallies, db.partials])
		await table
			.where('[run+shard]')
			.between(...under(run))
			.delete();
	await db.runs.delete(run);
}
