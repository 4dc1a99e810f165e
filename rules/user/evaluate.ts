import type { CodeColumn } from '../domain/columns.ts';
import type { Missing } from '../domain/finding.ts';
import type { NumberField, TableId, TextField, TimeField } from '../domain/tables/index.ts';
import { dayOf, PRECISION } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { inForce } from '../facts/items.ts';
import type { Match } from '../knowledge/lookup.ts';
import type { AggregateResult } from './aggregates.ts';
import { holds } from './kernels.ts';
import { arithmetic } from './scan.ts';
import { isLeaf, type Aggregate, type Cell, type Cond, type Leaf, type Num } from './tree.ts';
import { marksFor, matchesOfCell, saysOf } from './words.ts';

/** What a condition looks at. */
export interface Place {
	/** The record of the visit; null where fee lines name a visit that no file describes. */
	readonly visit: Row<'visit'> | null;
	/** The row looked at; null where the condition speaks of the visit alone. */
	readonly row: Row | null;
	/** Of a fee line: what is left after refunds. */
	readonly charge: Charge | null;
	readonly context: RunContext;
	/** Day of service of the visit, for knowledge in force where the line has no day. */
	readonly day: number | null;
	aggregate(aggregate: Aggregate): AggregateResult;
}

/** Three-valued: false, true, not known (无法判断). */
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;
export type Truth = typeof FALSE | typeof TRUE | typeof UNKNOWN;

/** Kleene's strong logic: false decides an "and" and true an "or", whatever else is not known. */
export function truthOf(cond: Cond, at: Place): Truth {
	if (isLeaf(cond)) return leafTruth(cond, at);
	const decides = cond.kind === 'and' ? FALSE : TRUE;
	let truth: Truth = cond.kind === 'and' ? TRUE : FALSE;
	for (const part of cond.parts) {
		const own = truthOf(part, at);
		if (own === decides) return own;
		if (own === UNKNOWN) truth = UNKNOWN;
	}
	return truth;
}

function leafTruth(leaf: Leaf, at: Place): Truth {
	switch (leaf.kind) {
		case 'compare': {
			const [a, b] = [numberOf(leaf.left, at), numberOf(leaf.right, at)];
			return Number.isNaN(a) || Number.isNaN(b) ? UNKNOWN : truth(holds(leaf.op, a, b));
		}
		case 'text': {
			const code = codeOf(leaf.cell, at);
			// Distinct texts are read once a run.
			if (code !== null) return code === 0 ? UNKNOWN : truth(marksFor(leaf, at.context)[code] === 1);
			const text = textOf(leaf.cell, at);
			return text === '' ? UNKNOWN : truth(saysOf(leaf.test, leaf.words, text) !== leaf.negated);
		}
		case 'same': {
			const [a, b] = [textOf(leaf.left, at), textOf(leaf.right, at)];
			return a === '' || b === '' ? UNKNOWN : truth((a === b) !== leaf.negated);
		}
		case 'known':
			return textOf(leaf.cell, at) === '' ? UNKNOWN : truth((matchOf(leaf, at) !== null) !== leaf.negated);
		case 'has': {
			const filled = isFilled(leaf.cell, at);
			return filled === null ? UNKNOWN : truth(filled !== leaf.negated);
		}
	}
}
const truth = (value: boolean): Truth => (value ? TRUE : FALSE);

/** The row that holds a cell. */
export const rowOf = (cell: Cell, at: Place): Row | null =>
	at.row?.table === cell.table ? at.row : cell.table === 'visit' ? (at.visit as Row | null) : null;

/** Whole number in its unit; NaN where it is not known. */
export function numberOf(num: Num, at: Place): number {
	switch (num.kind) {
		case 'literal':
			return num.value;
		case 'cell':
			return cellNumber(num, at);
		case 'dayOf': {
			const time = rowOf(num.of, at)?.time(num.of.field as TimeField<TableId>);
			return time ? dayOf(time.seconds) : Number.NaN;
		}
		case 'aggregate':
			return at.aggregate(num).value;
		default:
			return arithmetic(num, numberOf(num.left, at), numberOf(num.right, at));
	}
}

function cellNumber(cell: Cell, at: Place): number {
	const row = rowOf(cell, at);
	if (!row) return Number.NaN;
	if (cell.type === 'time') {
		const time = row.time(cell.field as TimeField<TableId>);
		return time && time.precision === PRECISION.minute ? time.seconds : Number.NaN;
	}
	const value = row.number(cell.field as NumberField<TableId>);
	if (value === null) return Number.NaN;
	return cell.net && at.charge ? netOf(cell, at.charge) : value;
}

