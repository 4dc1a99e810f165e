import { Inflate } from 'fflate';
import type { ByteSource } from '../protocol/source.ts';
import type { ByteStream } from './byte-stream.ts';
import { ZIP_LIMITS, type ZipLimits } from './limits.ts';
import { IngestError } from './problems.ts';

/**
 * ZIP by its central directory, entry by entry and never as a whole: names, sizes and offsets are checked before a byte is inflated, and
 * what inflates is counted while it does. fflate inflates; the ceilings are ours.
 */
export interface ZipEntry {
	readonly name: string;
	readonly packed: number;
	readonly size: number;
	readonly offset: number;
	readonly method: number;
	readonly encrypted: boolean;
}

const END_RECORD = 0x0605_4b50;
const END_RECORD_64 = 0x0606_4b50;
const DIRECTORY_RECORD = 0x0201_4b50;
const LOCAL_RECORD = 0x0403_4b50;
const SENTINEL = 0xffff_ffff;
const PACKED_SLICE = 64 << 10;

/** Entries of an archive, folders left out. @throws IngestError 'damaged-file', 'zip-bomb' */
export async function zipEntries(source: ByteSource, limits: ZipLimits = ZIP_LIMITS): Promise<ZipEntry[]> {
	const { count, size, offset } = await endRecord(source);
	if (count > limits.entries) throw new IngestError('zip-bomb', { expected: `不超过 ${limits.entries} 个文件`, value: `${count} 个文件` });
	if (offset + size > source.size || size > 64 << 20) throw new IngestError('damaged-file');
	const directory = await source.slice(offset, offset + size);
	const view = new DataView(directory.buffer, directory.byteOffset, directory.length);
	const entries: ZipEntry[] = [];
	let at = 0;
	for (let i = 0; i < count; i++) {
		if (at + 46 > directory.length || view.getUint32(at, true) !== DIRECTORY_RECORD) throw new IngestError('damaged-file');
		const nameLength = view.getUint16(at + 28, true);
		const extraLength = view.getUint16(at + 30, true);
		const flags = view.getUint16(at + 8, true);
		const nameBytes = directory.subarray(at + 46, at + 46 + nameLength);
		const wide = wideSizes(view, at, nameLength, extraLength);
		const name = entryName(nameBytes, (flags & 0x800) !== 0);
		if (!name.endsWith('/')) entries.push({ name, ...wide, method: view.getUint16(at + 10, true), encrypted: (flags & 1) !== 0 });
		at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
	}
	checkSizes(entries, limits);
	return entries;
}

/** Entries that share bytes or promise too much are no archive of records. */
function checkSizes(entries: readonly ZipEntry[], limits: ZipLimits): void {
	let total = 0;
	let reached = 0;
	for (const entry of [...entries].sort((a, b) => a.offset - b.offset)) {
		if (entry.offset < reached) throw new IngestError('zip-bomb', { value: entry.name });
		reached = entry.offset + entry.packed;
		total += entry.size;
		if (entry.size > limits.ratioFrom && entry.size > entry.packed * limits.ratio) throw new IngestError('zip-bomb', { value: entry.name });
	}
	if (total > limits.inflatedBytes) throw new IngestError('zip-bomb', { value: `${total} 字节` });
}

async function endRecord(source: ByteSource): Promise<{ count: number; size: number; offset: number }> {
	const from = Math.max(0, source.size - 65_557);
	const tail = await source.slice(from, source.size);
	const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
	for (let at = tail.length - 22; at >= 0; at--) {
		if (view.getUint32(at, true) !== END_RECORD) continue;
		const narrow = { count: view.getUint16(at + 10, true), size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
		if (narrow.count !== 0xffff && narrow.offset !== SENTINEL && narrow.size !== SENTINEL) return narrow;
		if (at < 20) break;
		const where = Number(view.getBigUint64(at - 20 + 8, true));
		if (where + 56 > source.size) break;
		const record = await source.slice(where, where + 56);
		const wide = new DataView(record.buffer, record.byteOffset, record.length);
		if (wide.getUint32(0, true) !== END_RECORD_64) break;
		return { count: Number(wide.getBigUint64(32, true)), size: Number(wide.getBigUint64(40, true)), offset: Number(wide.getBigUint64(48, true)) };
	}
	throw new IngestError('damaged-file');
}

function wideSizes(view: DataView, at: number, nameLength: number, extraLength: number): { packed: number; size: number; offset: number } {
	const sizes = { packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true) };
	let extra = at + 46 + nameLength;
	const end = Math.min(extra + extraLength, view.byteLength);
	while (extra + 4 <= end) {
		const length = view.getUint16(extra + 2, true);
		if (view.getUint16(extra, true) === 1) {
			let field = extra + 4;
			for (const key of ['size', 'packed', 'offset'] as const) {
				if (sizes[key] !== SENTINEL || field + 8 > end) continue;
				sizes[key] = Number(view.getBigUint64(field, true));
				field += 8;
			}
		}
		extra += 4 + length;
	}
	return sizes;
}

