import type { Bytes } from '../../package/bytes.ts';
import type { SignedFile } from '../../package/merge-file.ts';
import { opinionOf, OPINION_FORMAT, writeOpinion, type OpinionFile } from '../../package/merge-opinion.ts';
import type { Opinion, OpinionView, Received, SecondFault } from '../../protocol/second.ts';
import { Fault } from '../../store/index.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { recordsOf } from './blind-batch.ts';
import type { SecondRoom } from './desk-ports.ts';
import { keyHash } from './draw.ts';
import type { Plans } from './plans.ts';
import { faultOfKey, refusal, refused, remark, signedBy } from './received.ts';

/** Opinions of experts (专家意见): signed about one finding and its evidence; shown on the case, never counted as a decision. */
export class Opinions {
	readonly #room: SecondRoom;
	readonly #plans: Plans;

	constructor(room: SecondRoom, plans: Plans) {
		this.#room = room;
		this.#plans = plans;
	}

	/** @throws Fault not-found */
	async write(batch: string, key: string, said: Pick<Opinion, 'leaning' | 'text' | 'expert' | 'title'>): Promise<Blob> {
		const state = await this.#room.writing();
		const [opened, run] = await Promise.all([state.batch(batch), state.runOf(batch)]);
		const at = run.index.find(key);
		if (at < 0) throw new Fault('not-found', `finding ${key}`);
		const opinion: OpinionFile = {
			format: OPINION_FORMAT,
			batch: recordsOf(batch),
			key: keyHash(key),
			evidence: run.index.digest(at),
			...said,
			at: this.#room.ports.now()
		};
		const inputs = opened.batch.content.files.map((file) => file.digest);
		return new Blob([await writeOpinion(opinion, inputs, await this.#room.signer())], { type: 'application/json' });
	}

	async receive(file: SignedFile, bytes: Bytes, take: boolean): Promise<Received> {
		const opinion = opinionOf(file);
		if (!opinion) return refused('opinion', [refusal('damaged')]);
		const [state, ring] = await Promise.all([this.#room.state(), this.#room.keys()]);
		const signed = { ...signedBy(file, ring), brings: 1 };
		const place = await this.#place(state, opinion);
		const faults = [...faultOfKey(ring.of(file.key.keyId)), ...place.faults];
		if (faults.some(({ refuses }) => refuses)) return refused('opinion', faults, signed);
		const result = { kind: 'opinion' as const, ...signed, faults, batch: opinion.batch };
		if (!take) return { ...result, state: 'ready' };
		const { store, book } = await this.#room.writing();
		const { digest } = await store.attachments.put(new File([bytes], 'opinion.json', { type: 'application/json' }));
		if (book.register(opinion.batch, 'opinions').some(({ id }) => id === digest)) return { ...result, state: 'same' };
		const { evidence: evidenceDigest, leaning, text, expert, title } = opinion;
		await this.#room.enter(opinion.batch, 'opinions', digest, {
			key: place.key,
			evidenceDigest,
			leaning,
			text,
			expert,
			title,
			keyId: file.key.keyId,
			said: opinion.at
		});
		return { ...result, state: 'taken' };
	}

	async #place(state: WorkspaceState, opinion: OpinionFile): Promise<{ readonly key: string; readonly faults: readonly SecondFault[] }> {
		const none = (fault: SecondFault): { key: string; faults: SecondFault[] } => ({ key: '', faults: [fault] });
		if (!(await state.store.batches.list()).some(({ id }) => id === opinion.batch)) return none(refusal('batch-missing', { batch: opinion.batch }));
		const run: OpenRun | null = await state.run(opinion.batch);
		if (!run) return none(refusal('no-run'));
		const at = this.#plans.hashes(run).indexOf(opinion.key);
		if (at < 0) return none(refusal('not-found'));
		return { key: run.index.keys[at]!, faults: run.index.digest(at) === opinion.evidence ? [] : [remark('stale-opinion')] };
	}

	async of(batch: string, key: string): Promise<OpinionView[]> {
		const state = await this.#room.state();
		const entries = state.book.register(batch, 'opinions').filter(({ value }) => value.key === key);
		if (entries.length === 0) return [];
		const [run, ring] = await Promise.all([state.run(batch), this.#room.keys()]);
		const at = run?.index.find(key) ?? -1;
		return entries.map(({ id, value }) => ({
			...value,
			id,
			holder: ring.nameOf(value.keyId, value.expert),
			standing: ring.of(value.keyId).standing,
			stale: !run || at < 0 || run.index.digest(at) !== value.evidenceDigest
		}));
	}
}
