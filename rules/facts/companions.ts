import { dayOf } from '../domain/units.ts';
import type { TableId, TextField, TimeField } from '../domain/tables/index.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { chargeKind } from './charge-kind.ts';
import { charges } from './charges.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';
import { mentions } from './text/mentions.ts';

/** Rows that name what an item needs, and all that were looked through. */
export interface Companions {
	readonly found: readonly Row[];
	readonly searched: readonly Row[];
}

/** Days on which to look, both included; null for the whole visit. */
export type Days = readonly [number, number] | null;

const NAMED = [
	{ table: 'operation', fields: ['oprn_oprt_name'], time: 'oprn_oprt_date' },
	{ table: 'order', fields: ['drord_cont', 'drord_detl_name'], time: 'drord_begn_time' }
] as const;

/**
 * What of a stay names one of some words beside an item: charges that are neither material nor drug, operations, orders, and texts that tell of it
 * as done. A row without a date counts: nothing shows that it was on another day.
 */
export function companionsOf(stay: Stay, words: readonly string[], days: Days): Companions {
	const wanted = words.map(normalized);
	const names = (texts: readonly string[]): boolean => texts.some((text) => wanted.some((word) => text.includes(word)));
	const lines = stay.fact(charges).net.filter((charge) => isService(charge) && near(charge.row, 'fee_ocur_time', days));
	const others = NAMED.filter(({ table }) => table in stay.book.shard.tables).flatMap(({ table, fields, time }) =>
		(stay.rows(table) as readonly Row[])
			.filter((row) => near(row, time, days))
			.map((row) => ({ row, texts: fields.map((field) => normalized(row.text(field as TextField<TableId>))) }))
	);
	const told = mentions(stay, words, { status: ['affirmed', 'uncertain'] });
	return {
		found: [
			...lines.filter(({ row }) => names(namesOf(row))).map(({ row }) => row),
			...others.filter(({ texts }) => names(texts)).map(({ row }) => row),
			...new Set(told.hits.map(({ text }) => text.row))
		],
		searched: [...lines.map(({ row }) => row), ...others.map(({ row }) => row), ...told.searched]
	};
}

/** A material or a drug under the name of what was done with it proves nothing. */
function isService({ row }: Charge): boolean {
	const kind = chargeKind(row);
	return kind !== 'material' && kind !== 'drug' && kind !== 'herb';
}

function near(row: Row, field: string, days: Days): boolean {
	const time = days === null ? null : row.time(field as TimeField<TableId>);
	if (days === null || time === null) return true;
	const day = dayOf(time.seconds);
	return days[0] <= day && day <= days[1];
}
