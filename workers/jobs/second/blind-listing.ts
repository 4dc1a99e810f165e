import type { RunInfo } from '../../protocol/review.ts';
import type { BatchInfo } from '../../protocol/workspace.ts';
import { Fault } from '../../store/index.ts';
import { OpenRun } from '../open-run.ts';
import type { TitleOf } from '../queue-view.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { blindBatches, blindRun, hiddenBatches, taskOf } from './blind-batch.ts';
import { keyHash } from './draw.ts';
import { assignedEvidence } from './tasks.ts';

/** Opens what was assigned of a run. @throws Fault not-found where the batch is no blind one of this machine */
export async function openBlindRun({ store, book, now }: WorkspaceState, blind: string, info: RunInfo, titleOf: TitleOf): Promise<OpenRun> {
	const task = taskOf(book, blind);
	if (!task) throw new Fault('not-found', `blind batch ${blind}`);
	const evidence = await assignedEvidence(store, task.assignment);
	const { info: own, reader } = await blindRun(store, info, blind, (key) => evidence.get(keyHash(key)));
	return OpenRun.open(reader, own, book, titleOf, now());
}

/** While a blind review goes on its batch is out of sight, with all that was ever said of it; the blind one stands in its place. */
export async function withBlindBatches(state: WorkspaceState, infos: readonly BatchInfo[]): Promise<BatchInfo[]> {
	const hidden = hiddenBatches(state.book);
	const listed = await Promise.all(
		infos.map(async (info) => {
			if (!hidden.has(info.id)) return [info];
			const open = blindBatches(state.book, info.id).filter((blind) => taskOf(state.book, blind)!.ended === null);
			return Promise.all(open.map((blind) => blindInfo(state, info, blind)));
		})
	);
	return listed.flat();
}

async function blindInfo(state: WorkspaceState, info: BatchInfo, blind: string): Promise<BatchInfo> {
	const run = await state.run(blind).catch(() => null);
	const { reviewer } = taskOf(state.book, blind)!;
	// What an earlier version of the batch knows of these findings was decided by others.
	const { follows: _, ...rest } = info;
	return {
		...rest,
		id: blind,
		name: `盲审 ${reviewer} · ${info.name}`,
		blind: reviewer,
		run: run?.info ?? null,
		decided: [...state.book.decided(blind)].length,
		lastDecisionAt: state.book.lastAt(blind)
	};
}
