import type { Missing } from '../domain/finding.ts';
import type { NumberField, TableId } from '../domain/tables/index.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { charges } from '../facts/charges.ts';
import { daysOf, lineDays, unevenSpan } from '../facts/line-days.ts';
import { FALSE, missingOf, truthOf, UNKNOWN, type Place } from './evaluate.ts';
import { safe } from './fixed.ts';
import type { Aggregate } from './tree.ts';

/** What an aggregate of one stay came to. */
export interface AggregateResult {
	/** NaN where it is not known. */
	readonly value: number;
	readonly missing: Missing | null;
	/** Rows that were counted; of fee lines the charges beside them. */
	readonly rows: readonly Row[];
	readonly charges: readonly Charge[];
	/** Of `most_per_day`: what each day had. */
	readonly days: ReadonlyMap<
		number,
		{ readonly quantity: number; readonly parts: readonly { readonly charge: Charge; readonly quantity: number }[] }
	>;
}
type Days = AggregateResult['days'];
interface Item {
	readonly row: Row;
	readonly charge: Charge | null;
}

const NO_DAYS: Days = new Map();

/** The aggregates of one stay, each computed once. */
export function aggregatesOf(
	stay: Stay,
	context: RunContext,
	visit: Row<'visit'> | null,
	day: number | null
): (aggregate: Aggregate) => AggregateResult {
	const known = new Map<number, AggregateResult>();
	return (aggregate) => {
		let result = known.get(aggregate.index);
		if (!result) known.set(aggregate.index, (result = compute(aggregate, stay, { visit, row: null, charge: null, context, day, aggregate: never })));
		return result;
	};
}
const never = (): never => {
	throw new Error('an aggregate within an aggregate');
};

/** One row that cannot be judged makes the whole not known: a sum without it would look whole. */
function compute(aggregate: Aggregate, stay: Stay, at: Place): AggregateResult {
	const items: Item[] = [];
	for (const item of itemsOf(aggregate.table, stay)) {
		const own = { ...at, row: item.row, charge: item.charge };
		const truth = aggregate.where ? truthOf(aggregate.where, own) : 1;
		if (truth === UNKNOWN) return unknown(missingOf(aggregate.where!, own));
		if (truth !== FALSE) items.push(item);
	}
	if (items.some(({ charge }) => charge?.ambiguous)) return unknown({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	const counted = { rows: items.map(({ row }) => row), charges: items.flatMap(({ charge }) => charge ?? []), missing: null };
	if (aggregate.name === 'count') return { ...counted, value: items.length, days: NO_DAYS };
	if (aggregate.name === 'most_per_day') return perDay(counted);
	return summed(aggregate, items, counted);
}

const unknown = (missing: Missing): AggregateResult => ({ value: Number.NaN, missing, rows: [], charges: [], days: NO_DAYS });

function itemsOf(table: TableId, stay: Stay): readonly Item[] {
	if (table === 'fee') return stay.fact(charges).net.map((charge) => ({ row: charge.row as Row, charge }));
	return stay.rows(table).map((row) => ({ row, charge: null }));
}

type Counted = Omit<AggregateResult, 'value' | 'days'>;

function summed({ table, cell }: Aggregate, items: readonly Item[], counted: Counted): AggregateResult {
	const field = cell!.field;
	let value = 0;
	for (const { row, charge } of items) {
		const own = row.number(field as NumberField<TableId>);
		const net = charge && cell!.net ? netNumber(charge, field) : own;
		if (own === null || net === null) return unknown({ kind: row.hasField(field) ? 'value' : 'field', what: `${table}.${field}` });
		value += net;
	}
	return { ...counted, value: safe(value), days: NO_DAYS };
}
const netNumber = (charge: Charge, field: string): number | null =>
	field === 'cnt' ? charge.quantity : field === 'det_item_fee_sumamt' ? charge.amount : charge.inScope;

function perDay(counted: Counted): AggregateResult {
	const days = new Map<number, { quantity: number; parts: { charge: Charge; quantity: number }[] }>();
	for (const charge of counted.charges) {
		if (charge.row.number('cnt') === null) return unknown({ kind: 'value', what: 'fee.cnt' });
		const span = spanOf(charge);
		if ('kind' in span) return unknown(span);
		for (const day of daysOf(span)) {
			const own = days.get(day) ?? days.set(day, { quantity: 0, parts: [] }).get(day)!;
			own.quantity += span.perDay;
			own.parts.push({ charge, quantity: span.perDay });
		}
	}
	return { ...counted, value: [...days.values()].reduce((most, { quantity }) => Math.max(most, quantity), 0), days };
}

function spanOf(charge: Charge): { readonly first: number; readonly last: number; readonly perDay: number } | Missing {
	try {
		const { first, last, perDay } = lineDays(charge);
		return perDay === null ? unevenSpan : { first, last, perDay };
	} catch (error) {
		if (!(error instanceof Undetermined)) throw error;
		return error.missing;
	}
}
