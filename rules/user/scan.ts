import { ABSENT, type BytesColumn, type CodeColumn, type NumberColumn, type TimeColumn } from '../domain/columns.ts';
import type { Shard, ShardTable } from '../domain/shard.ts';
import type { TableId } from '../domain/tables/index.ts';
import { PRECISION, SECONDS_PER_DAY } from '../domain/units.ts';
import type { RunContext } from '../engine/rule.ts';
import { perShard } from '../facts/columns.ts';
import { visitsWithRefund } from '../facts/refunds.ts';
import { mulDiv, safe } from './fixed.ts';
import { codeDense, compared, marksDense, marksOf, numbersDense, numbersOf, rangeOf, testOf, union } from './kernels.ts';
import { AggregateVectors } from './scan-aggregates.ts';
import { cellsOfLeaf, isLeaf, type Cell, type Cond, type Leaf, type Num } from './tree.ts';
import { dictionaryOf, marksFor, saysOf } from './words.ts';

/** What a condition ranges over: rows of a table, or (null) visits. */
export type FrameTable = TableId | null;
export interface Selection {
	readonly sel: Uint32Array;
	n: number;
}

/** Visit of each row of a table, made once a shard. */
const visitsOfRows = perShard((shard: Shard, _context: RunContext) => {
	const made = new Map<TableId, Uint32Array>();
	return (table: TableId): Uint32Array => {
		let visits = made.get(table);
		if (visits) return visits;
		const { rowStart, rowCount } = shard.tables[table]!;
		made.set(table, (visits = new Uint32Array(rowCount)));
		for (let visit = 0; visit < shard.visitCount; visit++) visits.fill(visit, rowStart[visit]!, rowStart[visit + 1]!);
		return visits;
	};
});
/** One byte a fee row: 1 where its visit has a refund, so that quantity and amount must be netted by the judge. Null where no visit has any. */
const refundRows = perShard((shard: Shard, context: RunContext): Uint8Array | null => {
	const visits = visitsWithRefund(shard, context);
	if (!visits.includes(1)) return null;
	const { rowStart, rowCount } = shard.tables.fee!;
	const rows = new Uint8Array(rowCount);
	for (let visit = 0; visit < shard.visitCount; visit++) if (visits[visit] === 1) rows.fill(1, rowStart[visit]!, rowStart[visit + 1]!);
	return rows;
});

/** Runs conditions over the columns of one shard. It never loses a row of which a condition is true or unknown. */
export class Scan {
	readonly aggregates: AggregateVectors;

	constructor(
		readonly shard: Shard,
		readonly context: RunContext
	) {
		this.aggregates = new AggregateVectors(this);
	}

	/** Rows of which the condition is not false, ascending. */
	select(cond: Cond, table: FrameTable): Selection {
		const sel = new Uint32Array(this.size(table));
		const [first, ...rest] = cond.kind === 'and' ? cond.parts : [cond];
		let n = this.#dense(first!, table, sel);
		for (const part of rest) n = this.keep(part, table, sel, n);
		return { sel, n };
	}

	/** Narrows a selection in place. @returns its new length */
	keep(cond: Cond, table: FrameTable, sel: Uint32Array, n: number): number {
		if (n === 0) return 0;
		if (isLeaf(cond)) return this.#leaf(cond, table, sel, n);
		if (cond.kind === 'and') return cond.parts.reduce((left, part) => this.keep(part, table, sel, left), n);
		let found: Selection = { sel: new Uint32Array(0), n: 0 };
		for (const part of cond.parts) {
			const own = sel.slice(0, n);
			const kept = this.keep(part, table, own, n);
			const out = new Uint32Array(n);
			found = { sel: out, n: union(found.sel, found.n, own, kept, out) };
		}
		sel.set(found.sel.subarray(0, found.n));
		return found.n;
	}

	size(table: FrameTable): number {
		return table === null ? this.shard.visitCount : (this.shard.tables[table]?.rowCount ?? 0);
	}
	visitsOf(table: TableId): Uint32Array {
		return visitsOfRows(this.shard, this.context)(table);
	}
	refundRows(): Uint8Array | null {
		return refundRows(this.shard, this.context);
	}

