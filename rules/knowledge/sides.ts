import type { Side } from './lookup.ts';
import { normalizeName } from './names.ts';
import { normalizeCode } from './codes.ts';
import type { KnowledgePoint } from './pack.ts';
import { descriptorOf } from './tables/index.ts';

/** Where the points of one table and side stand, by code and by normalised name. */
export interface SideIndex<P extends KnowledgePoint> {
	readonly byCode: ReadonlyMap<string, readonly P[]>;
	readonly byName: ReadonlyMap<string, readonly P[]>;
	/** Points that have no code on this side: a national code cannot speak against them. */
	readonly byNameOnly: ReadonlyMap<string, readonly P[]>;
}

/** Index of the points of one table, for the main or the contained item (主项, 从项). */
export function indexSide<P extends KnowledgePoint>(points: readonly P[], side: Side): SideIndex<P> {
	const byCode = new Map<string, P[]>();
	const byName = new Map<string, P[]>();
	const byNameOnly = new Map<string, P[]>();
	for (const point of points) {
		const { codes, names } = itemOf(point, side);
		for (const code of new Set(codes.map(normalizeCode))) push(byCode, code, point);
		for (const name of new Set(names.map(normalizeName))) {
			push(byName, name, point);
			if (codes.length === 0) push(byNameOnly, name, point);
		}
	}
	return { byCode, byName, byNameOnly };
}

function itemOf(point: KnowledgePoint, side: Side): { codes: readonly string[]; names: readonly string[] } {
	// Beginnings of codes of diagnoses and procedures are no item codes: rules read them from `points`.
	if (descriptorOf(point.table).sides === 'none') return NOTHING;
	if (side === 'main') return { codes: point.codes, names: [point.name, ...(point.aliases ?? [])] };
	if ('subName' in point) return { codes: point.subCodes, names: [point.subName, ...(point.subAliases ?? [])] };
	if ('parts' in point) return { codes: point.parts.flatMap((part) => part.codes), names: point.parts.flatMap((part) => part.names) };
	return NOTHING;
}
const NOTHING = { codes: [], names: [] } as const;

function push<P>(map: Map<string, P[]>, key: string, point: P): void {
	if (key === '') return;
	const list = map.get(key);
	if (list) list.push(point);
	else map.set(key, [point]);
}
