import type { WaitingDecision } from '../../protocol/deciding.ts';
import { viewOf, type Standing } from '../decision-book.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** Decisions that stand about findings which the latest run does not have as they were decided, the latest first. */
export async function waitingDecisions(state: WorkspaceState, batch: string): Promise<WaitingDecision[]> {
	const names = new Map((await state.store.batches.list()).map(({ id, name }) => [id, name]));
	const rows: WaitingDecision[] = [];
	for (const id of batch === '' ? state.book.batches() : [batch]) {
		const decided = [...state.book.decided(id)];
		if (decided.length === 0) continue;
		const name = names.get(id);
		const run = name === undefined ? null : await state.run(id);
		for (const { key, standing } of decided) {
			const place = placeIn(run, key, standing);
			if (!place) continue;
			const why = name === undefined ? 'no-batch' : place.why;
			rows.push({ batch: id, batchName: name ?? '', key, rule: key.split(':', 1)[0]!, visit: place.visit, why, decision: viewOf(standing, null) });
		}
	}
	return rows.sort((a, b) => b.decision.at - a.decision.at);
}

/** Why a decision waits; null where it does not. */
function placeIn(run: OpenRun | null, key: string, standing: Standing): Pick<WaitingDecision, 'why' | 'visit'> | null {
	if (!run) return { why: 'no-run', visit: '' };
	const at = run.index.find(key);
	if (at < 0) return { why: 'gone', visit: '' };
	return run.index.digest(at) === standing.evidenceDigest ? null : { why: 'changed', visit: run.index.text('visit', at) };
}
