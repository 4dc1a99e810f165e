import { fieldSpec, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { ColumnMapping, Problem, TableMapping } from '../protocol/mapping.ts';
import { LIST_LIMIT } from '../protocol/receipt.ts';
import { readerOf, type ColumnReader } from './column-readers.ts';
import { ByteFlags, BytesStore, CodeStore, LineMap, NumberStore } from './column-store.ts';
import type { DictionarySet } from './dictionary.ts';
import { BATCH_ROWS, FAULT, type FieldBatch } from './field-batch.ts';
import { derivedOf } from './normalise.ts';
import { normaliseHeading } from './headings.ts';
import { problem, type ProblemId } from './problems.ts';

/** What became of a record. */
export const STATE = { taken: 0, refused: 1, duplicate: 2, blank: 3 } as const;

const FAULT_PROBLEM: ReadonlyMap<number, ProblemId> = new Map([
	[FAULT.ragged, 'ragged-row'],
	[FAULT.cellTooLarge, 'cell-too-large'],
	[FAULT.brokenQuote, 'broken-quote'],
	[FAULT.notAnObject, 'not-an-object']
]);

/** Where a segment's rows come from. */
export interface SegmentOrigin {
	/** Index into the batch's list of files. */
	readonly fileIndex: number;
	readonly file: string;
	readonly sheet: string;
	readonly serials: boolean;
}

/**
 * Rows of one table from one file or sheet, as columns. Every record that was read has a row here, refused ones too: a row's number is its
 * record's number, and what became of it stands in `states`.
 */
export class Segment {
	readonly table: TableId;
	origin: SegmentOrigin;
	/** Record number of each row where it is not the row's place + 1: rows of a kept batch. */
	records: Uint32Array | null = null;
	readonly columns = new Map<string, NumberStore | CodeStore | BytesStore>();
	/** Fields with one value for all rows (see `derivedOf`): dictionary codes. */
	readonly constants = new Map<string, number>();
	readonly states = new ByteFlags();
	readonly lines = new LineMap();
	readonly refusals: Problem[] = [];
	refusalCount = 0;
	rows = 0;
	private readonly readers: { reader: ColumnReader; column: ColumnMapping }[] = [];
	private readonly headings: readonly string[];
	private readonly batchStates = new Uint8Array(BATCH_ROWS);

	constructor(mapping: TableMapping, origin: SegmentOrigin, dictionaries: DictionarySet) {
		this.table = mapping.table;
		this.origin = origin;
		this.headings = mapping.columns.filter((column) => column.how !== 'derived').map((column) => column.heading);
		for (const column of mapping.columns) {
			const spec = column.field ? fieldSpec(mapping.table, column.field) : undefined;
			if (!column.field || !spec) continue;
			if (column.how === 'derived') {
				const derived = derivedOf(normaliseHeading(column.heading), mapping.table).find((d) => d.field === column.field);
				if (derived) this.constants.set(column.field, dictionaries.get(spec.dictionary).add(derived.value));
				continue;
			}
			if (this.columns.has(column.field)) continue;
			const reader = readerOf(spec.kind, column.field, spec.kind === 'code' ? dictionaries.get(spec.dictionary) : null, origin.serials);
			this.readers.push({ reader, column });
			this.columns.set(column.field, reader.store);
		}
	}

	/** Fields that this segment knows. */
	get fields(): string[] {
		return [...this.columns.keys(), ...this.constants.keys()];
	}

	/** Takes the records of a batch. */
	read(batch: FieldBatch): void {
		const states = this.batchStates.fill(STATE.taken, 0, batch.rows);
		this.markBlank(batch);
		for (let row = 0; row < batch.rows; row++) {
			if (batch.faults[row] === FAULT.none) continue;
			const note = batch.faultNotes.get(row);
			const heading = note && note.position >= 0 ? (this.headings[note.position] ?? '') : '';
			this.refuse(batch, row, FAULT_PROBLEM.get(batch.faults[row]!)!, heading, note?.value ?? '');
		}
		for (const { reader, column } of this.readers) {
			reader.read(batch, column.position, (row, id, value) => this.refuse(batch, row, id, column.heading, value));
		}
		this.states.append(states, batch.rows);
		this.lines.append(batch.lines, batch.rows);
		this.rows += batch.rows;
	}

	/** Records without any value in the table's own columns: in a file of several tables, the other tables' rows. */
	private markBlank(batch: FieldBatch): void {
		const { starts, ends, capacity, rows } = batch;
		const readers = this.readers;
		for (let row = 0; row < rows; row++) {
			let c = 0;
			for (; c < readers.length; c++) {
				const cell = readers[c]!.column.position * capacity + row;
				if (starts[cell] !== ends[cell]) break;
			}
			if (c === readers.length && batch.faults[row] === FAULT.none) this.batchStates[row] = STATE.blank;
		}
	}

	private refuse(batch: FieldBatch, row: number, id: ProblemId, column: string, value: string): void {
		if (this.batchStates[row] !== STATE.taken) return;
		this.batchStates[row] = STATE.refused;
		this.list(id, batch.lines[row]!, column, value);
	}

	/** Refuses a record after reading, where only the whole batch shows what is wrong. */
	refuseLater(row: number, id: ProblemId): void {
		this.states.bytes[row] = STATE.refused;
		this.list(id, this.lines.line(row), '', '');
	}

	private list(id: ProblemId, line: number, column: string, value: string): void {
		this.refusalCount++;
		if (this.refusals.length >= LIST_LIMIT) return;
		const { file, sheet } = this.origin;
		this.refusals.push(problem(id, { file, sheet, table: this.table, line, column, value, ...this.expectation(id, column) }));
	}

	/** Sharper words where the field says more than the problem. */
	private expectation(id: ProblemId, heading: string): { expected?: string } {
		const field = this.readers.find(({ column }) => column.heading === heading)?.column.field;
		const kind = field ? fieldSpec(this.table, field)?.kind : undefined;
		if (id === 'ragged-row') return { expected: `${this.headings.length} 列` };
		if (id !== 'too-many-decimals') return {};
		return { expected: kind === 'amount' ? '最多两位小数（元）' : kind === 'price' ? '最多六位小数' : kind === 'integer' ? '整数' : '最多四位小数' };
	}

	/** Codes of a field by row, or null where the segment has no such field. */
	codes(field: string): ((row: number) => number) | null {
		const store = this.columns.get(field);
		if (store instanceof CodeStore) return (row) => store.at(row);
		const constant = this.constants.get(field);
		return constant === undefined ? null : () => constant;
	}

	numbers(field: string): NumberStore | null {
		const store = this.columns.get(field);
		return store instanceof NumberStore ? store : null;
	}

	bytes(field: string): BytesStore | null {
		const store = this.columns.get(field);
		return store instanceof BytesStore ? store : null;
	}

	get name(): string {
		return TABLES[this.table].zh;
	}
}
