import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { codesOfPacks } from '../knowledge/item-sides.ts';
import type { CodeMappingApi, CodeMappingCalls, CodeQuery, CodeTarget, CodeWindow, NationalItem } from '../protocol/code-mapping.ts';
import type { OnProgress } from '../protocol/source.ts';
import { Fault, type Store } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import { saidOfCodes, sayOfCode } from './code-mapping-store.ts';
import { CodeTally } from './code-mapping-tally.ts';
import { LocalCodes } from './code-mapping-view.ts';

type Call = (...args: readonly unknown[]) => Promise<never>;

/** What the job needs of the workspace. */
export interface CodeMappingPorts {
	readonly store: () => Promise<Store>;
	readonly batch: (id: string) => Promise<OpenBatch>;
	readonly now: () => number;
}

/** Local codes of the batch looked at last. Its fee lines are read once; a change of the packs reads them again, since they say what is known. */
export class CodeMappingJob implements CodeMappingCalls {
	readonly #ports: CodeMappingPorts;
	#open: { readonly of: string; readonly codes: Promise<LocalCodes> } | null = null;
	#stopped = false;

	constructor(ports: CodeMappingPorts) {
		this.#ports = ports;
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: CodeMappingApi['codeMapping'] = (call, ...args) => (this[call] as Call).apply(this, args);

	async localCodes(query: CodeQuery, onProgress: OnProgress): Promise<CodeWindow> {
		return (await this.#codes(query.batch, onProgress)).window(query);
	}

	async stop(): Promise<void> {
		this.#stopped = true;
	}

	async items(batch: string, text: string): Promise<readonly NationalItem[]> {
		return (await this.#codes(batch, () => undefined)).search(text);
	}

	async say(code: string, target: CodeTarget): Promise<CodeTarget> {
		const { settings } = await this.#ports.store();
		const before = await sayOfCode(settings, code, target);
		const codes = await this.#open?.codes.catch(() => null);
		codes?.say(await saidOfCodes(settings));
		return before;
	}

	async #codes(batch: string, onProgress: OnProgress): Promise<LocalCodes> {
		const store = await this.#ports.store();
		const packs = await store.settings.packs();
		const of = [batch, ...packs.map(({ digest }) => digest)].join('|');
		if (this.#open?.of !== of) {
			this.#stopped = false;
			const codes = this.#read(store, batch, packs, onProgress);
			const open = { of, codes };
			this.#open = open;
			codes.catch(() => (this.#open === open ? (this.#open = null) : undefined));
		}
		return this.#open!.codes;
	}

	async #read(store: Store, id: string, packs: readonly KnowledgePack[], onProgress: OnProgress): Promise<LocalCodes> {
		const startedAt = this.#ports.now();
		const { batch, context } = await this.#ports.batch(id);
		const tally = new CodeTally(context, codesOfPacks(packs));
		const shards = await store.batches.shardIds(batch.storage);
		let rows = 0;
		for (const [done, shard] of shards.entries()) {
			if (this.#stopped) throw new Fault('aborted');
			const fee = await store.batches.table(batch.storage, shard, 'fee');
			if (fee) tally.add(fee);
			rows += fee?.rowCount ?? 0;
			onProgress({ phase: 'read', done: done + 1, total: shards.length, rows, file: '', elapsedMs: this.#ports.now() - startedAt });
		}
		return new LocalCodes(tally, context.dictionaries, packs, await saidOfCodes(store.settings));
	}
}
