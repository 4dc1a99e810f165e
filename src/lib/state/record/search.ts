import type { TableId } from '$rules/domain/tables/index.ts';
import type { CaseView } from '$workers/protocol/case.ts';
import { rowKey } from '../numbering.ts';

/** A row that holds every word; the row is where a step goes. */
export interface SearchHit {
	readonly table: TableId;
	readonly row: string;
}
/** Keys that every row of a stay repeats: a search for one would mark everything. */
const REPEATED: ReadonlySet<string> = new Set(['mdtrt_id', 'psn_no', 'certno', 'fixmedins_code', 'ipt_otp_no', 'setl_id', 'rel_mdtrt_id']);
/** Rows looked at between two pauses: the page stays free while a large record is searched. */
const AT_ONCE = 400;

/** Words of a question, in lower case; several have to stand in one row. */
export const wordsOf = (question: string): string[] => [
	...new Set(
		question
			.toLowerCase()
			.split(/\s+/u)
			.filter((word) => word !== '')
	)
];

/** Fields of a table that a search looks at. */
export const searched = (fields: readonly string[]): number[] => fields.flatMap((field, at) => (REPEATED.has(field) ? [] : [at]));

/**
 * Rows of the whole record that hold all words, tables in the given order. The words may stand in different cells of a row.
 * @param pause resolves when the page may go on; @returns null where `stop` said so meanwhile
 */
export async function searchRecord(
	view: Pick<CaseView, 'tables'>,
	order: readonly TableId[],
	words: readonly string[],
	pause: () => Promise<void>,
	stop: () => boolean
): Promise<SearchHit[] | null> {
	const hits: SearchHit[] = [];
	if (words.length === 0) return hits;
	let seen = 0;
	for (const table of order) {
		const source = view.tables[table];
		if (!source) continue;
		const columns = searched(source.fields);
		for (const row of source.rows) {
			if (++seen % AT_ONCE === 0) {
				await pause();
				if (stop()) return null;
			}
			const cells = columns.map((at) => row.cells[at]!.toLowerCase());
			if (words.every((word) => cells.some((cell) => cell.includes(word)))) hits.push({ table, row: rowKey({ table, ...row }) });
		}
	}
	return stop() ? null : hits;
}

/** Places of the words in a text as [from, to), UTF-16 units. A text whose length changes in lower case is not marked rather than marked wrongly. */
export function placesOf(text: string, words: readonly string[]): [number, number][] {
	const plain = text.toLowerCase();
	if (plain.length !== text.length) return [];
	const places: [number, number][] = [];
	for (const word of words)
		for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) places.push([at, at + word.length]);
	return places.sort((a, b) => a[0] - b[0]);
}