	#dense(cond: Cond, table: FrameTable, sel: Uint32Array): number {
		if (cond.kind === 'compare' && table !== null) {
			const { left, right } = cond;
			const values = left.kind === 'cell' && left.table === table ? this.#numbers(left) : null;
			if (values && left.kind === 'cell' && right.kind === 'literal')
				return numbersDense(values, rangeOf(cond.op, right.value), this.#netting(left), sel);
		}
		if ((cond.kind === 'text' || cond.kind === 'known') && cond.cell.table === table && cond.cell.stored === 'code') {
			const codes = this.#column<CodeColumn>(cond.cell)?.codes;
			const single = cond.kind === 'text' && cond.test === 'eq' && !cond.negated && cond.words.length === 1;
			if (codes && single) {
				const code = this.context.batch.dictionaries.get(dictionaryOf(cond.cell)).code(cond.words[0]!);
				if (code !== 0 || !cond.filled) return codeDense(codes, code, cond.filled ? code : 0, sel);
			}
			if (codes) return marksDense(codes, marksFor(cond, this.context), sel);
		}
		for (let row = 0; row < sel.length; row++) sel[row] = row;
		return this.keep(cond, table, sel, sel.length);
	}

	#leaf(leaf: Leaf, table: FrameTable, sel: Uint32Array, n: number): number {
		if (table !== null && leaf.kind !== 'compare' && cellsOfLeaf(leaf).every((cell) => cell.table === 'visit' && table !== 'visit')) {
			return this.#byVisit(leaf, table, sel, n);
		}
		switch (leaf.kind) {
			case 'compare':
				return this.#compare(leaf, table, sel, n);
			case 'text':
			case 'known': {
				const codes = leaf.cell.stored === 'code' ? this.#column<CodeColumn>(leaf.cell)?.codes : undefined;
				if (codes && table === leaf.cell.table) return marksOf(codes, marksFor(leaf, this.context), sel, n);
				const text = this.#textAt(leaf.cell, table);
				if (!text || leaf.kind === 'known') return codes ? testOf(this.#marked(leaf, codes, table), sel, n) : n;
				return testOf((row) => (text(row) === '' ? !leaf.filled : saysOf(leaf.test, leaf.words, text(row)) !== leaf.negated), sel, n);
			}
			case 'same': {
				const [a, b] = [this.#textAt(leaf.left, table), this.#textAt(leaf.right, table)];
				return !a || !b ? n : testOf((row) => a(row) === '' || b(row) === '' || (a(row) === b(row)) !== leaf.negated, sel, n);
			}
			case 'has': {
				const filled = this.#filled(leaf.cell, table);
				return filled ? testOf((row) => filled(row) === null || filled(row) !== leaf.negated, sel, n) : n;
			}
		}
	}

	#marked(leaf: Leaf & { kind: 'text' | 'known' }, codes: CodeColumn['codes'], table: FrameTable): (row: number) => boolean {
		const [own, at] = [marksFor(leaf, this.context), this.#rowOf(leaf.cell, table)];
		return (row) => at(row) < 0 || own[codes[at(row)]!] === 1;
	}

	/** A condition on the visit alone is asked once a visit. */
	#byVisit(leaf: Leaf, table: TableId, sel: Uint32Array, n: number): number {
		const kept = this.select(leaf, null);
		const visits = new Uint8Array(this.shard.visitCount);
		for (let i = 0; i < kept.n; i++) visits[kept.sel[i]!] = 1;
		const of = this.visitsOf(table);
		return testOf((row) => visits[of[row]!] === 1, sel, n);
	}

	#compare(leaf: Leaf & { kind: 'compare' }, table: FrameTable, sel: Uint32Array, n: number): number {
		const { left, right } = leaf;
		if (left.kind === 'cell' && right.kind === 'literal' && left.table === table) {
			const values = this.#numbers(left);
			if (values) return numbersOf(values, rangeOf(leaf.op, right.value), this.#netting(left), sel, n);
		}
		return compared(leaf.op, this.vector(left, table, sel, n), this.vector(right, table, sel, n), sel, n);
	}

	/** Values of a number for the rows of a selection; NaN where it is not known. */
	vector(num: Num, table: FrameTable, sel: Uint32Array, n: number): Float64Array {
		switch (num.kind) {
			case 'literal':
				return new Float64Array(n).fill(num.value);
			case 'cell':
				return num.type === 'time' ? this.#times(num, table, sel, n, false) : this.#cells(num, table, sel, n);
			case 'dayOf':
				return this.#times(num.of, table, sel, n, true);
			case 'aggregate': {
				const { values } = this.aggregates.of(num);
				const of = table === null ? null : this.visitsOf(table);
				return Float64Array.from({ length: n }, (_, i) => values[of ? of[sel[i]!]! : sel[i]!]!);
			}
			default: {
				const [a, b] = [this.vector(num.left, table, sel, n), this.vector(num.right, table, sel, n)];
				for (let i = 0; i < n; i++) a[i] = arithmetic(num, a[i]!, b[i]!);
				return a;
			}
		}
	}

