import { normalizeName } from './names.ts';
import type { KnowledgePoint } from './pack.ts';

/**
 * What makes two points of two packs the same (同一知识点): table, class, the item, and what a class holds several of for one item.
 * Pairs are known by their codes, since their names vary between editions; all others by name.
 */
export function identityOf(point: KnowledgePoint): string {
	const scope = scopeOf(point);
	if (point.table === 'exclusions') {
		return [scope, side(point.codes, point.name), side(point.subCodes, point.subName)].join('|');
	}
	return `${scope}|${normalizeName(point.name)}`;
}

/** The class within which a later point takes a code from an earlier one. */
export function scopeOf(point: KnowledgePoint): string {
	const scope = `${point.table}|${point.officialClass}`;
	if (point.table === 'discountGroups') return `${scope}|${point.group}`;
	if (point.table === 'itemKinds') return `${scope}|${point.kind}`;
	if (point.table === 'priceLimits') return `${scope}|${point.rank ?? ''}`;
	return scope;
}

function side(codes: readonly string[], name: string): string {
	return codes.length > 0 ? [...codes].sort().join(',') : normalizeName(name);
}
