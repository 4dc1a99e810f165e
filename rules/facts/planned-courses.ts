import type { TableId, TextField } from '../domain/tables/index.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import { normalized } from './memo.ts';

/** Diagnoses of planned courses: radiotherapy and chemotherapy (Z51.0–Z51.2), dialysis (Z49), kidney failure that needs it (N18.5, N18.6). */
const CODES = /^(z51\.[0-28]|z49|n18\.[56])/;
/** The same in words: names of diagnoses, operations, items, and notes on the earlier visit. */
const WORDS = /化疗|化学治疗|放疗|放射治疗|免疫治疗|靶向治疗|透析|血液滤过|第[0-9一二三四五六七八九十]+(周期|疗程)/;

const PLACES: readonly (readonly [TableId, readonly string[]])[] = [
	['visit', ['dscg_maindiag_code', 'dscg_maindiag_name', 'memo']],
	['diagnosis', ['diag_code', 'diag_name']],
	['operation', ['oprn_oprt_name']],
	['fee', ['hilist_name', 'medins_list_name']]
];

/** Rows of a stay that say that it is part of a planned course (放化疗、透析按周期): and all that were looked through. */
export function plannedCourse(stay: Stay, also: Row | null = null): { found: Row[]; searched: Row[] } {
	const searched: Row[] = also ? [also] : [];
	const found = also && says(also, ['dscg_maindiag_code', 'dscg_maindiag_name', 'memo']) ? [also] : [];
	for (const [table, fields] of PLACES) {
		if (!(table in stay.book.shard.tables)) continue;
		for (const row of stay.rows(table)) {
			searched.push(row);
			if (says(row, fields)) found.push(row);
		}
	}
	return { found, searched };
}

function says(row: Row, fields: readonly string[]): boolean {
	return fields.some((field) => {
		const text = normalized(row.text(field as TextField<TableId>));
		return text !== '' && (CODES.test(text) || WORDS.test(text));
	});
}
