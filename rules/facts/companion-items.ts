import { display } from '../domain/display.ts';
import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { normalizeName } from '../knowledge/names.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { charges } from './charges.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';
import { mentions } from './text/mentions.ts';

type Companion = PointOf<'companions'>;
type Record = Stay<'visit' | 'fee' | 'exam' | 'operation' | 'document' | 'nursing'>;

/**
 * That nothing was done that an item is used with (伴随项目): no charge net of refunds, examination, operation or text names it, on the days of the item and
 * so many around them, or in the whole visit where the point says so. Where the point needs all of its items, that one of them is so absent.
 */
export function noCompanion(t: Trace, stay: Record, point: Companion, days: readonly number[], around: number): boolean {
	const near = (day: number | null): boolean => point.window === 'visit' || day === null || days.some((one) => Math.abs(one - day) <= around);
	const done = doneIn(stay).filter(({ day }) => near(day));
	const told = mentions(stay as Stay, point.needs, { status: ['affirmed', 'past', 'uncertain', 'planned'] });
	const asked = point.all ? point.needs.map((need) => [need]) : [point.needs];
	const missing = asked.map((needs) => {
		const words = needs.map(normalizeName);
		const rows = done.filter(({ names }) => names.some((name) => words.some((word) => name.includes(word)))).map(({ row }) => row);
		return { needs, found: [...rows, ...told.hits.filter(({ word, text }) => needs.includes(word) && near(text.day)).map(({ text }) => text.row)] };
	});
	const { needs, found } = missing.find((one) => one.found.length === 0) ?? missing[0]!;
	const searched = [...new Set([...done.map(({ row }) => row), ...told.searched])];
	return t.absent('no-companion', { zh: '应配套的项目', en: 'What it is used with' }, [...new Set(found)], searched, {
		table: 'fee',
		fields: {
			mdtrt_id: stay.id,
			medins_list_name: needs[0]!,
			fee_ocur_time: days[0] === undefined ? '' : display.day(days[0]),
			cnt: '1',
			det_item_fee_sumamt: '1.00'
		}
	});
}

interface Done {
	readonly row: Row;
	readonly names: readonly string[];
	readonly day: number | null;
}

function doneIn(stay: Record): Done[] {
	const day = (row: Row, field: string): number | null => {
		const time = row.time(field as never);
		return time ? dayOf(time.seconds) : null;
	};
	const fees = (stay as Stay).fact(charges).net.filter(({ amount }) => amount > 0);
	const exams: readonly Row<'exam'>[] = stay.has('exam') ? stay.rows('exam') : [];
	const operations: readonly Row<'operation'>[] = stay.has('operation') ? stay.rows('operation') : [];
	return [
		...fees.map(({ row }) => ({ row: row as Row, names: namesOf(row), day: day(row, 'fee_ocur_time') })),
		...exams.map((row) => ({
			row: row as Row,
			names: [normalized(row.text('item_name')), normalized(row.text('exam_type'))],
			day: day(row, 'exam_time')
		})),
		...operations.map((row) => ({ row: row as Row, names: [normalized(row.text('oprn_oprt_name'))], day: day(row, 'oprn_oprt_date') }))
	];
}
