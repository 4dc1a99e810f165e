import { createSHA256 } from 'hash-wasm';
import type { ByteStream } from './byte-stream.ts';

/** Bytes digested at a time. */
const DIGEST_SLICE = 1 << 20;

/**
 * SHA-256 of a file's bytes, in hex: plain, so that anyone can recompute it with sha256sum. Slice by slice, since WebCrypto digests
 * only what stands in memory as a whole. A host that can do it beside the parsing (a second worker, Node's createHash) does it in
 * `ByteSource.digest`.
 */
export async function digestOfStream(stream: ByteStream, onBytes?: (done: number) => void, signal?: AbortSignal): Promise<string> {
	const hash = await createSHA256();
	hash.init();
	let done = 0;
	for await (const slice of stream.slices(DIGEST_SLICE)) {
		signal?.throwIfAborted();
		hash.update(slice);
		onBytes?.((done += slice.length));
	}
	return hash.digest('hex');
}
