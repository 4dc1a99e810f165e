/** Bytes of one file, wherever they come from: a File of the page, a file of Node, an entry of an archive. */
export interface ByteSource {
	/** Name with its folder, as the user knows it. */
	readonly name: string;
	readonly size: number;
	/** Bytes [from, to); short only at the end. */
	slice(from: number, to: number): Promise<Uint8Array>;
	/** SHA-256 of all bytes in hex, where the host has it at less cost than reading them again. Asked for when the file has been read. */
	digest?(): Promise<string>;
}

/** Progress of a long job: what a person wants to know while waiting. */
export interface Progress {
	readonly phase: 'digest' | 'read' | 'link' | 'write' | 'map' | 'judge' | 'export' | 'verify' | 'generate';
	/** Work done and to do, in bytes while reading, shards while judging. */
	readonly done: number;
	readonly total: number;
	readonly rows: number;
	/** Name of the file at work, if any. */
	readonly file: string;
	readonly elapsedMs: number;
}
export type OnProgress = (progress: Progress) => void;
