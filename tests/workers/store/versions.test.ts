import { Dexie } from 'dexie';
import { IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { IDBFactory, openTestStore } from './open.ts';

/** Schema 1 as it was released: tables and indices, never changed again. */
const FIRST = {
	batches: 'storage, id, state',
	dictionaries: '[storage+name]',
	heads: '[storage+shard]',
	rows: '[storage+shard+table]',
	texts: '[storage+shard+table]',
	receipts: 'storage',
	runs: 'id, storage, state',
	facets: '[run+shard]',
	blobs: '[run+shard]',
	tallies: '[run+shard]',
	partials: '[run+shard]',
	events: 'event, batch, lamport',
	packs: 'id, order',
	usedPacks: 'digest',
	profiles: 'name',
	settings: 'name',
	keys: 'id'
};

describe('a database of schema 1', () => {
	it('opens with what it holds, and takes back-tests', async () => {
		const factory = new IDBFactory();
		const old = new Dexie('test', { indexedDB: factory, IDBKeyRange });
		old.version(1).stores(FIRST);
		await old.open();
		const content = { files: [], stays: 1, persons: 1, rows: 1, tables: {}, shards: 0 };
		await old.table('batches').add({ storage: 's1', id: 'b1', state: 'ready', createdAt: 1, name: '一季度', content });
		await old.table('settings').put({ name: 'actor', data: '甲' });
		old.close();

		const store = await openTestStore(factory);
		expect((await store.batches.list()).map(({ id, name }) => [id, name])).toEqual([['b1', '一季度']]);
		expect(await store.settings.actor()).toBe('甲');
		await store.backTests.putPart('t1', 's1', 'p0', { counted: true }, [], 2);
		expect(await store.backTests.parts('t1')).toEqual([{ shard: 'p0', data: { counted: true } }]);
		expect(await store.backTests.list()).toEqual([]);
		const { digest } = await store.attachments.put(new File(['底单'], '底单.txt'));
		expect(await (await store.attachments.get(digest)).text()).toBe('底单');
	});
});
