import type { Bytes } from '../../package/bytes.ts';
import { readReview, type ReviewContent } from '../../package/merge-review.ts';
import { verifyPackage } from '../../package/verify.ts';
import type { VerifyReport } from '../../protocol/package.ts';
import type { MergeView, Received, SecondFault, SecondMerge, SecondPlan } from '../../protocol/second.ts';
import { Fault, faultOf } from '../../store/index.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { recordsOf } from './blind-batch.ts';
import { contributionOf, type Contribution } from './contribution.ts';
import type { SecondRoom } from './desk-ports.ts';
import { differences } from './differences.ts';
import { firstDecisions } from './first-decisions.ts';
import type { Plans } from './plans.ts';
import { faultOfKey, refusal, refused, remark } from './received.ts';
import type { KeyRing } from './trusted-keys.ts';

/** Merging of packages (合并): verified, held against plan and run, and kept whole as an attachment; the first reviewer's decisions stay untouched. */
export class Merging {
	readonly #room: SecondRoom;
	readonly #plans: Plans;
	readonly #contents = new Map<string, Promise<ReviewContent>>();

	constructor(room: SecondRoom, plans: Plans) {
		this.#room = room;
		this.#plans = plans;
	}

	async receive(given: string, bytes: Bytes, take: boolean): Promise<Received> {
		const batch = recordsOf(given);
		const ring = await this.#room.keys();
		const report = await verifyPackage(bytes, ring.forVerification);
		const signed = { keyId: report.keyId, signer: report.signer, standing: report.standing };
		const unsound = faultsOfReport(report, ring);
		if (unsound.length > 0) return refused('review', unsound, signed);
		const content = readReview(bytes);
		if (!content) return refused('review', [refusal('damaged', { part: 'decisions.jsonl' })], signed);
		if (recordsOf(content.batch) !== batch) {
			return refused('review', [refusal('other-batch', { files: report.files.map(({ name }) => name).join('、'), n: report.files.length })], signed);
		}
		const state = await this.#room.state();
		const run = await state.run(batch);
		if (!run) return refused('review', [refusal('no-run')], signed);
		const plan = planOf(state, batch, content);
		if (plan === 'unknown') return refused('review', [refusal('unknown-plan', { plan: content.task!.plan.slice(0, 12) })], signed);
		const contribution = await this.#contribution(state, run, content, plan);
		const entry = mergeOf(content, report.keyId, report.signer, contribution.taken.size);
		const faults = this.#remarks(state, batch, run, content, contribution, entry.id);
		const result = { kind: 'review' as const, ...signed, faults, brings: contribution.taken.size, batch };
		const before = state.book.register(batch, 'secondMerges').find(({ id }) => id === entry.id)?.value;
		if (before?.head === content.head) return { ...result, state: 'same' };
		if (before && before.frames > content.frames) return { ...result, state: 'older' };
		if (contribution.taken.size === 0)
			return refused('review', [refusal('no-targets', { n: content.decisions.length, of: content.decisions.length }), ...faults], signed);
		if (!take) return { ...result, state: 'ready' };
		return this.#take(batch, bytes, entry, result);
	}

