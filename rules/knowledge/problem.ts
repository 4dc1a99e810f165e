import type { Bilingual } from '../domain/finding.ts';

/** What a reader of knowledge has to tell: an error refuses the file, a note counts what was left out. */
export interface KnowledgeProblem {
	readonly severity: 'error' | 'note';
	/** Stable id for tests and for the page. */
	readonly id: string;
	/** Where: a path in the pack, or sheet and row of a file; empty for the whole file. */
	readonly place: string;
	/** A whole sentence. */
	readonly text: Bilingual;
	/** How many points or rows it speaks of. */
	readonly count?: number;
}
