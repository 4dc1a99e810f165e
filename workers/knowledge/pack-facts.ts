import type { KnowledgePack, KnowledgePoint, KnowledgeTableId, Provenance } from '../../rules/knowledge/pack.ts';
import { verifyPack } from '../../rules/knowledge/digest.ts';
import type { KeptVersion, PackFacts, PointQuery, PointWindow, TableFacts } from '../protocol/knowledge.ts';
import { headOf } from './pack-head.ts';

/** What a pack says of itself, counted; its digest computed again. @param kept the entry of a version that is not in force */
export function factsOf(pack: KnowledgePack, kept: KeptVersion | null): PackFacts {
	const days = { from: pack.points.flatMap(({ from }) => from ?? []).sort(), to: pack.points.flatMap(({ to }) => to ?? []).sort() };
	return {
		head: headOf(pack),
		source: pack.source,
		from: days.from[0] ?? null,
		to: days.to.at(-1) ?? null,
		whole: verifyPack(pack),
		kept,
		tables: tablesOf(pack)
	};
}

export const isUnverified = ({ got }: KnowledgePoint): boolean => Object.values(got).some(({ verified }) => !verified);

/** Tables of a pack, the fullest first. */
function tablesOf({ points }: KnowledgePack): TableFacts[] {
	const tables = new Map<KnowledgeTableId, { points: number; unverified: number; got: Record<Provenance, number> }>();
	for (const point of points) {
		const facts = tables.get(point.table) ?? { points: 0, unverified: 0, got: { column: 0, text: 0, human: 0 } };
		tables.set(point.table, facts);
		facts.points++;
		if (isUnverified(point)) facts.unverified++;
		for (const { by } of Object.values(point.got)) facts.got[by]++;
	}
	return [...tables].map(([table, facts]) => ({ table, ...facts })).sort((a, b) => b.points - a.points || (a.table < b.table ? -1 : 1));
}

/** Points of a pack under a filter, in the order of the file. */
export function pointsUnder({ points }: KnowledgePack, { table, text, unverified, from, count }: PointQuery): PointWindow {
	const words = text.trim().toLowerCase();
	const found = points.filter(
		(point) => (table === '' || point.table === table) && (!unverified || isUnverified(point)) && (words === '' || speaksOf(point, words))
	);
	return { total: found.length, rows: found.slice(from, from + count) };
}

/** Whether a name, a code or the id of a point holds the words. @param words in lower case */
export function speaksOf(point: KnowledgePoint, words: string): boolean {
	const holds = (text: string): boolean => text.toLowerCase().includes(words);
	if (holds(point.name) || holds(point.id) || point.codes.some(holds) || point.aliases?.some(holds)) return true;
	return 'subName' in point && (holds(point.subName) || point.subCodes.some(holds) || (point.subAliases?.some(holds) ?? false));
}
