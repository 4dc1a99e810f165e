import { normalizeName } from './names.ts';
import type { KnowledgePoint } from './pack.ts';
import { descriptorOf } from './tables/index.ts';

/**
 * What makes two points of two packs the same (同一知识点): table, class, the item, and what a class holds several of for one item.
 * Pairs are known by their codes, since their names vary between editions, and so are products; all others by name.
 */
export function identityOf(point: KnowledgePoint): string {
	const scope = scopeOf(point);
	if ('subName' in point) return [scope, side(point.codes, point.name), side(point.subCodes, point.subName)].join('|');
	return `${scope}|${descriptorOf(point.table).byCodes ? side(point.codes, point.name) : normalizeName(point.name)}`;
}

/** The class within which a later point takes a code from an earlier one. */
export function scopeOf(point: KnowledgePoint): string {
	const own = point as unknown as Readonly<Record<string, unknown>>;
	const parts = (descriptorOf(point.table).apart ?? []).map((field) => String(own[field] ?? ''));
	return [point.table, point.officialClass, ...parts].join('|');
}

function side(codes: readonly string[], name: string): string {
	return codes.length > 0 ? [...codes].sort().join(',') : normalizeName(name);
}
