import type { TableId } from '../../rules/domain/tables/index.ts';

export type Encoding = 'utf-8' | 'gb18030';

/** How a heading was recognised: by its national code, by its Chinese name or alias, by likeness, by hand, not at all; `derived`: the heading alone
 * tells the value (入院日期 says that the visit is a stay). */
export type MappedHow = 'code' | 'name' | 'guess' | 'hand' | 'derived' | 'none';

export interface ColumnMapping {
	/** Heading as it stands in the file; position counts from 0. */
	readonly heading: string;
	readonly position: number;
	/** Canonical field, or null where the column is left out. */
	readonly field: string | null;
	readonly how: MappedHow;
}

/** One table found in one file or sheet. A file may hold several tables: then several mappings name it. */
export interface TableMapping {
	readonly file: string;
	/** Sheet of a workbook; '' for text files. */
	readonly sheet: string;
	readonly table: TableId;
	/** 1-based physical row of the heading. */
	readonly headingRow: number;
	readonly columns: readonly ColumnMapping[];
	/** 0–1: share of the table's fields and of the file's headings that were recognised. */
	readonly confidence: number;
	/** Key fields of the table that no heading gives. */
	readonly missingKeys: readonly string[];
}

/** What is known of a file before it is imported: shown on the mapping screen, corrigible by hand. */
export interface FilePreview {
	readonly file: string;
	readonly sheet: string;
	readonly kind: 'csv' | 'tsv' | 'xlsx' | 'json' | 'ndjson';
	readonly encoding: Encoding;
	readonly size: number;
	readonly headings: readonly string[];
	/** First 20 records as text. */
	readonly rows: readonly (readonly string[])[];
	readonly mappings: readonly TableMapping[];
	/** Set where the file cannot be read at all. */
	readonly problem: Problem | null;
}

/** Corrections by hand, kept by the headings that they were made for, so that the next file of the same shape needs none. */
export interface MappingProfile {
	readonly format: 'mingshen.mapping/1';
	readonly name: string;
	readonly entries: readonly {
		readonly headings: readonly string[];
		readonly tables: readonly { readonly table: TableId; readonly fields: Readonly<Record<string, string | null>> }[];
	}[];
	/** Local code → national code, by a person. */
	readonly localCodes: Readonly<Record<string, string>>;
}

/** A fault of the input, as data; the words stand in src/lib/format and in the command line's text. */
export interface Problem {
	/** Stable id of the fault, e.g. 'not-a-number', 'excel-identifier', 'empty-file', 'zip-bomb'. */
	readonly id: string;
	readonly file: string;
	readonly sheet: string;
	readonly table: TableId | '';
	/** 1-based physical line (CSV) or row (sheet); 0 where the whole file is meant. */
	readonly line: number;
	/** Heading of the column, '' where the whole record is meant. */
	readonly column: string;
	/** The value as it stands, cut to 80 characters. */
	readonly value: string;
	/** What was expected, in Chinese, short. */
	readonly expected: string;
	/** What to do, in Chinese, short. */
	readonly advice: string;
}
