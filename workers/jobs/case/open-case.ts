import { TABLE_IDS } from '../../../rules/domain/tables/index.ts';
import type { CaseFinding, CaseView } from '../../protocol/case.ts';
import { Fault } from '../../store/index.ts';
import { caseView } from '../case-job.ts';
import { viewOf } from '../decision-book.ts';
import type { WorkspaceState } from '../workspace-state.ts';

/** The whole record of a stay with its findings and what stands decided about them. @throws Fault not-found */
export async function openCase(state: WorkspaceState, batch: string, visit: string): Promise<CaseView> {
	const [opened, run] = await Promise.all([state.batch(batch), state.run(batch)]);
	const code = opened.context.dictionaries.get('visit').code(visit);
	const id = await opened.shardOf(code);
	if (id === undefined) throw new Fault('not-found', `visit ${visit}`);
	const [shard, tally, findings] = await Promise.all([
		state.store.batches.shard(opened.batch.storage, id, TABLE_IDS),
		run ? state.store.runs.tally(run.info.id, id) : null,
		findingsOf(state, batch, visit)
	]);
	return caseView({ opened, shard, visit: shard.visitCode.indexOf(code), findings, findingsOf: (id) => run?.countOf(id) ?? 0, tally });
}

async function findingsOf(state: WorkspaceState, batch: string, visit: string): Promise<CaseFinding[]> {
	const run = await state.run(batch);
	if (!run) return [];
	return Promise.all(
		run.ofVisit(visit).map(async (index) => {
			const finding = await run.finding(index);
			const standing = state.book.standing(batch, finding.key);
			const decision = standing && viewOf(standing, finding.evidenceDigest);
			return { row: run.index.row(index), finding, decision, exception: run.exceptionOf(index) };
		})
	);
}
