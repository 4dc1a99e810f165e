import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { KeptVersion } from '../protocol/knowledge.ts';
import type { MappingProfile } from '../protocol/mapping.ts';
import type { ParameterSetting } from '../protocol/review.ts';
import type { RuleException, RuleLifeEvent } from '../protocol/rule-life.ts';
import type { UserRuleSource } from '../protocol/user-rule.ts';
import type { Codec, Sealed } from './codec.ts';
import { Fault, guarded } from './fault.ts';
import type { Database } from './schema.ts';

/** Searched words, or a set of findings with its name, and the id that stands for them in addresses. */
export interface KeptSearch {
	readonly id: string;
	readonly text: string;
	/** Keys of the findings of a set. */
	readonly keys?: readonly string[];
}

/** What the user keeps beside the batches: knowledge packs, parameters, mapping profiles, the reviewer's name. */
export class SettingStore {
	#last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly db: Database,
		private readonly codec: Codec
	) {}

	/**
	 * Does changes that read before they write one after the other, whoever asks: the log of lives has two writers (the desk of rules and that of own
	 * rules), and of two steps at one moment neither may be lost. One that fails hinders none after it. Changes do not wait for changes within.
	 */
	inTurn<T>(change: () => Promise<T>): Promise<T> {
		const done = this.#last.then(change);
		this.#last = done.catch(() => undefined);
		return done;
	}

	/** Packs in the order of precedence, weakest first: the order in which they were first saved. */
	async packs(): Promise<KnowledgePack[]> {
		const records = await guarded(() => this.db.packs.orderBy('order').toArray());
		return Promise.all(records.map((record) => this.codec.open(record.data)));
	}

	/** A further version of a known pack takes its place and keeps its rank. */
	async savePack(pack: KnowledgePack): Promise<void> {
		const data = await this.codec.seal(pack);
		await guarded(() =>
			this.db.transaction('rw', this.db.packs, async () => {
				const known = await this.db.packs.get(pack.id);
				const last = await this.db.packs.orderBy('order').last();
				await this.db.packs.put({ id: pack.id, order: known?.order ?? (last?.order ?? 0) + 1, data });
			})
		);
	}

	async removePack(id: string): Promise<void> {
		await guarded(() => this.db.packs.delete(id));
	}

	/** Packs as runs used them, by digest. */
	async keepUsedPacks(packs: readonly KnowledgePack[]): Promise<void> {
		const records = await Promise.all(packs.map(async (pack) => ({ digest: pack.digest, data: await this.codec.seal(pack) })));
		await guarded(() => this.db.usedPacks.bulkPut(records));
	}

	/** @throws Fault store-damaged where one is not there */
	async usedPacks(digests: readonly string[]): Promise<KnowledgePack[]> {
		const records = await guarded(() => this.db.usedPacks.bulkGet([...digests]));
		return Promise.all(
			records.map((record, i) => {
				if (!record) throw new Fault('store-damaged', `pack ${digests[i]}`);
				return this.codec.open(record.data);
			})
		);
	}

	/** Every pack that some run used, whatever became of it since; in the order of their digests. */
	async everyUsedPack(): Promise<KnowledgePack[]> {
		const records = await guarded(() => this.db.usedPacks.toArray());
		return Promise.all(records.map((record) => this.codec.open(record.data)));
	}

	async profiles(): Promise<MappingProfile[]> {
		const records = await guarded(() => this.db.profiles.orderBy('name').toArray());
		return Promise.all(records.map((record) => this.codec.open(record.data)));
	}

	async saveProfile(profile: MappingProfile): Promise<void> {
		const data = await this.codec.seal(profile);
		await guarded(() => this.db.profiles.put({ name: profile.name, data }));
	}

	parameters = (): Promise<readonly ParameterSetting[]> => this.#get('parameters', []);
	saveParameters = (settings: readonly ParameterSetting[]): Promise<void> => this.#set('parameters', settings);
	/** Steps in the lives of rules, and exceptions, oldest first. */
	ruleEvents = (): Promise<readonly RuleLifeEvent[]> => this.#get('rule-events', []);
	saveRuleEvents = (events: readonly RuleLifeEvent[]): Promise<void> => this.#set('rule-events', events);
	ruleExceptions = (): Promise<readonly RuleException[]> => this.#get('rule-exceptions', []);
	saveRuleExceptions = (exceptions: readonly RuleException[]): Promise<void> => this.#set('rule-exceptions', exceptions);
	/** Rules of the user's own, in the order in which they were begun. */
	userRules = (): Promise<readonly UserRuleSource[]> => this.#get('user-rules', []);
	saveUserRules = (rules: readonly UserRuleSource[]): Promise<void> => this.#set('user-rules', rules);
	/** Versions of packs out of force, whose content lies with the packs that runs used. */
	keptVersions = (): Promise<readonly KeptVersion[]> => this.#get('kept-versions', []);
	saveKeptVersions = (versions: readonly KeptVersion[]): Promise<void> => this.#set('kept-versions', versions);
	/** Local codes that a person said are no items of the national catalogue. */
	codesOutside = (): Promise<readonly string[]> => this.#get('codes-outside', []);
	saveCodesOutside = (codes: readonly string[]): Promise<void> => this.#set('codes-outside', codes);
	/** The one used longest ago first. */
	searches = (): Promise<readonly KeptSearch[]> => this.#get('searches', []);
	saveSearches = (searches: readonly KeptSearch[]): Promise<void> => this.#set('searches', searches);
	actor = (): Promise<string> => this.#get('actor', '');
	setActor = (name: string): Promise<void> => this.#set('actor', name);

	async #get<T>(name: string, otherwise: T): Promise<T> {
		const record = await guarded(() => this.db.settings.get(name));
		return record ? this.codec.open(record.data as Sealed<T>) : otherwise;
	}

	async #set<T>(name: string, value: T): Promise<void> {
		const data = await this.codec.seal<unknown>(value);
		await guarded(() => this.db.settings.put({ name, data }));
	}
}
