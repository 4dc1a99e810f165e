import { createSHA256 } from 'hash-wasm';
import type { ByteSource } from '../protocol/source.ts';
import { plainStream, type ByteStream } from './byte-stream.ts';

/** Bytes digested at a time. */
const DIGEST_SLICE = 1 << 20;

/**
 * SHA-256 of a file's bytes, in hex: plain, so that anyone can recompute it with sha256sum. Slice by slice, since WebCrypto digests
 * only what stands in memory as a whole. A host that can do it beside the parsing (a second worker, Node's createHash) hands it in as
 * `ImportOptions.digest`.
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

/** SHA-256 of a source, in hex: the body of a digest worker. */
export const digestOf = (source: ByteSource, onBytes?: (done: number) => void, signal?: AbortSignal): Promise<string> =>
	digestOfStream(plainStream(source), onBytes, signal);
