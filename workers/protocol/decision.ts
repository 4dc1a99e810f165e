import type { LineAmounts } from '../../rules/domain/part-amounts.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { AttachedFile, RegisterName } from './register.ts';

export type DecisionKind = 'confirm' | 'reject' | 'ask';

/** A line of a finding as decided: the amount that stands, 分; null leaves the finding's own amount. */
export interface DecidedLine {
	readonly table: TableId;
	readonly file: string;
	readonly record: number;
	readonly accepted: boolean;
	readonly amount: number | null;
	/**
	 * The three amounts of what stands of an accepted line. Written by the worker from the charge and its settlement when the decision is taken, never by the
	 * page; absent in decisions of earlier versions.
	 */
	readonly counted?: LineAmounts;
}

/** A decision carried over (沿用) from an earlier version of the batch. */
export interface CarriedFrom {
	readonly batch: string;
	readonly event: string;
	readonly actor: string;
	readonly at: number;
}

/** What a reviewer says. A mass decision is one event over many findings: one step to undo. */
export type DecisionPayload =
	| {
			readonly kind: 'decide';
			readonly batch: string;
			readonly decision: DecisionKind;
			readonly targets: readonly { readonly key: string; readonly evidenceDigest: string }[];
			/** Reason from the list, and free words. */
			readonly reason: string;
			readonly note: string;
			/** Only for a single finding. */
			readonly lines?: readonly DecidedLine[];
			/** Entry of the register `conferences` (合议) that settled it. */
			readonly conference?: string;
			/** The decision of the batch that this one follows which this one carries on: its event, and who said it first and when. */
			readonly from?: CarriedFrom;
			/** Files that speak for it (附件), by digest in the store of attachments. */
			readonly attachments?: readonly AttachedFile[];
	  }
	| { readonly kind: 'undo'; readonly batch: string; readonly event: string }
	/** Writes an entry of a register; a value of null strikes it out. */
	| { readonly kind: 'enter'; readonly batch: string; readonly register: RegisterName; readonly entry: string; readonly value: unknown };

/**
 * One frame of the journal, the truth of all decisions: append-only, chained. Stored as JSON with length and CRC before it; a torn tail is cut off.
 * `prevHash` is SHA-256 over the previous frame's bytes.
 */
export interface JournalFrame {
	readonly version: 1;
	/** Key that will sign the export that anchors this frame; '' before a key exists. */
	readonly keyId: string;
	readonly eventId: string;
	readonly actor: string;
	readonly lamport: number;
	readonly prevHash: string;
	/** Epoch milliseconds: a claim of this machine. */
	readonly at: number;
	readonly payload: DecisionPayload;
}

export interface DecisionView {
	readonly event: string;
	readonly decision: DecisionKind;
	readonly actor: string;
	readonly at: number;
	readonly reason: string;
	readonly note: string;
	readonly lines: readonly DecidedLine[];
	readonly attachments: readonly AttachedFile[];
	/** The finding's evidence changed since: the decision waits to be looked at again. */
	readonly stale: boolean;
	readonly from?: CarriedFrom;
}
export interface HistoryEntry {
	readonly event: string;
	readonly at: number;
	readonly actor: string;
	readonly payload: DecisionPayload;
	readonly undone: boolean;
}
