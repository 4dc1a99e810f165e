import { defineRule } from '../../engine/rule.ts';
import { pointOfCode, visitsWithCode } from '../../facts/code-prefixes.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';
import { identitySexSources, newbornSources, tracedSex } from '../../facts/person.ts';

/** Diagnosis codes that the patient's sex rules out (诊断与患者性别不符): a fault of the claim, without fee lines. */
export default defineRule({
	meta: {
		id: 'diagnosis-against-sex',
		version: 1,
		title: { zh: '诊断与患者性别不符', en: 'Diagnosis of the other sex' },
		explains: {
			zh: '诊断编码属于另一性别才有的疾病。可能是性别录错、编码录错或记入他人病情，需核对病案。',
			en: 'A diagnosis code that only the other sex can have. The sex, the code or the person may be wrong: the record decides.'
		},
		dimension: 'dip',
		violation: '数据质量',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [frameworkClass('诊断与患者性别不符')],
		official: ['GZ10000204006000'],
		problems: [],
		requires: ['visit', 'diagnosis'],
		uses: [],
		knowledge: ['diagnosisSexes'],
		clears: {
			'newborn-with-mother': { zh: '新生儿就诊下记入母亲的诊断', en: "The mother's diagnosis on her newborn's visit" },
			'identity-says-other': { zh: '证件号码所示性别与诊断相符，性别可能录错', en: 'The identity number says the other sex: the sex may be mistyped' }
		},
		messages: {
			against: {
				zh: '诊断 {{code}} {{name}} 限{{permitted}}，患者为{{sex}}',
				en: 'Diagnosis {{code}} {{name}} is for sex {{permitted}}, the patient is {{sex}}'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithCode(shard, context, 'diagnosis', 'diagnosisSexes'),
	judge(stay, t) {
		t.each(stay.rows('diagnosis'), (row) => {
			if (row.text('vali_flag') === '0') return;
			const found = pointOfCode(t.context, 'diagnosisSexes', row.text('diag_code'), t.day);
			if (!found) return;
			const { point, prefix } = found;
			const code = t.text(row, 'diag_code');
			const begins = t.derived<string>(code.label, 'text', t.known(code).trim().slice(0, prefix.length).toUpperCase(), code.sources);
			t.eq('diagnosis', begins, t.knowledge<string>(point, { zh: '诊断编码前缀', en: 'Beginning of the diagnosis code' }, 'text', prefix));
			const sex = tracedSex(t, stay.visit);
			if (!t.ne('other-sex', sex, t.knowledge<string>(point, { zh: '限定性别', en: 'Permitted sex' }, 'text', point.sex))) return;
			const firm = Object.values(point.got).every(({ verified }) => verified);
			const doubted = identitySexSources(stay.visit, point.sex)?.length || newbornSources(stay.visit)?.length;
			t.report({
				message: 'against',
				data: { code: t.known(code), name: row.text('diag_name') || point.name, permitted: NAMES[point.sex], sex: NAMES[t.known(sex) as '1' | '2'] },
				grade: firm && !doubted ? 'certain' : 'suspect',
				lines: []
			});
		});
		if (t.reports.length === 0) return;
		t.clear('newborn-with-mother', newbornSources(stay.visit));
		t.clear('identity-says-other', identitySexSources(stay.visit, t.known(tracedSex(t, stay.visit)) === '1' ? '2' : '1'));
	}
});

const NAMES = { '1': '男', '2': '女' } as const;
