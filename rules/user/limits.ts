/**
 * Bounds that make a user's rule end, whatever is written (TRUST.md 24). The language has no loop and no regular expression, so the work of a shard
 * is at most its rows times the nodes of the text: these bounds are that product's factors. They are counts and no clock, so a run made again
 * gives the same result on a slower machine.
 */
export const LIMITS = {
	/** UTF-16 units of one text. */
	source: 4_000,
	/** Nodes of its tree, and their depth. */
	nodes: 400,
	depth: 40,
	/** Values of one list `[…]`: longer lists belong into a knowledge pack. */
	list: 200,
	/** Cells of long text (病历正文) that one rule may read: each costs decoding every document. */
	texts: 6,
	/** Aggregates of one rule: each passes over its table once. */
	aggregates: 12,
	/** Rows that one rule may find in one shard of some 500 stays; beyond it the rule matches nearly everything and its findings help nobody. */
	rowsOfShard: 20_000
} as const;

/** A rule found more rows of a shard than `rowsOfShard`. The run names it as a fault of that rule and goes on without it in this shard. */
export class TooManyRows extends Error {
	constructor(
		readonly rule: string,
		readonly rows: number
	) {
		super(`user-rule-flood: ${rule} ${rows} > ${LIMITS.rowsOfShard}`);
		this.name = 'TooManyRows';
	}
}
