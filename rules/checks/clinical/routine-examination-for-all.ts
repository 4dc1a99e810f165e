import { defineRule } from '../../engine/rule.ts';
import { article38 } from '../../facts/regulation.ts';
import { judgeRoutine, ROUTINE_PARAMS, ROUTINE_WORDS } from '../../facts/routine-judge.ts';
import { mergeRoutines, RoutineTests, type Routines } from '../../facts/routine-tests.ts';

const ID = 'routine-examination-for-all';
const tests = new RoutineTests(ID, ['exam', 'other']);

/** 普遍开展检查: an examination, or a special way of doing something, that a department does to nearly everyone, here without a reason. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '无指征检查、操作作为常规普遍开展', en: 'An examination done to everyone on admission' },
		explains: {
			zh: '科室在入院首日、次日对绝大多数没有相关诊断的住院患者开展同一检查或特殊操作，本例的诊断和文书（含检查所见）都没有提供指征。本科业务的科室、例数不足的科室不判断；没有诊断或没有文书时无法判断。',
			en: 'A department does an examination, or a special way of doing something, to nearly all its stays without a related diagnosis in their first days, and neither diagnoses nor documents of this stay, findings among them, give a reason. Departments whose own work it is, or with few stays, are left out.'
		},
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['GZ10000302001000'],
		problems: [80, 82, 91, 92, 93, 169],
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
