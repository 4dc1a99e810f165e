import type { CodeArray } from '../../../rules/domain/columns.ts';
import type { ShardTable } from '../../../rules/domain/shard.ts';
import { TABLES, TABLE_IDS, type TableId } from '../../../rules/domain/tables/index.ts';
import type { MatchKind } from '../../protocol/queue.ts';
import { Growing } from './growing-pairs.ts';

/** Dictionaries whose texts people search for, and what their words are called. Names, codes and numbers; no units, flags and values. */
export const SEARCHED: Readonly<Record<string, MatchKind>> = {
	visit: 'visit',
	stayNumber: 'visit',
	person: 'person',
	certificate: 'person',
	psn_name: 'person',
	fixmedins_name: 'institution',
	department: 'department',
	doctor: 'doctor',
	item: 'item',
	itemName: 'item',
	localItem: 'item',
	device: 'item',
	diagnosis: 'diagnosis',
	diagnosisName: 'diagnosis',
	operation: 'operation',
	operationName: 'operation',
	orderText: 'order',
	rpt_name: 'lab',
	item_name: 'lab',
	doc_type: 'document',
	title: 'document'
};

interface Field {
	readonly name: string;
	readonly dictionary: string;
}
const FIELDS = new Map<TableId, readonly Field[]>(
	TABLE_IDS.filter((table) => TABLES[table].belongs === 'visit').map((table) => [
		table,
		Object.entries(TABLES[table].fields).flatMap(([name, spec]) =>
			spec.kind === 'code' && spec.dictionary in SEARCHED ? [{ name, dictionary: spec.dictionary }] : []
		)
	])
);
/** Tables with a column that is searched. */
export const SEARCHED_TABLES: readonly TableId[] = [...FIELDS].filter(([, fields]) => fields.length > 0).map(([table]) => table);

/** Visits of each code of one dictionary: those of code c are `visits[start[c], start[c + 1])`, by their code in dictionary `visit`. */
interface Postings {
	readonly start: Uint32Array;
	readonly visits: Uint32Array;
}

/**
 * Which stays have which words in their records: for each searched dictionary the visits of each code. A text that stands in a million rows is looked at
 * once; its code leads to the stays. Fed shard by shard, then closed.
 */
export class RecordWords {
	readonly #pairs = new Map<string, Growing>();
	readonly #postings = new Map<string, Postings>();

	/** Takes what a table of a shard says. `visitCode`: code of each visit of the shard. */
	add(table: ShardTable, visitCode: Uint32Array): void {
		for (const { name, dictionary } of FIELDS.get(table.table) ?? []) {
			const column = table.columns[name];
			if (column?.kind !== 'code') continue;
			const pairs = this.#pairs.get(dictionary) ?? new Growing();
			this.#pairs.set(dictionary, pairs);
			addColumn(pairs, column.codes, table.rowStart, visitCode);
		}
	}

	close(): void {
		for (const [dictionary, pairs] of this.#pairs) this.#postings.set(dictionary, postingsOf(pairs));
		this.#pairs.clear();
	}

	/** Marks the visits whose records hold one of the codes. */
	mark(dictionary: string, codes: readonly number[], visits: Uint8Array): void {
		const postings = this.#postings.get(dictionary);
		if (!postings) return;
		for (const code of codes) {
			const end = postings.start[code + 1] ?? 0;
			for (let k = postings.start[code] ?? end; k < end; k++) visits[postings.visits[k]!] = 1;
		}
	}

	/** The first of the codes that the visit's records hold, or 0. */
	codeOf(dictionary: string, codes: readonly number[], visit: number): number {
		const postings = this.#postings.get(dictionary);
		if (!postings) return 0;
		return codes.find((code) => postings.visits.subarray(postings.start[code], postings.start[code + 1] ?? 0).includes(visit)) ?? 0;
	}

	/** Bytes that the postings take. */
	get bytes(): number {
		let bytes = 0;
		for (const { start, visits } of this.#postings.values()) bytes += start.byteLength + visits.byteLength;
		return bytes;
	}
}

/** Rows of a visit mostly repeat their codes: one that it has had in this table is not added again. */
function addColumn(pairs: Growing, codes: CodeArray, rowStart: Uint32Array, visitCode: Uint32Array): void {
	for (let visit = 0; visit + 1 < rowStart.length; visit++) {
		const code = visitCode[visit]!;
		for (let row = rowStart[visit]!; row < rowStart[visit + 1]!; row++) if (codes[row] !== 0) pairs.addOnce(codes[row]!, code);
	}
}

/** Sorts pairs by code, counting. */
function postingsOf({ codes, visits, length, largest }: Growing): Postings {
	const start = new Uint32Array(largest + 2);
	for (let i = 0; i < length; i++) start[codes[i]! + 1]!++;
	for (let code = 0; code <= largest; code++) start[code + 1]! += start[code]!;
	const filled = start.slice();
	const sorted = new Uint32Array(length);
	for (let i = 0; i < length; i++) sorted[filled[codes[i]!]!++] = visits[i]!;
	return { start, visits: sorted };
}
