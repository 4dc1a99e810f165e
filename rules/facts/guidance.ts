import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import { tracedItem } from './cells.ts';
import { partOf } from './imaging-parts.ts';
import { examsOn, type Scan } from './scans.ts';

/** Words of a report that speaks of a procedure under imaging, not of an examination. */
export const GUIDANCE = /引导|穿刺|定位|活检|置管|引流|消融|进针/;

/** Part of an examination and parts of the procedures of its day (操作部位), both told by words. */
export interface Parts {
	readonly examined: Traced<string>;
	readonly operated: Traced<readonly string[]>;
	readonly meet: boolean;
}

/**
 * The parts of an examination and of the day's procedures; null where one of them is not told. The examination's own name speaks first, else the only site
 * (检查部位) in the records of its day and kind.
 */
export function partsOf(stay: Stay<'exam' | 'operation'>, t: Trace, scan: Scan, day: number): Parts | null {
	const procedures = operatedParts(stay, day);
	const own = partOfScan(stay, scan, day);
	if (procedures === null || own === null) return null;
	return {
		examined: t.derived<string>({ zh: '检查部位', en: 'Part examined' }, 'text', own.part, own.sources),
		operated: t.derived<readonly string[]>({ zh: '当日操作部位', en: 'Parts operated on' }, 'text', procedures.parts, procedures.sources),
		meet: procedures.parts.includes(own.part)
	};
}

function operatedParts(stay: Stay<'operation'>, day: number): { parts: readonly string[]; sources: readonly Source[] } | null {
	if (!stay.has('operation')) return null;
	const rows = stay.rows('operation').filter((row) => row.text('vali_flag') !== '0' && isOn(row, day));
	const told = rows.flatMap((row) => {
		const parts = partOf(row.text('oprn_oprt_name'));
		return parts === '' ? [] : [{ row, parts: parts.split('、') }];
	});
	// A procedure whose name tells no part may be of any.
	if (told.length === 0 || told.length < rows.length) return null;
	return { parts: [...new Set(told.flatMap(({ parts }) => parts))], sources: told.map(({ row }) => ({ row, field: 'oprn_oprt_name' })) };
}

function isOn(row: Row<'operation'>, day: number): boolean {
	const time = row.time('oprn_oprt_begntime') ?? row.time('oprn_oprt_date');
	return time !== null && dayOf(time.seconds) === day;
}

function partOfScan(stay: Stay<'exam'>, { charge, imaging }: Scan, day: number): { part: string; sources: readonly Source[] } | null {
	if (imaging.part !== '') return { part: imaging.part, sources: tracedItem(charge.row, undefined).sources };
	const rows = examsOn(stay, imaging.modality, day) ?? [];
	const parts = new Set(rows.map((row) => partOf(row.text('exam_part')) || row.text('exam_part')));
	return parts.size === 1 && !parts.has('') ? { part: [...parts][0]!, sources: rows.map((row) => ({ row, field: 'exam_part' })) } : null;
}
