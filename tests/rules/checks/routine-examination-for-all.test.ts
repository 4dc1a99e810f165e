import rule from '../../../rules/checks/clinical/routine-examination-for-all.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';
import { wardOf } from '../harness/wards.ts';

const point = (name: string, kind: PointOf<'screening'>['kind'], words: string[]): PointOf<'screening'> => ({
	table: 'screening',
	kind,
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	icd: ['J'],
	words,
	got: { kind: { by: 'human', verified: false } }
});
const knowledge = [
	point('胸部CT平扫', 'exam', ['咳嗽', '肺部感染']),
	point('特殊方法气管插管术', 'other', ['困难气道', '张口受限']),
	point('血浆乳酸测定', 'lab', ['休克'])
];
const chest = ['胸部CT平扫|04'];

testRule(rule, {
	knowledge,
	parameters: [{ rule: rule.meta.id, name: 'minStays', value: 8, region: 'fixture', source: 'fixture' }],
	valid: {
		'a laboratory test is of another rule': wardOf({ routine: ['血浆乳酸测定|04'] }),
		'half of the ward': wardOf({ routine: chest, done: 5 }),
		'a cough in every note': wardOf({ routine: chest, documents: '咳嗽3天，肺部感染待排。' })
	},
	invalid: {
		'a chest CT of everyone': {
			record: wardOf({ routine: chest, department: '眼科', diagnosis: 'H25.900|老年性白内障' }),
			visit: 'W1',
			grade: 'suspect',
			message: 'routine',
			data: { item: '胸部CT平扫', stays: 10, done: 10 },
			lines: ['W1-0 offending 1 40.00']
		},
		'a special tube for everyone': {
			record: wardOf({ routine: ['特殊方法气管插管术|05'], documentOfW1: '无困难气道，张口度正常。' }),
			visit: 'W1',
			grade: 'suspect',
			message: 'routine',
			lines: ['W1-0 offending 1 40.00']
		}
	},
	undetermined: { 'no document': { record: wardOf({ routine: chest, without: ['document'] }), missing: { kind: 'document', what: 'document' } } }
});
