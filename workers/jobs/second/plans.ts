import { canonical, digest, utf8 } from '../../package/bytes.ts';
import { ASSIGNMENT_FORMAT, writeAssignment } from '../../package/merge-assignment.ts';
import { SECOND_ALGORITHM, type MergeView, type PlanStratum, type PlanTerms, type PlanView, type SecondPlan } from '../../protocol/second.ts';
import { Fault } from '../../store/index.ts';
import type { OpenRun } from '../open-run.ts';
import { DECISIONS } from '../queue-index.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import type { SecondRoom } from './desk-ports.ts';
import { draw, faultOfTerms, frameText, keyHash, readFrame, strataOf, type Draw, type FrameLine } from './draw.ts';

/** A draw and the frame that it was made from. */
export interface PlanDraw extends Draw {
	readonly lines: readonly FrameLine[];
}

/** Plans of blind second review (复核方案): committed first, drawn from the commitment and from nothing else. */
export class Plans {
	readonly #room: SecondRoom;
	readonly #draws = new Map<string, Promise<PlanDraw>>();
	/** Digests of a run's keys: a hash a finding, the same for every plan. */
	#hashes: { readonly run: string; readonly value: readonly string[] } | null = null;

	constructor(room: SecondRoom) {
		this.#room = room;
	}

