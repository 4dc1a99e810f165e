import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';

/** Orders that say that the patient changed wards (转科); null where the batch has no orders. */
export function transferSources(stay: Stay<'order'>): readonly Source[] | null {
	if (!stay.has('order')) return null;
	return stay
		.rows('order')
		.filter((row) => /转(科|入|出)/.test(row.text('drord_cont') + row.text('drord_detl_name')))
		.map((row) => ({ row, field: row.text('drord_cont') === '' ? 'drord_detl_name' : 'drord_cont' }));
}
