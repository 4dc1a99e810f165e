import type { ByteSource } from '../protocol/source.ts';
import { headOf, plainStream, wholeOf, type ByteStream } from './byte-stream.ts';
import { jsonSheets } from './json.ts';
import { WHOLE_FILE_BYTES, ZIP_LIMITS, type ZipLimits } from './limits.ts';
import { IngestError } from './problems.ts';
import { textSheet, type Sheet } from './sheets.ts';
import { workbookSheets } from './xlsx.ts';
import { entryStream, isSafePath, zipEntries, type ZipEntry } from './zip.ts';

/** One file of the batch: as it was given, or unpacked from an archive. */
export interface OpenFile {
	readonly stream: ByteStream;
	/** The archive's or the file's own source, for workbooks, whose parts are read by place. */
	readonly source: ByteSource;
	/** Set where the file cannot be read; then `sheets` is not to be called. */
	readonly fault: IngestError | null;
	/** @throws IngestError */
	sheets(): Promise<Sheet[]>;
}

export interface OpenOptions {
	readonly sliceBytes?: number;
	readonly zipLimits?: ZipLimits;
}

/** The files in a source: itself, or the entries of an archive. Never throws: what cannot be read carries its fault. */
export async function openFiles(source: ByteSource, options: OpenOptions = {}): Promise<OpenFile[]> {
	const limits = options.zipLimits ?? ZIP_LIMITS;
	const stream = plainStream(source);
	try {
		if (source.size === 0) throw new IngestError('empty-file');
		if (kindOf(await headOf(stream, 4096)) !== 'zip') return [openOne(stream, source, options)];
		const entries = await zipEntries(source, limits);
		if (isWorkbook(entries)) return [workbook(stream, source)];
		return entries.filter(isRecordFile).map((entry) => openEntry(source, entry, limits, options));
	} catch (error) {
		return [faulty(stream, source, error)];
	}
}

const isWorkbook = (entries: readonly ZipEntry[]): boolean =>
	entries.some((e) => e.name === '[Content_Types].xml') && entries.some((e) => e.name.startsWith('xl/'));

/** Leftovers of packers (macOS, Windows) are no records and need no mention. */
const isRecordFile = (entry: ZipEntry): boolean => !/(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._)/.test(entry.name);

function openEntry(source: ByteSource, entry: ZipEntry, limits: ZipLimits, options: OpenOptions): OpenFile {
	const stream = entryStream(source, entry, limits);
	if (!isSafePath(entry.name)) return faulty(stream, source, new IngestError('zip-path', { value: entry.name }));
	if (entry.encrypted) return faulty(stream, source, new IngestError('zip-encrypted', { value: entry.name }));
	if (entry.size === 0) return faulty(stream, source, new IngestError('empty-file'));
	return {
		stream,
		source,
		fault: null,
		async sheets() {
			if (kindOf(await headOf(stream, 4096)) !== 'zip') return openOne(stream, source, options).sheets();
			// One level only: a workbook is read, any other archive within an archive is refused.
			const bytes = await wholeOf(stream, WHOLE_FILE_BYTES);
			const inner: ByteSource = { name: stream.name, size: bytes.length, slice: (from, to) => Promise.resolve(bytes.slice(from, to)) };
			if (!isWorkbook(await zipEntries(inner, limits))) throw new IngestError('zip-nested', { value: entry.name });
			return workbookSheets(stream.name, bytes);
		}
	};
}

const workbook = (stream: ByteStream, source: ByteSource): OpenFile => ({
	stream,
	source,
	fault: null,
	sheets: async () => workbookSheets(stream.name, await wholeOf(stream, WHOLE_FILE_BYTES))
});

function openOne(stream: ByteStream, source: ByteSource, options: OpenOptions): OpenFile {
	return {
		stream,
		source,
		fault: null,
		async sheets() {
			const kind = kindOf(await headOf(stream, 64 << 10));
			if (kind === 'json') return jsonSheets(stream);
			if (kind !== 'text') throw new IngestError(kind === 'zip' ? 'zip-nested' : kind);
			return [await textSheet(stream, options.sliceBytes)];
		}
	};
}

function faulty(stream: ByteStream, source: ByteSource, error: unknown): OpenFile {
	const fault = error instanceof IngestError ? error : new IngestError('damaged-file', { value: error instanceof Error ? error.message : '' });
	return { stream, source, fault, sheets: () => Promise.reject(fault) };
}

type Kind = 'zip' | 'json' | 'text' | 'old-excel' | 'utf-16' | 'packed-file' | 'binary-file';

const MAGIC: readonly (readonly [Kind, readonly number[]])[] = [
	['zip', [0x50, 0x4b, 0x03, 0x04]],
	['zip', [0x50, 0x4b, 0x05, 0x06]],
	['old-excel', [0xd0, 0xcf, 0x11, 0xe0]],
	['utf-16', [0xff, 0xfe]],
	['utf-16', [0xfe, 0xff]],
	['packed-file', [0x1f, 0x8b]],
	['packed-file', [0x37, 0x7a, 0xbc, 0xaf]],
	['packed-file', [0x52, 0x61, 0x72, 0x21]],
	['binary-file', [0x25, 0x50, 0x44, 0x46]]
];

/** What a file is, by its first bytes; its name says nothing. */
export function kindOf(head: Uint8Array): Kind {
	for (const [kind, magic] of MAGIC) if (magic.every((byte, i) => head[i] === byte)) return kind;
	let controls = 0;
	for (const byte of head) {
		if (byte === 0) return 'binary-file';
		if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++;
	}
	if (controls * 50 > head.length) return 'binary-file';
	let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
	while (at < head.length && head[at]! <= 0x20) at++;
	const first = head[at];
	return first === 0x7b || (first === 0x5b && /^\s*[[{\]]/.test(String.fromCharCode(...head.subarray(at + 1, at + 64)))) ? 'json' : 'text';
}
