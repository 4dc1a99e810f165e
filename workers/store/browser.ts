import { Store } from './store.ts';

/** The store of this origin. */
export const openStore = (): Promise<Store> => Store.open({ host: { indexedDB, IDBKeyRange }, crypto: crypto.subtle });

/** Root of the origin's private file system; only the store may know of it. */
export const opfsRoot = (): Promise<FileSystemDirectoryHandle> => navigator.storage.getDirectory();
