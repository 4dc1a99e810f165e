import type { Encoding } from '../protocol/mapping.ts';
import type { ByteStream } from './byte-stream.ts';
import { gb18030ToUtf8 } from './gb18030.ts';
import { HEAD_BYTES, SLICE_BYTES } from './limits.ts';

/**
 * The encoding of a text file (字符编码), decided from the whole file's first foreign bytes and then held for the whole file:
 * mark (BOM) → UTF-8; else the first slice with a byte beyond ASCII, strictly as UTF-8; else GB18030. That slice may come after any
 * number of megabytes of plain ASCII.
 */
export interface EncodingFound {
	readonly encoding: Encoding;
	/** Bytes of the mark at the begin. */
	readonly mark: number;
}

export async function encodingOf(stream: ByteStream, sliceBytes = HEAD_BYTES): Promise<EncodingFound> {
	let first = true;
	let decoder: TextDecoder | null = null;
	let seen = 0;
	for await (const slice of stream.slices(sliceBytes)) {
		if (first && slice[0] === 0xef && slice[1] === 0xbb && slice[2] === 0xbf) return { encoding: 'utf-8', mark: 3 };
		first = false;
		if (!decoder && isAscii(slice)) continue;
		decoder ??= new TextDecoder('utf-8', { fatal: true });
		try {
			decoder.decode(slice, { stream: true });
		} catch {
			return { encoding: (await isGb18030(stream, sliceBytes)) ? 'gb18030' : 'utf-8', mark: 0 };
		}
		seen += slice.length;
		// One valid slice of a megabyte is proof; a short one may be chance, so the next is asked too.
		if (seen >= 1 << 20) break;
	}
	return { encoding: 'utf-8', mark: 0 };
}

/** Whether no byte has its high bit set, eight at a time. */
export function isAscii(bytes: Uint8Array): boolean {
	let at = 0;
	const end = bytes.length;
	while (at < end && ((bytes.byteOffset + at) & 3) !== 0) if (bytes[at++]! >= 0x80) return false;
	const words = new Uint32Array(bytes.buffer, bytes.byteOffset + at, (end - at) >> 2);
	for (let i = 0; i < words.length; i++) if ((words[i]! & 0x8080_8080) !== 0) return false;
	for (at += words.length * 4; at < end; at++) if (bytes[at]! >= 0x80) return false;
	return true;
}

/**
 * Whether the foreign bytes read as GB18030 with hardly a fault. A UTF-8 file with one damaged character reads as GB18030 with faults all
 * over, since its three-byte characters seldom pair up.
 */
async function isGb18030(stream: ByteStream, sliceBytes: number): Promise<boolean> {
	let foreign = 0;
	let gb = 0;
	let utf8 = 0;
	for await (const slice of utf8Slices(stream, { encoding: 'gb18030', mark: 0 }, sliceBytes, (faults) => (gb += faults))) {
		if (isAscii(slice)) continue;
		foreign += slice.length;
		if (foreign > 2 << 20) break;
	}
	if (gb === 0) return true;
	foreign = 0;
	const decoder = new TextDecoder('utf-8');
	for await (const slice of stream.slices(sliceBytes)) {
		if (!isAscii(slice)) foreign += slice.length;
		for (const _fault of decoder.decode(slice, { stream: true }).matchAll(/\ufffd/g)) utf8++;
		if (foreign > 2 << 20) break;
	}
	return gb <= utf8;
}

/** Bytes handed on at a time: what works on them, and copies them, finds them in the processor's cache. */
const PIECE_BYTES = 256 << 10;
/** Bytes behind a torn character that surely complete it. */
const SEAM_BYTES = 8;

/**
 * A text file as pieces of UTF-8 without a mark, whatever it is written in. Characters never straddle a piece of a GB18030 file.
 * A piece may be overwritten when the one after the next is asked for.
 */
export async function* utf8Slices(
	stream: ByteStream,
	found: EncodingFound,
	sliceBytes = SLICE_BYTES,
	onFaults: (count: number) => void = () => undefined
): AsyncGenerator<Uint8Array, void, undefined> {
	if (found.encoding === 'gb18030') {
		yield* transcodedSlices(stream, sliceBytes, onFaults);
		return;
	}
	let mark = found.mark;
	for await (const slice of stream.slices(sliceBytes)) {
		// A mark may be torn too.
		const begin = Math.min(mark, slice.length);
		mark -= begin;
		for (let from = begin; from < slice.length; from += PIECE_BYTES) yield slice.subarray(from, from + PIECE_BYTES);
	}
}

async function* transcodedSlices(
	stream: ByteStream,
	sliceBytes: number,
	onFaults: (count: number) => void
): AsyncGenerator<Uint8Array, void, undefined> {
	const targets = [0, 1].map(() => new Uint8Array(3 * Math.min(PIECE_BYTES, sliceBytes + SEAM_BYTES) + 16));
	let turn = 0;
	let half = new Uint8Array(0);
	let read = 0;
	const transcoded = (source: Uint8Array, last: boolean): Uint8Array => {
		const target = targets[(turn ^= 1)]!;
		const result = gb18030ToUtf8(source, target, last);
		if (result.faults > 0) onFaults(result.faults);
		read = result.read;
		return target.subarray(0, result.written);
	};
	for await (const slice of stream.slices(sliceBytes)) {
		let from = 0;
		if (half.length > 0) {
			const seam = joined(half, slice.subarray(0, SEAM_BYTES));
			yield transcoded(seam, false);
			if (slice.length <= SEAM_BYTES) {
				half = seam.slice(read);
				continue;
			}
			from = read - half.length;
		}
		// What a piece leaves over begins the next one.
		for (read = 1; from < slice.length && read > 0; from += read) yield transcoded(slice.subarray(from, from + PIECE_BYTES), false);
		half = slice.slice(from);
	}
	if (half.length > 0) yield transcoded(half, true);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
