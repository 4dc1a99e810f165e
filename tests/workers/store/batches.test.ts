import { Dexie } from 'dexie';
import { IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TABLE_IDS } from '../../../rules/domain/tables/index.ts';
import { faultOf } from '../../../workers/store/fault.ts';
import { IDBFactory, openTestStore } from './open.ts';
import { sample } from './sample.ts';

const SIZES = new Map([['fixture.csv', 123]]);

async function imported(factory = new IDBFactory()) {
	const store = await openTestStore(factory);
	const { built, imported } = sample();
	const writer = await store.batches.begin('s1', '一季度', 1_000);
	await writer.shard(built.shard);
	const id = await writer.commit(imported, SIZES);
	return { store, built, imported, id, factory };
}

afterEach(() => vi.restoreAllMocks());

describe('an import', () => {
	it('is not seen before it is whole', async () => {
		const store = await openTestStore();
		const writer = await store.batches.begin('s1', 'x', 1);
		await writer.shard(sample().built.shard);
		expect(await store.batches.list()).toEqual([]);
		expect(await store.batches.unfinished()).toMatchObject([{ storage: 's1', state: 'importing' }]);
	});
	it('comes back as it was written', async () => {
		const { store, built, id } = await imported();
		const { storage } = await store.batches.get(id);
		const shard = await store.batches.shard(storage, 'fixture', TABLE_IDS);
		expect(shard.visitCode).toEqual(built.shard.visitCode);
		expect(shard.personStart).toEqual(built.shard.personStart);
		for (const [name, table] of Object.entries(built.shard.tables)) {
			const read = shard.tables[name as 'fee']!;
			expect(read.rowStart).toEqual(table.rowStart);
			expect([...read.record]).toEqual([...table.record]);
			expect(Object.keys(read.columns).sort()).toEqual(Object.keys(table.columns).sort());
			for (const [field, column] of Object.entries(table.columns)) {
				const [a, b] = [read.columns[field]!, column].map((c) =>
					Object.values(c).map((part) => (typeof part === 'string' ? part : [...(part as Uint8Array)]))
				);
				expect(a).toEqual(b);
			}
		}
		expect(await store.batches.batchTables(storage)).toHaveProperty('institution.rowCount', 1);
	});
	it('leaves text heaps on disk until they are asked for', async () => {
		const { store, id } = await imported();
		const { storage } = await store.batches.get(id);
		const bare = await store.batches.shard(storage, 'fixture', ['fee']);
		expect(bare.tables.document!.columns).not.toHaveProperty('text');
		expect(bare.tables.document!.columns).toHaveProperty('doc_type');
		expect(bare.tables.fee!.columns).toHaveProperty('memo');
	});
	it('tells what it holds', async () => {
		const { store } = await imported();
		expect(await store.batches.list()).toMatchObject([
			{
				name: '一季度',
				content: { stays: 3, persons: 2, shards: 1, tables: { visit: 3, fee: 3, document: 1, institution: 1 }, files: [{ size: 123 }] }
			}
		]);
	});
	it('of the same files is the same batch again after it was deleted, and a second one while it is there', async () => {
		const { store, built, imported: batch, id } = await imported();
		const again = async (storage: string): Promise<string> => {
			const writer = await store.batches.begin(storage, 'x', 2);
			await writer.shard(built.shard);
			return writer.commit(batch, SIZES);
		};
		expect(await again('s2')).toBe(`${id}-2`);
		await store.batches.delete(id);
		expect(await again('s3')).toBe(id);
	});
	it('without all of its shards is refused', async () => {
		const store = await openTestStore();
		const writer = await store.batches.begin('s1', 'x', 1);
		await expect(writer.commit(sample().imported, SIZES)).rejects.toThrow(/0 of 1 shards/);
	});
	it('that is discarded leaves no record', async () => {
		const factory = new IDBFactory();
		const store = await openTestStore(factory);
		const writer = await store.batches.begin('s1', 'x', 1);
		await writer.shard(sample().built.shard);
		await writer.discard();
		expect(await recordCount(factory)).toBe(0);
	});
	it('deleted leaves no record', async () => {
		const { store, id, factory } = await imported();
		await store.batches.delete(id);
		expect(await recordCount(factory)).toBe(0);
		await expect(store.batches.get(id)).rejects.toThrow('not-found');
	});
});

describe('a fault of the database', () => {
	it('is told by its id when the disk is full, and the failed shard leaves nothing', async () => {
		const factory = new IDBFactory();
		const store = await openTestStore(factory);
		const writer = await store.batches.begin('s1', 'x', 1);
		vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
			throw new DOMException('full', 'QuotaExceededError');
		});
		await expect(writer.shard(sample().built.shard)).rejects.toMatchObject({ id: 'quota-exceeded' });
		vi.restoreAllMocks();
		await writer.discard();
		expect(await recordCount(factory)).toBe(0);
	});
	it('is found inside of what Dexie makes of it', () => {
		expect(faultOf({ name: 'AbortError', message: 'aborted', inner: { name: 'QuotaExceededError' } }).id).toBe('quota-exceeded');
		expect(faultOf({ name: 'VersionError', message: '' }).id).toBe('store-newer');
		expect(faultOf(new Error('x')).id).toBe('internal');
	});
	it('of a newer schema touches nothing', async () => {
		const { store, factory } = await imported();
		store.close();
		const newer = new Dexie('test', { indexedDB: factory, IDBKeyRange: (await import('fake-indexeddb')).IDBKeyRange });
		newer.version(99).stores({ batches: 'storage, id, state', fresh: 'id' });
		await newer.open();
		newer.close();
		await expect(openTestStore(factory)).rejects.toMatchObject({ id: 'store-newer' });
	});
});

/** Records in all tables. */
async function recordCount(factory: IDBFactory): Promise<number> {
	const db = await new Dexie('test', { indexedDB: factory, IDBKeyRange: (await import('fake-indexeddb')).IDBKeyRange }).open();
	let count = 0;
	for (const table of db.tables) count += await table.count();
	db.close();
	return count;
}
