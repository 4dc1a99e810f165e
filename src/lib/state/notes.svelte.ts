import type { Entered, Note } from '$workers/protocol/register.ts';
import { noteKey, type NoteObject } from './record/objects.ts';
import type { Workspace } from './port.ts';

/** A note is a remark, not a report. */
export const LONGEST_NOTE = 500;

/** Notes (备注) of a batch: read once a case, written through the register, so that the history takes them back. */
export class Notes {
	readonly #workspace: Workspace;
	readonly #batch: string;
	#all = $state.raw<readonly Entered<'notes'>[]>([]);

	constructor(workspace: Workspace, batch: string) {
		this.#workspace = workspace;
		this.#batch = batch;
	}
	async load(): Promise<void> {
		this.#all = await this.#workspace.register(this.#batch, 'notes');
	}
	/** Notes on any of the objects, the newest first, each with the object that it is on. */
	on(objects: readonly NoteObject[]): { readonly note: Entered<'notes'>; readonly object: NoteObject }[] {
		const known = new Map(objects.map((object) => [noteKey(object), object]));
		return this.#all
			.flatMap((note) => {
				const object = known.get(noteKey(note.value));
				return object ? [{ note, object }] : [];
			})
			.sort((a, b) => b.note.at - a.note.at);
	}
	/** @param id of the note that is rewritten; null for a new one. @throws Fault read-only, journal-failed */
	async write(id: string | null, { on, object }: Pick<Note, 'on' | 'object'>, text: string): Promise<void> {
		await this.#workspace.enter(this.#batch, 'notes', id ?? crypto.randomUUID(), { on, object, text });
		await this.load();
	}
	/** @throws Fault read-only, journal-failed */
	async strike(id: string): Promise<void> {
		await this.#workspace.enter(this.#batch, 'notes', id, null);
		await this.load();
	}
}
