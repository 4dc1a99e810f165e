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
