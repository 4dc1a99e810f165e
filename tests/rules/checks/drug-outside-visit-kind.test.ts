import rule from '../../../rules/checks/compliance/drug-outside-visit-kind.ts';
import type { VisitKindLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'visitKindLimits', officialClass: '就医方式', notice: 'fixture', got: { kind: { by: 'column', verified: true } } } as const;
const knowledge: VisitKindLimit[] = [
	{ ...point, id: 'in', kind: 'inpatient', codes: ['XB05BAU012B002010102180'], name: '脂肪乳注射液' },
	{ ...point, id: 'out', kind: 'outpatient', codes: ['XB05BAU012B002010109999'], name: '门诊限定药' },
	{ ...point, id: 'er', kind: 'emergency-or-inpatient', codes: ['XB05BAU012B002010108888'], name: '急诊限定药' }
];
const visit = (type: string, ...more: string[]) => `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|${type}|2026-04-10 09:00|2026-04-10 18:00
	${more.join('\n')}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const drug = (code: string, name: string, inScope = '300.00') => `F1|M1|2026-04-10|${code}|${name}|1|300|300.00|${inScope}|`;
const inpatient = drug('XB05BAU012B002010102180', '脂肪乳注射液');
const outpatient = drug('XB05BAU012B002010109999', '门诊限定药');
const emergency = drug('XB05BAU012B002010108888', '急诊限定药');

testRule(rule, {
	knowledge,
	valid: {
		'a stay': { visit: visit('21'), fee: fee(inpatient) },
		'an emergency stay by its extended code': { visit: visit('210104'), fee: fee(inpatient) },
		'day surgery': { visit: visit('28'), fee: fee(inpatient) },
		'a birth': { visit: visit('52'), fee: fee(inpatient) },
		'a clinic': { visit: visit('140104'), fee: fee(outpatient) },
		'an emergency': { visit: visit('13'), fee: fee(emergency) },
		'self-paid': { visit: visit('11'), fee: fee(drug('XB05BAU012B002010102180', '脂肪乳注射液', '0.00')) },
		refunded: { visit: visit('11'), fee: fee(inpatient, 'F2|M1|2026-04-10|XB05BAU012B002010102180|脂肪乳注射液|-1|300|-300.00|-300.00|F1') }
	},
	invalid: {
		'a drug of stays in a clinic': {
			record: { visit: visit('11'), fee: fee(inpatient) },
			grade: 'certain',
			message: 'outside',
			data: { kind: '11' },
			lines: ['F1 offending 1 300.00'],
			clears: { 'observation-before-stay': 'not-found', 'self-paid': 'not-found' }
		},
		'a drug of clinics in a stay': {
			record: { visit: visit('21'), fee: fee(outpatient) },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 1 300.00']
		},
		'a drug of emergencies in a clinic': {
			record: { visit: visit('140201'), fee: fee(emergency) },
			grade: 'certain',
			message: 'outside',
			data: { kind: '14' },
			lines: ['F1 offending 1 300.00']
		},
		'observation that became a stay': {
			record: { visit: visit('13', 'M2|P1|21|2026-04-11 02:00|2026-04-16 10:00'), fee: fee(inpatient) },
			visit: 'M1',
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 300.00'],
			clears: { 'observation-before-stay': 'found' }
		},
		'known by its name': {
			record: { visit: visit('11'), fee: fee('F1|M1|2026-04-10||脂肪乳注射液|1|300|300.00||') },
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 300.00'],
			clears: { 'self-paid': 'no-data' }
		}
	},
	undetermined: {
		'no kind of visit': { record: { visit: visit(''), fee: fee(inpatient) }, missing: { kind: 'value', what: 'visit.med_type' } },
		'a bed at home': { record: { visit: visit('71'), fee: fee(inpatient) }, missing: { kind: 'value', what: 'visit.med_type' } }
	}
});
