import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { PackHead } from '../protocol/knowledge.ts';

/** A pack without its points. */
export const headOf = ({ id, digest, version, title, region, published, points }: KnowledgePack): PackHead => ({
	id,
	digest,
	version,
	title,
	region,
	published,
	points: points.length
});
