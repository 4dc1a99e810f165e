import { BUILT_IN } from '$lib/components/shared/reasons.ts';
import type { Entered } from '$workers/protocol/register.ts';
import type { ReasonEntry } from '$workers/protocol/reason.ts';
import type { Workspace } from './port.ts';

export interface Reason extends ReasonEntry {
	readonly id: string;
}
/** A reason is a phrase, not a report. */
export const LONGEST_REASON = 40;
export type ReasonFault = 'empty' | 'long' | 'known';

/** The list of reasons as the bureau keeps it: what the product brings, written over and added to in the register. */
export class Reasons {
	readonly #workspace: Workspace;
	#entries = $state.raw<readonly Entered<'reasons'>[]>([]);

	constructor(workspace: Workspace) {
		this.#workspace = workspace;
	}
	async load(): Promise<void> {
		this.#entries = await this.#workspace.register('', 'reasons');
	}
	readonly #all: readonly Reason[] = $derived.by(() => {
		const written = new Map(this.#entries.map(({ id, value }) => [id, value]));
		return [...new Map([...BUILT_IN, ...written])].map(([id, value]) => ({ id, ...value }));
	});
	/** Everything of a kind, retired reasons too, in the order of the list; what asks for further words stands last. */
	all(kind: ReasonEntry['kind']): Reason[] {
		return this.#all.filter((one) => one.kind === kind).toSorted((a, b) => Number(a.needsNote) - Number(b.needsNote));
	}
	offered(kind: ReasonEntry['kind']): Reason[] {
		return this.all(kind).filter((one) => !one.retired);
	}
	/** What is wrong with the words of a reason; null where nothing is. @param id of the reason that would be renamed */
	fault(kind: ReasonEntry['kind'], words: string, id = ''): ReasonFault | null {
		const text = words.trim();
		if (text === '') return 'empty';
		if (text.length > LONGEST_REASON) return 'long';
		return this.all(kind).some((one) => one.id !== id && one.zh === text) ? 'known' : null;
	}
	/** @throws Fault read-only, journal-failed */
	async add(kind: ReasonEntry['kind'], words: string): Promise<void> {
		await this.#write(crypto.randomUUID(), { kind, zh: words.trim(), en: '', needsNote: false, retired: false });
	}
	/** @throws Fault read-only, journal-failed */
	rename({ id, kind, needsNote, retired }: Reason, words: string): Promise<void> {
		return this.#write(id, { kind, zh: words.trim(), en: '', needsNote, retired });
	}
	/** @throws Fault read-only, journal-failed */
	retire({ id, ...value }: Reason, retired: boolean): Promise<void> {
		return this.#write(id, { ...value, retired });
	}
	/** Takes back the last change of the list that stands. Resolves to whether there was one. @throws Fault read-only, journal-failed */
	async undo(): Promise<boolean> {
		const history = await this.#workspace.history('', 200);
		const last = history.find(({ payload, undone }) => payload.kind === 'enter' && payload.register === 'reasons' && !undone);
		if (!last) return false;
		await this.#workspace.decide({ kind: 'undo', batch: '', event: last.event });
		await this.load();
		return true;
	}
	async #write(id: string, value: ReasonEntry): Promise<void> {
		await this.#workspace.enter('', 'reasons', id, value);
		await this.load();
	}
}

const lists = new WeakMap<Workspace, Reasons>();
/** The list of this page: read once, and again after each change. */
export function reasonsOf(workspace: Workspace): Reasons {
	let reasons = lists.get(workspace);
	if (!reasons) lists.set(workspace, (reasons = new Reasons(workspace)));
	return reasons;
}
