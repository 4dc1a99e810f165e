import { Fault } from './fault.ts';
import type { Database, HeadRecord, TableRecord, TextRecord } from './schema.ts';

/**
 * Adds the records of one shard in one transaction: past Dexie, whose requests wait for one another and whose transactions are all strict.
 * Nobody sees a shard before its batch is committed, and that last transaction is strict: it takes to disk what came before it. So these
 * need not wait for the disk each.
 * @throws at once what the requests themselves throw (nothing is then written); later failures come with the promise.
 */
export function addShard(db: Database, head: HeadRecord, rows: readonly TableRecord[], texts: readonly TextRecord[]): Promise<void> {
	const native = db.backendDB() as IDBDatabase | null;
	if (!native) throw new Fault('store-unreadable', 'the database is closed');
	const transaction = native.transaction(['heads', 'rows', 'texts'], 'readwrite', { durability: 'relaxed' });
	const done = new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
	});
	try {
		// add, not put: two shards of one name would silently be one.
		transaction.objectStore('heads').add(head);
		for (const record of rows) transaction.objectStore('rows').add(record);
		for (const record of texts) transaction.objectStore('texts').add(record);
		// All requests are on their way: the database may go on while this thread gathers the next shard.
		transaction.commit();
	} catch (error) {
		done.catch(() => undefined);
		transaction.abort();
		throw error;
	}
	return done;
}
