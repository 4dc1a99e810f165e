import { ABSENT, type Column, type Dictionaries, type Dictionary } from '../../../rules/domain/columns.ts';
import { dayNumber } from '../../../rules/domain/display.ts';
import type { BatchContext, Shard, ShardTable } from '../../../rules/domain/shard.ts';
import { fieldSpec, TABLES, type TableId } from '../../../rules/domain/tables/index.ts';
import { PRICE_SCALE, QUANTITY_SCALE, RATIO_SCALE, SECONDS_PER_DAY } from '../../../rules/domain/units.ts';

/** Raw text of records by table: what a file would say. The key `mdtrt_id` ties a row to its visit. */
export type Tables = Partial<Record<TableId, readonly Readonly<Record<string, string>>[]>>;
export interface Built {
	readonly shard: Shard;
	readonly batch: BatchContext;
}

/**
 * Reads records from text tables: first line the fields, then a row a line, cells parted by `|`.
 * An empty cell is an absent value; a field without a column is a field that no file carries.
 */
export function tables(texts: Partial<Record<TableId, string>>): Tables {
	return Object.fromEntries(Object.entries(texts).map(([table, text]) => [table, parse(text)]));
}

function parse(text: string): Record<string, string>[] {
	const [head, ...lines] = text
		.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));
	return lines.map((cells) => Object.fromEntries(head!.map((name, i) => [name, cells[i] ?? ''])));
}

/** A shard of the given records, built without the intake: rules are tested alone. */
export function build(raw: Tables): Built {
	const dictionaries = new GrowingDictionaries();
	const visits = visitsOf(raw);
	const persons = [...new Set(visits.map((v) => v.person))];
	const ordered = persons.flatMap((p) => visits.filter((v) => v.person === p).sort((a, b) => (a.begin < b.begin ? -1 : a.begin > b.begin ? 1 : 0)));
	const position = new Map(ordered.map((v, i) => [v.id, i]));
	const shardTables: Partial<Record<TableId, ShardTable>> = {};
	const batchTables: Partial<Record<TableId, ShardTable>> = {};
	for (const [name, rows] of Object.entries(raw) as [TableId, Tables[TableId]][]) {
		const ofVisit = TABLES[name].belongs === 'visit';
		const owner = (row: Readonly<Record<string, string>>): number => (ofVisit ? position.get(visitIdOf(name, row))! : 0);
		(ofVisit ? shardTables : batchTables)[name] = buildTable(name, rows!, owner, ofVisit ? ordered.length : 1, dictionaries);
	}
	const personStart = Uint32Array.from([0, ...persons.map((p) => ordered.filter((v) => persons.indexOf(v.person) <= persons.indexOf(p)).length)]);
	const shard: Shard = {
		id: 'fixture',
		visitCount: ordered.length,
		personCount: persons.length,
		personStart,
		visitCode: Uint32Array.from(ordered, (v) => dictionaries.add('visit', v.id)),
		personCode: Uint32Array.from(persons, (p) => dictionaries.add('person', p)),
		tables: shardTables
	};
	const decoder = new TextDecoder();
	return {
		shard,
		batch: { files: [{ digest: 'fixture', name: 'fixture' }], dictionaries, tables: batchTables, decode: (bytes) => decoder.decode(bytes) }
	};
}

const visitIdOf = (table: TableId, row: Readonly<Record<string, string>>): string =>
	(table === 'earlierVisit' ? row.rel_mdtrt_id : row.mdtrt_id) ?? '';

function visitsOf(raw: Tables): { id: string; person: string; begin: string }[] {
	const seen = new Map<string, { id: string; person: string; begin: string }>();
	for (const row of raw.visit ?? [])
		seen.set(row.mdtrt_id!, { id: row.mdtrt_id!, person: row.psn_no || `P-${row.mdtrt_id}`, begin: row.begntime ?? '' });
	for (const [table, rows] of Object.entries(raw) as [TableId, Tables[TableId]][]) {
		if (TABLES[table].belongs === 'batch') continue;
		for (const row of rows!) {
			const id = visitIdOf(table, row);
			if (!seen.has(id)) seen.set(id, { id, person: row.psn_no || `P-${id}`, begin: '' });
		}
	}
	return [...seen.values()];
}