/** Quantity, amount and in-scope amount net of refunds; not known where a refund fits several lines. */
function netOf({ field }: Cell, charge: Charge): number {
	if (charge.ambiguous) return Number.NaN;
	if (field === 'cnt') return charge.quantity;
	return field === 'det_item_fee_sumamt' ? charge.amount : (charge.inScope ?? Number.NaN);
}

/** Dictionary code of a text cell, 0 where absent; null where it is not stored by codes, or no file carries it. */
function codeOf(cell: Cell, at: Place): number | null {
	const row = rowOf(cell, at);
	const column = row?.source.columns[cell.field];
	return row && column && 'codes' in column ? column.codes[row.index]! : null;
}

export const textOf = (cell: Cell, at: Place): string => rowOf(cell, at)?.text(cell.field as TextField<TableId>) ?? '';

/** The point in force on the day of the line that one cell matches, or null. */
export function matchOf({ cell, table }: Leaf & { kind: 'known' }, at: Place): Match | null {
	const row = rowOf(cell, at)!;
	const code = (row.source.columns[cell.field] as CodeColumn).codes[row.index]!;
	const time = row.time('fee_ocur_time' as TimeField<TableId>);
	const day = time ? dayOf(time.seconds) : at.day;
	return matchesOfCell(at.context, table, cell.field, code).find(({ point }) => inForce(point, day)) ?? null;
}

/** Null where no file carries the field: then nobody can tell an empty cell from one that was never given. */
function isFilled(cell: Cell, at: Place): boolean | null {
	const row = rowOf(cell, at);
	if (!row || !row.hasField(cell.field)) return null;
	const code = codeOf(cell, at);
	if (code !== null) return code !== 0;
	if (cell.type === 'text') return row.text(cell.field as TextField<TableId>) !== '';
	if (cell.type === 'time') return row.time(cell.field as TimeField<TableId>) !== null;
	return row.number(cell.field as NumberField<TableId>) !== null;
}

/** Why a condition is not known: the first thing missing that decides it. */
export function missingOf(cond: Cond, at: Place): Missing {
	if (!isLeaf(cond))
		return missingOf(
			cond.parts.find((part) => truthOf(part, at) === UNKNOWN)!,
			at
		);
	const missing = cond.kind === 'compare' ? (missingNumber(cond.left, at) ?? missingNumber(cond.right, at)) : firstAbsent(cond, at);
	return missing ?? { kind: 'value', what: 'visit' };
}

function firstAbsent(leaf: Exclude<Leaf, { kind: 'compare' }>, at: Place): Missing {
	if (leaf.kind === 'has') return missingCell(leaf.cell, at);
	const cells = leaf.kind === 'same' ? [leaf.left, leaf.right] : [leaf.cell];
	return missingCell(cells.find((cell) => textOf(cell, at) === '') ?? cells[0]!, at);
}

/** @returns null where the number is known */
function missingNumber(num: Num, at: Place): Missing | null {
	if (!Number.isNaN(numberOf(num, at))) return null;
	switch (num.kind) {
		case 'literal':
			return null;
		case 'cell':
			return missingCell(num, at);
		case 'dayOf':
			return missingCell(num.of, at);
		case 'aggregate':
			return at.aggregate(num).missing;
		default:
			// Both sides known and no result: divided by zero, or too large to be held. The cell that did it is named.
			return missingNumber(num.left, at) ?? missingNumber(num.right, at) ?? culprit(num.right) ?? culprit(num.left);
	}
}
function culprit(num: Num): Missing | null {
	if (num.kind === 'cell') return { kind: 'value', what: `${num.table}.${num.field}` };
	if (num.kind === 'aggregate') return { kind: 'value', what: num.cell ? `${num.table}.${num.cell.field}` : num.table };
	return num.kind === 'literal' || num.kind === 'dayOf' ? null : (culprit(num.right) ?? culprit(num.left));
}

function missingCell(cell: Cell, at: Place): Missing {
	const row = rowOf(cell, at);
	const what = `${cell.table}.${cell.field}`;
	if (!row) return { kind: 'table', what: cell.table };
	if (cell.net && at.charge?.ambiguous) return { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' };
	if (!row.hasField(cell.field)) return { kind: 'field', what };
	if (cell.type === 'time' && row.time(cell.field as TimeField<TableId>)) return { kind: 'precision', what };
	return { kind: 'value', what };
}
