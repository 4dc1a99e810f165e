import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { chargeKind } from './charge-kind.ts';
import { mentions } from './text/mentions.ts';

export interface Searched {
	readonly found: Row[];
	readonly searched: Row[];
}
type Place = readonly [TableId, readonly string[], RegExp];

const INTENSIVE: readonly Place[] = [
	['visit', ['adm_dept_name', 'dscg_dept_name', 'bed_no'], /icu|重症/i],
	['device', ['device'], /./],
	['fee', ['medins_list_name', 'hilist_name'], /icu|重症监护|呼吸机/i]
];
const INTRAVENOUS: readonly Place[] = [
	['order', ['medc_way', 'drord_cont'], /静脉|静滴|静注|静推|泵入|输血|ivgtt|ivdrip|(^|[^a-z])iv([^a-z]|$)/i],
	['fee', ['medins_list_name', 'hilist_name', 'medc_way_dscr'], /静脉|静滴|注射|输血/],
	['document', ['text'], /静滴|静脉(输液|注射|滴注|推注|泵入)|输血/]
];

function search(stay: Stay, places: readonly Place[]): Searched {
	const searched: Row[] = [];
	const found: Row[] = [];
	for (const [table, fields, words] of places) {
		if (!(table in stay.book.shard.tables)) continue;
		for (const row of stay.rows(table)) {
			searched.push(row);
			if (fields.some((field) => words.test(row.text(field as TextField<TableId>)))) found.push(row);
		}
	}
	return { found, searched };
}

/** Records of operations, and charges for them. */
export function operationsOf(stay: Stay): Searched {
	const rows = 'operation' in stay.book.shard.tables ? [...stay.rows('operation')] : [];
	const fees = 'fee' in stay.book.shard.tables ? [...stay.rows('fee')] : [];
	return { found: [...rows, ...fees.filter((row) => chargeKind(row as Row<'fee'>) === 'surgery')], searched: [...rows, ...fees] };
}
/** Names of intensive care units, and devices that are used in them only; a monitor (心电监护仪) stands in any ward. */
const UNIT = /icu|ccu|重症|监护病房|监护室/i;
const UNIT_DEVICE = /icu|ccu|重症|监护病房|监护室|呼吸机|有创|crrt|ecmo|iabp|颅内压|漂浮导管/i;
const UNIT_WORDS = ['ICU', 'CCU', 'EICU', 'NICU', 'RICU', 'PICU', 'SICU', '重症监护', '重症医学科', '监护病房', '监护室'] as const;
const RECORDED: readonly Place[] = [
	['visit', ['adm_dept_name', 'dscg_dept_name', 'bed_no'], UNIT],
	['device', ['device', 'memo'], UNIT_DEVICE],
	['order', ['drord_cont', 'drord_dept_name'], UNIT]
];

/**
 * Signs of an intensive care unit (重症监护病房) that are no charges: a fee name must not prove its own record. Wards, orders, devices, and texts that tell of a unit
 * without denying or only planning it. `texts` are the rows of orders and texts that were looked through: where they are none, nothing can be concluded.
 */
export function intensiveRecords(stay: Stay): Searched & { readonly texts: readonly Row[] } {
	const rows = search(stay, RECORDED);
	const told = mentions(stay, UNIT_WORDS, { status: ['affirmed', 'uncertain', 'past'] });
	const texts = [...rows.searched.filter(({ table }) => table === 'order'), ...told.searched];
	const found = [...rows.found, ...new Set(told.hits.map(({ text }) => text.row))];
	return { found, searched: [...rows.searched, ...told.searched], texts };
}

/** Signs of intensive care (重症) as an exception: ward, devices, charges. Not for rules about these charges: see `intensiveRecords`. */
export const intensiveCare = (stay: Stay): Searched => search(stay, INTENSIVE);
/** Signs of treatment by the vein (静脉治疗): orders, charges, documents. */
export const intravenous = (stay: Stay): Searched => search(stay, INTRAVENOUS);
