import rule from '../../../rules/checks/clinical/test-set-for-all.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';
import { wardOf } from '../harness/wards.ts';

const knowledge: PointOf<'testPairs'>[] = [
	{
		table: 'testPairs',
		id: 'k-mg',
		officialClass: 'fixture',
		codes: [],
		name: '钾测定',
		subCodes: [],
		subName: '镁测定',
		notice: 'fixture',
		scope: 'population',
		icd: ['I49', 'N18'],
		words: ['心律失常'],
		got: { scope: { by: 'human', verified: false } }
	}
];
const routine = ['钾测定|04', '镁测定|04'];
const lines = ['W1-1 offending 1 40.00', 'W1-0 related 1 40.00'];

testRule(rule, {
	knowledge,
	parameters: [{ rule: rule.meta.id, name: 'minStays', value: 8, region: 'fixture', source: 'fixture' }],
	valid: {
		'on different days': wardOf({ routine: ['钾测定|04', '镁测定|06'] }),
		'few have the first': wardOf({ routine, done: 5 }),
		'kidneys: the ward has a reason': wardOf({ routine, diagnosis: 'N18.900|慢性肾脏病' }),
		'a reason in every note': wardOf({ routine, documents: '频发早搏，心律失常。' }),
		'every magnesium low': wardOf({ routine, results: ['镁|0.5|L'] })
	},
	invalid: {
		'added for all ten': {
			record: wardOf({ routine, results: ['镁|0.9|'] }),
			visit: 'W1',
			grade: 'suspect',
			message: 'set',
			data: { item: '镁测定', other: '钾测定', stays: 10, done: 10 },
			lines,
			clears: { result: 'not-found' }
		},
		'of ten stays nine had the first, all nine the second': {
			record: wardOf({ routine, done: 9, documentOfW1: '无心律失常。' }),
			visit: 'W1',
			grade: 'suspect',
			message: 'set',
			data: { stays: 9, done: 9 },
			lines
		}
	},
	undetermined: {
		'no department': { record: wardOf({ routine, department: '' }), missing: { kind: 'value', what: 'visit.dscg_dept_name' } },
		'no document': { record: wardOf({ routine, without: ['document'] }), missing: { kind: 'document', what: 'document' } }
	}
});
