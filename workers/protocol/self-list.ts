import type { Day, Institution, Refusable } from './problems-list.ts';
import type { AttachedFile } from './register.ts';

/** A suspected point as it was handed out: its money counts a fee line once over the whole list. */
export interface SelfRow {
	/** 1, 2, 3 … on the list. */
	readonly no: number;
	readonly key: string;
	readonly rule: string;
	readonly violation: string;
	readonly visit: string;
	readonly department: string;
	readonly date: Day;
	/** What was found, as words of the rule. */
	readonly text: string;
	/** 分; null where unknown. */
	readonly amount: number | null;
}
export const SELF_ANSWERS = ['认可', '部分认可', '不认可'] as const;
export interface SelfAnswerRow {
	readonly no: number;
	readonly said: (typeof SELF_ANSWERS)[number];
	/** 分. */
	readonly admitted: number;
	readonly note: string;
}
/** Rows of a list in parts (`<list>/<n>`), with what came back. */
export interface SelfListPart {
	readonly rows: readonly SelfRow[];
	readonly answers: readonly SelfAnswerRow[] | null;
}
export interface SelfAnswer {
	readonly day: Day;
	readonly file: AttachedFile;
	readonly admittedRows: number;
	readonly partlyRows: number;
	readonly deniedRows: number;
	/** 分; Σ of the rows, as the list's own total says. */
	readonly admitted: number;
}
/** A list for self-inspection (自查自纠) of one institution: an entry of the register `selfLists`. */
export interface SelfList {
	readonly institution: Institution;
	readonly batch: string;
	readonly batchName: string;
	readonly made: Day;
	/** Rules that it is about; empty: all. */
	readonly rules: readonly string[];
	readonly rows: number;
	readonly parts: number;
	readonly amount: number;
	readonly amountUnknown: number;
	readonly answer: SelfAnswer | null;
	/** Problems that were made from what was admitted. */
	readonly problems: readonly string[];
}
export interface SelfListEntry {
	/** ZC-1A2B3C4D: stands in every row of the file. */
	readonly id: string;
	readonly list: SelfList;
}

/** Why a returned list is not taken; `row` is the row of the sheet, amounts in 分. */
export type SelfFault =
	| { readonly id: 'unreadable' | 'no-heading' | 'total-absent' | 'total-twice' }
	| { readonly id: 'no-column'; readonly name: string }
	| { readonly id: 'other-list'; readonly row: number; readonly list: string; readonly institution: string; readonly wanted: string }
	| { readonly id: 'row-unknown' | 'row-changed' | 'said-unknown' | 'admitted-not-money'; readonly row: number; readonly value: string }
	| { readonly id: 'row-twice'; readonly row: number; readonly no: number; readonly first: number }
	| { readonly id: 'rows-absent'; readonly count: number; readonly first: readonly number[] }
	| { readonly id: 'amount-changed'; readonly row: number; readonly value: string; readonly amount: number | null }
	| { readonly id: 'admitted-over'; readonly row: number; readonly admitted: number; readonly amount: number }
	| { readonly id: 'admitted-not-all'; readonly row: number; readonly admitted: number; readonly amount: number }
	| { readonly id: 'admitted-not-part' | 'admitted-absent' | 'denied-with-amount'; readonly row: number }
	| { readonly id: 'total-not-money'; readonly row: number; readonly value: string }
	| { readonly id: 'total-differs'; readonly row: number; readonly stated: number; readonly sum: number };

export interface SelfRequest {
	readonly batch: string;
	readonly institution: Institution;
	/** Empty: all. */
	readonly rules: readonly string[];
}
export interface SelfOffer {
	readonly institution: Institution;
	readonly rules: readonly { readonly rule: string; readonly findings: number }[];
	readonly findings: number;
}
export interface SelfFile {
	readonly name: string;
	readonly blob: Blob;
}

export interface SelfListCalls {
	selfLists(): Promise<readonly SelfListEntry[]>;
	/** Institutions of a batch with the findings that a list would hold: neither rejected nor under an exception. */
	selfOffers(batch: string): Promise<readonly SelfOffer[]>;
	/** Freezes the rows of a list. @throws Fault not-found where nothing is left for it */
	makeSelfList(request: SelfRequest, today: Day): Promise<SelfListEntry>;
	selfFile(id: string, format: 'xlsx' | 'csv'): Promise<SelfFile>;
	/** Reads a returned list whole or not at all. A later return takes the place of an earlier one. */
	readSelfList(
		id: string,
		file: File,
		today: Day
	): Promise<{ readonly faults: readonly SelfFault[] } | { readonly faults: null; readonly answer: SelfAnswer }>;
	/** Makes problems of what was admitted, by violation; points that are in a problem already are left out. */
	makeFromSelfList(
		id: string,
		given: { readonly person: string; readonly deadline: Day; readonly found: Day },
		today: Day
	): Promise<Refusable<{ readonly made: readonly string[]; readonly leftOut: number }>>;
}
