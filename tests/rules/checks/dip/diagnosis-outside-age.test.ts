import rule from '../../../../rules/checks/dip/diagnosis-outside-age.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const knowledge: PointOf<'diagnosisAges'>[] = [
	{
		table: 'diagnosisAges',
		officialClass: '诊断与患者年龄不符',
		notice: 'fixture',
		got: { maxAgeDays: { by: 'human', verified: false } },
		id: 'newborn',
		codes: ['P59'],
		name: '新生儿黄疸',
		maxAgeDays: 60
	},
	{
		table: 'diagnosisAges',
		officialClass: '诊断与患者年龄不符',
		notice: 'fixture',
		got: { minAgeDays: { by: 'human', verified: false } },
		id: 'senile',
		codes: ['H25'],
		name: '老年性白内障',
		minAgeDays: 14_600
	}
];
const visit = (brdy: string, { type = '21', certno = '' } = {}) => `
	mdtrt_id|psn_no|gend|brdy|certno|med_type|begntime|endtime
	M1|P1|2|${brdy}|${certno}|${type}|2026-05-04 09:00|2026-05-10 10:00`;
const diagnosis = (...lines: string[]) => `
	mdtrt_id|diag_code|diag_name|vali_flag
	${lines.map((line) => `M1|${line}`).join('\n')}`;
const jaundice = 'P59.900|新生儿黄疸|';

testRule(rule, {
	knowledge,
	valid: {
		'a newborn': { visit: visit('2026-05-01'), diagnosis: diagnosis(jaundice) },
		'the last day of the span on admission': { visit: visit('2026-03-05'), diagnosis: diagnosis(jaundice) },
		'an invalid row': { visit: visit('1986-05-01'), diagnosis: diagnosis('P59.900|新生儿黄疸|0') },
		'another diagnosis': { visit: visit('1986-05-01'), diagnosis: diagnosis('I10.x00|高血压|') }
	},
	invalid: {
		'a newborn of forty': {
			record: { visit: visit('1986-05-01'), diagnosis: diagnosis('I10.x00|高血压|', jaundice) },
			grade: 'suspect',
			message: 'outside',
			data: { code: 'P59.900', to: 60, days: 14_613 },
			lines: [],
			fund: null,
			clears: { 'birth-stay': 'not-found', 'identity-says-other': 'no-data' }
		},
		"on the mother's stay": {
			record: { visit: visit('1996-05-01', { type: '52' }), diagnosis: diagnosis(jaundice) },
			grade: 'suspect',
			message: 'outside',
			lines: [],
			clears: { 'birth-stay': 'found' }
		},
		'a senile cataract of a child, whose identity number says seventy': {
			record: { visit: visit('2016-05-01', { certno: '110101195605010028' }), diagnosis: diagnosis('H25.900|老年性白内障|') },
			grade: 'suspect',
			message: 'outside',
			lines: [],
			clears: { 'identity-says-other': 'found' }
		}
	},
	undetermined: {
		'no date of birth': { record: { visit: visit(''), diagnosis: diagnosis(jaundice) }, missing: { kind: 'value', what: 'visit.brdy' } },
		'born after admission': { record: { visit: visit('2026-05-05'), diagnosis: diagnosis(jaundice) }, missing: { kind: 'value', what: 'visit.brdy' } }
	}
});
