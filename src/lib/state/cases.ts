import type { CaseView } from '$workers/protocol/case.ts';
import type { Workspace } from './port.ts';

/** Cases kept: the one in sight, its neighbours, and the one that was left. */
const KEPT = 5;

/** Cases read ahead of the reviewer: who rests on a row of the queue, or on a finding, mostly opens it or the next one. */
export class Cases {
	readonly #workspace: Workspace;
	readonly #views = new Map<string, Promise<CaseView>>();

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}

	/** The case of a stay as a run left it, read now or ahead. */
	of(batch: string, run: string, visit: string): Promise<CaseView> {
		const name = nameOf(batch, run, visit);
		const view = this.#views.get(name) ?? this.#workspace.caseOf(batch, visit);
		this.#views.delete(name);
		this.#views.set(name, view);
		view.catch(() => this.#views.delete(name));
		if (this.#views.size > KEPT) this.#views.delete(this.#views.keys().next().value!);
		return view;
	}

	/** After a decision about findings of this stay, or of any. */
	forget(visit?: string): void {
		for (const name of this.#views.keys()) if (visit === undefined || name.endsWith(`\n${visit}`)) this.#views.delete(name);
	}
}

const nameOf = (...parts: string[]): string => parts.join('\n');
