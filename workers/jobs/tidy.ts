import { lockOf, type Locks, type Store } from '../store/index.ts';

/** How long a lock may take to come free after its worker was ended. */
const PATIENCE_MS = 500;

/**
 * Takes away what dead imports, interrupted deletions and unfinished reviews left. Whoever is alive holds the lock of its work and is left alone;
 * ready batches and runs are never looked at.
 */
export async function tidy(store: Store, locks: Locks): Promise<void> {
	for (const { storage } of await store.batches.unfinished()) {
		await locks.ifFree(lockOf.import(storage), PATIENCE_MS, () => store.batches.purge(storage));
	}
	for (const run of await store.runs.unfinished()) {
		await locks.ifFree(lockOf.run(run), PATIENCE_MS, () => store.runs.purge(run));
	}
}
