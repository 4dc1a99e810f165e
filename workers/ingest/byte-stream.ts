import type { ByteSource } from '../protocol/source.ts';
import { HEAD_BYTES, READ_AHEAD } from './limits.ts';
import { IngestError } from './problems.ts';

/** Bytes of one file in order, from the begin as often as wanted: a file itself, or an entry of an archive. */
export interface ByteStream {
	readonly name: string;
	/** Bytes in all; for an entry of an archive as the archive declares it. */
	readonly size: number;
	/** Slices in order, each the reader's own. Stopping early is free. */
	slices(sliceBytes: number): AsyncGenerator<Uint8Array, void, undefined>;
}

/**
 * A plain file as a stream. The next slices are fetched while the present one is worked on. The begin of a file, which is read several times
 * over (for its kind, its encoding, its heading), is fetched once; for a small file that is all of it.
 */
export function plainStream(source: ByteSource): ByteStream {
	let head: Promise<Uint8Array> | null = null;
	return {
		name: source.name,
		size: source.size,
		async *slices(sliceBytes) {
			const ahead: Promise<Uint8Array>[] = [];
			let asked = 0;
			const fetch = (): void => {
				while (asked < source.size && ahead.length <= READ_AHEAD) {
					const next = source.slice(asked, Math.min(asked + sliceBytes, source.size));
					// A reader that stops early must leave no unheeded rejection behind.
					next.catch(() => undefined);
					ahead.push(next);
					asked += sliceBytes;
				}
			};
			let begin = 0;
			if (source.size > 0 && (head || sliceBytes <= HEAD_BYTES || source.size <= HEAD_BYTES)) {
				const bytes = await (head ??= source.slice(0, Math.min(HEAD_BYTES, source.size)));
				if (bytes.length !== Math.min(HEAD_BYTES, source.size)) throw new IngestError('damaged-file');
				asked = bytes.length;
				// Who wants large slices wants the whole file.
				if (sliceBytes > bytes.length) fetch();
				for (; begin < bytes.length; begin += sliceBytes) yield bytes.slice(begin, begin + sliceBytes);
				begin = bytes.length;
			}
			for (let from = begin; from < source.size; from += sliceBytes) {
				fetch();
				const slice = await ahead.shift()!;
				if (slice.length !== Math.min(sliceBytes, source.size - from)) throw new IngestError('damaged-file');
				yield slice;
			}
		}
	};
}

/** The first bytes of a stream. */
export async function headOf(stream: ByteStream, bytes: number): Promise<Uint8Array> {
	for await (const slice of stream.slices(bytes)) return slice.slice(0, bytes);
	return new Uint8Array(0);
}

/** All bytes of a stream. @throws IngestError 'too-large-whole' beyond `limit`. */
export async function wholeOf(stream: ByteStream, limit: number): Promise<Uint8Array> {
	if (stream.size > limit) throw new IngestError('too-large-whole');
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const slice of stream.slices(8 << 20)) {
		parts.push(slice);
		length += slice.length;
		if (length > limit) throw new IngestError('too-large-whole');
	}
	const whole = new Uint8Array(length);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
