import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { SourceFile } from '../../rules/domain/shard.ts';
import type { Follows } from '../protocol/delta.ts';

/**
 * Identity of a batch: its files, whatever their names and order. The same files loaded again are the same batch; joined with what another batch had, they
 * are that batch's later version.
 */
export function batchIdOf(files: readonly SourceFile[], follows?: Follows): string {
	const digests = files.map((file) => file.digest).sort();
	if (follows) digests.push(`${follows.mode} ${follows.batch}`);
	return bytesToHex(sha256(utf8ToBytes(digests.join('\n')))).slice(0, 32);
}
