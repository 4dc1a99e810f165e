import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from 'json-canonicalize';
import type { KnowledgePack } from './pack.ts';

/** Digest of a pack (知识包摘要): SHA-256 over RFC 8785 of everything but `digest`, 64 hexadecimal digits in lower case. */
export function packDigest(pack: Omit<KnowledgePack, 'digest'>): string {
	const { digest: _, ...content } = pack as KnowledgePack;
	// The library takes an object that two fields share for a circle where one field's name begins the other's (maxAge, maxAgeDays).
	const unshared: unknown = JSON.parse(JSON.stringify(content));
	return bytesToHex(sha256(utf8ToBytes(canonicalize(unshared))));
}

/** Whether the pack is what its digest says. A pack that is not must not be used. */
export function verifyPack(pack: KnowledgePack): boolean {
	return pack.digest === packDigest(pack);
}
