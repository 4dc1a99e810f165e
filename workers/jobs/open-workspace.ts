import { openJournalFile, openStore, opfsMarkers, opfsRoot, webLocks } from '../store/index.ts';
import { Decisions } from './decisions.ts';
import type { RuleBase } from './registry.ts';
import { WorkspaceJob } from './workspace-job.ts';
import { WorkspaceState } from './workspace-state.ts';

/** Version of the app, as exports state it. */
const BUILD = '0.1.0';
const JOURNAL = 'decisions.journal';
const CHANNEL = 'mingshen.events';

/** The workspace on the ports of a browser's worker. */
export function browserWorkspace(ruleBase: RuleBase): WorkspaceJob {
	return new WorkspaceJob(open(ruleBase), { ruleBase, build: BUILD, now: Date.now, estimate });
}

async function open(ruleBase: RuleBase): Promise<WorkspaceState> {
	const [store, root] = await Promise.all([openStore(), opfsRoot()]);
	const locks = webLocks(navigator.locks);
	const channel = new BroadcastChannel(CHANNEL);
	const decisions = await Decisions.open({
		store,
		locks,
		journalFile: () => openJournalFile(root, JOURNAL),
		channel: { post: () => channel.postMessage(null), onMessage: (listener) => channel.addEventListener('message', listener) },
		now: Date.now,
		uuid: () => crypto.randomUUID(),
		delay: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
	});
	return WorkspaceState.open(store, decisions, opfsMarkers(root), locks, (rule) => {
		const title = ruleBase.registry.get(rule)?.meta.title;
		return title ? `${title.zh} ${title.en}` : '';
	});
}

async function estimate(): Promise<{ persisted: boolean; usage: number | null; quota: number | null }> {
	const [persisted, { usage, quota }] = await Promise.all([navigator.storage.persisted(), navigator.storage.estimate()]);
	return { persisted, usage: usage ?? null, quota: quota ?? null };
}
