import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { changesUnder, comparePacks, type PackChanges } from '../knowledge/pack-changes.ts';
import { factsOf, pointsUnder } from '../knowledge/pack-facts.ts';
import type {
	ChangeQuery,
	ChangeWindow,
	KeptVersion,
	KnowledgeApi,
	KnowledgeCalls,
	PackFacts,
	PointQuery,
	PointWindow,
	UnknownCodes
} from '../protocol/knowledge.ts';
import type { Store } from '../store/index.ts';
import { dictionariesOf } from './batch-context.ts';
import { unknownCodes } from './knowledge-codes.ts';
import { keptPack, keptVersions, removePack, takePack } from './knowledge-versions.ts';

export interface KnowledgePorts {
	readonly store: () => Promise<Store>;
	readonly now: () => number;
}

type Call = (...args: readonly unknown[]) => Promise<never>;

/** Packs in memory beside the store's: looking at one asks for it window by window, comparing for two. */
const KEPT = 4;

/** Knowledge as the page works with it: packs in force and kept, looked at and compared without sending their points to the page. */
export class KnowledgeJob implements KnowledgeCalls {
	readonly #ports: KnowledgePorts;
	readonly #offered = new Map<string, KnowledgePack>();
	readonly #read = new Map<string, KnowledgePack>();
	#changes: PackChanges | null = null;

	constructor(ports: KnowledgePorts) {
		this.#ports = ports;
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: KnowledgeApi['knowledge'] = (call, ...args) => (this[call] as Call).apply(this, args);

	/** A further version of a known pack takes its place; the earlier one is kept. */
	save = async (pack: KnowledgePack): Promise<void> => takePack(await this.#settings(), pack, this.#ports.now());
	/** Takes a pack out of force; it is kept. */
	remove = async (id: string): Promise<void> => removePack(await this.#settings(), id, this.#ports.now());
	keptVersions = async (): Promise<readonly KeptVersion[]> => keptVersions(await this.#settings());
	restore = async (digest: string): Promise<void> => this.save(await keptPack(await this.#settings(), digest));

	async offer(pack: KnowledgePack): Promise<void> {
		this.#offered.set(pack.digest, pack);
	}

	async facts(digest: string): Promise<PackFacts> {
		const kept = (await this.keptVersions()).find((version) => version.digest === digest) ?? null;
		return factsOf(await this.#pack(digest), kept);
	}

	points = async (query: PointQuery): Promise<PointWindow> => pointsUnder(await this.#pack(query.pack), query);

	async changes(query: ChangeQuery): Promise<ChangeWindow> {
		const known = this.#changes;
		if (known?.before.digest !== query.before || known.after.digest !== query.after)
			this.#changes = comparePacks(await this.#pack(query.before), await this.#pack(query.after));
		return changesUnder(this.#changes!, query);
	}

	async unknownCodes(digest: string): Promise<UnknownCodes> {
		const store = await this.#ports.store();
		const [pack, packs, batches] = [await this.#pack(digest), await store.settings.packs(), await store.batches.list()];
		const dictionaries = [];
		for (const { storage } of batches) dictionaries.push(dictionariesOf(await store.batches.dictionaries(storage)).get('item'));
		const others = packs.filter(({ id }) => id !== pack.id);
		return unknownCodes(pack, others, dictionaries);
	}

	/** A pack in force, kept or offered. @throws Fault not-found */
	async #pack(digest: string): Promise<KnowledgePack> {
		const known = this.#read.get(digest) ?? this.#offered.get(digest);
		if (known) return known;
		const settings = await this.#settings();
		const pack = (await settings.packs()).find((one) => one.digest === digest) ?? (await keptPack(settings, digest));
		this.#read.set(digest, pack);
		if (this.#read.size > KEPT) this.#read.delete(this.#read.keys().next().value!);
		return pack;
	}

	async #settings(): Promise<Store['settings']> {
		return (await this.#ports.store()).settings;
	}
}
