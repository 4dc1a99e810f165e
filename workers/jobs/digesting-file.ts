import { createSHA256, type IHasher } from 'hash-wasm';

/** Bytes that are read for the digest alone, where nobody asked for them. */
const DIGEST_SLICE = 4 << 20;
/** Bytes that may wait to be digested: beyond this whoever asks for more waits too. */
const MOST_WAITING = 32 << 20;

/**
 * A file that is digested as it is read. Each byte is fetched once: who asks for a slice gets a copy at once, and the digest takes its own while
 * nothing else is to be done. It is the slower of the two, and need not be ready before the batch is.
 */
export class DigestingFile {
	readonly #hash: Promise<IHasher> = createSHA256().then((hash) => hash.init());
	/** Slices that were read and not yet digested, by their begin. */
	readonly #waiting = new Map<number, Uint8Array>();
	/** Bytes `[0, digested)` are in the hash. */
	#digested = 0;
	#scheduled = false;
	#digest: Promise<string> | null = null;

	constructor(private readonly file: Blob) {}

	async slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
		const bytes = await this.#read(from, to);
		// What lies far ahead (the directory of an archive) is read again when its turn comes.
		if (from + bytes.length > this.#digested && from <= this.#digested + MOST_WAITING) {
			this.#waiting.set(from, bytes);
			if (from + bytes.length > this.#digested + MOST_WAITING) await this.#takeNext();
			this.#takeLater();
		}
		return bytes.slice();
	}

	/** SHA-256 in hex: of what has passed, and of the rest, which is read now. Asked for again it is the same: a hash gives its digest once. */
	digest(): Promise<string> {
		return (this.#digest ??= this.#rest());
	}

	async #rest(): Promise<string> {
		while (this.#digested < this.file.size) if (!(await this.#takeNext())) await this.#fetchNext();
		return (await this.#hash).digest('hex');
	}

	async #read(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
		return new Uint8Array(await this.file.slice(from, to).arrayBuffer());
	}
	async #fetchNext(): Promise<void> {
		const from = this.#digested;
		this.#waiting.set(from, await this.#read(from, from + DIGEST_SLICE));
	}

	/** Digests one slice when nothing else is waiting for this worker. */
	#takeLater(): void {
		if (this.#scheduled) return;
		this.#scheduled = true;
		setTimeout(async () => {
			this.#scheduled = false;
			if (await this.#takeNext()) this.#takeLater();
		});
	}

	/** Digests the slice that is next in the file. @returns whether it had been read */
	async #takeNext(): Promise<boolean> {
		const hash = await this.#hash;
		for (const [from, bytes] of this.#waiting) {
			if (from > this.#digested) continue;
			this.#waiting.delete(from);
			if (from + bytes.length <= this.#digested) continue;
			hash.update(bytes.subarray(this.#digested - from));
			this.#digested = from + bytes.length;
			return true;
		}
		return false;
	}
}
