import rule from '../../../rules/checks/compliance/service-without-facility.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = (name: string, more: Partial<PointOf<'facilities'>>): PointOf<'facilities'> => ({
	table: 'facilities',
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	needs: [],
	got: { needs: { by: 'column', verified: true } },
	...more
});
const knowledge = [point('电动起立床训练', { needs: ['起立床'] }), point('64排螺旋CT扫描', { needs: ['CT'], models: ['64排', '128排'] })];
const visit = (code = 'H1') => `
	mdtrt_id|psn_no|fixmedins_code|med_type|begntime|endtime
	M1|P1|${code}|21|2026-05-04 09:00|2026-05-16 10:00`;
const fee = (item = '电动起立床训练', more = '1|30.00|') => `
	feedetl_sn|mdtrt_id|medins_list_name|fee_ocur_time|fee_end_time|cnt|det_item_fee_sumamt|pric
	F1|M1|${item}|2026-05-06|2026-05-08|${more}30`;
const facility = (...rows: string[]) => `
	fixmedins_code|name|model|from|to
	${rows.join('\n')}`;
const BARS = 'H1|步行训练平行杠|B2|2020-01-01|';

testRule(rule, {
	knowledge,
	valid: {
		'in use': { visit: visit(), fee: fee(), facility: facility(BARS, 'H1|电动起立床|C3|2026-01-01|') },
		'in use from the second day of the line': { visit: visit(), fee: fee(), facility: facility(BARS, 'H1|电动起立床|C3|2026-05-07|') },
		'a machine of the model': { visit: visit(), fee: fee('64排螺旋CT扫描'), facility: facility('H1|CT机|128排|2020-01-01|') },
		'another item': { visit: visit(), fee: fee('关节松动训练'), facility: facility(BARS) }
	},
	invalid: {
		'none of the kind': {
			record: { visit: visit(), fee: fee(), facility: facility(BARS) },
			grade: 'suspect',
			message: 'none',
			data: { needs: '起立床', rows: 1 },
			lines: ['F1 offending 1 30.00'],
			clears: { 'sent-out': 'no-data' }
		},
		'bought later, of another institution, or given away': {
			record: {
				visit: visit(),
				fee: fee(),
				facility: facility('H1|电动起立床|C3|2026-06-01|', 'H2|电动起立床|C3|2020-01-01|', 'H1|电动起立床|C1|2019-01-01|2025-12-31')
			},
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 30.00']
		},
		'a machine of a lower model': {
			record: { visit: visit(), fee: fee('64排螺旋CT扫描'), facility: facility('H1|CT机|16排|2020-01-01|') },
			grade: 'suspect',
			message: 'none',
			lines: ['F1 offending 1 30.00']
		}
	},
	undetermined: {
		'no register of the institution': {
			record: { visit: visit('H9'), fee: fee(), facility: facility(BARS) },
			missing: { kind: 'document', what: 'facility' }
		},
		'no first day of use': {
			record: { visit: visit(), fee: fee(), facility: facility('H1|电动起立床|C3||') },
			missing: { kind: 'value', what: 'facility.from' }
		}
	}
});
