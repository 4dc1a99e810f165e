import type { RuleRecord } from '../protocol/rule-life.ts';
import { OpenRun } from './open-run.ts';
import { RuleRecords } from './rule-record.ts';
import { hiddenBatches } from './second/blind-batch.ts';
import type { WorkspaceState } from './workspace-state.ts';

/**
 * What became of each rule's findings over the latest runs of all batches. Runs are opened one after the other and let go: what the case and the queue
 * have open stays open, and memory holds one more run at most.
 */
export async function ruleRecords(state: WorkspaceState): Promise<RuleRecord[]> {
	const records = new RuleRecords();
	const hidden = hiddenBatches(state.book);
	for (const { id, name, storage } of await state.store.batches.list()) {
		// Counts by decision would tell a blind reviewer what was said before.
		if (hidden.has(id)) continue;
		const info = await state.store.runs.latest(storage);
		if (!info) continue;
		const { index } = await OpenRun.open(state.store, info, state.book, () => '', state.now());
		records.add({ batch: id, name, index, rules: info.recipe.rules, undetermined: info.undetermined });
	}
	return records.list();
}
