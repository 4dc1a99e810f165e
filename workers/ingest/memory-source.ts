import type { ByteSource } from '../protocol/source.ts';

/** A `ByteSource` over bytes in memory, or over a text written as UTF-8. */
export function memorySource(name: string, content: Uint8Array | string): ByteSource {
	const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
	return { name, size: bytes.length, slice: (from, to) => Promise.resolve(bytes.slice(from, to)) };
}
