import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Deflate, Inflate } from 'fflate';
import { utf8, digest, join, type Bytes } from './bytes.ts';
import type { Packed } from './container.ts';
import { LIMITS } from './limits.ts';

/** A member ready to be written, with the digests that the statement names. */
export interface Member extends Packed {
	/** SHA-256 of the content, and of the bytes as packed: the same content can be deflated in many ways. */
	readonly sha256: string;
	readonly packedSha256: string;
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c >>> 0;
});
/** CRC-32 of ZIP, continued from `crc`. */
export function crc32(bytes: Uint8Array, crc = 0): number {
	let c = ~crc;
	for (let i = 0; i < bytes.length; i++) c = CRC_TABLE[(c ^ bytes[i]!) & 0xff]! ^ (c >>> 8);
	return ~c >>> 0;
}

/** Deflates a member chunk by chunk: of a long list only the packed bytes are held. */
export function deflateMember(name: string, chunks: Iterable<Uint8Array>): Member {
	const parts: Uint8Array[] = [];
	const hash = sha256.create();
	const stream = new Deflate({ level: 6 }, (part) => parts.push(part));
	let [crc, size] = [0, 0];
	for (const chunk of chunks) {
		hash.update(chunk);
		crc = crc32(chunk, crc);
		size += chunk.length;
		stream.push(chunk);
	}
	stream.push(new Uint8Array(0), true);
	const packed = join(parts);
	return { name, method: 8, crc, size, packed, sha256: bytesToHex(hash.digest()), packedSha256: digest(packed) };
}

/** Stores a member as it is: the statement, which is read before anything is trusted, and what is already packed. */
export function storeMember(name: string, bytes: Bytes): Member {
	const sha = digest(bytes);
	return { name, method: 0, crc: crc32(bytes), size: bytes.length, packed: bytes, sha256: sha, packedSha256: sha };
}

export const textMember = (name: string, text: string): Member => deflateMember(name, [utf8(text)]);

const LINES_CHUNK = 256 * 1024;

/** JSON lines, gathered to chunks that are worth a call. */
export function* linesToChunks(lines: Iterable<string>): Generator<Bytes> {
	let [held, length]: [string[], number] = [[], 0];
	for (const line of lines) {
		held.push(line, '\n');
		length += line.length;
		if (length < LINES_CHUNK) continue;
		yield utf8(held.join(''));
		[held, length] = [[], 0];
	}
	if (held.length > 0) yield utf8(held.join(''));
}

/**
 * Inflates a member piece by piece and never gives more than the directory says, whatever the stream holds.
 * @returns SHA-256 of the content, or null where stream and directory disagree
 */
export function inflateMember(entry: Packed, take: (chunk: Uint8Array) => void = () => undefined): string | null {
	const hash = sha256.create();
	let [crc, size, ended] = [0, 0, entry.method === 0];
	const receive = (chunk: Uint8Array): void => {
		size += chunk.length;
		if (size > entry.size) throw new RangeError('longer than the directory says');
		hash.update(chunk);
		crc = crc32(chunk, crc);
		take(chunk);
	};
	if (entry.method === 0) receive(entry.packed);
	else ended = inflateInto(entry.packed, receive);
	return ended && size === entry.size && crc === entry.crc ? bytesToHex(hash.digest()) : null;
}

const INFLATE_STEP = 16 * 1024;

/** Small steps bound what one push can give: deflate grows at most 1,032 times. */
function inflateInto(packed: Uint8Array, receive: (chunk: Uint8Array) => void): boolean {
	let ended = false;
	// `final` only says that all input was pushed; a stream that ends too early throws.
	const stream = new Inflate((chunk, final) => {
		receive(chunk);
		ended ||= final;
	});
	for (let at = 0; at === 0 || at < packed.length; at += INFLATE_STEP) {
		stream.push(packed.subarray(at, at + INFLATE_STEP), at + INFLATE_STEP >= packed.length);
	}
	return ended;
}

/** The whole content of a member; null where it is damaged. Throws nothing. */
export function contentOf(entry: Packed): { readonly bytes: Bytes; readonly sha256: string } | null {
	const parts: Uint8Array[] = [];
	try {
		const sha = inflateMember(entry, (chunk) => parts.push(chunk));
		return sha === null ? null : { bytes: join(parts), sha256: sha };
	} catch {
		return null;
	}
}

/** Lines of a member, each without its line end; false where the member is damaged, ends without a line end, or is beyond the limits. */
export function readLines(entry: Packed, take: (line: Uint8Array, index: number) => void): boolean {
	let [held, length, index]: [Uint8Array[], number, number] = [[], 0, 0];
	const hold = (part: Uint8Array): void => {
		length += part.length;
		if (length > LIMITS.line) throw new RangeError('line too long');
		held.push(part);
	};
	const sha = safely(() =>
		inflateMember(entry, (chunk) => {
			let from = 0;
			for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
				hold(chunk.subarray(from, end));
				if (index >= LIMITS.lines) throw new RangeError('too many lines');
				take(held.length === 1 ? held[0]! : join(held), index++);
				[held, length] = [[], 0];
				from = end + 1;
			}
			if (from < chunk.length) hold(chunk.subarray(from));
		})
	);
	return sha !== null && length === 0;
}
function safely<T>(read: () => T): T | null {
	try {
		return read();
	} catch {
		return null;
	}
}
