import { RATIO_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Trace } from '../../engine/trace.ts';
import { institutionField } from '../../facts/institutions.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { article38 } from '../../facts/regulation.ts';
import { isNearlyAll, mergeRoutines, type Routine, type Routines } from '../../facts/routine-tests.ts';
import { departmentOf } from '../../facts/shares.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { chargedPairs, namesOfPair, onOneDay } from '../../facts/test-pairs.ts';
import { clearReasons, REASON_CLEARS, withoutReason } from '../../facts/test-reasons.ts';
import { TestSets } from '../../facts/test-sets.ts';

const ID = 'test-set-for-all';
const sets = new TestSets(ID);
/** 1/10 000 a percent. */
const PER_PERCENT = RATIO_SCALE / 100;

const params = {
	minShare: {
		default: 90,
		unit: 'percent',
		title: { zh: '同日加做的占比下限', en: 'Least share with both that makes a set' },
		why: '覆盖率超过 90% 视为普遍开展 (RULES.md R036)，此处按类推；国家未公布阈值（未核实）'
	},
	minStays: {
		default: 20,
		unit: 'count',
		title: { zh: '科室做前一检验的例数下限', en: 'Least stays of the department with the first test' },
		why: '例数太少不能说明打包（未核实）'
	}
} as const;

/** 检验打包: a department that adds a second test to nearly every first one, here without a reason. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '无指征检验打包为套餐普遍开展', en: 'A test added to another for everyone' },
		explains: {
			zh: '科室做某检验（如钾）且没有相关诊断的住院患者，绝大多数同日加做另一检验（如镁），本例的诊断、文书和结果都没有加做的理由。例数不足的科室不判断；没有诊断或没有文书时无法判断。',
			en: 'Nearly all stays of a department that had a first test, without a related diagnosis, had a second on the same day; neither diagnoses, texts nor results of this stay ask for it. Departments with few stays are left out.'
		},
		dimension: 'clinical',
		violation: '过度检查',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('二')],
		official: ['GZ10000302001000'],
		problems: [111, 112, 115],
		requires: ['visit', 'fee'],
		uses: ['diagnosis', 'lab', 'document', 'exam', 'nursing', 'settlement'],
		knowledge: ['testPairs'],
		clears: REASON_CLEARS,
		messages: {
			set: {
				zh: '{{item}}：本科室 {{stays}} 例做{{other}}的住院中 {{done}} 例同日加做，本例未见指征',
				en: '{{item}}: added to {{other}} in {{done}} of {{stays}} stays of the department; this one shows no reason'
			}
		}
	},
	params,
	candidates: (shard, context, all: Routines) => sets.candidates(shard, context, all),
	population: { map: (shard, context) => sets.map(shard, context), reduce: mergeRoutines },
	judge(stay, t, all: Routines) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const department = departmentOf(visit);
		t.each(chargedPairs(stay, t, 'population'), (pair) => {
			const { point } = pair;
			const set = department ? all[department.key]?.[point.id] : undefined;
			if (department && (!set || !isSet(t, set))) return;
			const days = onOneDay(t, pair);
			if (days.length === 0) return;
			if (!department || !set)
				return t.cannotTell({ kind: 'value', what: institutionField(visit) === null ? 'visit.fixmedins_code' : 'visit.dscg_dept_name' });
			const name = department.key.replace('\u001f', ' ');
			const counted = t.batch({ zh: '被统计的科室', en: 'Department counted' }, 'text', name);
			if (!t.eq('same-department', t.derived({ zh: '机构与科室', en: 'Institution and department' }, 'text', name, department.sources), counted))
				return;
			if (!withoutReason(t, stay, namesOfPair(point), point)) return;
			clearReasons(t, stay, point);
			const lines = days.flatMap(({ main, sub }) => [
				{ charge: sub.charge, role: 'offending' as const },
				{ charge: main.charge, role: 'related' as const }
			]);
			t.report({ message: 'set', data: { item: point.subName, other: point.name, ...set }, grade: 'suspect', lines });
		});
	}
});

function isSet(t: Trace<typeof params>, set: Routine): boolean {
	if (set.stays < t.known(t.param('minStays')) || !isNearlyAll(set, t.known(t.param('minShare')))) return false;
	const share = Math.floor((set.done * RATIO_SCALE) / set.stays);
	t.ge(
		'enough-stays',
		t.batch({ zh: '科室做前一检验的住院例数', en: 'Stays of the department with the first test' }, 'integer', set.stays),
		t.param('minStays')
	);
	t.ge('nearly-all', t.batch({ zh: '其中同日加做的占比', en: 'Share that had both' }, 'ratio', share), t.param('minShare', 'ratio', PER_PERCENT));
	return true;
}
