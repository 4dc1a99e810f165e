import type { Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Bilingual } from '../domain/finding.ts';
import { tracedItem } from './cells.ts';
import { namesOf, namesOfKey } from './item-names.ts';
import { itemSet, type ItemSet } from './item-rows.ts';
import { chargesWhere } from './some-charges.ts';

/** Charges whose item has one of some words in its name and none of others: for items that no knowledge table speaks of. */
export interface NamedCharges {
	readonly items: ItemSet;
	/** Visits with such a fee line, ascending. */
	visits(shard: Shard, context: RunContext): number[];
	/** Such charges of a stay, net of refunds. */
	of(stay: Stay<never>, context: RunContext): readonly Charge[];
	/** Records by which word a charge was recognised. */
	record(t: Trace, name: string, charge: Charge): boolean;
}

/** @param words in normalised form (small letters) @param except words that make it another item */
export function namedCharges(label: Bilingual, words: readonly string[], except: readonly string[]): NamedCharges {
	const has = (names: readonly string[], some: readonly string[]): boolean => names.some((name) => some.some((word) => name.includes(word)));
	const isNamed = (names: readonly string[]): boolean => has(names, words) && !has(names, except);
	const items = itemSet((key, { batch }) => isNamed(namesOfKey(key, batch)));
	return {
		items,
		visits: items.visits,
		of: (stay, context) => chargesWhere(stay, context, items.rowTest(stay.book.shard, context)),
		record(t, name, { row }) {
			const word = words.find((one) => namesOf(row).some((own) => own.includes(one)));
			return t.in(name, tracedItem(row, word), t.constant(label, 'text', words));
		}
	};
}
