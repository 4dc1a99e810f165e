import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SourceFile } from '../../rules/domain/shard.ts';

/** Identity of a batch: its files, whatever their names and order. The same files loaded again are the same batch. */
export function batchIdOf(files: readonly SourceFile[]): string {
	const digests = files.map((file) => file.digest).sort();
	return bytesToHex(sha256(utf8ToBytes(digests.join('\n')))).slice(0, 32);
}
