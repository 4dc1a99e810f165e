import type { DecisionState, QueueQuery } from './review.ts';
import type { OnProgress } from './source.ts';

/** Text with parts of weight: a plain string, or pieces of which some are strong. */
export type Rich = string | readonly (string | { readonly strong: string })[];

export interface TableColumn {
	readonly heading: string;
	/** Share of the width, in any unit. */
	readonly width: number;
	/** Numbers stand at the end of their column. */
	readonly numeric?: boolean;
}
/** One bar or part of a chart; `text` is what is written beside it, `value` its length in any unit, not negative. */
export interface ChartBar {
	readonly label: string;
	readonly value: number;
	readonly text: string;
}

/**
 * A document for people as plain data (检查底稿, 检查报告, 取证材料清单, 移送说明): said once, rendered as HTML and as PDF. Text is what people read;
 * nothing in it is markup.
 */
export type Block =
	/** Begins a part on a new page, with a bookmark; `note` stands under it, `running` at the head of each of its pages. */
	| { readonly kind: 'title'; readonly text: string; readonly note?: string; readonly running: string }
	| { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string; readonly tags?: string }
	| { readonly kind: 'text'; readonly text: Rich; readonly look?: 'strong' | 'note' }
	| { readonly kind: 'facts'; readonly columns: number; readonly facts: readonly (readonly [name: string, value: string])[] }
	| {
			readonly kind: 'table';
			readonly columns: readonly TableColumn[];
			readonly rows: readonly (readonly Rich[])[];
			/** Sums, under the rows. */
			readonly foot?: readonly (readonly Rich[])[];
	  }
	| { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Rich[] }
	| { readonly kind: 'bars'; readonly title: string; readonly bars: readonly ChartBar[] }
	/** One bar of a whole, cut into its parts. */
	| { readonly kind: 'shares'; readonly title: string; readonly parts: readonly ChartBar[] }
	| { readonly kind: 'signatures'; readonly places: readonly string[] }
	/** Digests and the like, in small type. */
	| { readonly kind: 'small'; readonly lines: readonly string[] };

export interface PdfHead {
	readonly title: string;
	/** Who made it, and with what. */
	readonly author: string;
	readonly creator: string;
	/** Claimed time, epoch milliseconds. */
	readonly at: number;
}
/** What the writer of PDFs needs and does not bring along: both come from the page's own origin when the first PDF is made. */
export interface PdfParts {
	/** The font: TrueType, gzipped or as it is. */
	readonly font: ArrayBuffer;
	/** HarfBuzz as a WebAssembly module (hb-subset). */
	readonly subsetter: ArrayBuffer;
}
export interface PdfFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
	readonly pages: number;
	/** Characters that the font does not have: they stand as [U+…], and the last page says so. */
	readonly missing: readonly string[];
}

/** A worker that writes PDFs: begun, fed part by part, ended. One at a time; beginning anew drops what was begun. */
export interface PdfApi {
	begin(head: PdfHead): Promise<void>;
	add(blocks: readonly Block[]): Promise<void>;
	end(): Promise<PdfFile>;
}

/** 检查底稿, 取证材料清单, 检查报告, 移送包. */
export type DocumentKind = 'papers' | 'evidence' | 'report' | 'transfer';
/** How much of an identity leaves: all of it; 王* and 3301************34; of names the first character and of numbers nothing. */
export type IdentityDegree = 'full' | 'masked' | 'initials';

/** The worker that writes PDFs, as the page sees it. */
export interface PdfHostApi {
	/** Answers `PdfApi` at the port; never resolves, and rejects where the worker dies. */
	serve(port: MessagePort, parts: PdfParts): Promise<never>;
}

/** What a document is made of. */
export interface DocumentRequest {
	readonly kind: DocumentKind;
	readonly batch: string;
	/** Findings under this query; a report looks at its institutions only, a transfer takes confirmed ones only. */
	readonly query: QueueQuery;
	/** One stay alone: its findings, whatever the query says; null: all stays of the query. */
	readonly visit: string | null;
	readonly identities: IdentityDegree;
	/** Only the evidence list has a choice; a transfer is a signed ZIP. */
	readonly format: 'pdf' | 'xlsx';
	/** Only of a transfer: who gets it, why, and what is added to the list of findings. */
	readonly receiver: string;
	readonly reason: string;
	readonly papers: boolean;
	readonly evidence: boolean;
}

/** What would leave, counted before anything is made. */
export interface DocumentPreview {
	readonly findings: number;
	readonly stays: number;
	readonly byDecision: Readonly<Record<DecisionState, number>>;
	/** 违规金额, 分: as found and as it stands; each fee line once. */
	readonly found: number;
	readonly accepted: number;
}

export interface MadeDocument {
	readonly blob: Blob;
	/** The files in it with their sizes, bytes: one for a document, the members for a package. */
	readonly files: readonly { readonly name: string; readonly size: number }[];
	/** Pages of all PDFs in it. */
	readonly pages: number;
	/** Characters that the font does not have, as U+…. */
	readonly missing: readonly string[];
	/** Identities masked; null where they leave as they are. */
	readonly masked: number | null;
}

/** A PDF of more stays could not be handled by those who get it; a package takes as many as there are. */
export const MOST_PAPERS = 500;
/** Rows of an evidence list as PDF; beyond it there is the workbook. */
export const MOST_EVIDENCE_ROWS = 5_000;

export interface DocumentCalls {
	/** Institutions that findings name, with their number, the largest first. */
	institutions(batch: string): Promise<readonly { readonly name: string; readonly findings: number }[]>;
	preview(request: DocumentRequest): Promise<DocumentPreview>;
	/** @param pdf the worker that writes PDFs. @throws Fault too-many, not-found, read-only */
	make(request: DocumentRequest, pdf: MessagePort | PdfApi, onProgress: OnProgress): Promise<MadeDocument>;
}
export interface DocumentsApi {
	documents<K extends keyof DocumentCalls>(call: K, ...args: Parameters<DocumentCalls[K]>): Promise<Awaited<ReturnType<DocumentCalls[K]>>>;
}