function buildTable(
	table: TableId,
	rows: NonNullable<Tables[TableId]>,
	owner: (row: Readonly<Record<string, string>>) => number,
	owners: number,
	dictionaries: GrowingDictionaries
): ShardTable {
	const order = rows.map((row, i) => ({ row, i, at: owner(row) })).sort((a, b) => a.at - b.at || a.i - b.i);
	const rowStart = new Uint32Array(owners + 1);
	for (const { at } of order) rowStart[at + 1]!++;
	for (let i = 0; i < owners; i++) rowStart[i + 1]! += rowStart[i]!;
	const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const columns: Record<string, Column> = {};
	for (const name of names)
		columns[name] = column(
			table,
			name,
			order.map(({ row }) => row[name] ?? ''),
			dictionaries
		);
	return { table, rowCount: rows.length, columns, rowStart, file: new Uint16Array(rows.length), record: Uint32Array.from(order, ({ i }) => i + 1) };
}

function column(table: TableId, name: string, cells: readonly string[], dictionaries: GrowingDictionaries): Column {
	const spec = fieldSpec(table, name);
	if (!spec) throw new Error(`fixture: ${table} has no field ${name}`);
	if (spec.kind === 'code') return { kind: 'code', codes: Uint32Array.from(cells, (cell) => dictionaries.add(spec.dictionary, cell)) };
	if (spec.kind === 'time') {
		const times = cells.map(parseTime);
		return { kind: 'time', seconds: Float64Array.from(times, (time) => time[0]), precision: Uint8Array.from(times, (time) => time[1]) };
	}
	if (spec.kind === 'id' || spec.kind === 'text') {
		const parts = cells.map((cell) => new TextEncoder().encode(cell));
		const offsets = new Uint32Array(parts.length + 1);
		parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length));
		const bytes = new Uint8Array(offsets[parts.length]!);
		parts.forEach((part, i) => bytes.set(part, offsets[i]));
		return { kind: spec.kind, bytes, offsets };
	}
	const scale = { amount: 100, price: PRICE_SCALE, quantity: QUANTITY_SCALE, ratio: RATIO_SCALE, integer: 1 }[spec.kind];
	return { kind: spec.kind, values: Float64Array.from(cells, (cell) => (cell === '' ? ABSENT : Math.round(Number(cell) * scale))) };
}

/** Civil seconds and precision of `yyyy-MM-dd` or `yyyy-MM-dd HH:mm[:ss]`; midnight counts as a bare day, as at intake. */
export function parseTime(cell: string): [number, number] {
	const match = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d)(?::(\d\d))?)?$/.exec(cell);
	if (!match) return [0, 0];
	const [year, month, day, hour = 0, minute = 0, second = 0] = match.slice(1).map((part) => Number(part ?? 0)) as [
		number,
		number,
		number,
		number,
		number,
		number
	];
	const inDay = hour * 3600 + minute * 60 + second;
	return [dayNumber(year, month, day) * SECONDS_PER_DAY + inDay, inDay === 0 ? 1 : 2];
}

class GrowingDictionary implements Dictionary {
	readonly texts: string[] = [''];
	readonly codes = new Map<string, number>([['', 0]]);
	get size(): number {
		return this.texts.length;
	}
	text = (code: number): string => this.texts[code]!;
	code = (text: string): number => this.codes.get(text) ?? 0;
}

class GrowingDictionaries implements Dictionaries {
	readonly #byName = new Map<string, GrowingDictionary>();
	get(name: string): GrowingDictionary {
		let dictionary = this.#byName.get(name);
		if (!dictionary) this.#byName.set(name, (dictionary = new GrowingDictionary()));
		return dictionary;
	}
	add(name: string, text: string): number {
		const dictionary = this.get(name);
		const known = dictionary.codes.get(text);
		if (known !== undefined) return known;
		dictionary.codes.set(text, dictionary.texts.length);
		return dictionary.texts.push(text) - 1;
	}
}
