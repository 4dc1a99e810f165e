import type { TableId } from '../domain/tables/index.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';
import type { Span } from './fault.ts';

/**
 * Types of the language. Numbers are whole numbers in the units of the domain: amount 分, price 1/1 000 000 元, quantity and ratio 1/10 000; `day` days since
 * 1970-01-01; `time` civil seconds known to the minute.
 */
export type NumberType = 'amount' | 'price' | 'quantity' | 'ratio' | 'integer' | 'day' | 'time';
export type Type = NumberType | 'text';

/** A cell of the row that the condition looks at, or of its visit. */
export interface Cell<T extends Type = Type> extends Span {
	readonly kind: 'cell';
	readonly table: TableId;
	readonly field: string;
	readonly type: T;
	/** How the column is stored: texts are codes of a dictionary, or bytes. */
	readonly stored: 'code' | 'bytes' | 'number' | 'time';
	/** 数量、金额 of a fee line are read net of refunds. */
	readonly net: boolean;
}
/** A number as written, brought to its unit. */
export interface Literal extends Span {
	readonly kind: 'literal';
	readonly type: NumberType;
	readonly value: number;
}
/** The calendar day of a time. */
export interface DayOf extends Span {
	readonly kind: 'dayOf';
	readonly type: 'day';
	readonly of: Cell;
}
/** left + right, left − right; both in the unit of the result. */
export interface Sum extends Span {
	readonly kind: 'sum';
	readonly type: NumberType;
	readonly minus: boolean;
	readonly left: Num;
	readonly right: Num;
}
/** left × right ÷ divisor, rounded half away from zero to the unit of the result. */
export interface Product extends Span {
	readonly kind: 'product';
	readonly type: NumberType;
	readonly left: Num;
	readonly right: Num;
	readonly divisor: number;
}
/** left × factor ÷ right, rounded half away from zero; no value where `right` is zero. */
export interface Quotient extends Span {
	readonly kind: 'quotient';
	readonly type: NumberType;
	readonly left: Num;
	readonly right: Num;
	readonly factor: number;
}
export type AggregateName = 'count' | 'sum' | 'most_per_day';
/** Something of all rows of a table that a stay has and a condition says yes to. */
export interface Aggregate extends Span {
	readonly kind: 'aggregate';
	readonly name: AggregateName;
	readonly type: NumberType;
	readonly table: TableId;
	/** The cell summed; null for a count. */
	readonly cell: Cell<NumberType> | null;
	readonly where: Cond | null;
	/** Place among the aggregates of the rule. */
	readonly index: number;
}
export type Num = Cell<NumberType> | Literal | DayOf | Sum | Product | Quotient | Aggregate;

export type Comparison = 'gt' | 'ge' | 'lt' | 'le' | 'eq' | 'ne';
export type TextTest = 'eq' | 'contains' | 'startsWith' | 'endsWith';

/** Conditions in negation normal form: a negation stands at the leaves alone, so that "not false" can be computed part by part. */
export type Cond =
	| (Span & { readonly kind: 'and' | 'or'; readonly parts: readonly Cond[] })
	| (Span & { readonly kind: 'compare'; readonly op: Comparison; readonly left: Num; readonly right: Num })
	/** Equal to, or containing, one of the words. */
	| (Span & {
			readonly kind: 'text';
			readonly test: TextTest;
			readonly cell: Cell;
			readonly words: readonly string[];
			readonly negated: boolean;
			/** Of kernels: an absent cell is false here, since `has` of it stands beside. */
			readonly filled?: boolean;
	  })
	| (Span & { readonly kind: 'same'; readonly left: Cell; readonly right: Cell; readonly negated: boolean })
	| (Span & { readonly kind: 'known'; readonly cell: Cell; readonly table: KnowledgeTableId; readonly negated: boolean })
	| (Span & { readonly kind: 'has'; readonly cell: Cell; readonly negated: boolean });
export type Leaf = Exclude<Cond, { readonly kind: 'and' | 'or' }>;

const cellsOfNum = (num: Num): readonly Cell[] => {
	switch (num.kind) {
		case 'cell':
			return [num];
		case 'dayOf':
			return [num.of];
		case 'sum':
		case 'product':
		case 'quotient':
			return [...cellsOfNum(num.left), ...cellsOfNum(num.right)];
		default:
			return [];
	}
};
/** Cells that a leaf reads by itself, not those within its aggregates. */
export function cellsOfLeaf(leaf: Leaf): readonly Cell[] {
	if (leaf.kind === 'compare') return [...cellsOfNum(leaf.left), ...cellsOfNum(leaf.right)];
	return leaf.kind === 'same' ? [leaf.left, leaf.right] : [leaf.cell];
}
export { cellsOfNum };

/** Aggregates of a number. */
export function aggregatesOfNum(num: Num): readonly Aggregate[] {
	if (num.kind === 'aggregate') return [num];
	return num.kind === 'sum' || num.kind === 'product' || num.kind === 'quotient' ? [...aggregatesOfNum(num.left), ...aggregatesOfNum(num.right)] : [];
}
export const aggregatesOfLeaf = (leaf: Leaf): readonly Aggregate[] =>
	leaf.kind === 'compare' ? [...aggregatesOfNum(leaf.left), ...aggregatesOfNum(leaf.right)] : [];

export const isLeaf = (cond: Cond): cond is Leaf => cond.kind !== 'and' && cond.kind !== 'or';
export const isNumber = (cell: Cell): cell is Cell<NumberType> => cell.type !== 'text';

/** Every leaf, in the order of the text. */
export const leavesOf = (cond: Cond): readonly Leaf[] => (isLeaf(cond) ? [cond] : cond.parts.flatMap(leavesOf));

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = { gt: 'le', ge: 'lt', lt: 'ge', le: 'gt', eq: 'ne', ne: 'eq' };
/** The condition that holds where this one is false; both are unknown together. */
export function negate(cond: Cond): Cond {
	if (!isLeaf(cond)) return { ...cond, kind: cond.kind === 'and' ? 'or' : 'and', parts: cond.parts.map(negate) };
	if (cond.kind === 'compare') return { ...cond, op: OPPOSITE[cond.op] };
	// What was false of an absent cell is true of it now: it stays, as any cell that is not known does.
	const { filled: _, ...leaf } = cond as Leaf & { kind: 'text' };
	return { ...leaf, negated: !leaf.negated };
}
