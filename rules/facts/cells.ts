import type { Bilingual, Unit } from '../domain/finding.ts';
import { fieldSpec, type TableId, type TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Trace } from '../engine/trace.ts';
import { Traced, type Source } from '../engine/traced.ts';
import { namesOf } from './item-names.ts';

/** Cells that name the item of a fee line. */
const NAMING = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'hilist_name', 'medins_list_name'] as const;
const NAMES = ['hilist_name', 'medins_list_name'] as const;

/** A text cell whose absence says something too: '' where the record has none. An exception that nobody recorded does not apply. */
export function optionalText<T extends TableId>(row: Row<T>, field: TextField<T>): Traced<string> {
	return optional(row, field, row.text(field));
}

/** As `optionalText`, with the cell's value folded to one of the words that it may begin with (210104 of 21010401), else itself. */
export function optionalCode<T extends TableId>(row: Row<T>, field: TextField<T>, codes: readonly string[]): Traced<string> {
	const text = row.text(field);
	return optional(row, field, codes.find((code) => text.startsWith(code)) ?? text);
}

function optional<T extends TableId>(row: Row<T>, field: TextField<T>, value: string): Traced<string> {
	const spec = fieldSpec(row.table, field)!;
	return new Traced<string>({ zh: spec.zh, en: spec.en }, 'text', value, [{ row, field }], 'record');
}

/** The cells by which a fee line is recognised, those that are filled. */
export const namingCells = (row: Row<'fee'>): Source[] => NAMING.filter((field) => row.text(field) !== '').map((field) => ({ row, field }));

/** The name that people read: the hospital's own, else the national one. */
export const itemName = (row: Row<'fee'>): string =>
	row.text('medins_list_name') || row.text('hilist_name') || row.text('medins_list_codg') || row.text('hilist_code');

/** The item of a fee line by one word of its names, else as people read it. */
export function tracedItem(row: Row<'fee'>, word: string | undefined): Traced<string> {
	const sources = NAMES.filter((field) => row.text(field) !== '').map((field) => ({ row, field }));
	return new Traced<string>({ zh: '项目名称', en: 'Item' }, 'text', word ?? itemName(row), sources, 'derived');
}

/** That no name of a fee line contains one of the words: an exception by name is so a condition that the record can make true or false. */
export function notNamed(t: Trace, condition: string, row: Row<'fee'>, words: readonly string[], label: Bilingual): boolean {
	const names = namesOf(row);
	const word = words.find((w) => names.some((name) => name.includes(w)));
	return t.notIn(condition, tracedItem(row, word), t.constant(label, 'text', words));
}

/** Nothing, as the right side of a comparison. */
export const zero = (unit: Unit): Traced<number> => new Traced<number>({ zh: '零', en: 'Zero' }, unit, 0, [], 'constant');

/** Texts equal to one of these, in any table, mean the same as the code that they stand for. */
export const YES = ['1', '是', 'Y', 'y', 'true'] as const;