/** Names are UTF-8 where the flag or the bytes say so, else GB18030 as Chinese Windows writes them. */
function entryName(bytes: Uint8Array, flagged: boolean): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder(flagged ? 'utf-8' : 'gb18030').decode(bytes);
	}
}

/** Whether a path stays within its archive. */
export const isSafePath = (name: string): boolean => !/^([a-zA-Z]:|[\\/])/.test(name) && !name.split(/[\\/]/).includes('..') && !name.includes('\0');

/** An entry as a stream of inflated bytes. @throws IngestError while reading, where it inflates beyond its size or the ratio. */
export function entryStream(source: ByteSource, entry: ZipEntry, limits: ZipLimits = ZIP_LIMITS): ByteStream {
	const name = `${source.name}/${entry.name}`;
	return {
		name,
		size: entry.size,
		async *slices(sliceBytes) {
			if (entry.encrypted) throw new IngestError('zip-encrypted', { value: entry.name });
			if (entry.method !== 0 && entry.method !== 8) throw new IngestError('zip-method', { value: entry.name });
			const head = await source.slice(entry.offset, entry.offset + 30);
			const view = new DataView(head.buffer, head.byteOffset, head.length);
			if (head.length < 30 || view.getUint32(0, true) !== LOCAL_RECORD) throw new IngestError('damaged-file', { value: entry.name });
			const begin = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
			yield* packets(inflated(source, entry, begin, limits), sliceBytes);
		}
	};
}

async function* inflated(source: ByteSource, entry: ZipEntry, begin: number, limits: ZipLimits): AsyncGenerator<Uint8Array> {
	const end = begin + entry.packed;
	if (end > source.size) throw new IngestError('damaged-file', { value: entry.name });
	let out: Uint8Array[] = [];
	let total = 0;
	const take = (chunk: Uint8Array): void => {
		total += chunk.length;
		if (total > entry.size) throw new IngestError('zip-bomb', { value: entry.name, expected: '与目录所记相同的大小' });
		if (total > limits.ratioFrom && total > entry.packed * limits.ratio) throw new IngestError('zip-bomb', { value: entry.name });
		out.push(chunk);
	};
	const inflate = entry.method === 8 ? new Inflate(take) : null;
	for (let at = begin; at < end; at += PACKED_SLICE) {
		const packed = await source.slice(at, Math.min(at + PACKED_SLICE, end));
		if (inflate) push(inflate, packed, at + PACKED_SLICE >= end, entry);
		else take(packed);
		const ready = out;
		out = [];
		yield* ready;
	}
	if (total !== entry.size) throw new IngestError('damaged-file', { value: entry.name });
}

function push(inflate: Inflate, packed: Uint8Array, last: boolean, entry: ZipEntry): void {
	try {
		inflate.push(packed, last);
	} catch (error) {
		throw error instanceof IngestError ? error : new IngestError('damaged-file', { value: entry.name });
	}
}

/** The same bytes in packets of one size, so that what follows does not depend on how the archive was packed. */
async function* packets(chunks: AsyncGenerator<Uint8Array>, sliceBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
	let packet = new Uint8Array(sliceBytes);
	let filled = 0;
	for await (const chunk of chunks) {
		for (let from = 0; from < chunk.length;) {
			const take = Math.min(chunk.length - from, sliceBytes - filled);
			packet.set(chunk.subarray(from, from + take), filled);
			filled += take;
			from += take;
			if (filled < sliceBytes) continue;
			yield packet;
			packet = new Uint8Array(sliceBytes);
			filled = 0;
		}
	}
	if (filled > 0) yield packet.subarray(0, filled);
}
