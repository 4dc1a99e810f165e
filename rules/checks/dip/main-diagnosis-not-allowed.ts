import { defineRule } from '../../engine/rule.ts';
import { pointOfCode } from '../../facts/code-prefixes.ts';
import { codingOfGroups } from '../../facts/coding-basis.ts';
import { visitsWithMainDiagnosis } from '../../facts/main-diagnosis-visits.ts';
import { mainDiagnosis } from '../../facts/same-diagnosis.ts';
import { isInpatient } from '../../facts/stay-days.ts';

/** 不能作为主要诊断的编码: a main diagnosis that the list of codes not valid as such names (Z codes, signs, follow-up). */
export default defineRule({
	meta: {
		id: 'main-diagnosis-not-allowed',
		version: 1,
		title: { zh: '主要诊断使用不能作主要诊断的编码', en: 'A code that may not be the main diagnosis' },
		explains: {
			zh: '出院主要诊断的编码在“不作为主要诊断”清单中。可能是主要诊断选择错误，使病例不能入组或进入与实际不符的病种。',
			en: 'The main diagnosis is one of the list of codes not valid as such. It may be chosen wrongly, so that the stay has no group or another.'
		},
		dimension: 'dip',
		violation: '高套或低编病种编码',
		stages: ['settled'],
		scope: 'stay',
		basis: codingOfGroups,
		official: ['GZ10000201001000', 'GZ10000201003000'],
		problems: [],
		requires: ['visit'],
		uses: ['diagnosis'],
		knowledge: ['notMainDiagnoses'],
		clears: {},
		messages: { 'not-main': { zh: '主要诊断 {{code}} {{name}} 不能作为主要诊断', en: '{{code}} {{name}} may not be the main diagnosis' } }
	},
	params: {},
	candidates: (shard, context) => visitsWithMainDiagnosis(shard, context, 'notMainDiagnoses'),
	judge(stay, t) {
		const { visit } = stay;
		if (!isInpatient(visit.text('med_type')) || visit.text('vali_flag') === '0') return;
		const { code, name, codeSource } = mainDiagnosis(visit, stay);
		if (code === '') return t.cannotTell({ kind: 'value', what: 'visit.dscg_maindiag_code' });
		const found = pointOfCode(t.context, 'notMainDiagnoses', code, t.day);
		if (!found) return;
		const { point, prefix } = found;
		const begins = t.derived<string>({ zh: '主要诊断', en: 'Main diagnosis' }, 'text', code.slice(0, prefix.length), [codeSource]);
		const listed = t.knowledge<string>(point, { zh: '不作主要诊断的编码', en: 'Code not valid as main diagnosis' }, 'text', prefix);
		if (!t.eq('not-main', begins, listed)) return;
		const firm = Object.values(point.got).every(({ verified }) => verified);
		t.report({ message: 'not-main', data: { code, name: name || point.name }, grade: firm ? 'certain' : 'suspect', lines: [] });
	}
});
