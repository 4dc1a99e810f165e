import { DEFAULT_VIEW, toggled, type View } from '$lib/state/query-url.ts';
import { everything } from '$lib/state/queue.svelte.ts';
import {
	MOST_PAPERS,
	type DocumentKind,
	type DocumentPreview,
	type DocumentRequest,
	type IdentityDegree,
	type MadeDocument
} from '$workers/protocol/documents.ts';
import type { Workbench } from './workbench.svelte.ts';

export type Which = 'confirmed' | 'view' | 'all';
/** A file that was made and has not left yet. */
export interface Made extends MadeDocument {
	readonly name: string;
}

/** A document being put together: what was chosen, what would leave, and what was made. Safe by default: confirmed findings, masked. */
export class DocumentDraft {
	kind = $state<DocumentKind>('papers');
	/** '' for all. */
	institution = $state('');
	which = $state<Which>('confirmed');
	identities = $state<IdentityDegree>('masked');
	format = $state<'pdf' | 'xlsx'>('pdf');
	receiver = $state('');
	reason = $state('');
	papers = $state(false);
	evidence = $state(true);
	#preview = $state.raw<DocumentPreview | null>(null);
	#made = $state.raw<Made | null>(null);
	#busy = $state(false);
	readonly #workbench: Workbench;
	readonly #batch: { readonly id: string; readonly name: string };
	readonly #lastView: View;
	readonly #visit: string | null;

	/** @param lastView the queue as it was looked at last. @param visit one stay alone */
	constructor(workbench: Workbench, batch: { readonly id: string; readonly name: string }, lastView: View, visit: string | null = null) {
		this.#workbench = workbench;
		this.#batch = batch;
		this.#lastView = lastView;
		this.#visit = visit;
	}

	get preview(): DocumentPreview | null {
		return this.#preview;
	}
	get made(): Made | null {
		return this.#made;
	}
	get busy(): boolean {
		return this.#busy;
	}
	get tooMany(): boolean {
		return this.kind === 'papers' && (this.#preview?.stays ?? 0) > MOST_PAPERS;
	}
	/** Nothing stands in the way of making it. */
	get ready(): boolean {
		const named = this.kind !== 'transfer' || this.receiver.trim() !== '';
		return !this.#busy && named && !this.tooMany && (this.#preview?.findings ?? 0) > 0;
	}
	get request(): DocumentRequest {
		const { kind, identities, format, reason, papers, evidence } = this;
		return {
			kind,
			batch: this.#batch.id,
			query: everything(this.#view()),
			visit: this.#visit,
			identities,
			format: kind === 'evidence' ? format : 'pdf',
			receiver: this.receiver.trim(),
			reason: reason.trim(),
			papers,
			evidence
		};
	}

	/** Counts what would leave; an older answer never takes the place of a newer one. What was made of other choices is let go. */
	async look(): Promise<void> {
		this.#made = null;
		const request = this.request;
		const preview = await this.#workbench.workspace.documents('preview', request);
		if (JSON.stringify(request) === JSON.stringify(this.request)) this.#preview = preview;
	}

	/** @param what the document in the reader's words */
	async make(title: string, what: string): Promise<void> {
		this.#busy = true;
		this.#made = null;
		const request = this.request;
		const made = await this.#workbench.jobs.run(title, (options) => this.#workbench.client.makeDocument(request, options));
		if (made) this.#made = { ...made, name: `${this.#batch.name}-${what}-${new Date().toISOString().slice(0, 10)}${extensionOf(made)}` };
		this.#busy = false;
	}

	#view(): View {
		const { kind, which, institution } = this;
		const chosen = kind === 'report' ? 'all' : kind === 'transfer' ? 'confirmed' : which;
		const base = chosen === 'view' ? this.#lastView : chosen === 'all' ? DEFAULT_VIEW : toggled(DEFAULT_VIEW, 'decision', 'confirm');
		if (institution === '') return base;
		return { ...base, filter: { ...base.filter, facets: { ...base.filter.facets, institution: [institution] } } };
	}
}

const extensionOf = ({ files }: MadeDocument): string => (files.length > 1 ? '.zip' : (files[0]?.name.match(/\.\w+$/)?.[0] ?? ''));
