import { packDigest } from '../../rules/knowledge/digest.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';

/** Seals a pack (封存知识包): the digest over all else. Any later change of a byte is refused by `verifyPack`. */
export function sealPack(content: Omit<KnowledgePack, 'digest'>): KnowledgePack {
	return { ...content, digest: packDigest(content) };
}
