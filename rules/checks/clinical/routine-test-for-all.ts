import { defineRule } from '../../engine/rule.ts';
import { article38 } from '../../facts/regulation.ts';
import { judgeRoutine, ROUTINE_PARAMS, ROUTINE_WORDS } from '../../facts/routine-judge.ts';
import { mergeRoutines, RoutineTests, type Routines } from '../../facts/routine-tests.ts';

const ID = 'routine-test-for-all';
const tests = new RoutineTests(ID, ['lab']);

/** 入院套餐式检验: a test that a department makes of nearly everyone on admission, here without a reason. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '无指征检验作为入院常规普遍开展', en: 'A laboratory test made of everyone on admission' },
		explains: {
			zh: '科室在入院首日、次日对绝大多数没有相关诊断的住院患者开展同一检验，本例的诊断、文书、结果都没有提供指征。本科业务的科室、例数不足的科室不判断；没有诊断或没有文书时无法判断。',
			en: 'A department makes a test of nearly all its stays without a related diagnosis in their first days, and neither diagnoses, documents nor the result of this stay give a reason. Departments whose own work the test is, or with few stays, are left out.'
		},
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['GZ10000302001000'],
		problems: [102, 103, 104, 106, 107, 108, 109, 110, 113, 116, 117, 119, 120, 121, 122, 123, 126],
		requires: ['visit', 'fee'],
		uses: ['diagnosis', 'lab', 'document', 'exam', 'nursing', 'operation', 'settlement'],
		knowledge: ['screening'],
		...ROUTINE_WORDS
	},
	params: ROUTINE_PARAMS,
	candidates: (shard, context, routines: Routines) => tests.candidates(shard, context, routines),
	population: { map: (shard, context) => tests.map(shard, context), reduce: mergeRoutines },
	judge: (stay, t, routines: Routines) => judgeRoutine(stay, t, routines, tests.kinds)
});