	#cells(cell: Cell, table: FrameTable, sel: Uint32Array, n: number): Float64Array {
		const [out, values, always] = [new Float64Array(n), this.#numbers(cell), this.#netting(cell)];
		if (!values) return out.fill(Number.NaN);
		const at = this.#rowOf(cell, table);
		for (let i = 0; i < n; i++) {
			const row = at(sel[i]!);
			const value = row < 0 ? ABSENT : values[row]!;
			out[i] = value === ABSENT || (always !== null && always[row] === 1) ? Number.NaN : value;
		}
		return out;
	}

	/** Seconds of times known to the minute, or days of all that are known. */
	#times(cell: Cell, table: FrameTable, sel: Uint32Array, n: number, days: boolean): Float64Array {
		const [out, column, at] = [new Float64Array(n).fill(Number.NaN), this.#column<TimeColumn>(cell), this.#rowOf(cell, table)];
		for (let i = 0; column && i < n; i++) {
			const row = at(sel[i]!);
			const precision = row < 0 ? PRECISION.none : column.precision[row]!;
			if (days ? precision !== PRECISION.none : precision === PRECISION.minute) {
				out[i] = days ? Math.floor(column.seconds[row]! / SECONDS_PER_DAY) : column.seconds[row]!;
			}
		}
		return out;
	}

	/** From a row of the frame to the row of the cell's table; -1 where a visit has no record of its own. */
	#rowOf(cell: Cell, table: FrameTable): (row: number) => number {
		if (cell.table === table) return (row) => row;
		const [source, of] = [this.shard.tables.visit, table === null ? null : this.visitsOf(table)];
		if (!source) return () => -1;
		const { rowStart } = source;
		return (row) => {
			const visit = of ? of[row]! : row;
			return rowStart[visit] === rowStart[visit + 1] ? -1 : rowStart[visit]!;
		};
	}

	/** Text of a cell by row of the frame, '' where absent; null where no file carries the field. */
	#textAt(cell: Cell, table: FrameTable): ((row: number) => string) | null {
		const column = this.#column<CodeColumn | BytesColumn>(cell);
		if (!column) return null;
		const { batch } = this.context;
		const at = this.#rowOf(cell, table);
		if (column.kind === 'code') {
			const dictionary = batch.dictionaries.get(dictionaryOf(cell));
			return (row) => (at(row) < 0 ? '' : dictionary.text(column.codes[at(row)]!));
		}
		return (row) => {
			const own = at(row);
			return own < 0 ? '' : batch.decode(column.bytes.subarray(column.offsets[own]!, column.offsets[own + 1]!));
		};
	}

	/** Whether a cell is filled in; null of a visit without a record of its own. Null as a whole where no file carries the field: nobody can tell. */
	#filled(cell: Cell, table: FrameTable): ((row: number) => boolean | null) | null {
		const column = this.#column<CodeColumn | BytesColumn | NumberColumn | TimeColumn>(cell);
		if (!column) return null;
		const at = this.#rowOf(cell, table);
		const filled = filledAt(column);
		return (row) => (at(row) < 0 ? null : filled(at(row)));
	}

	#column<C>(cell: Cell): C | undefined {
		return (this.shard.tables[cell.table] as ShardTable | undefined)?.columns[cell.field] as C | undefined;
	}
	#numbers(cell: Cell): NumberColumn['values'] | undefined {
		return cell.stored === 'number' ? this.#column<NumberColumn>(cell)?.values : undefined;
	}
	#netting(cell: Cell): Uint8Array | null {
		return cell.net ? this.refundRows() : null;
	}
}

function filledAt(column: CodeColumn | BytesColumn | NumberColumn | TimeColumn): (row: number) => boolean {
	if ('codes' in column) return (row) => column.codes[row] !== 0;
	if ('precision' in column) return (row) => column.precision[row] !== PRECISION.none;
	if ('offsets' in column) return (row) => column.offsets[row] !== column.offsets[row + 1];
	return (row) => column.values[row] !== ABSENT;
}

/** One arithmetic step; NaN where a side is not known, the divisor is zero, or the result is not held exactly. Kernels and judge share it. */
export function arithmetic(num: Extract<Num, { kind: 'sum' | 'product' | 'quotient' }>, a: number, b: number): number {
	if (num.kind === 'sum') return safe(num.minus ? a - b : a + b);
	return num.kind === 'product' ? mulDiv(a, b, num.divisor) : mulDiv(a, num.factor, b);
}
