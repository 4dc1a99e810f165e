import { createSHA256, type IHasher } from 'hash-wasm';

/** Bytes that are read for the digest alone, where nobody asked for them. */
const DIGEST_SLICE = 4 << 20;

/** A file that is digested as it is read: each byte is fetched once, and slices are given in the order in which they were asked for. */
export class DigestingFile {
	/** Bytes `[0, digested)` are in the hash. */
	#digested = 0;
	#turn: Promise<unknown>;
	#hash!: IHasher;

	constructor(private readonly file: Blob) {
		this.#turn = createSHA256().then((hash) => (this.#hash = hash.init()));
	}

	slice(from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
		// Fetched at once, digested in turn: the next slice is on its way while this one is hashed.
		const fetched = this.file.slice(from, to).arrayBuffer();
		fetched.catch(() => undefined);
		const taken = this.#turn.then(async () => {
			const bytes = new Uint8Array(await fetched);
			this.#digest(from, bytes);
			return bytes;
		});
		this.#turn = taken.catch(() => undefined);
		return taken;
	}

	/** SHA-256 in hex: of what has passed, and of the rest, which is read now. */
	async digest(): Promise<string> {
		await this.#turn;
		while (this.#digested < this.file.size) await this.slice(this.#digested, this.#digested + DIGEST_SLICE);
		return this.#hash.digest('hex');
	}

	#digest(from: number, bytes: Uint8Array): void {
		const known = this.#digested - from;
		if (known < 0 || known >= bytes.length) return;
		this.#hash.update(bytes.subarray(known));
		this.#digested = from + bytes.length;
	}
}
