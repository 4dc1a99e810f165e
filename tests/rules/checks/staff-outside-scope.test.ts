import rule from '../../../rules/checks/compliance/staff-outside-scope.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const knowledge: PointOf<'staffScopes'>[] = [
	{
		table: 'staffScopes',
		id: 'mobilisation',
		officialClass: 'fixture',
		codes: [],
		name: '关节松动训练',
		notice: 'fixture',
		scopes: ['康复', '中医'],
		titles: ['治疗师'],
		got: { scopes: { by: 'human', verified: false } }
	}
];
const visit = `
	mdtrt_id|psn_no|fixmedins_code|med_type|begntime|endtime
	M1|P1|H1|21|2026-05-04 09:00|2026-05-16 10:00`;
const fee = (person = '王慧', item = '关节松动训练') => `
	feedetl_sn|mdtrt_id|medins_list_name|fee_ocur_time|cnt|pric|det_item_fee_sumamt|acord_dr_name|bilg_dr_name
	F1|M1|${item}|2026-05-06|1|60|60.00|${person}|李强`;
const doctor = (...rows: string[]) => `
	dr_code|dr_name|fixmedins_code|dept_name|title|practice_scope|qualified_from|qualified_to
	${rows.map((row, i) => `N${i}|${row}`).join('\n')}`;
const NURSE = '王慧|H1|护理部|护师|护理||';

testRule(rule, {
	knowledge,
	valid: {
		'a therapist by title': { visit, fee: fee(), doctor: doctor('王慧|H1|骨科|康复治疗师|其他||') },
		'the department of the profession': { visit, fee: fee(), doctor: doctor('王慧|H1|康复医学科|护师|护理||') },
		'a doctor of the profession': { visit, fee: fee(), doctor: doctor('王慧|H1|骨科|主治医师|康复医学专业||') },
		'another item': { visit, fee: fee('王慧', '肌内注射'), doctor: doctor(NURSE) }
	},
	invalid: {
		'a nurse': {
			record: { visit, fee: fee(), doctor: doctor(NURSE) },
			grade: 'suspect',
			message: 'outside',
			data: { person: '王慧', scope: '护理、护师' },
			lines: ['F1 offending 1 60.00'],
			clears: { 'not-then': 'no-data' }
		},
		'a namesake at another institution; registered afterwards': {
			record: { visit, fee: fee(), doctor: doctor('王慧|H1|护理部|护师|护理|2026-06-01|', '王慧|H2|康复医学科|康复治疗师|康复治疗||') },
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 60.00'],
			clears: { 'not-then': 'found' }
		}
	},
	undetermined: {
		'nobody named': { record: { visit, fee: fee(''), doctor: doctor(NURSE) }, missing: { kind: 'value', what: 'fee.acord_dr_name' } },
		'two of the name': {
			record: { visit, fee: fee(), doctor: doctor(NURSE, '王慧|H1|康复医学科|康复治疗师|康复治疗||') },
			missing: { kind: 'value', what: 'doctor.dr_name' }
		},
		'no scope told': {
			record: { visit, fee: fee(), doctor: doctor('王慧|H1|护理部|护师|||') },
			missing: { kind: 'value', what: 'doctor.practice_scope' }
		}
	}
});
