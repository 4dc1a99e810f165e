import { defineRule } from '../../engine/rule.ts';
import { identitySexSources, newbornSources, tracedSex } from '../../facts/person.ts';
import { sexedProcedure, visitsWithSexedProcedure } from '../../facts/procedure-sex.ts';

/** Procedure codes that the patient's sex rules out: a fault of the claim, without fee lines. */
export default defineRule({
	meta: {
		id: 'procedure-against-sex',
		version: 1,
		title: { zh: '手术操作编码与性别不符', en: 'Procedure code for the other sex' },
		explains: {
			zh: '结算清单手术操作编码属于另一性别才有的手术。可能是性别录错、编码录错或记入他人手术，需核对病案。',
			en: 'A procedure code that only the other sex can have. The sex, the code or the person may be wrong: the record decides.'
		},
		dimension: 'dip',
		violation: '数据质量',
		stages: ['settled'],
		scope: 'stay',
		basis: [{ doc: '医疗保障基金智能监管规则库、知识库框架体系（1.0版）', clause: '手术操作编码与性别不符', from: '2023-05-15', verified: false }],
		official: ['GZ10000201005000'],
		problems: [],
		requires: ['visit', 'operation'],
		uses: [],
		knowledge: ['procedureSexes'],
		clears: {
			'newborn-with-mother': { zh: '新生儿就诊下记入母亲的手术', en: "The mother's procedure on her newborn's visit" },
			'identity-says-other': { zh: '证件号码所示性别与手术相符，性别可能录错', en: 'The identity number says the other sex: the sex may be mistyped' }
		},
		messages: {
			against: {
				zh: '手术 {{code}} {{name}} 限{{permitted}}，患者为{{sex}}',
				en: 'Procedure {{code}} {{name}} is for sex {{permitted}}, the patient is {{sex}}'
			}
		}
	},
	params: {},
	candidates: visitsWithSexedProcedure,
	judge(stay, t) {
		t.each(stay.rows('operation'), (row) => {
			if (row.text('vali_flag') === '0') return;
			const found = sexedProcedure(t.context, row, t.day);
			if (!found) return;
			const { point, prefix } = found;
			const code = t.text(row, 'oprn_oprt_code');
			const begins = t.derived<string>(code.label, 'text', t.known(code).trim().slice(0, prefix.length).toUpperCase(), code.sources);
			t.eq('procedure', begins, t.knowledge<string>(point, { zh: '手术操作编码前缀', en: 'Prefix of the procedure code' }, 'text', prefix));
			const sex = tracedSex(t, stay.visit);
			if (!t.ne('other-sex', sex, t.knowledge<string>(point, { zh: '限定性别', en: 'Permitted sex' }, 'text', point.sex))) return;
			t.report({
				message: 'against',
				data: {
					code: t.known(code),
					name: row.text('oprn_oprt_name') || point.name,
					permitted: NAMES[point.sex],
					sex: NAMES[t.known(sex) as '1' | '2']
				},
				grade: identitySexSources(stay.visit, point.sex)?.length || newbornSources(stay.visit)?.length ? 'suspect' : 'certain',
				lines: []
			});
		});
		if (t.reports.length === 0) return;
		t.clear('newborn-with-mother', newbornSources(stay.visit));
		t.clear('identity-says-other', identitySexSources(stay.visit, t.known(tracedSex(t, stay.visit)) === '1' ? '2' : '1'));
	}
});

const NAMES = { '1': '男', '2': '女' } as const;
