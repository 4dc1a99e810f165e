import { importBatch, memorySource, type ImportOptions } from '../../../workers/ingest/index.ts';
import { dictionaryOf } from '../../../workers/ingest/dictionary-view.ts';
import { ABSENT, type BytesColumn, type CodeColumn, type NumberColumn, type TimeColumn } from '../../../rules/domain/columns.ts';
import { display } from '../../../rules/domain/display.ts';
import type { Shard, ShardTable } from '../../../rules/domain/shard.ts';
import { fieldSpec, type TableId } from '../../../rules/domain/tables/index.ts';
import type { CivilTime } from '../../../rules/domain/units.ts';
import type { ImportedBatch } from '../../../workers/protocol/batch.ts';
import type { ByteSource } from '../../../workers/protocol/source.ts';

export interface Imported {
	readonly batch: ImportedBatch;
	readonly shards: readonly Shard[];
	/** Rows of a table over all shards as text, by (file, record). */
	rows(table: TableId): Record<string, string>[];
	visits(): string[];
}

/** Imports and gives everything back as text. */
export async function imported(files: Record<string, string | Uint8Array> | ByteSource[], options: ImportOptions = {}): Promise<Imported> {
	const sources = Array.isArray(files) ? files : Object.entries(files).map(([name, content]) => memorySource(name, content));
	const shards: Shard[] = [];
	const batch = await importBatch(sources, options, {
		shard: (shard) => {
			shards.push(shard);
			return Promise.resolve();
		}
	});
	const dictionaries = new Map(batch.dictionaries.map((data) => [data.name, dictionaryOf(data)]));
	const text = (name: string, code: number) => dictionaries.get(name)?.text(code) ?? '';
	const tableRows = (table: ShardTable, visitCode: Uint32Array | null, personOfVisit: Uint32Array | null) => {
		const rows: Record<string, string>[] = [];
		for (let visit = 0; visit + 1 < table.rowStart.length; visit++) {
			for (let row = table.rowStart[visit]!; row < table.rowStart[visit + 1]!; row++) {
				const cells = Object.entries(table.columns).map(([field, column]) => [field, cellText(table.table, field, column, row, text)] as const);
				rows.push({
					...Object.fromEntries(cells),
					$visit: visitCode ? text('visit', visitCode[visit]!) : '',
					$person: personOfVisit ? text('person', personOfVisit[visit]!) : '',
					$file: String(table.file[row]),
					$record: String(table.record[row])
				});
			}
		}
		return rows;
	};
	return {
		batch,
		shards,
		rows(table) {
			const all = shards.flatMap((shard) => (shard.tables[table] ? tableRows(shard.tables[table], shard.visitCode, personsOf(shard)) : []));
			const own = batch.tables[table] ? tableRows(batch.tables[table], null, null) : [];
			return [...all, ...own].sort((a, b) => Number(a.$file) - Number(b.$file) || Number(a.$record) - Number(b.$record));
		},
		visits: () => shards.flatMap((shard) => Array.from(shard.visitCode, (code) => text('visit', code)))
	};
}

function personsOf(shard: Shard): Uint32Array {
	const persons = new Uint32Array(shard.visitCount);
	for (let p = 0; p < shard.personCount; p++) persons.fill(shard.personCode[p]!, shard.personStart[p], shard.personStart[p + 1]);
	return persons;
}

function cellText(
	table: TableId,
	field: string,
	column: ShardTable['columns'][string],
	row: number,
	text: (name: string, code: number) => string
): string {
	if (column.kind === 'code') return text(fieldSpec(table, field)!.dictionary, (column as CodeColumn).codes[row]!);
	if (column.kind === 'id' || column.kind === 'text') {
		const { bytes, offsets } = column as BytesColumn;
		return new TextDecoder().decode(bytes.subarray(offsets[row]!, offsets[row + 1]!));
	}
	if (column.kind === 'time') {
		const { seconds, precision } = column as TimeColumn;
		return precision[row] === 0 ? '' : display.time({ seconds: seconds[row]!, precision: precision[row]! } as CivilTime);
	}
	const value = (column as NumberColumn).values[row]!;
	return value === ABSENT ? '' : display[column.kind as 'amount'](value);
}

/** Records of a text table: a heading line, then lines; blanks around cells are for reading. */
export function csv(table: string, delimiter = ','): string {
	const lines = table
		.trim()
		.split('\n')
		.map((line) =>
			line
				.split('|')
				.map((cell) => cell.trim())
				.join(delimiter)
		);
	return `${lines.join('\r\n')}\r\n`;
}

/** Text as GB18030. The table is made from the host's decoder: Node has no encoder for it. */
export function gb18030(text: string): Uint8Array {
	const table = gbTable();
	const bytes: number[] = [];
	for (const char of text) {
		const code = char.codePointAt(0)!;
		if (code < 0x80) bytes.push(code);
		else {
			const pair = table.get(char);
			if (!pair) throw new Error(`no two-byte GB18030 for ${char}`);
			bytes.push(...pair);
		}
	}
	return Uint8Array.from(bytes);
}
let made: Map<string, readonly [number, number]> | null = null;
export function gbTable(): Map<string, readonly [number, number]> {
	if (made) return made;
	const decoder = new TextDecoder('gb18030');
	made = new Map();
	for (let lead = 0x81; lead < 0xff; lead++) {
		for (let trail = 0x40; trail < 0xff; trail++) {
			if (trail === 0x7f) continue;
			const text = decoder.decode(Uint8Array.of(lead, trail));
			if (text.length === 1 && text !== '\ufffd') made.set(text, [lead, trail]);
		}
	}
	return made;
}

export const FEE_HEADING = 'feedetl_sn,mdtrt_id,psn_no,fee_ocur_time,hilist_name,cnt,pric,det_item_fee_sumamt';
