import { canonicalize } from 'json-canonicalize';
import type { KnowledgePack, KnowledgePoint, KnowledgeTableId } from '../../rules/knowledge/pack.ts';
import type { ChangeKind, ChangeQuery, ChangeWindow, FieldChange, PointChange, TableChanges } from '../protocol/knowledge.ts';
import { speaksOf } from './pack-facts.ts';
import { headOf } from './pack-head.ts';

/** Two versions of a pack compared (版本比对): points by table and id, field by field. */
export interface PackChanges {
	readonly before: KnowledgePack;
	readonly after: KnowledgePack;
	readonly tables: readonly TableChanges[];
	/** Changed, removed and added points in this order, each in the order of its file. */
	readonly list: readonly PointChange[];
}

const keyOf = ({ table, id }: KnowledgePoint): string => `${table}|${id}`;

/** What `after` says otherwise than `before`. A point keeps its id from version to version; another id is another point. */
export function comparePacks(before: KnowledgePack, after: KnowledgePack): PackChanges {
	const earlier = new Map(before.points.map((point) => [keyOf(point), point]));
	const [changed, added]: [PointChange[], PointChange[]] = [[], []];
	for (const point of after.points) {
		const known = earlier.get(keyOf(point));
		earlier.delete(keyOf(point));
		if (!known) added.push({ kind: 'added', point, fields: [] });
		else {
			const fields = fieldsChanged(known, point);
			if (fields.length > 0) changed.push({ kind: 'changed', point, fields });
		}
	}
	const removed = [...earlier.values()].map((point): PointChange => ({ kind: 'removed', point, fields: [] }));
	const list = [...changed, ...removed, ...added];
	return { before, after, tables: countsOf(list), list };
}

/** Changes under a filter, and the counts of all. */
export function changesUnder({ before, after, tables, list }: PackChanges, { table, kind, text, from, count }: ChangeQuery): ChangeWindow {
	const words = text.trim().toLowerCase();
	const found = list.filter(
		(change) =>
			(table === '' || change.point.table === table) && (kind === '' || change.kind === kind) && (words === '' || speaksOf(change.point, words))
	);
	return { before: headOf(before), after: headOf(after), tables, total: found.length, rows: found.slice(from, from + count) };
}

/** `got` is compared parameter by parameter, so that a checked value is one line and not all of them. */
function fieldsChanged(before: KnowledgePoint, after: KnowledgePoint): FieldChange[] {
	const [a, b] = [flat(before), flat(after)];
	const names = new Set([...Object.keys(a), ...Object.keys(b)]);
	return [...names].flatMap((field) => (same(a[field], b[field]) ? [] : [{ field, before: a[field], after: b[field] }]));
}

function flat({ got, ...rest }: KnowledgePoint): Record<string, unknown> {
	return { ...rest, ...Object.fromEntries(Object.entries(got).map(([name, how]) => [`got.${name}`, how])) };
}

function same(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	return typeof a === 'object' && typeof b === 'object' && canonicalize(a) === canonicalize(b);
}

function countsOf(list: readonly PointChange[]): TableChanges[] {
	const tables = new Map<KnowledgeTableId, Record<ChangeKind, number>>();
	for (const { kind, point } of list) {
		const counts = tables.get(point.table) ?? { added: 0, removed: 0, changed: 0 };
		tables.set(point.table, counts);
		counts[kind]++;
	}
	const size = ({ added, removed, changed }: TableChanges): number => added + removed + changed;
	return [...tables].map(([table, counts]) => ({ table, ...counts })).sort((a, b) => size(b) - size(a) || (a.table < b.table ? -1 : 1));
}
