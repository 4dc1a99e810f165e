import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import { mainOperation, rangeOf } from '../../facts/chapter-links.ts';
import { pointOfCode, visitsWithCode } from '../../facts/code-prefixes.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { mainDiagnosis } from '../../facts/same-diagnosis.ts';
import { isInpatient } from '../../facts/stay-days.ts';

/** 主要诊断与主要手术不相关: the main procedure is of another system of the body than the main diagnosis, and no other diagnosis explains it. */
export default defineRule({
	meta: {
		id: 'main-procedure-against-diagnosis',
		version: 1,
		title: { zh: '主要手术与主要诊断不相关', en: 'Main procedure not of the main diagnosis' },
		explains: {
			zh: '主要手术操作所属系统与主要诊断的章节不相关，其他诊断也不能解释。可能是主要诊断或主要手术选择错误，以进入另一病种。气管切开等各系统通用的操作不在此列。',
			en: 'The main procedure belongs to another chapter than the main diagnosis, and no other diagnosis explains it. Either may have been chosen for another group. Procedures of every system, as tracheostomy, are not meant.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000201006000'],
		problems: [],
		requires: ['visit', 'operation', 'diagnosis'],
		uses: [],
		knowledge: ['chapterLinks'],
		consults: ['notGrouping', 'dipGroups'],
		clears: {},
		messages: {
			unrelated: {
				zh: '主要手术 {{procedure}} 与主要诊断 {{diagnosis}} 不相关，其他诊断亦无 {{expected}}',
				en: 'Main procedure {{procedure}}, main diagnosis {{diagnosis}}; no diagnosis of {{expected}}'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithCode(shard, context, 'operation', 'chapterLinks'),
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const operation = mainOperation(stay);
		if (!operation) return;
		const code = t.text(operation, 'oprn_oprt_code');
		if (code.value === null || pointOfCode(t.context, 'notGrouping', code.value, t.day)) return;
		const found = pointOfCode(t.context, 'chapterLinks', code.value, t.day);
		if (!found) return;
		const { point, prefix } = found;
		const main = mainDiagnosis(stay.visit, stay);
		if (main.code === '') return t.cannotTell({ kind: 'value', what: 'visit.dscg_maindiag_code' });
		const chapter = t.derived<string>(code.label, 'text', code.value.trim().slice(0, prefix.length).toUpperCase(), code.sources);
		t.eq('procedure', chapter, t.knowledge<string>(point, { zh: '手术操作章节', en: 'Chapter of the procedure' }, 'text', prefix));
		const expected = t.knowledge<readonly string[]>(point, { zh: '相关诊断章节', en: 'Chapters of diagnoses' }, 'text', point.diagnoses);
		// A diagnosis inside a range is written as that range, so that the comparison is of like with like.
		const category = rangeOf(main.code, point.diagnoses) ?? main.code.slice(0, 3);
		const diagnosis = t.derived<string>({ zh: '主要诊断类目', en: 'Category of the main diagnosis' }, 'text', category, [main.codeSource]);
		if (!t.notIn('main-unrelated', diagnosis, expected)) return;
		const rows = (stay.rows('diagnosis') as readonly Row<'diagnosis'>[]).filter((row) => row.text('vali_flag') !== '0');
		const related = rows.filter((row) => rangeOf(row.text('diag_code'), point.diagnoses) !== undefined);
		const witness = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: point.diagnoses[0]!.slice(0, 3), diag_name: point.name } } as const;
		if (!t.absent('no-other-diagnosis', { zh: '相关的其他诊断', en: 'Other diagnoses that explain it' }, related, rows, witness)) return;
		t.report({
			message: 'unrelated',
			data: { procedure: `${code.value} ${operation.text('oprn_oprt_name')}`.trim(), diagnosis: main.code, expected: point.diagnoses.join('、') },
			grade: 'suspect',
			lines: []
		});
	}
});
