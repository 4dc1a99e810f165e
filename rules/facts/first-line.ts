import { dayOf } from '../domain/units.ts';
import { display } from '../domain/display.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { charges } from './charges.ts';
import { namesOf } from './item-names.ts';
import { normalized } from './memo.ts';
import { recordedVisit } from './person-items.ts';

type History = Stay<'visit' | 'fee' | 'order'>;

/**
 * That the record holds no first-line drug (一线药品) of the point before a day: no charge net of refunds and no order, in this visit or the person's visits
 * within the days looked back. Always so where the point names none: then documents alone can tell.
 */
export function noFirstLine(t: Trace, stay: History, point: PointOf<'secondLine'>, day: number, lookbackDays: number): boolean {
	if (point.firstLine.length === 0) return true;
	const names = point.firstLine.map(normalized);
	const isFirst = (texts: readonly string[]): boolean => texts.some((text) => names.some((name) => text.includes(name)));
	const near = (row: Row<'fee'> | Row<'order'>, field: 'fee_ocur_time' | 'drord_begn_time'): boolean => {
		const time = row.time(field as never);
		return time !== null && dayOf(time.seconds) <= day && day - dayOf(time.seconds) <= lookbackDays;
	};
	const visits = stay.visitsOfPerson.filter((visit) => visit === stay || recordedVisit(visit) !== null);
	const fees = visits.flatMap((visit) => visit.fact(charges).net.filter(({ amount }) => amount > 0)).map(({ row }) => row);
	const orders = stay.has('order') ? visits.flatMap((visit) => visit.rows('order')) : [];
	const searched = [...fees.filter((row) => near(row, 'fee_ocur_time')), ...orders.filter((row) => near(row, 'drord_begn_time'))];
	const found = searched.filter((row) =>
		row.table === 'fee' ? isFirst(namesOf(row as Row<'fee'>)) : isFirst([normalized((row as Row<'order'>).text('drord_detl_name'))])
	);
	return t.absent('no-first-line', { zh: '此前的一线药品', en: 'First-line drugs before' }, found, searched, {
		table: 'fee',
		fields: { mdtrt_id: stay.id, fee_ocur_time: display.day(day), medins_list_name: point.firstLine[0]!, cnt: '1', det_item_fee_sumamt: '1.00' }
	});
}
