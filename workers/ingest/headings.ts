import { TABLE_IDS, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { FieldSpec } from '../../rules/domain/fields.ts';
import type { ColumnMapping, MappedHow } from '../protocol/mapping.ts';

/** How sure a claim is, best first; `guess` is likeness only. */
const RANK: Readonly<Record<MappedHow, number>> = { hand: 5, code: 4, name: 3, derived: 2, guess: 1, none: 0 };

interface Claim {
	readonly field: string;
	readonly how: MappedHow;
	/** Place of the word among the field's words: its own name comes before its aliases. */
	readonly order: number;
}

/**
 * A heading without what varies: blanks, marks of obligation, units and types in brackets (金额（元）, 机构编码〔字符型〕), width and case.
 */
export function normaliseHeading(heading: string): string {
	let word = normalised.get(heading);
	if (word === undefined) {
		// First rows of files come here too, cell by cell: what is kept must not grow with them.
		if (normalised.size >= 10_000) normalised.clear();
		normalised.set(heading, (word = normalisedHeading(heading)));
	}
	return word;
}
/** Each heading is asked about once for every table. */
const normalised = new Map<string, string>();

function normalisedHeading(heading: string): string {
	return heading
		.normalize('NFKC')
		.replaceAll('\ufeff', '')
		.replace(/[([〔【<《].*?[)\]〕】>》]/g, '')
		.replace(/[\s*:'"`]+/g, '')
		.toLowerCase();
}

const indexes = new Map<TableId, Map<string, Claim>>();

/** Words of a table's fields → claims. */
function indexOf(table: TableId): Map<string, Claim> {
	let index = indexes.get(table);
	if (index) return index;
	index = new Map<string, Claim>();
	for (const [field, spec] of Object.entries(TABLES[table].fields) as [string, FieldSpec][]) {
		[field, spec.zh, ...spec.aliases].forEach((word, order) => {
			const key = normaliseHeading(word);
			const claim: Claim = { field, how: /^[\w.]+$/.test(word) ? 'code' : 'name', order };
			if (!index!.has(key) || order === 0) index!.set(key, claim);
		});
	}
	indexes.set(table, index);
	return index;
}

/** Headings that look like another field's name and are not it. */
const NEVER_GUESS = /(编码|代码|编号|名称|姓名|日期|时间|金额|类型|类别|标志|组号|单位|序号|规格)/g;

/** Likeness: one word contains the other, and both say the same kind of thing (…名称 is never …代码). */
function guess(key: string, table: TableId): Claim | null {
	if (key.length < 3 || !/[\u4e00-\u9fff]/.test(key)) return null;
	let known = guesses.get(table);
	if (!known || known.size >= 10_000) guesses.set(table, (known = new Map()));
	let found = known.get(key);
	if (found === undefined) known.set(key, (found = likest(key, table)));
	return found;
}
/** What was guessed already, by table: values of the first rows repeat, and are no less asked about than headings. */
const guesses = new Map<TableId, Map<string, Claim | null>>();

function likest(key: string, table: TableId): Claim | null {
	let best: Claim | null = null;
	let bestShare = 0.6;
	for (const [word, claim] of indexOf(table)) {
		if (word.length < 3 || !(word.includes(key) || key.includes(word))) continue;
		const share = Math.min(word.length, key.length) / Math.max(word.length, key.length);
		if (share > bestShare && kinds(word) === kinds(key)) {
			best = { field: claim.field, how: 'guess', order: claim.order };
			bestShare = share;
		}
	}
	return best;
}
const kinds = (word: string): string => (word.match(NEVER_GUESS) ?? []).sort().join();

/**
 * Claims of a row of headings for one table. Each field is claimed once, by its best heading; each heading gives one field.
 * A heading that was beaten is left out (`how: 'none'`).
 */
export function claim(headings: readonly string[], table: TableId): ColumnMapping[] {
	const index = indexOf(table);
	const found: (Claim | null)[] = headings.map((heading) => {
		const key = normaliseHeading(heading);
		return key === '' ? null : (index.get(key) ?? null);
	});
	const exact = new Set(found.map((f) => f?.field));
	headings.forEach((heading, position) => {
		if (found[position] || heading.trim() === '') return;
		const guessed = guess(normaliseHeading(heading), table);
		if (guessed && !exact.has(guessed.field)) found[position] = guessed;
	});
	const winner = new Map<string, number>();
	found.forEach((f, position) => {
		if (!f) return;
		const held = winner.get(f.field);
		const rival = held === undefined ? null : found[held]!;
		if (!rival || RANK[f.how] > RANK[rival.how] || (RANK[f.how] === RANK[rival.how] && f.order < rival.order)) winner.set(f.field, position);
	});
	return headings.map((heading, position) => {
		const f = found[position];
		const holds = f && winner.get(f.field) === position;
		return { heading, position, field: holds ? f.field : null, how: holds ? f.how : 'none' };
	});
}

/** Field that a single heading names in a table, or null. */
export const fieldNamed = (heading: string, table: TableId): string | null => indexOf(table).get(normaliseHeading(heading))?.field ?? null;

/** Key fields of a table that its claims do not give. */
export function missingKeysOf(table: TableId, columns: readonly ColumnMapping[]): string[] {
	const given = new Set(columns.map((column) => column.field));
	return Object.entries(TABLES[table].fields as Record<string, FieldSpec>)
		.filter(([field, spec]) => spec.key && !given.has(field))
		.map(([field]) => field);
}

/** A table's name in a file's name, code or Chinese: breaks ties between tables with the same columns, nothing else. */
export function nameHint(file: string): TableId | null {
	const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
	return TABLE_IDS.find((table) => name.includes(TABLES[table].zh) || name.startsWith(table.toLowerCase())) ?? null;
}
