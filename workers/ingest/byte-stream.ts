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
 * A plain file as a stream. The next slices are fetched while the present one is worked on; a small file, which is read several times over
 * (for its kind, its encoding, its heading, its records), is fetched once.
 */
export function plainStream(source: ByteSource): ByteStream {
	if (source.size <= HEAD_BYTES) return smallStream(source);
	return {
		name: source.name,
		size: source.size,
		async *slices(sliceBytes) {
			const ahead: Promise<Uint8Array>[] = [];
			let asked = 0;
			for (let from = 0; from < source.size; from += sliceBytes) {
				while (asked < source.size && ahead.length <= READ_AHEAD) {
					const next = source.slice(asked, Math.min(asked + sliceBytes, source.size));
					// A reader that stops early must leave no unheeded rejection behind.
					next.catch(() => undefined);
					ahead.push(next);
					asked += sliceBytes;
				}
				const slice = await ahead.shift()!;
				if (slice.length !== Math.min(sliceBytes, source.size - from)) throw new IngestError('damaged-file');
				yield slice;
			}
		}
	};
}

function smallStream(source: ByteSource): ByteStream {
	let whole: Promise<Uint8Array> | null = null;
	return {
		name: source.name,
		size: source.size,
		async *slices(sliceBytes) {
			if (source.size === 0) return;
			const bytes = await (whole ??= source.slice(0, source.size));
			if (bytes.length !== source.size) throw new IngestError('damaged-file');
			for (let from = 0; from < bytes.length; from += sliceBytes) yield bytes.slice(from, from + sliceBytes);
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
