import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Searched } from './intensity.ts';
import { memo } from './memo.ts';
import { plannedCourse } from './planned-courses.ts';

/** Treatment for which a patient lawfully comes day after day: injections, dressings, rehabilitation, acupuncture, light and inhalation. */
const DAILY = /换药|拆线|输液|注射|滴注|静滴|雾化|吸入|高压氧|康复|理疗|物理治疗|针灸|针刺|艾灸|拔罐|推拿|牵引|光疗|紫外线|电疗|训练|灌肠|冲洗/;
const PLACES: readonly (readonly [TableId, readonly string[]])[] = [
	['fee', ['medins_list_name', 'hilist_name', 'medc_way_dscr']],
	['order', ['drord_cont', 'drord_detl_name', 'medc_way']]
];
const isDaily = memo((text) => DAILY.test(text));

/** Rows of a visit that say that it belongs to a course of daily or of planned treatment; and all that were looked through. */
export function dailyCourse(stay: Stay): Searched {
	const { found, searched } = plannedCourse(stay);
	for (const [table, fields] of PLACES) {
		if (!(table in stay.book.shard.tables)) continue;
		const rows: readonly Row[] = stay.rows(table);
		if (table !== 'fee') searched.push(...rows);
		found.push(...rows.filter((row) => !found.includes(row) && fields.some((field) => isDaily(row.text(field as TextField<TableId>)))));
	}
	return { found, searched };
}
