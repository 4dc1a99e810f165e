import type { WorkspaceApi } from '../../../workers/protocol/workspace.ts';
import { spawnWorkspace } from './spawn.ts';
import { callable, type Supervised } from './supervised.ts';

let worker: Supervised<WorkspaceApi> | null = null;
let starting: Promise<Supervised<WorkspaceApi>> | null = null;
let api: WorkspaceApi | null = null;

/**
 * The workspace of this page: one worker, made at the first call. Callbacks may be passed as they are. Where the worker dies its calls reject with
 * `worker-died`, and the next call starts a new one: decisions are on disk before they are acknowledged, so nothing but memory is lost.
 */
export async function openWorkspace(): Promise<WorkspaceApi> {
	await current();
	return (api ??= callable<WorkspaceApi>(async (name, args) => {
		const { api: remote } = await current();
		return (remote as unknown as Record<string, (...args: readonly unknown[]) => Promise<unknown>>)[name]!(...args);
	}));
}

/** The living worker; two calls at once must not make two. */
async function current(): Promise<Supervised<WorkspaceApi>> {
	if (worker?.alive) return worker;
	starting ??= spawnWorkspace().finally(() => (starting = null));
	return (worker = await starting);
}

const TIDY_MS = 2_000;

/** Lets the workspace remove what an ended worker left; a cancel does not wait for it for long. */
export async function tidy(): Promise<void> {
	const done = openWorkspace().then((workspace) => workspace.tidy());
	await Promise.race([done.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, TIDY_MS))]);
}
