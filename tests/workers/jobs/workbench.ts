import { packDigest } from '../../../rules/knowledge/digest.ts';
import type { ItemKind, KnowledgePack, KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import { createRegistry } from '../../../rules/engine/registry.ts';
import bedDays from '../../../rules/checks/compliance/bed-days-over-stay.ts';
import { Decisions } from '../../../workers/jobs/decisions.ts';
import { importJob, type ImportPorts } from '../../../workers/jobs/import-job.ts';
import type { RuleBase } from '../../../workers/jobs/registry.ts';
import { ReviewJob } from '../../../workers/jobs/review-job.ts';
import { WorkspaceJob } from '../../../workers/jobs/workspace-job.ts';
import { WorkspaceState } from '../../../workers/jobs/workspace-state.ts';
import type { RunInfo, RunRequest } from '../../../workers/protocol/review.ts';
import { MemoryJournalFile, MemoryLocks, MemoryMarkers, type Store } from '../../../workers/store/index.ts';
import type { Tables } from '../../rules/harness/record.ts';
import { IDBFactory, openTestStore } from '../store/open.ts';
import { RECORDS, sample } from '../store/sample.ts';

const bed: ItemKind = {
	table: 'itemKinds',
	kind: 'bed',
	id: 'bed',
	officialClass: '床位',
	codes: ['001109000010000'],
	name: '床位费',
	notice: 'fixture',
	got: { kind: { by: 'human', verified: true } }
};
const packWith = (points: readonly KnowledgePoint[]): KnowledgePack => {
	const pack = {
		format: 'mingshen.knowledge/1' as const,
		id: 'fixture',
		title: { zh: '夹具', en: 'Fixture' },
		version: '1',
		region: 'CN',
		published: '2026-01-01',
		source: { title: 'fixture' },
		points
	};
	return { ...pack, digest: packDigest(pack) };
};
export const PACK = packWith([bed]);

/** The one rule of these tests, and what else a test brings. */
export const rulesWith = (...rules: AnyRule[]): RuleBase => ({
	registry: createRegistry(
		Object.fromEntries([bedDays as AnyRule, ...rules].map((rule) => [`checks/${rule.meta.dimension}/${rule.meta.id}.ts`, { default: rule }]))
	),
	digest: 'f'.repeat(64)
});

/** One machine: a database, a journal, markers and locks that outlive the tabs that are opened on it. */
export class Machine {
	readonly factory = new IDBFactory();
	readonly file = new MemoryJournalFile();
	locks = new MemoryLocks();
	readonly markers = new MemoryMarkers();
	store!: Store;
	time = 1_000;
	#ids = 0;

	static async start(): Promise<Machine> {
		const machine = new Machine();
		machine.store = await openTestStore(machine.factory);
		return machine;
	}

	get importPorts(): ImportPorts {
		return { store: this.store, locks: this.locks, markers: this.markers, now: () => ++this.time, uuid: () => `s${++this.#ids}` };
	}

	async import(name = '一季度', records: Tables = RECORDS, file?: string): Promise<string> {
		const { built, imported } = sample(records, file);
		const { batch } = await importJob(name, new Map(), async (sink) => (await sink.shard(built.shard), imported), this.importPorts);
		return batch;
	}

	request = (batch: string, parts: Partial<RunRequest> = {}): RunRequest => ({
		batch,
		stage: 'settled',
		packs: [PACK],
		parameters: [],
		rules: [],
		...parts
	});

	async review(batch: string, base: RuleBase = rulesWith(), run = `r${++this.#ids}`): Promise<RunInfo> {
		const job = new ReviewJob({ store: this.store, ruleBase: base, now: () => ++this.time });
		const { shards, population } = await job.open(this.request(batch));
		if (population) {
			for (const shard of shards) await job.map(run, shard);
			await job.reduce(run);
		}
		for (const shard of shards) await job.judge(run, shard);
		return job.finish(run, this.time);
	}

	/** A tab on this machine. */
	async tab(base: RuleBase = rulesWith()): Promise<WorkspaceJob> {
		const decisions = await Decisions.open({
			store: this.store,
			locks: this.locks,
			journalFile: async () => this.file,
			channel: { post: () => undefined, onMessage: () => undefined },
			now: () => ++this.time,
			uuid: () => `e${++this.#ids}`,
			delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
		});
		const titleOf = (rule: string): string => base.registry.get(rule)?.meta.title.zh ?? '';
		const state = WorkspaceState.open(this.store, decisions, this.markers, this.locks, titleOf, () => this.time);
		return new WorkspaceJob(state, {
			ruleBase: base,
			build: 'test',
			now: () => ++this.time,
			estimate: async () => ({ persisted: false, usage: null, quota: null })
		});
	}

	/** Everything but the files is gone, as after Chromium deleted a store that it took for corrupt. */
	async wipe(): Promise<void> {
		await this.store.destroy();
		this.store = await openTestStore(this.factory);
		this.locks = new MemoryLocks();
	}
}
