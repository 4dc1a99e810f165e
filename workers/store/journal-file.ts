/**
 * A file that the journal is kept in. Synchronous on purpose: `write` and `flush` end before anything else can happen, so a decision that was
 * acknowledged is on disk. In the browser it is an OPFS access handle, in tests memory.
 */
export interface JournalFile {
	size(): number;
	/** Bytes [from, from + into.length); gives how many were there. */
	read(into: Uint8Array, from: number): number;
	/** @throws where the disk is full; a part may have been written */
	write(bytes: Uint8Array, at: number): void;
	truncate(size: number): void;
	flush(): void;
	close(): void;
}

/** What only a worker's file handle has: this file is also compiled with the page's library, by the tests. */
interface SyncHandle {
	getSize(): number;
	read(into: Uint8Array, options: { at: number }): number;
	write(bytes: Uint8Array, options: { at: number }): number;
	truncate(size: number): void;
	flush(): void;
	close(): void;
}

/** The journal's file in the private file system of the origin. Only one handle can be open at a time. */
export async function openJournalFile(root: FileSystemDirectoryHandle, name: string): Promise<JournalFile> {
	const file = await root.getFileHandle(name, { create: true });
	const handle = await (file as unknown as { createSyncAccessHandle(): Promise<SyncHandle> }).createSyncAccessHandle();
	return {
		size: () => handle.getSize(),
		read: (into, from) => handle.read(into, { at: from }),
		write(bytes, at) {
			const written = handle.write(bytes, { at });
			if (written !== bytes.length) throw new Error(`${written} of ${bytes.length} bytes written`);
		},
		truncate: (size) => handle.truncate(size),
		flush: () => handle.flush(),
		close: () => handle.close()
	};
}

/** A journal file in memory: Node and tests. */
export class MemoryJournalFile implements JournalFile {
	bytes: Uint8Array;

	constructor(bytes: Uint8Array = new Uint8Array(0)) {
		this.bytes = bytes;
	}
	size = (): number => this.bytes.length;
	read(into: Uint8Array, from: number): number {
		const part = this.bytes.subarray(from, from + into.length);
		into.set(part);
		return part.length;
	}
	write(bytes: Uint8Array, at: number): void {
		const grown = new Uint8Array(Math.max(this.bytes.length, at + bytes.length));
		grown.set(this.bytes);
		grown.set(bytes, at);
		this.bytes = grown;
	}
	truncate(size: number): void {
		this.bytes = this.bytes.slice(0, size);
	}
	flush(): void {}
	close(): void {}
}
