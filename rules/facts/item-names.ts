import type { BatchContext } from '../domain/shard.ts';
import type { Row } from '../engine/row.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { normalizeName } from '../knowledge/names.ts';
import { codesOf } from './columns.ts';

const DICTIONARY = 'itemName';
/** More pairs than any dictionary has names for one of the two. */
const FACTOR = 2 ** 26;
const known = new WeakMap<BatchContext, Map<number, readonly string[]>>();

/** Normalised names of a fee line: the national one, then the hospital's own. Made once for each pair of names of a batch. */
export const namesOf = (row: Row<'fee'>): readonly string[] =>
	namesOfCodes(row.batch, codesOf(row.source, 'hilist_name')?.[row.index] ?? 0, codesOf(row.source, 'medins_list_name')?.[row.index] ?? 0);

/** The same of a distinct item. */
export const namesOfKey = ({ nationalName, localName }: ItemKey, batch: BatchContext): readonly string[] =>
	namesOfCodes(batch, nationalName, localName);

function namesOfCodes(batch: BatchContext, national: number, local: number): readonly string[] {
	let pairs = known.get(batch);
	if (!pairs) known.set(batch, (pairs = new Map()));
	const key = national * FACTOR + local;
	let names = pairs.get(key);
	if (!names) {
		const dictionary = batch.dictionaries.get(DICTIONARY);
		names = [...new Set([national, local].map((code) => normalizeName(code === 0 ? '' : dictionary.text(code))).filter((name) => name !== ''))];
		pairs.set(key, names);
	}
	return names;
}
