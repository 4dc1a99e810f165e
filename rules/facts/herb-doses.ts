import type { Shard } from '../domain/shard.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Source } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { normalizeName } from '../knowledge/names.ts';
import { chargeKind, kindNumber, kindNumbers } from './charge-kind.ts';
import { codesOf, hasRows, visitsThat } from './columns.ts';
import { itemName } from './cells.ts';
import { coreName } from './item-core.ts';

/** Units of doses of a whole prescription (剂、付). */
const DOSES = /^(剂|付|副|帖|贴)$/;
const GRAMS = /^(\d{1,4}(?:\.\d{1,3})?)?(kg|千克|公斤|g|克)$/;
const GRAMS_OF: Readonly<Record<string, number>> = { kg: 1_000, 千克: 1_000, 公斤: 1_000, g: 1, 克: 1 };

/** Grams of one unit (克 → 1, 10g → 10, kg → 1000), or null where the text is no unit of mass. */
export function gramsOf(unit: string): number | null {
	const match = GRAMS.exec(normalizeName(unit));
	return match ? Number(match[1] ?? '1') * GRAMS_OF[match[2]!]! : null;
}

/** Grams of a piece on a line, 1/10 000; null where its unit is no unit of mass. */
export function chargedGrams({ row, quantity }: Charge): number | null {
	const unit = gramsOf(row.text('unt').trim());
	return unit === null ? null : Math.round(quantity * unit);
}

/**
 * Grams that an order of a piece asks for, 1/10 000: those of a dose times the doses (剂), else times its days. Null where dose or count are not told.
 */
export function orderedGrams(order: Row<'order'>): { readonly grams: number; readonly sources: readonly Source[] } | null {
	const said = order.text('dosage').trim();
	const each = gramsOf(said) ?? gramsOf(`${said}${order.text('dosunit').trim()}`);
	if (said === '' || each === null || !/\d/.test(said)) return null;
	const count = DOSES.test(order.text('unt').trim()) ? order.number('cnt') : null;
	const days = order.number('days');
	const doses = count ?? (days === null ? null : days * QUANTITY_SCALE);
	if (doses === null || doses <= 0) return null;
	const fields = ['dosage', count === null ? 'days' : 'cnt'];
	return { grams: Math.round(each * doses), sources: fields.map((field) => ({ row: order, field })) };
}

/** Charges of pieces (饮片) by the core of their names. @throws Undetermined where no file says what kind a line is */
export function piecesOf(charges: readonly Charge[]): ReadonlyMap<string, readonly Charge[]> {
	const pieces = new Map<string, Charge[]>();
	for (const charge of charges) {
		if (!charge.row.hasField('med_chrgitm_type')) throw new Undetermined({ kind: 'field', what: 'fee.med_chrgitm_type' });
		if (chargeKind(charge.row) !== 'herb') continue;
		const core = coreName(itemName(charge.row));
		const known = pieces.get(core);
		if (known) known.push(charge);
		else pieces.set(core, [charge]);
	}
	return pieces;
}

/** Visits with at least so many lines of pieces, or with lines of which no file says the kind; with orders too, where they are asked for. */
export function visitsWithPieces(shard: Shard, context: RunContext, least: number, ordered: boolean): number[] {
	const { fee, order } = shard.tables;
	const types = codesOf(fee, 'med_chrgitm_type');
	const [kinds, herb] = [kindNumbers(context.batch), kindNumber('herb')];
	return visitsThat(shard, (visit) => {
		if (ordered && !hasRows(order, visit)) return false;
		if (!types) return hasRows(fee, visit);
		let count = 0;
		for (let row = fee!.rowStart[visit]!; row < fee!.rowStart[visit + 1]!; row++) if (kinds[types[row]!] === herb && ++count >= least) return true;
		return false;
	});
}
