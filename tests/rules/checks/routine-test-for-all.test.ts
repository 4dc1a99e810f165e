import rule from '../../../rules/checks/clinical/routine-test-for-all.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';
import { wardOf } from '../harness/wards.ts';

const point = (name: string, more: Partial<PointOf<'screening'>> = {}): PointOf<'screening'> => ({
	table: 'screening',
	kind: 'lab',
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	icd: ['I26', 'I80'],
	words: ['肺栓塞', '胸痛'],
	departments: ['呼吸'],
	got: { kind: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('血浆D-二聚体测定'),
	point('总前列腺特异性抗原测定(TPSA)', { sex: '1', icd: ['N40'], words: [], departments: [] }),
	point('凝血四项', { operated: true })
];
const routine = ['血浆D-二聚体测定|04'];
const lines = ['W1-0 offending 1 40.00'];
const set = (name: string, value: number) => ({ rule: rule.meta.id, name, value, region: 'fixture', source: 'fixture' });

testRule(rule, {
	knowledge,
	parameters: [set('minStays', 8)],
	valid: {
		'everyone has the disease, in small letters': wardOf({ routine, diagnosis: 'i26.900|肺栓塞' }),
		'eight of ten': wardOf({ routine, done: 8 }),
		'too few stays': wardOf({ routine, stays: 7, done: 7 }),
		'the ward whose work it is': wardOf({ routine, department: '呼吸与危重症医学科' }),
		'most of the ward has the disease': wardOf({ routine, others: 'I80.200|下肢深静脉血栓形成' }),
		'on the third day': wardOf({ routine: ['血浆D-二聚体测定|06'] }),
		'men only: women do not count': wardOf({ routine: ['总前列腺特异性抗原测定(TPSA)|04'], sex: '2' }),
		'every result abnormal': wardOf({ routine, results: ['D-二聚体|3.2|H'] }),
		'before the operation that everyone has': {
			...wardOf({ routine: ['凝血四项|04'] }),
			operation: `mdtrt_id|oprn_oprt_name|oprn_oprt_date\n${Array.from({ length: 10 }, (_, i) => `W${i + 1}|腹股沟疝修补术|2026-05-06`).join('\n')}`
		},
		'a suspicion in every note': wardOf({ routine, documents: '突发胸痛，肺栓塞待排。' })
	},
	invalid: {
		'all ten of a ward': {
			record: wardOf({ routine, results: ['D-二聚体|0.2|'] }),
			visit: 'W1',
			grade: 'suspect',
			message: 'routine',
			data: { item: '血浆D-二聚体测定', stays: 10, done: 10 },
			lines,
			clears: { planned: 'not-found', result: 'not-found' }
		},
		'no laboratory handed over, the reason denied or of the family': {
			record: wardOf({ routine, documentOfW1: '无胸痛。家族史：父亲有肺栓塞。' }),
			visit: 'W1',
			grade: 'suspect',
			message: 'routine',
			lines,
			clears: { result: 'no-data' }
		},
		'the next day counts, a later repetition does not; those with a reason are left out of the share': {
			record: wardOf({ routine: ['血浆D-二聚体测定|05'], linesOfW1: ['血浆D-二聚体测定|08'], documentOfW1: '如有胸痛，及时就诊。' }),
			visit: 'W1',
			grade: 'suspect',
			message: 'routine',
			lines,
			clears: { planned: 'found' }
		},
		'a test of before operations, and none': {
			record: wardOf({ routine: ['凝血四项|04'] }),
			visit: 'W1',
			grade: 'suspect',
			message: 'routine',
			lines
		},
		'a test of men': {
			record: wardOf({ routine: ['总前列腺特异性抗原测定(TPSA)|04'] }),
			visit: 'W2',
			grade: 'suspect',
			message: 'routine',
			lines: ['W2-0 offending 1 40.00']
		}
	},
	undetermined: {
		'no document': { record: wardOf({ routine, without: ['document'] }), missing: { kind: 'document', what: 'document' } },
		'no diagnosis': { record: wardOf({ routine, diagnosis: '|', without: ['diagnosis'] }), missing: { kind: 'table', what: 'diagnosis' } },
		'no department': { record: wardOf({ routine, department: '' }), missing: { kind: 'value', what: 'visit.dscg_dept_name' } }
	}
});
