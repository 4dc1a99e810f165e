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

/** A text file as UTF-8 slices without a mark, whatever it is written in. Characters never straddle a slice of a GB18030 file. */
export async function* utf8Slices(
	stream: ByteStream,
	found: EncodingFound,
	sliceBytes = SLICE_BYTES,
	onFaults: (count: number) => void = () => undefined
): AsyncGenerator<Uint8Array, void, undefined> {
	let first = true;
	let half = new Uint8Array(0);
	for await (const slice of stream.slices(sliceBytes)) {
		const skip = first ? found.mark : 0;
		first = false;
		if (found.encoding === 'utf-8') {
			yield skip > 0 ? slice.subarray(skip) : slice;
			continue;
		}
		const source = half.length > 0 ? joined(half, slice) : slice;
		const target = new Uint8Array(source.length * 2 + 16);
		const { written, read, faults } = gb18030ToUtf8(source, target, false);
		if (faults > 0) onFaults(faults);
		half = source.slice(read);
		yield target.subarray(0, written);
	}
	if (half.length > 0) {
		const target = new Uint8Array(half.length * 3 + 16);
		const { written, faults } = gb18030ToUtf8(half, target, true);
		onFaults(faults);
		yield target.subarray(0, written);
	}
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
	const both = new Uint8Array(a.length + b.length);
	both.set(a);
	both.set(b, a.length);
	return both;
}
