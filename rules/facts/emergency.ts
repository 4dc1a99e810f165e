import type { Row } from '../engine/row.ts';
import type { Source } from '../engine/traced.ts';

/** National code 1 of `adm_way` is 急诊; 210104 is a stay by way of the emergency room (急诊住院). */
const WAYS: readonly string[] = ['1', '急诊'];
const KIND = '210104';

/** Cells that say that the patient was admitted as an emergency (急诊入院). */
export function emergencySources(visit: Row<'visit'>): readonly Source[] {
	const sources: Source[] = [];
	if (WAYS.includes(visit.text('adm_way').trim())) sources.push({ row: visit, field: 'adm_way' });
	if (visit.text('med_type').startsWith(KIND)) sources.push({ row: visit, field: 'med_type' });
	return sources;
}
