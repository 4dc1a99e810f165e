import type { BatchContext } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { chargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { institutionOf } from './institution-of-charge.ts';
import { namesOf, namesOfKey } from './item-names.ts';
import { itemSet } from './item-rows.ts';
import { normalized } from './memo.ts';

type StockRow = Row<'stock'>;

/** A material that an institution bought as a set (成套): how its name begins, without the words that say so. */
export interface SetBought {
	readonly core: string;
	readonly institution: string;
	readonly rows: readonly StockRow[];
	/** Rows of the stock that have a piece of it by itself. */
	readonly apart: readonly StockRow[];
}
/** Pieces of a set charged in a stay. */
export interface SetPieces extends SetBought {
	readonly charges: readonly Charge[];
	/** Sets that the pieces make, 1/10 000. */
	readonly sets: number;
}

const SET_UNIT = /^套$|^set$/i;
const SET_WORDS = /\(?(成套|全套|整套|套装|套件|套)\)?|系统/gu;
/** Shorter beginnings say too little. */
const MIN_CORE = 4;

const known = new WeakMap<BatchContext, readonly SetBought[]>();

/** Sets of the stock files: rows counted in 套 that have a purchase price and a name beside the words of a set; made once a run. */
export function setsBought(batch: BatchContext): readonly SetBought[] {
	let sets = known.get(batch);
	if (!sets) known.set(batch, (sets = read(batch)));
	return sets;
}

function read(batch: BatchContext): SetBought[] {
	const table = batch.tables.stock;
	const all = Array.from({ length: table?.rowCount ?? 0 }, (_, index) => new Row<'stock'>(table!, index, batch));
	const isSet = (row: StockRow): boolean => SET_UNIT.test(row.text('unt').trim()) && row.number('purchase_price') !== null;
	const groups = new Map<string, StockRow[]>();
	for (const row of all) {
		const core = normalized(row.text('name')).replace(SET_WORDS, '');
		if (!isSet(row) || core.length < MIN_CORE) continue;
		const key = `${row.text('fixmedins_code')}|${core}`;
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return [...groups].map(([key, rows]) => {
		const [institution, core] = key.split('|') as [string, string];
		const apart = all.filter((row) => !isSet(row) && row.text('fixmedins_code') === institution && normalized(row.text('name')).startsWith(core));
		return { core, institution, rows, apart };
	});
}

const isPieceOf = (core: string, names: readonly string[]): boolean =>
	names.some((name) => name.startsWith(core) && name.replace(SET_WORDS, '') !== core);
/** Items that may be a piece of a set. */
export const piecesBought = itemSet((key, { batch }) => {
	const names = namesOfKey(key, batch);
	return setsBought(batch).some(({ core }) => isPieceOf(core, names));
});

/** Sets of which a stay has two different pieces charged, material only. */
export function piecesOfSets(stay: Stay<never>, sets: readonly SetBought[]): SetPieces[] {
	const any = stay as unknown as Stay;
	const lines = any.fact(charges).net.filter(({ row, quantity, amount }) => {
		const kind = chargeKind(row);
		return quantity > 0 && amount > 0 && (kind === null || kind === 'material');
	});
	return sets.flatMap((set) => {
		const own = lines.filter((charge) => {
			const at = institutionOf(any, charge.row);
			return (set.institution === '' || at === set.institution) && isPieceOf(set.core, namesOf(charge.row));
		});
		const byName = new Map<string, number>();
		for (const { row, quantity } of own) byName.set(namesOf(row)[0]!, (byName.get(namesOf(row)[0]!) ?? 0) + quantity);
		if (byName.size < 2) return [];
		return [{ ...set, charges: own, sets: Math.ceil(Math.max(...byName.values()) / QUANTITY_SCALE) * QUANTITY_SCALE }];
	});
}
