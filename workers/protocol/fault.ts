/**
 * Faults that cross to the page. Comlink carries only name and message of an error, so a fault is an Error of this name whose message is
 * `<id>` or `<id>: <detail>`; the words stand in src/lib/format.
 */
export const FAULT_NAME = 'Fault';
export const FAULT_IDS = [
	/** The disk or the origin's quota is full; nothing was left behind. */
	'quota-exceeded',
	/** The database does not open. */
	'store-unreadable',
	/** Written by a newer version of the workbench: nothing is touched. */
	'store-newer',
	/** A tab with another version holds the database. */
	'store-blocked',
	/** The record that was read does not fit what was written. */
	'store-damaged',
	/** The journal could not be written: the decision was NOT saved. */
	'journal-failed',
	/** This tab reads; another one writes. */
	'read-only',
	'not-found',
	/** A file larger than what is kept beside decisions. */
	'too-large',
	/** More than one document can be made of: the detail says how many, and the limit. */
	'too-many',
	/** The font of PDFs is not there, or is none. */
	'font-unreadable',
	/** Another decision stands about the finding than the one that the reviewer saw; nothing was written. */
	'decided-elsewhere',
	/** An amount of a decision is negative or no whole 分, or more than the charge is worth; or it names a line that the finding does not have. */
	'amount-wrong',
	'amount-above',
	'line-unknown',
	/** A file that is no set of questions or no answer key; or one about another training batch. */
	'bad-training-file',
	'other-training-batch',
	'aborted',
	/** A worker died twice over the same piece of work. */
	'worker-died',
	'internal'
] as const;
export type FaultId = (typeof FAULT_IDS)[number];

/** A fault that crossed from another worker, or null for any other error. */
export function crossedFault(error: unknown): { readonly id: FaultId; readonly detail: string } | null {
	const { name, message = '' } = (error ?? {}) as Partial<Error>;
	const [id, ...detail] = message.split(': ');
	return name === FAULT_NAME && FAULT_IDS.includes(id as FaultId) ? { id: id as FaultId, detail: detail.join(': ') } : null;
}
