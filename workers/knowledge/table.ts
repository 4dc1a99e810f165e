import { parseCsv } from 'hucre/csv';
import { classByName } from './classes.ts';
import { POINT_COLUMNS } from './missing-columns.ts';
import { batchIn, isNoteRow, noticeOf, splitCodes, type RawPoint } from './raw.ts';

export interface TableReading {
	/** Points by batch, in the order of the file. */
	readonly batches: ReadonlyMap<string, { readonly published: string; readonly points: readonly RawPoint[] }>;
	readonly dropped: number;
}

/**
 * Points of the published notices as one CSV. The class stands in each row; the attachments' names are not asked, since two of them
 * are swapped. Null where the columns are others.
 */
export function readPointsTable(text: string): TableReading | null {
	const [heading, ...rows] = parseCsv(text, { skipBom: true, delimiter: ',' }) as (string | null)[][];
	const at = new Map((heading ?? []).map((name, column) => [String(name ?? '').trim(), column]));
	if (!POINT_COLUMNS.every((name) => at.has(name))) return null;
	const batches = new Map<string, { published: string; points: RawPoint[] }>();
	let dropped = 0;
	rows.forEach((row, index) => {
		const cell = (name: string) => String(row[at.get(name) ?? -1] ?? '').trim();
		if (isNoteRow(cell('item_name'), cell('item_name'))) {
			dropped++;
			return;
		}
		const tag = cell('batch_tag') || cell('batch');
		const batch = batches.get(tag) ?? { published: cell('published_at'), points: [] };
		batches.set(tag, batch);
		batch.points.push(rawPoint(cell, tag, index + 2));
	});
	return { batches, dropped };
}

function rawPoint(cell: (name: string) => string, tag: string, row: number): RawPoint {
	const ruleClass = classByName(cell('rule_class'));
	const codes = splitCodes(cell('med_codes'));
	// Pairs are written 项目A×项目B with the two codes in the same order.
	const pair = ruleClass.table === 'exclusions' && cell('item_name').includes('×');
	const [name, subName = ''] = pair ? cell('item_name').split('×') : [cell('item_name')];
	return {
		ruleClass,
		name: name!,
		codes: pair ? codes.slice(0, 1) : codes,
		words: cell('constraint') || cell('detect_logic'),
		value: '',
		window: '',
		limit: '',
		unit: '',
		period: '',
		subName,
		subCodes: pair ? codes.slice(1) : [],
		notice: noticeOf(batchIn(tag), ruleClass),
		place: `csv!${row}`
	};
}
