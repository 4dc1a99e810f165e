import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';

/** 转科, 转入ICU, 转呼吸内科继续治疗: a change of wards inside the hospital. */
const TRANSFER = /转(科|入|出|\S{1,8}科)/;

/** Orders that say that the patient changed wards (转科); null where the batch has no orders. */
export function transferSources(stay: Stay<'order'>): readonly Source[] | null {
	if (!stay.has('order')) return null;
	return stay
		.rows('order')
		.filter((row) => TRANSFER.test(row.text('drord_cont') + row.text('drord_detl_name')))
		.map((row) => ({ row, field: row.text('drord_cont') === '' ? 'drord_detl_name' : 'drord_cont' }));
}
