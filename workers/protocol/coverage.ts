import type { Bilingual } from '../../rules/domain/finding.ts';
import type { KnowledgeTableId } from '../../rules/knowledge/pack.ts';

/**
 * covered: a rule serves it with what the product brings; with_pack: a rule serves it once the user loads a list; no_data: no file that is handed
 * over carries what it asks for; open: no rule serves it yet.
 */
export type CoverageStatus = 'covered' | 'with_pack' | 'no_data' | 'open';

/** One of the 88 classes, or a typical problem, with the rules that serve it: computed from what the rules say of themselves. */
export interface CoverageRow {
	/** Number in its list: `25`, `药店9`. */
	readonly id: string;
	readonly name: string;
	/** Code of a class where one was published; domain of a problem. */
	readonly note: string;
	/** Official term of a problem; '' for a class. */
	readonly term: string;
	readonly status: CoverageStatus;
	/** For `with_pack`: the packs on this machine hold the list. */
	readonly loaded: boolean;
	/** For `with_pack`: knowledge tables that the product's own pack does not fill. */
	readonly tables: readonly KnowledgeTableId[];
	/** The published or local list that fills them, in words; '' where none is known. */
	readonly pack: string;
	/** What no file carries, for a problem that no rule can find therefore; else null. */
	readonly why: Bilingual | null;
	/** Ids of the rules. */
	readonly rules: readonly string[];
}
export interface CoverageView {
	readonly classes: readonly CoverageRow[];
	readonly problems: readonly CoverageRow[];
}
