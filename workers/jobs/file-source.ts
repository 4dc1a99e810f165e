import type { ByteSource } from '../protocol/source.ts';

/** A file of the page, read slice by slice. */
export const fileSource = (file: File): ByteSource => ({
	name: file.webkitRelativePath || file.name,
	size: file.size,
	slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer())
});
