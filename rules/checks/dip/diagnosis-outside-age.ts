import { defineRule } from '../../engine/rule.ts';
import { outsideDaysOfLife, identityDaysSources } from '../../facts/age-in-days.ts';
import { birthStaySources } from '../../facts/age-limit.ts';
import { pointOfCode, visitsWithCode } from '../../facts/code-prefixes.ts';
import { frameworkClass } from '../../facts/coding-basis.ts';

/** No bound above: days that nobody lives. */
const NO_END = 60_000;

/** Diagnosis codes of another age (诊断与患者年龄不符), by days of life on admission: a newborn's disease may be treated beyond its days. */
export default defineRule({
	meta: {
		id: 'diagnosis-outside-age',
		version: 1,
		title: { zh: '诊断与患者年龄不符', en: 'Diagnosis of another age' },
		explains: {
			zh: '诊断编码限定的年龄（入院日龄）与患者不符，如成人使用新生儿疾病编码。可能是出生日期或编码录错，或记入母婴另一方的诊断。',
			en: 'The age that a diagnosis code is for, in days on admission, is not the patient’s. Date of birth or code may be wrong, or the diagnosis is that of mother or child.'
		},
		dimension: 'dip',
		violation: '数据质量',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [frameworkClass('诊断与患者年龄不符')],
		official: ['GZ10000204007000'],
		problems: [],
		requires: ['visit', 'diagnosis'],
		uses: [],
		knowledge: ['diagnosisAges'],
		clears: {
			'birth-stay': { zh: '生育住院，可能记入新生儿的诊断', en: "A stay for a birth: it may carry the newborn's diagnosis" },
			'identity-says-other': { zh: '证件号码所示出生日期与诊断相符', en: 'The identity number gives a date of birth that fits' }
		},
		messages: {
			outside: {
				zh: '诊断 {{code}} {{name}} 限日龄 {{from}}–{{to}}，患者入院时 {{days}} 天',
				en: 'Diagnosis {{code}} {{name}} is for days of life {{from}}–{{to}}, the patient was {{days}} days old'
			}
		}
	},
	params: {},
	candidates: (shard, context) => visitsWithCode(shard, context, 'diagnosis', 'diagnosisAges'),
	judge(stay, t) {
		const { visit } = stay;
		const spans: (readonly [number, number])[] = [];
		t.each(stay.rows('diagnosis'), (row) => {
			if (row.text('vali_flag') === '0') return;
			const found = pointOfCode(t.context, 'diagnosisAges', row.text('diag_code'), t.day);
			if (!found) return;
			const { point, prefix } = found;
			const code = t.text(row, 'diag_code');
			const begins = t.derived<string>(code.label, 'text', t.known(code).trim().slice(0, prefix.length).toUpperCase(), code.sources);
			t.eq('diagnosis', begins, t.knowledge<string>(point, { zh: '诊断编码前缀', en: 'Beginning of the diagnosis code' }, 'text', prefix));
			const span = [point.minAgeDays ?? 0, point.maxAgeDays ?? NO_END] as const;
			const { days, outside } = outsideDaysOfLife(t, visit, span);
			if (!outside) return;
			spans.push(span);
			const firm = Object.values(point.got).every(({ verified }) => verified);
			t.report({
				message: 'outside',
				data: { code: t.known(code), name: row.text('diag_name') || point.name, from: span[0], to: span[1], days },
				grade: firm && birthStaySources(visit).length === 0 ? 'certain' : 'suspect',
				lines: []
			});
		});
		if (spans.length === 0) return;
		t.clear('birth-stay', birthStaySources(visit));
		t.clear('identity-says-other', identityDaysSources(visit, spans[0]!));
	}
});
