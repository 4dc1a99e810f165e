import type { Column } from '../../rules/domain/columns.ts';
import type { Shard, ShardTable } from '../../rules/domain/shard.ts';
import { fieldSpec, type TableId } from '../../rules/domain/tables/index.ts';
import type { KeptBatch } from '../protocol/delta.ts';
import { BytesStore, CodeStore, NumberStore } from './column-store.ts';
import { dictionaryOf } from './dictionary-view.ts';
import type { DictionarySet } from './dictionary.ts';
import { Segment } from './segment.ts';

/**
 * Records of a kept batch as segments, so that they are linked, planned and gathered with new files as if all had been read together: one segment a file and
 * table, its rows in the order of the shards (within a visit that of the file, which is all that order means after linking).
 */
export class KeptSegments {
	readonly #kept: KeptBatch;
	readonly #dictionaries: DictionarySet;
	/** Codes of the kept batch's dictionaries in those of this one: only what is met is taken over. */
	readonly #codes = new Map<string, (code: number) => number>();
	readonly #growing = new Map<string, { readonly segment: Segment; readonly records: number[] }>();

	constructor(kept: KeptBatch, dictionaries: DictionarySet) {
		this.#kept = kept;
		this.#dictionaries = dictionaries;
	}

	/** Takes the rows of a shard, but for some tables. */
	take(tables: Shard['tables'], without: ReadonlySet<TableId>): void {
		for (const table of Object.values(tables)) {
			if (without.has(table.table)) continue;
			for (let from = 0; from < table.rowCount;) {
				let to = from + 1;
				while (to < table.rowCount && table.file[to] === table.file[from]) to++;
				this.#append(table, from, to);
				from = to;
			}
		}
	}

	/** A code of the kept batch in the dictionaries of this one. */
	code(dictionary: string, code: number): number {
		return this.#mapped(dictionary)(code);
	}

	/** The segments, in the order of the kept batch's files. */
	finish(): Segment[] {
		const all = [...this.#growing.values()].sort((a, b) => a.segment.origin.fileIndex - b.segment.origin.fileIndex);
		for (const { segment, records } of all) segment.records = Uint32Array.from(records);
		return all.map(({ segment }) => segment);
	}

	#append(table: ShardTable, from: number, to: number): void {
		const { segment, records } = this.#segmentOf(table, table.file[from]!);
		for (const [field, column] of Object.entries(table.columns)) this.#column(segment, field, column, from, to);
		const count = to - from;
		segment.states.append(new Uint8Array(count), count);
		segment.lines.append(Float64Array.from(table.record.subarray(from, to)), count);
		for (let row = from; row < to; row++) records.push(table.record[row]!);
		segment.rows += count;
	}

	#segmentOf({ table }: ShardTable, file: number) {
		const key = `${table} ${file}`;
		let known = this.#growing.get(key);
		if (!known) {
			const { name } = this.#kept.files[file]!;
			const mapping = { file: name, sheet: '', table, headingRow: 1, columns: [], confidence: 1, missingKeys: [] };
			const segment = new Segment(mapping, { fileIndex: file, file: name, sheet: '', serials: false }, this.#dictionaries);
			this.#growing.set(key, (known = { segment, records: [] }));
		}
		return known;
	}

	#column(segment: Segment, field: string, column: Column, from: number, to: number): void {
		const count = to - from;
		if ('codes' in column) {
			const store = storeOf(segment, field, () => new CodeStore());
			const mapped = this.#mapped(fieldSpec(segment.table, field)!.dictionary);
			const codes = Int32Array.from(column.codes.subarray(from, to), mapped);
			store.append(
				codes,
				count,
				codes.reduce((most, code) => Math.max(most, code), store.largest)
			);
		} else if ('bytes' in column) {
			const starts = Int32Array.from(column.offsets.subarray(from, to));
			const ends = Int32Array.from(column.offsets.subarray(from + 1, to + 1));
			storeOf(segment, field, () => new BytesStore()).append(column.bytes, starts, ends, 0, count);
		} else {
			const values = 'seconds' in column ? column.seconds : column.values;
			storeOf(segment, field, () => new NumberStore()).append(Float64Array.from(values.subarray(from, to)), count);
		}
	}

	#mapped(dictionary: string): (code: number) => number {
		let map = this.#codes.get(dictionary);
		if (!map) {
			const data = this.#kept.dictionaries.find(({ name }) => name === dictionary);
			const kept = data && dictionaryOf(data);
			const known = new Int32Array(kept?.size ?? 1).fill(-1);
			known[0] = 0;
			const own = this.#dictionaries.get(dictionary);
			map = (code) => (known[code]! >= 0 ? known[code]! : (known[code] = own.add(kept!.text(code))));
			this.#codes.set(dictionary, map);
		}
		return map;
	}
}

function storeOf<Store extends NumberStore | CodeStore | BytesStore>(segment: Segment, field: string, make: () => Store): Store {
	let store = segment.columns.get(field);
	if (!store) segment.columns.set(field, (store = make()));
	return store as Store;
}
