import type { TableId } from '$rules/domain/tables/index.ts';
import type { CaseTable } from '$workers/protocol/case.ts';
import { rowKey, type Numbering } from '../numbering.ts';
import { extentOf, type Range } from './range.ts';

/** One line of an unfolded lane: all records of one name (an order, an item, a level of care). */
export interface Track {
	readonly name: string;
	readonly bars: readonly (Range & { readonly row: string; readonly numbers: readonly number[] })[];
}

/** What a record is called: the first of these fields that is filled. */
const NAMES: Readonly<Partial<Record<TableId, readonly string[]>>> = {
	order: ['drord_detl_name', 'drord_cont'],
	fee: ['hilist_name', 'medins_list_name', 'hilist_code', 'medins_list_codg'],
	nursing: ['nursing_level'],
	lab: ['rpt_name', 'item_name'],
	exam: ['item_name', 'exam_part', 'exam_type'],
	device: ['device'],
	document: ['doc_type', 'title'],
	operation: ['oprn_oprt_name', 'oprn_oprt_code'],
	anesthesia: ['anst_way'],
	implant: ['name']
};

/** Records of a table by name, those with evidence first, then in the order of their begin. Records without a time have no place here. */
export function tracksOf(table: TableId, source: CaseTable, numbering: Numbering): Track[] {
	const columns = (NAMES[table] ?? []).map((field) => source.fields.indexOf(field)).filter((at) => at >= 0);
	const tracks = new Map<string, Track['bars'][number][]>();
	for (const row of source.rows) {
		const extent = row.other === undefined ? extentOf(row) : null;
		if (!extent) continue;
		const key = rowKey({ table, ...row });
		const name = columns.map((at) => row.cells[at]!).find((cell) => cell !== '') ?? row.rowId;
		const numbers = [...new Set((numbering.rows.get(key) ?? []).map((mark) => mark.number))].sort((a, b) => a - b);
		const bars = tracks.get(name);
		if (bars) bars.push({ ...extent, row: key, numbers });
		else tracks.set(name, [{ ...extent, row: key, numbers }]);
	}
	const weight = ({ bars }: Track): number => (bars.some((bar) => bar.numbers.length > 0) ? 0 : 1);
	return [...tracks]
		.map(([name, bars]) => ({ name, bars: bars.toSorted((a, b) => a.from - b.from) }))
		.sort((a, b) => weight(a) - weight(b) || a.bars[0]!.from - b.bars[0]!.from);
}
