import type { Finding } from '../../../rules/domain/finding.ts';
import type { AmountBasis } from '../../../rules/domain/part-amounts.ts';
import type { DecisionPayload } from '../../protocol/decision.ts';
import type { ClaimingFinding, CountedView, DecidingApi, DecidingCalls } from '../../protocol/deciding.ts';
import { Fault } from '../../store/index.ts';
import { callOf } from '../back-test-desk.ts';
import { plainLines, reckonLines } from '../money/decided-lines.ts';
import { ledgerOf } from '../money/ledger.ts';
import { lineBases } from '../money/line-bases.ts';
import type { OpenRun } from '../open-run.ts';
import { DECISIONS } from '../queue-index.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { waitingDecisions } from './waiting.ts';

const CONFIRM = DECISIONS.indexOf('confirm');

/** What the case screen asks beside the decision itself: lines to the 分, how they count, and what waits. */
export class DecidingDesk implements DecidingCalls {
	readonly #state: () => Promise<WorkspaceState>;

	constructor(state: () => Promise<WorkspaceState>) {
		this.#state = state;
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: DecidingApi['deciding'] = (call, ...args) => callOf<Awaited<ReturnType<DecidingCalls[typeof call]>>>(this, call, args);

	bases = async (batch: string, key: string): ReturnType<DecidingCalls['bases']> => {
		const state = await this.#state();
		const found = await findingOf(state, batch, key);
		if (!found) throw new Fault('not-found', `finding ${key}`);
		return basesOf(state, batch, found.finding);
	};

	counted = async (batch: string, key: string): Promise<CountedView> => {
		const state = await this.#state();
		const run = await state.runOf(batch);
		const at = run.index.find(key);
		if (at < 0) throw new Fault('not-found', `finding ${key}`);
		const ledger = await ledgerOf(run, state.book, state.store);
		const rivals = ledger.rivals(at);
		// Lines are shared with rivals only: the other confirmed findings change nothing of what this one adds.
		const counting = [at, ...rivals.filter((other) => run.index.decision[other] === CONFIRM)];
		const own = ledger.shares(counting).find(({ finding }) => finding === at)!;
		return {
			adds: own.carried,
			elsewhere: own.elsewhere.map(({ line, amount, finding }) => ({ line, amount, in: claiming(run, finding) })),
			rivals: rivals.map((other) => claiming(run, other))
		};
	};

	waiting = async (batch: string, limit: number): ReturnType<DecidingCalls['waiting']> => {
		const rows = await waitingDecisions(await this.#state(), batch);
		return { rows: rows.slice(0, limit), total: rows.length };
	};

	/**
	 * A decision as it goes into the journal: lines with what was reckoned of them. A rejection has no lines. Nothing is held against a finding that the
	 * run no longer has, or has with other evidence: what was said of it is kept, and waits.
	 * @throws Fault amount-wrong, amount-above, line-unknown, not-found
	 */
	async checked(payload: DecisionPayload): Promise<DecisionPayload> {
		if (payload.kind !== 'decide' || !payload.lines) return payload;
		const { lines, ...whole } = payload;
		const [target, ...more] = payload.targets;
		if (!target || more.length > 0) throw new Fault('line-unknown', `${payload.targets.length}`);
		if (payload.decision === 'reject') return whole;
		const state = await this.#state();
		const found = await findingOf(state, payload.batch, target.key);
		if (found?.finding.evidenceDigest !== target.evidenceDigest) return { ...whole, lines: plainLines(lines) };
		return { ...whole, lines: reckonLines(found.finding, lines, await basesOf(state, payload.batch, found.finding)) };
	}
}

async function findingOf(state: WorkspaceState, batch: string, key: string): Promise<{ readonly finding: Finding } | null> {
	const run = await state.run(batch);
	const at = run?.index.find(key) ?? -1;
	return run && at >= 0 ? { finding: await run.finding(at) } : null;
}

async function basesOf(state: WorkspaceState, batch: string, finding: Finding): Promise<(AmountBasis | null)[]> {
	const opened = await state.batch(batch);
	const code = opened.context.dictionaries.get('visit').code(finding.visit);
	const id = code === 0 ? undefined : await opened.shardOf(code);
	const offending = finding.lines.filter(({ role }) => role === 'offending');
	if (id === undefined) return offending.map(() => null);
	const shard = await state.store.batches.shard(opened.batch.storage, id, []);
	return lineBases(shard, opened.context, shard.visitCode.indexOf(code), offending);
}

function claiming({ index }: OpenRun, at: number): ClaimingFinding {
	return { key: index.keys[at]!, rule: index.text('rule', at), visit: index.text('visit', at), state: DECISIONS[index.decision[at]!]! };
}
