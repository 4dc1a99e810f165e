import type { ByteSource } from '../protocol/source.ts';

/** Name with its folder, where a folder was dropped. */
export const nameOf = (file: File): string => file.webkitRelativePath || file.name;

/** A file of the page, read slice by slice. */
export const fileSource = (file: File): ByteSource => ({
	name: nameOf(file),
	size: file.size,
	slice: async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer())
});