	async #take(batch: string, bytes: Bytes, { id, ...entry }: Merge, result: Omit<Received, 'state'>): Promise<Received> {
		const { store } = await this.#room.writing();
		try {
			const { digest } = await store.attachments.put(new File([bytes], `${id}.zip`, { type: 'application/zip' }));
			await this.#room.enter(batch, 'secondMerges', id, { ...entry, package: digest });
		} catch (error) {
			if (faultOf(error).id !== 'too-large') throw error;
			return { ...result, state: 'refused', faults: [refusal('too-large', { mb: Math.ceil(bytes.length / (1 << 20)) })] };
		}
		return { ...result, state: 'taken' };
	}

	#remarks(state: WorkspaceState, batch: string, run: OpenRun, content: ReviewContent, contribution: Contribution, id: string): SecondFault[] {
		const { taken, outside, otherEvidence } = contribution;
		const first = firstDecisions(state.book, batch, id);
		const same = [...taken].filter(([at, { state: said }]) => said.actor !== '' && first.get(run.index.keys[at]!)?.actor === said.actor).length;
		const open = content.task === null ? 0 : [...taken.values()].filter(({ blind }) => !blind).length;
		const rules = otherEvidence > 0 ? differences(content.recipe, run.info.recipe) : '';
		return [
			...(otherEvidence > 0 ? [remark('other-evidence', { n: otherEvidence, of: content.decisions.length })] : []),
			...(rules !== '' ? [remark('other-rules', { rules })] : []),
			...(outside > 0 ? [remark('outside', { n: outside })] : []),
			...(open > 0 ? [remark('not-blind', { n: open })] : []),
			...(same > 0 ? [remark('same-person', { n: same })] : [])
		];
	}

	async #contribution(state: WorkspaceState, run: OpenRun, content: ReviewContent, plan: Planned | null): Promise<Contribution> {
		if (!plan) return contributionOf(content, run, () => true);
		const assigned = await this.assigned(state, run, plan);
		return contributionOf(content, run, (at) => assigned.has(at));
	}

	/** Positions of the findings that a plan gave to a reviewer, those that the run still has. */
	async assigned(state: WorkspaceState, run: OpenRun, { id, plan, place }: Planned): Promise<ReadonlySet<number>> {
		const { drawn } = await this.#plans.draw(state, id, plan);
		const keys = new Set(drawn.flatMap((one) => (one.place === place ? [one.key] : [])));
		return new Set(this.#plans.hashes(run).flatMap((hash, at) => (keys.has(hash) ? [at] : [])));
	}

	/** Contribution of a merge that stands, read again from the package as it was kept. */
	async contribution(state: WorkspaceState, run: OpenRun, merge: SecondMerge): Promise<Contribution & { readonly planned: Planned | null }> {
		const content = await this.#content(state, merge.package);
		const planned = planOf(state, run.info.batch, content);
		if (planned === 'unknown') throw new Fault('not-found', `plan ${merge.plan}`);
		return { ...(await this.#contribution(state, run, content, planned)), planned };
	}

	#content(state: WorkspaceState, digest: string): Promise<ReviewContent> {
		const known = this.#contents.get(digest);
		if (known) return known;
		const read = state.store.attachments
			.get(digest)
			.then(async (file) => readReview(new Uint8Array(await file.arrayBuffer())))
			.then((content) => {
				if (!content) throw new Fault('store-damaged', `package ${digest}`);
				return content;
			});
		read.catch(() => this.#contents.delete(digest));
		this.#contents.set(digest, read);
		return read;
	}

	async merges(batch: string): Promise<MergeView[]> {
		const [{ book }, ring] = await Promise.all([this.#room.state(), this.#room.keys()]);
		return book.register(batch, 'secondMerges').map(({ id, value, at }) => ({ ...value, id, at, standing: ring.of(value.keyId).standing }));
	}
}

interface Planned {
	readonly id: string;
	readonly plan: SecondPlan;
	readonly place: number;
}
type Merge = Omit<SecondMerge, 'package'> & { readonly id: string };

/** A later package of the same task by the same key takes the place of the earlier one; the journal keeps both. */
function mergeOf({ task, frames, head }: ReviewContent, keyId: string, signer: string, taken: number): Merge {
	const id = `${task?.plan.slice(0, 12) ?? '-'}.${task?.place ?? 0}.${keyId.slice(0, 16)}`;
	return { id, plan: task?.plan ?? '', place: task?.place ?? 0, reviewer: task?.reviewer ?? signer, keyId, frames, head, taken };
}

/** The plan that a package answers; null for an ordinary one. */
function planOf({ book }: WorkspaceState, batch: string, { task }: ReviewContent): Planned | null | 'unknown' {
	if (!task) return null;
	const entry = book.register(batch, 'secondPlans').find(({ id }) => id === task.plan);
	return entry && task.place < entry.value.reviewers.length ? { id: entry.id, plan: entry.value, place: task.place } : 'unknown';
}

/** What the verification has against a package. A key that nobody vouches for is told apart from damage. */
function faultsOfReport(report: VerifyReport, ring: KeyRing): SecondFault[] {
	const bad = report.lines.filter(({ state }) => state !== 'holds');
	const keys = bad.filter(({ id }) => /^key(:|$)/.test(id)).map(({ data }) => ring.of(String(data['keyId'])));
	const damage = bad.find(({ id, state }) => state === 'fails' && !/^key(:|$)/.test(id));
	if (damage) return [refusal(damage.data['reason'] === 'not-a-zip' ? 'not-ours' : 'damaged', { part: damage.id.replace(/^member:/, '') })];
	return keys.flatMap(faultOfKey);
}
