import type { Missing } from '../../rules/domain/finding.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import { createParameters } from '../../rules/engine/parameters.ts';
import { judgeShard, type ShardResult } from '../../rules/engine/run.ts';
import { compileKnowledge } from '../../rules/knowledge/compile.ts';
import { compileUserRule } from '../../rules/user/compile.ts';
import type { OnProgress } from '../protocol/source.ts';
import { MOST, type TrialReport, type TrialWarning, type UserRuleVersion } from '../protocol/user-rule.ts';
import type { Store } from '../store/index.ts';
import { openBatch } from './batch-context.ts';

export interface TrialPorts {
	readonly store: Store;
	readonly now: () => number;
}

/** Stays named as examples, and things missing that are told. */
const EXAMPLES = 5;
const TOLD = 5;

/** Judges a batch by one rule of the user's own, with the packs and local codes of this machine. Nothing is written. */
export async function trialJob(id: string, version: UserRuleVersion, { store, now }: TrialPorts, onProgress: OnProgress): Promise<TrialReport> {
	const startedAt = now();
	const rule = compileUserRule(version);
	const { batch, context } = await openBatch(store, id);
	const localCodes = Object.assign({}, ...(await store.settings.profiles()).map((profile) => profile.localCodes)) as Record<string, string>;
	const knowledge = compileKnowledge(await store.settings.packs(), context.dictionaries, localCodes);
	const run = { batch: context, knowledge, parameters: createParameters([rule]) };
	const texts = [...new Set([...rule.meta.requires, ...rule.meta.uses])] as TableId[];
	const shards = await store.batches.shardIds(batch.storage);
	const tally = new Tally();
	for (const [i, name] of shards.entries()) {
		const shard = await store.batches.shard(batch.storage, name, texts);
		tally.add(judgeShard([rule], shard, run, {}), shard.visitCount, shard.tables.fee?.rowCount ?? 0);
		onProgress({ phase: 'judge', done: i + 1, total: shards.length, rows: tally.lines, file: '', elapsedMs: now() - startedAt });
	}
	return { digest: version.digest, batch: id, batchName: batch.name, at: startedAt, ...tally.counts(), elapsedMs: now() - startedAt };
}

/** What the shards say together. */
class Tally {
	stays = 0;
	lines = 0;
	#found = { stays: 0, lines: 0, amount: 0, unknown: 0 };
	#undetermined = 0;
	#stopped = 0;
	readonly #missing = new Map<string, { missing: Missing; stays: number }>();
	readonly #errors = new Set<string>();
	readonly #examples: string[] = [];

	add({ findings, undetermined, errors }: ShardResult, stays: number, lines: number): void {
		this.stays += stays;
		this.lines += lines;
		for (const { lines: own, amounts, visit } of findings) {
			this.#found.stays++;
			this.#found.lines += own.filter(({ table, role }) => table === 'fee' && role === 'offending').length;
			if (amounts.amount === null) this.#found.unknown++;
			else this.#found.amount += amounts.amount;
			if (this.#examples.length < EXAMPLES) this.#examples.push(visit);
		}
		const unsure = new Set<number>();
		for (const { missing, visits } of undetermined) {
			const own = visits ?? Array.from({ length: stays }, (_, i) => i);
			for (const visit of own) unsure.add(visit);
			const key = `${missing.kind} ${missing.what}`;
			const known = this.#missing.get(key) ?? { missing, stays: 0 };
			this.#missing.set(key, { missing, stays: known.stays + own.length });
		}
		this.#undetermined += unsure.size;
		for (const { message } of errors) {
			if (message.includes('user-rule-flood')) this.#stopped++;
			else this.#errors.add(message);
		}
	}

	counts(): Omit<TrialReport, 'digest' | 'batch' | 'batchName' | 'at' | 'elapsedMs'> {
		return {
			stays: this.stays,
			lines: this.lines,
			foundStays: this.#found.stays,
			foundLines: this.#found.lines,
			amount: this.#found.amount,
			unknownAmounts: this.#found.unknown,
			undetermined: this.#undetermined,
			missing: [...this.#missing.values()].sort((a, b) => b.stays - a.stays).slice(0, TOLD),
			stopped: this.#stopped,
			errors: [...this.#errors].slice(0, TOLD),
			examples: this.#examples,
			warnings: this.#warnings()
		};
	}

	#warnings(): TrialWarning[] {
		const { stays, lines } = this.#found;
		const most = stays >= MOST.stays * this.stays || lines >= MOST.lines * this.lines;
		return [
			...(this.#stopped > 0 ? (['flood'] as const) : []),
			...(stays > 0 && most ? (['most'] as const) : []),
			...(stays === 0 && this.#stopped === 0 ? (['nothing'] as const) : []),
			...(this.#undetermined >= MOST.stays * this.stays ? (['unknown'] as const) : [])
		];
	}
}
