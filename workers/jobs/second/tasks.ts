import { textOf, type Bytes } from '../../package/bytes.ts';
import { assignmentOf, type Assignment } from '../../package/merge-assignment.ts';
import { readSigned, type SignedFile } from '../../package/merge-file.ts';
import type { Received, SecondFault, TaskView } from '../../protocol/second.ts';
import type { OnProgress } from '../../protocol/source.ts';
import { Fault, type Store } from '../../store/index.ts';
import { exportJob } from '../package-job.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { blindBatches, blindBatchOf, recordsOf, TASK_ENTRY, taskOf } from './blind-batch.ts';
import type { SecondRoom } from './desk-ports.ts';
import { differences } from './differences.ts';
import { keyHash } from './draw.ts';
import { faultOfKey, refusal, refused, remark, signedBy } from './received.ts';

/** Tasks of blind second review on this machine (盲审任务): taken from a signed assignment, decided in a blind batch, handed back as a signed package. */
export class Tasks {
	readonly #room: SecondRoom;

	constructor(room: SecondRoom) {
		this.#room = room;
	}

	/** Looks at an assignment, and takes it where nothing speaks against it. */
	async receive(file: SignedFile, bytes: Bytes, take: boolean): Promise<Received> {
		const assignment = assignmentOf(file);
		if (!assignment) return refused('assignment', [refusal('damaged')]);
		const state = await this.#room.state();
		const ring = await this.#room.keys();
		const signed = { ...signedBy(file, ring), brings: assignment.targets.length };
		const blind = blindBatchOf(assignment.batch, assignment.plan, assignment.place);
		const faults = [...faultOfKey(ring.of(file.key.keyId)), ...(await this.#faults(state, assignment))];
		if (faults.some(({ refuses }) => refuses)) return refused('assignment', faults, signed);
		if (taskOf(state.book, blind)) return { kind: 'assignment', ...signed, faults, state: 'same', batch: blind };
		if (take) await this.#take(blind, assignment, file, bytes, signed.signer);
		return { kind: 'assignment', ...signed, faults, state: take ? 'taken' : 'ready', batch: blind };
	}

	async #take(blind: string, { plan, place, reviewer, targets }: Assignment, { key }: SignedFile, bytes: Bytes, signer: string): Promise<void> {
		const { store } = await this.#room.writing();
		const { digest } = await store.attachments.put(new File([bytes], `${plan.slice(0, 12)}.${place}.json`, { type: 'application/json' }));
		const task = { plan, place, reviewer, assignment: digest, keyId: key.keyId, signer, targets: targets.length, ended: null };
		await this.#room.enter(blind, 'secondTask', TASK_ENTRY, task);
	}

	/** Whether this machine has the records, a run, and the same evidence for what was drawn. */
	async #faults(state: WorkspaceState, assignment: Assignment): Promise<SecondFault[]> {
		const known = (await state.store.batches.list()).some(({ id }) => id === assignment.batch);
		if (!known) return [refusal('batch-missing', { batch: assignment.batch })];
		const run = await state.run(assignment.batch);
		if (!run) return [refusal('no-run')];
		const here = new Map(run.index.keys.map((key, at) => [keyHash(key), run.index.digest(at)]));
		const found = assignment.targets.filter(({ key, evidence }) => here.get(key) === evidence).length;
		if (found === assignment.targets.length) return [];
		const rules = differences(assignment.recipe, run.info.recipe);
		const missing = { n: assignment.targets.length - found, of: assignment.targets.length };
		const why = rules === '' ? [] : [remark('other-rules', { rules })];
		return [found === 0 ? refusal('no-targets', missing) : remark('other-evidence', missing), ...why];
	}

	async view(blind: string): Promise<TaskView | null> {
		const state = await this.#room.state();
		const task = taskOf(state.book, blind);
		if (!task) return null;
		const run = await state.run(blind).catch(() => null);
		const ring = await this.#room.keys();
		return {
			batch: blind,
			of: recordsOf(blind),
			task,
			found: run?.index.count ?? 0,
			decided: [...state.book.decided(blind)].length,
			standing: ring.of(task.keyId).standing
		};
	}

	async all(batch: string): Promise<TaskView[]> {
		const { book } = await this.#room.state();
		const views = await Promise.all(blindBatches(book, batch).map((blind) => this.view(blind)));
		return views.filter((view) => view !== null);
	}

	async end(blind: string, reason: string): Promise<void> {
		const { book } = await this.#room.writing();
		const task = taskOf(book, blind);
		if (!task) throw new Fault('not-found', `task ${blind}`);
		if (task.ended === null) await this.#room.enter(blind, 'secondTask', TASK_ENTRY, { ...task, ended: reason.trim() || '—' });
	}

	/** What was decided in the blind batch, as an ordinary signed package; identities stay masked, since evidence digests tell the findings. */
	async export(blind: string, onProgress: OnProgress): Promise<Blob> {
		const state = await this.#room.writing();
		const [opened, run] = await Promise.all([state.batch(blind), state.runOf(blind)]);
		const { registry, build, now } = this.#room.ports;
		const source = { opened, run, journal: await state.decisions.texts(), actor: await state.store.settings.actor() };
		const contents = { undecided: false, identities: false, workPapers: false };
		return exportJob(source, contents, { store: state.store, registry, build, now }, onProgress);
	}
}

/** Evidence that was assigned, by digest of the finding's key. @throws Fault not-found, store-damaged */
export async function assignedEvidence(store: Store, assignment: string): Promise<ReadonlyMap<string, string>> {
	const bytes = new Uint8Array(await (await store.attachments.get(assignment)).arrayBuffer());
	const file = await readSigned(bytes);
	const read = typeof file === 'string' ? null : assignmentOf(file);
	if (!read) throw new Fault('store-damaged', `assignment ${textOf(bytes.subarray(0, 40))}`);
	return new Map(read.targets.map(({ key, evidence }) => [key, evidence]));
}
