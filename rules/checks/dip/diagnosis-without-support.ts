import type { Row } from '../../engine/row.ts';
import { defineRule } from '../../engine/rule.ts';
import { YES } from '../../facts/cells.ts';
import { pointOfCode, visitsWithCode } from '../../facts/code-prefixes.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { mainDiagnosis } from '../../facts/same-diagnosis.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { supportOfDiagnosis, witnessOf, type SupportKind } from '../../facts/support-of-diagnosis.ts';

const KIND_NAMES: Readonly<Record<SupportKind, string>> = { labs: '检验值', drugs: '用药', items: '诊疗项目', words: '文书记载' };

/** 次要诊断无依据（高套）: a severe secondary diagnosis of which neither laboratory, drugs, items nor documents show anything. */
export default defineRule({
	meta: {
		id: 'diagnosis-without-support',
		version: 1,
		title: { zh: '次要诊断缺少依据', en: 'Secondary diagnosis without support' },
		explains: {
			zh: '次要诊断（如呼吸衰竭、脓毒症）应有的检验值、用药、诊疗项目或文书记载不足。可能为提高严重程度而填报。文书诊断栏中的照抄不算依据。',
			en: 'Of a severe secondary diagnosis the record shows fewer kinds of support than knowledge asks for. It may have been listed for a higher severity. A copy in a list of diagnoses is no support.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000201003000'],
		problems: [],
		requires: ['visit', 'diagnosis', 'fee'],
		uses: ['lab', 'order', 'device', 'document', 'exam', 'nursing'],
		knowledge: ['diagnosisSupport'],
		clears: { 'former-stay': { zh: '同一诊断见于此人其他就诊', en: 'The same diagnosis stands on another visit of the person' } },
		messages: {
			unsupported: {
				zh: '次要诊断 {{code}} {{name}}：应有 {{needed}} 中至少 {{least}} 类，见 {{found}} 类',
				en: 'Secondary diagnosis {{code}} {{name}}: {{found}} kinds of support of {{least}} ({{needed}})'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithCode(shard, context, 'diagnosis', 'diagnosisSupport'),
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const main = mainDiagnosis(stay.visit, stay).code;
		const prefixes: string[] = [];
		t.each(stay.rows('diagnosis') as readonly Row<'diagnosis'>[], (row) => {
			const code = row.text('diag_code').trim().toUpperCase();
			if (row.text('vali_flag') === '0' || code === main || (YES as readonly string[]).includes(row.text('maindiag_flag'))) return;
			const spoken = pointOfCode(t.context, 'diagnosisSupport', code, t.day);
			if (!spoken) return;
			const { point, prefix } = spoken;
			const begins = t.derived<string>({ zh: '诊断代码', en: 'Diagnosis code' }, 'text', code.slice(0, prefix.length), [{ row, field: 'diag_code' }]);
			t.eq('diagnosis', begins, t.knowledge<string>(point, { zh: '诊断编码前缀', en: 'Beginning of the diagnosis code' }, 'text', prefix));
			const { kinds, found, searched } = supportOfDiagnosis(stay, point);
			const least = t.knowledge(point, { zh: '应有依据类数', en: 'Kinds of support asked for' }, 'integer', point.least);
			if (!t.lt('too-little-support', t.derived({ zh: '查见依据类数', en: 'Kinds of support found' }, 'integer', found, []), least)) return;
			const missing = kinds.find(({ rows }) => rows.length === 0);
			if (missing && found === point.least - 1)
				t.absent(
					'no-further-support',
					{ zh: `其他依据：${KIND_NAMES[missing.kind]}等`, en: 'Further support' },
					[],
					searched,
					witnessOf(stay, point, missing.kind)
				);
			prefixes.push(prefix);
			t.report({
				message: 'unsupported',
				data: {
					code,
					name: row.text('diag_name') || point.name,
					needed: kinds.map(({ kind }) => KIND_NAMES[kind]).join('、'),
					least: point.least,
					found
				},
				grade: 'suspect',
				lines: []
			});
		});
		if (prefixes.length === 0) return;
		const others = stay.visitsOfPerson.filter((other) => other.index !== stay.index).flatMap((other) => other.rows('diagnosis'));
		const same = others.filter((row) => prefixes.some((prefix) => row.text('diag_code').trim().toUpperCase().startsWith(prefix)));
		t.clear(
			'former-stay',
			same.map((row) => ({ row, field: 'diag_code' }))
		);
	}
});
