import { expose } from 'comlink';
import Dexie from 'dexie';
import type { BatchContext, Shard } from '../../../rules/domain/shard.ts';
import type { KnowledgePack } from '../../../rules/knowledge/pack.ts';
import { importBatch } from '../../../workers/ingest/index.ts';
import { dictionariesOf } from '../../../workers/jobs/batch-context.ts';
import { fileSource } from '../../../workers/jobs/file-source.ts';
import { importJob } from '../../../workers/jobs/import-job.ts';
import { MemoryLocks, MemoryMarkers, Store } from '../../../workers/store/index.ts';
import { groupStays } from './dip.ts';
import { Duck } from './duck.ts';
import { decodeAll, makeFiles, parsedBeside, toGb18030 } from './files.ts';
import { flatten, type Resident } from './resident.ts';
import { judgeFound, judgeNamed, namedRules, runContext } from './rules.ts';
import { judgeUserRule, lookedFor, type Looked, type UserRuleName } from './user-rules.ts';
import type { RunContext } from '../../../rules/engine/rule.ts';

const SLICE = 8 << 20;

export type Encoding = 'utf-8' | 'gb18030';

/** What the runner measures, one call a sample, so that it can interleave ours and the peer's. Times in milliseconds. */
export class Bench {
	#files = new Map<string, File>();
	#gb: File | null = null;
	#shards: Shard[] = [];
	#context: RunContext | null = null;
	#batch: BatchContext | null = null;
	#resident: Resident | null = null;
	#looked: Looked | null = null;
	#ducks = new Map<boolean, Duck>();

	async prepare(stays: number, seed: string): Promise<{ fee: number; feeGb: number; all: number; lines: number }> {
		this.#files = await makeFiles(stays, seed);
		const fee = this.#files.get('fee.csv')!;
		this.#gb = await toGb18030(fee);
		return { fee: fee.size, feeGb: this.#gb.size, all: [...this.#files.values()].reduce((sum, file) => sum + file.size, 0), lines: 0 };
	}
	#fee(encoding: Encoding): File {
		return encoding === 'utf-8' ? this.#files.get('fee.csv')! : this.#gb!;
	}
	decode = (encoding: Encoding): Promise<number> => decodeAll([this.#fee(encoding)], encoding, SLICE);
	decodeEverything = (): Promise<number> => decodeAll(this.#files.values(), 'utf-8', SLICE);

	/** Bytes to typed columns, linked and dealt to shards that nobody keeps. */
	async parse(encoding: Encoding): Promise<number> {
		return (await parsedBeside([this.#fee(encoding)], (intake) => intake({ packed: async () => undefined }))).ms;
	}
	/** Bytes to a batch that is durable and can be asked. */
	async importFee(encoding: Encoding): Promise<number> {
		return this.#import([this.#fee(encoding)]);
	}
	importAll = (): Promise<number> => this.#import([...this.#files.values()]);

	async #import(files: readonly File[]): Promise<number> {
		const store = await Store.open({ host: { indexedDB, IDBKeyRange }, crypto: crypto.subtle, name: `bench-${crypto.randomUUID()}` });
		const ports = { store, locks: new MemoryLocks(), markers: new MemoryMarkers(), now: Date.now, uuid: () => crypto.randomUUID() };
		const { result, ms } = await parsedBeside(files, (intake) => importJob('bench', new Map(), intake, ports));
		if (result.batch === '') throw new Error('nothing was imported');
		await store.destroy();
		return ms;
	}

	/** Loads all tables as shards, resident in this worker; the peer gets the same as flat columns. */
	async loadRules(): Promise<{ lines: number; stays: number }> {
		this.#shards = [];
		const imported = await importBatch([...this.#files.values()].map(fileSource), {}, { shard: async (shard) => void this.#shards.push(shard) });
		const decoder = new TextDecoder();
		this.#batch = {
			files: imported.files,
			dictionaries: dictionariesOf(imported.dictionaries),
			tables: imported.tables,
			decode: (bytes) => decoder.decode(bytes)
		};
		const pack = (await (await fetch(new URL('/knowledge/starter.json', self.location.origin))).json()) as KnowledgePack;
		this.#context = runContext(this.#batch, pack, namedRules);
		this.#resident = flatten(this.#shards, this.#batch, this.#context);
		return { lines: this.#resident.ids.length, stays: this.#shards.reduce((sum, shard) => sum + shard.visitCount, 0) };
	}
	/** A fresh context and fresh shard objects each time: nothing cached from an earlier sample counts. */
	async ours(): Promise<{ lines: string[]; ms: number }> {
		const pack = (await (await fetch(new URL('/knowledge/starter.json', self.location.origin))).json()) as KnowledgePack;
		return judgeNamed(
			this.#shards.map((shard) => ({ ...shard })),
			runContext(this.#batch!, pack, namedRules)
		);
	}
	/** Judging the stays that have findings, and those alone: what evidence costs. */
	async evidence(): Promise<{ findings: number; ms: number }> {
		const { lines } = await this.ours();
		return { findings: lines.length, ms: judgeFound(this.#shards, this.#context!) };
	}
	/** A rule that a user wrote, or the same written by hand. */
	async userRule(side: 'written' | 'by-hand', name: UserRuleName): Promise<ReturnType<typeof judgeUserRule>> {
		this.#looked ??= lookedFor(this.#shards, this.#batch!);
		return judgeUserRule(side, name, this.#shards, this.#batch!, this.#looked);
	}
	async loadDuck(text: boolean): Promise<void> {
		this.#ducks.set(text, await Duck.load(this.#resident!, text));
	}
	duck = (text: boolean): { lines: string[]; ms: number } => this.#ducks.get(text)!.run();

	/** Stays grouped by a DIP catalogue and their payment simulated, a second on this one worker. */
	dip = (stays: number): { rate: number; grouped: number } => groupStays(stays);

	/** Rows a second to IndexedDB: shards of columns against one record a line with two indexes. */
	async storeShards(): Promise<{ rows: number; ms: number }> {
		const store = await Store.open({ host: { indexedDB, IDBKeyRange }, crypto: crypto.subtle, name: `bench-${crypto.randomUUID()}` });
		const writer = await store.batches.begin('bench', 'bench', 0);
		const begun = performance.now();
		for (const shard of this.#shards) await writer.shard({ ...shard, tables: { fee: shard.tables.fee! } });
		await writer.settled();
		const ms = performance.now() - begun;
		await store.destroy();
		return { rows: this.#resident!.ids.length, ms };
	}
	async storeLines(rows: number): Promise<{ rows: number; ms: number }> {
		const db = new Dexie(`lines-${crypto.randomUUID()}`, { cache: 'disabled' });
		db.version(1).stores({ fee: 'line, visit, item' });
		const { fee, ids } = this.#resident!;
		const names = Object.keys(fee) as (keyof Resident['fee'])[];
		const records = Array.from({ length: Math.min(rows, ids.length) }, (_, i) => ({
			...Object.fromEntries(names.map((name) => [name, fee[name][i]])),
			id: ids[i]
		}));
		const begun = performance.now();
		for (let from = 0; from < records.length; from += 1_000) await db.table('fee').bulkAdd(records.slice(from, from + 1_000));
		const ms = performance.now() - begun;
		await db.delete();
		return { rows: records.length, ms };
	}
}
expose(new Bench());
