import { normalizeCode } from '../../rules/knowledge/codes.ts';
import type { KnowledgePack, KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { descriptorOf } from '../../rules/knowledge/tables/index.ts';

/** An item that a point names: its codes, normalised, and its names. */
export interface NamedItem {
	readonly codes: readonly string[];
	readonly names: readonly string[];
}

/** Items of a point: one, both of a pair, or the whole and its parts. Tables of diagnoses and procedures name no items. */
export function itemsOf(point: KnowledgePoint): readonly NamedItem[] {
	if (descriptorOf(point.table).sides === 'none') return [];
	const items = [itemOf(point.codes, [point.name, ...(point.aliases ?? [])])];
	if ('subName' in point) items.push(itemOf(point.subCodes, [point.subName, ...(point.subAliases ?? [])]));
	if ('parts' in point) for (const { codes, names } of point.parts) items.push(itemOf(codes, names));
	return items;
}
const itemOf = (codes: readonly string[], names: readonly string[]): NamedItem => ({ codes: codes.map(normalizeCode), names });

/** Every item code that packs name. */
export function codesOfPacks(packs: readonly KnowledgePack[]): Set<string> {
	const codes = new Set<string>();
	for (const pack of packs) for (const point of pack.points) for (const item of itemsOf(point)) for (const code of item.codes) codes.add(code);
	return codes;
}
