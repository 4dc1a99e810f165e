import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';

/** Cells of a table that say a thing in words, or a name; null where the batch has no such table: the state of a counter-evidence. */
export function cellsSaying<T extends TableId>(stay: Stay, table: T, fields: readonly TextField<T>[], words: RegExp | string): Source[] | null {
	if (!(table in stay.book.shard.tables)) return null;
	const says = (text: string): boolean => (typeof words === 'string' ? text.includes(words) : words.test(text));
	return stay.rows(table).flatMap((row) => {
		const field = fields.find((name) => says(row.text(name)));
		return field ? [{ row, field }] : [];
	});
}

/** A cell that says a thing in words; null where the file leaves it empty. */
export function cellSaying(
	row: Row<'visit'> | Row<'earlierVisit'>,
	field: TextField<'visit'> & TextField<'earlierVisit'>,
	words: RegExp
): Source[] | null {
	const text = row.text(field);
	return text === '' ? null : words.test(text) ? [{ row, field }] : [];
}

/** Several tables together: null only where none of them was loaded. */
export function together(parts: readonly (readonly Source[] | null)[]): Source[] | null {
	const loaded = parts.filter((part) => part !== null);
	return loaded.length === 0 ? null : loaded.flat();
}
