import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { Store, type StoreOptions } from '../../../workers/store/index.ts';

/** A store of its own over a fresh (or given) fake IndexedDB. */
export const openTestStore = (factory: IDBFactory = new IDBFactory(), options: Partial<StoreOptions> = {}): Promise<Store> =>
	Store.open({ host: { indexedDB: factory, IDBKeyRange }, crypto: crypto.subtle, name: 'test', ...options });

export { IDBFactory };