	async sizes(batch: string, terms: PlanTerms): Promise<readonly PlanStratum[]> {
		const run = await (await this.#room.state()).runOf(batch);
		return strataOf(
			inScope(run, terms.scope).map((at) => ({ amount: amountAt(run, at) })),
			terms
		);
	}

	/** @returns id of the plan: SHA-256 over what was committed */
	async commit(batch: string, terms: PlanTerms, seed: string, note: string): Promise<string> {
		const fault = faultOfTerms(terms);
		if (fault) throw new RangeError(`terms of a plan: ${fault}`);
		const state = await this.#room.writing();
		const run = await state.runOf(batch);
		const text = frameText(this.#frame(run, inScope(run, terms.scope)));
		const attached = await state.store.attachments.put(new File([text], `${batch}.frame.txt`, { type: 'text/plain' }));
		const plan: SecondPlan = {
			algorithm: SECOND_ALGORITHM,
			seed: seed.trim() === '' ? this.#room.ports.random() : seed.trim(),
			frame: attached.digest,
			size: inScope(run, terms.scope).length,
			scope: terms.scope,
			bands: terms.bands,
			unknown: terms.unknown,
			perRule: terms.perRule,
			reviewers: terms.reviewers.map((name) => name.trim()),
			note
		};
		const id = digest(utf8(canonical(plan)));
		// The same terms over the same frame are the same plan: committed once, its time stays that of the first commitment.
		if (!state.book.register(batch, 'secondPlans').some((entry) => entry.id === id)) await this.#room.enter(batch, 'secondPlans', id, plan);
		return id;
	}

	async views(batch: string, merges: readonly MergeView[]): Promise<PlanView[]> {
		const state = await this.#room.state();
		const entries = state.book.register(batch, 'secondPlans');
		const run = await state.runOf(batch);
		return Promise.all(
			entries.map(async ({ id, value: plan, actor, at }) => {
				const { drawn, strata, topUp, lines } = await this.draw(state, id, plan);
				const reviewers = plan.reviewers.map((name, place) => ({
					name,
					targets: drawn.filter((one) => one.place === place).length,
					merged: merges.find((merge) => merge.plan === id && merge.place === place) ?? null
				}));
				return { id, plan, actor, at, strata, topUp, drawn: drawn.length, reviewers, drift: this.#drift(run, plan, lines) };
			})
		);
	}

	/** @throws Fault not-found */
	planOf(state: WorkspaceState, batch: string, id: string): { readonly plan: SecondPlan; readonly at: number } {
		const entry = state.book.register(batch, 'secondPlans').find((one) => one.id === id);
		if (!entry) throw new Fault('not-found', `plan ${id}`);
		return { plan: entry.value, at: entry.at };
	}

	/** The draw of a plan, from its frame as committed. @throws Fault not-found where the frame is no longer kept */
	draw(state: WorkspaceState, id: string, plan: SecondPlan): Promise<PlanDraw> {
		let known = this.#draws.get(id);
		if (!known) {
			known = state.store.attachments
				.get(plan.frame)
				.then((file) => file.text())
				.then((text) => {
					const lines = readFrame(text);
					return { lines, ...draw(lines, plan.frame, plan.seed, plan) };
				});
			known.catch(() => this.#draws.delete(id));
			this.#draws.set(id, known);
		}
		return known;
	}

	async frame(batch: string, id: string): Promise<Blob> {
		const state = await this.#room.state();
		return state.store.attachments.get(this.planOf(state, batch, id).plan.frame);
	}

	/** What a reviewer is handed: made from the commitment, its draw and the recipe of the run; the book of decisions is not asked. */
	async assignment(batch: string, id: string, place: number): Promise<Blob> {
		const state = await this.#room.writing();
		const { plan, at } = this.planOf(state, batch, id);
		const [{ drawn }, opened, run] = await Promise.all([this.draw(state, id, plan), state.batch(batch), state.runOf(batch)]);
		const { stage, ruleBase, rules, packs, parameters } = run.info.recipe;
		const bytes = await writeAssignment(
			{
				format: ASSIGNMENT_FORMAT,
				batch,
				plan: id,
				algorithm: plan.algorithm,
				seed: plan.seed,
				frame: plan.frame,
				bands: plan.bands,
				unknown: plan.unknown,
				perRule: plan.perRule,
				place,
				reviewer: plan.reviewers[place]!,
				at,
				recipe: { stage, ruleBase, rules, packs, parameters },
				targets: drawn.filter((one) => one.place === place).map(({ key, evidence }) => ({ key, evidence }))
			},
			opened.batch.content.files.map((file) => file.digest),
			await this.#room.signer()
		);
		return new Blob([bytes], { type: 'application/json' });
	}

	/** Digest of the key of each finding of a run. */
	hashes(run: OpenRun): readonly string[] {
		if (this.#hashes?.run !== run.info.id) this.#hashes = { run: run.info.id, value: run.index.keys.map(keyHash) };
		return this.#hashes.value;
	}

	#frame(run: OpenRun, positions: readonly number[]): FrameLine[] {
		const hashes = this.hashes(run);
		return positions.map((at) => ({ key: hashes[at]!, evidence: run.index.digest(at), rule: run.index.text('rule', at), amount: amountAt(run, at) }));
	}

	/** Against findings that the frame could hold now; a finding that was decided or taken back since is no change of the frame. */
	#drift(run: OpenRun, plan: SecondPlan, lines: readonly FrameLine[]): PlanView['drift'] {
		const now = new Map(this.hashes(run).map((key, at) => [key, at]));
		let [gone, changed] = [0, 0];
		for (const { key, evidence } of lines) {
			const at = now.get(key);
			if (at === undefined) gone++;
			else if (run.index.digest(at) !== evidence) changed++;
		}
		const known = new Set(lines.map(({ key }) => key));
		const fresh = plan.scope === 'all' ? [...now.keys()].filter((key) => !known.has(key)).length : 0;
		return { fresh, gone, changed };
	}
}

const DECIDED = (['confirm', 'reject', 'ask'] as const).map((decision) => DECISIONS.indexOf(decision));

function inScope(run: OpenRun, scope: PlanTerms['scope']): number[] {
	const all = Array.from({ length: run.index.count }, (_, at) => at);
	return scope === 'all' ? all : all.filter((at) => DECIDED.includes(run.index.decision[at]!));
}
const amountAt = (run: OpenRun, at: number): number | null => (Number.isNaN(run.index.amount[at]!) ? null : run.index.amount[at]!);
