import { hashOf } from './byte-set.ts';

/** Number below 2^53 of two 32-bit hashes: what is equal over all shards is found by it, without carrying its text. */
export const joinedHash = (high: number, low: number): number => (high & 0x1f_ffff) * 2 ** 32 + (low >>> 0);

/** Number below 2^53 of a text. */
export function numberOf(text: string): number {
	const bytes = new Uint8Array(text.length * 2);
	for (let i = 0; i < text.length; i++) {
		const letter = text.charCodeAt(i);
		bytes[i * 2] = letter & 0xff;
		bytes[i * 2 + 1] = letter >> 8;
	}
	const high = hashOf(bytes, 0, bytes.length);
	return joinedHash(high, hashOf(bytes.reverse(), 0, bytes.length));
}

/** Avalanche of 32 bits (the finaliser of MurmurHash3). */
export function mix32(value: number): number {
	let mixed = value | 0;
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
