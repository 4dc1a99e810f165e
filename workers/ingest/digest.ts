import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ByteSource } from '../protocol/source.ts';
import { plainStream, type ByteStream } from './byte-stream.ts';
import { SLICE_BYTES } from './limits.ts';

/**
 * SHA-256 of a file's bytes, in hex: plain, so that anyone can recompute it with sha256sum.
 *
 * WebCrypto digests only what stands in memory as a whole (and copies it once more), so it serves files up to `NATIVE_BYTES`; beyond, the
 * incremental digest of @noble/hashes reads slice by slice. It is slower than parsing: a host that has a faster way (Node's createHash,
 * a second worker) hands it in as `digest`.
 */
export const NATIVE_BYTES = 64 << 20;

export async function digestOfStream(stream: ByteStream, onBytes?: (done: number) => void, signal?: AbortSignal): Promise<string> {
	if (stream.size <= NATIVE_BYTES) {
		const whole = new Uint8Array(stream.size);
		let at = 0;
		for await (const slice of stream.slices(SLICE_BYTES)) {
			whole.set(slice, at);
			at += slice.length;
		}
		return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', whole)));
	}
	const hash = sha256.create();
	let done = 0;
	for await (const slice of stream.slices(SLICE_BYTES)) {
		signal?.throwIfAborted();
		hash.update(slice);
		onBytes?.((done += slice.length));
	}
	return bytesToHex(hash.digest());
}

/** SHA-256 of a source, in hex: the body of a digest worker. */
export const digestOf = (source: ByteSource, onBytes?: (done: number) => void, signal?: AbortSignal): Promise<string> =>
	digestOfStream(plainStream(source), onBytes, signal);
