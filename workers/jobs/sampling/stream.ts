import { sha256 } from '@noble/hashes/sha2.js';
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { join } from '../../package/bytes.ts';

const WORD = 1n << 64n;

/**
 * The numbers of a draw (随机数流): block i is SHA-256(UTF-8 of the seed ‖ 0x00 ‖ 32 bytes of the frame's digest ‖ UTF-8 of the label ‖ 0x00 ‖ i as eight
 * bytes, the highest first); its first eight bytes, the highest first, are a number below 2⁶⁴. Anyone can make the same numbers in any language.
 */
export class DrawStream {
	readonly #prefix: Uint8Array;
	#next = 0n;

	/** @param digest of the frame, 64 hexadecimal digits @param label the stratum, so that each has numbers of its own */
	constructor(seed: string, digest: string, label: string) {
		this.#prefix = join([utf8ToBytes(seed), Uint8Array.of(0), hexToBytes(digest), utf8ToBytes(label), Uint8Array.of(0)]);
	}

	/** A number from 0 to `size` − 1, each as likely: a word of the last, incomplete round is thrown away. */
	below(size: number): number {
		const range = BigInt(size);
		const limit = WORD - (WORD % range);
		for (;;) {
			const word = this.#word();
			if (word < limit) return Number(word % range);
		}
	}

	#word(): bigint {
		const counter = new Uint8Array(8);
		new DataView(counter.buffer).setBigUint64(0, this.#next++);
		const block = sha256(join([this.#prefix, counter]));
		return new DataView(block.buffer, block.byteOffset).getBigUint64(0);
	}
}
