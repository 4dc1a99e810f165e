import { defineFact, type Stay } from '../engine/stay.ts';
import type { Charge } from '../engine/charge.ts';
import { chargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { itemName } from './cells.ts';
import { coreName } from './item-core.ts';
import { namesOf } from './item-names.ts';

/**
 * Drugs of a visit net of refunds, by what is left of their name without strength and form: two packs of one drug are one drug. A line of no known
 * charge category counts as a drug, since pharmacies seldom give one; herbs (饮片) do not, whose prescriptions share their pieces.
 */
export const drugsBought = defineFact<ReadonlyMap<string, readonly Charge[]>>('drugs-bought', (stay: Stay) => {
	const drugs = new Map<string, Charge[]>();
	for (const charge of stay.fact(charges).net) {
		const kind = chargeKind(charge.row);
		if (kind !== null && kind !== 'drug') continue;
		const core = coreName(namesOf(charge.row)[0] ?? itemName(charge.row));
		if (core === '') continue;
		const known = drugs.get(core);
		if (known) known.push(charge);
		else drugs.set(core, [charge]);
	}
	return drugs;
});
