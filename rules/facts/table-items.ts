import type { Side } from '../knowledge/lookup.ts';
import type { KnowledgeTableId, PointOf } from '../knowledge/pack.ts';
import { itemSet, type ItemSet } from './item-rows.ts';

/** Items of the points of a table that a test says yes to; of all points where there is none. */
export function itemsThat<T extends KnowledgeTableId>(table: T, which: (point: PointOf<T>) => boolean = () => true, side: Side = 'main'): ItemSet {
	return itemSet((key, { knowledge }) => knowledge.match(table, key, side).some(({ point }) => which(point)));
}

const known = new Map<string, ItemSet>();

/** Items of all points of a table, kept for all rules that ask. */
export function itemsOfTable(table: KnowledgeTableId, side: Side = 'main'): ItemSet {
	const name = `${table} ${side}`;
	let items = known.get(name);
	if (!items) known.set(name, (items = itemsThat(table, () => true, side)));
	return items;
}

const kinds = new Map<string, ItemSet>();

/** Items that knowledge knows as of a kind (床位、护理、按小时计价), kept for all rules that ask. */
export function itemsOfKind(kind: PointOf<'itemKinds'>['kind']): ItemSet {
	let items = kinds.get(kind);
	if (!items) kinds.set(kind, (items = itemsThat('itemKinds', (point) => point.kind === kind)));
	return items;
}
