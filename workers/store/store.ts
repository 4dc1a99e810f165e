import { AttachmentStore } from './attachments.ts';
import { BackTestStore } from './back-tests.ts';
import { BatchStore } from './batches.ts';
import { plainCodec, type Codec } from './codec.ts';
import { DeltaStore } from './deltas.ts';
import { EventStore } from './events.ts';
import { Fault, faultOf, guarded } from './fault.ts';
import { KeyStore } from './keys.ts';
import { RunStore } from './runs.ts';
import { Database, DATABASE_NAME, SCHEMA_VERSION, type DatabaseHost } from './schema.ts';
import { SettingStore } from './settings.ts';

export interface StoreOptions {
	readonly host: DatabaseHost;
	readonly crypto: SubtleCrypto;
	readonly name?: string;
	readonly codec?: Codec;
}

/** The database with its commands and queries, by concern. */
export class Store {
	readonly batches: BatchStore;
	readonly runs: RunStore;
	readonly backTests: BackTestStore;
	readonly events: EventStore;
	readonly settings: SettingStore;
	readonly keys: KeyStore;
	readonly attachments: AttachmentStore;
	readonly deltas: DeltaStore;
	readonly #db: Database;

	private constructor(db: Database, options: StoreOptions) {
		const codec = options.codec ?? plainCodec;
		this.#db = db;
		this.batches = new BatchStore(db, codec);
		this.runs = new RunStore(db, codec);
		this.backTests = new BackTestStore(db, codec);
		this.events = new EventStore(db, codec);
		this.settings = new SettingStore(db, codec);
		this.keys = new KeyStore(db, options.crypto);
		this.attachments = new AttachmentStore(db, codec, options.crypto);
		this.deltas = new DeltaStore(db, codec);
	}

	/** @throws Fault store-unreadable, store-newer, quota-exceeded: a version error is explained, never answered by deleting */
	static async open(options: StoreOptions): Promise<Store> {
		const db = new Database(options.name ?? DATABASE_NAME, options.host);
		try {
			await refuseNewer(db.name, options.host.indexedDB);
			await db.open();
		} catch (error) {
			db.close();
			throw faultOf(error);
		}
		return new Store(db, options);
	}

	/** Shards that a ready batch should have and does not: part of the database was lost. */
	async shortfall(): Promise<string[]> {
		const short: string[] = [];
		for (const { storage, id, content } of await this.batches.list()) {
			if ((await this.batches.shardIds(storage)).length !== content.shards) short.push(id);
		}
		return short;
	}

	close(): void {
		this.#db.close();
	}

	/** Deletes everything; for tests. */
	destroy(): Promise<void> {
		return guarded(() => this.#db.delete());
	}
}

/** Asked before opening: Dexie opens a newer schema without a word, and adds to it what it misses. */
async function refuseNewer(name: string, factory: IDBFactory): Promise<void> {
	const known = (await factory.databases()).find((database) => database.name === name);
	// Dexie multiplies its versions by ten.
	const version = Math.floor((known?.version ?? 0) / 10);
	if (version > SCHEMA_VERSION) throw new Fault('store-newer', `schema ${version}`);
}
