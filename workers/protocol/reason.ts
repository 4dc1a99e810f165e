import type { DecisionKind } from './decision.ts';

/**
 * One reason of the list that reviewers choose from (理由), register `reasons` of no batch. An entry with the id of a reason that the product brings takes its
 * place. A decision carries the words that it was made with, so renaming or retiring changes none.
 */
export interface ReasonEntry {
	readonly kind: Exclude<DecisionKind, 'confirm'>;
	readonly zh: string;
	/** '' where the bureau wrote none: then the Chinese words stand. */
	readonly en: string;
	/** The reason says nothing without further words. */
	readonly needsNote: boolean;
	/** No longer offered (停用). */
	readonly retired: boolean;
}
