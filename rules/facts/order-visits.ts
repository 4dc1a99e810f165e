import type { BytesColumn } from '../domain/columns.ts';
import type { Shard } from '../domain/shard.ts';
import type { RunContext } from '../engine/rule.ts';
import { namesAccessory, namesSolvent } from './accessory-items.ts';
import { ByteSet } from './byte-set.ts';
import { kindNumber, kindNumbers, type ChargeKind } from './charge-kind.ts';
import { bytesOf, codesOf, numberAt, numbersOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { namesOfKey } from './item-names.ts';
import { visitColumns } from './visit-columns.ts';

const SOLVENT = 1;
const OTHER = 2;
/** As which kinds an item is accessory: solvents as drugs and herbs, others as all else. */
const accessory = perItem((key, { batch }) => {
	const names = namesOfKey(key, batch);
	return (namesSolvent(names) ? SOLVENT : 0) | (namesAccessory(names) ? OTHER : 0);
});
const DRUG = kindNumber('drug');
const HERB = kindNumber('herb');

/** Stays with a line of the kinds that no order names by its number, before refunds; and visits that no file describes. */
export function visitsWithUnordered(shard: Shard, context: RunContext, kinds: readonly ChargeKind[]): number[] {
	const { recorded, inpatient } = visitColumns(shard, context);
	const { fee, order } = shard.tables;
	const [items, accessories, kindOf, types] = [
		feeItems(shard, context),
		accessory(context),
		kindNumbers(context.batch),
		codesOf(fee, 'med_chrgitm_type')
	];
	const wanted = new Set(kinds.map(kindNumber));
	const [quantities, amounts] = [numbersOf(fee, 'cnt'), numbersOf(fee, 'det_item_fee_sumamt')];
	const [own, numbers] = [bytesOf(fee, 'rx_drord_no'), bytesOf(order, 'drord_no')];
	const known = numbers && new ByteSet(numbers);
	return visitsThat(shard, (visit) => {
		if (recorded[visit] === 0) return true;
		if (inpatient[visit] === 0 || !types) return false;
		known?.clear();
		for (let row = order!.rowStart[visit]!; known && row < order!.rowStart[visit + 1]!; row++) if (isOneNumber(numbers, row)) known.add(row);
		for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) {
			const kind = kindOf[types[row]!]!;
			if (!wanted.has(kind) || (accessories[items[row]!]! & (kind === DRUG || kind === HERB ? SOLVENT : OTHER)) !== 0) continue;
			if (numberAt(quantities, row) <= 0 && numberAt(amounts, row) <= 0) continue;
			if (!own || !known?.has(own, row)) return true;
		}
		return false;
	});
}

/** Whether a cell is one number as `orderNumbers` parts them: visible ASCII without the marks between numbers. */
function isOneNumber({ bytes, offsets }: BytesColumn, row: number): boolean {
	for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
		const byte = bytes[i]!;
		if (byte <= 0x20 || byte >= 0x7f || byte === 0x2f || byte === 0x2c || byte === 0x3b || byte === 0x7c) return false;
	}
	return offsets[row]! < offsets[row + 1]!;
}
