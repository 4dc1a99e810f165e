import { defineRule } from '../../engine/rule.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { kindsOfDrug, visitsWithManyDrugs } from '../../facts/drug-kinds.ts';
import { article38 } from '../../facts/regulation.ts';
import { prescriptions } from '../../facts/prescriptions.ts';

/** Ordinary, emergency and benefit outpatient visits (`med_type`); a pharmacy sells what others have prescribed. */
const CLINIC = ['11', '12', '13', '14'];

/** Outpatient prescriptions of more drugs than one may hold (药品种类超标). */
export default defineRule({
	meta: {
		id: 'drug-kinds-over-limit',
		version: 1,
		title: { zh: '单张处方药品种类超标', en: 'Too many drugs in one prescription' },
		explains: {
			zh: '门诊一张处方的西药、中成药品种数超过规定。同名不同规格计为一种，溶媒与中药饮片不计；费用没有处方号时不判断。',
			en: 'One outpatient prescription holds more western or patent medicines than allowed. Strengths of one drug are one, solvents and herbs do not count; without a prescription number on the lines nothing is judged.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000202004000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: [],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { many: { zh: '一张处方 {{kinds}} 种药品，超过 {{most}} 种', en: '{{kinds}} drugs in one prescription, more than {{most}}' } }
	},
	params: {
		maxKinds: {
			default: 5,
			unit: 'count',
			title: { zh: '每张处方药品种类上限', en: 'Most drugs in a prescription' },
			why: '处方管理办法：每张处方不得超过 5 种药品（未核实）'
		}
	},
	candidates: visitsWithManyDrugs('drug-kinds-over-limit'),
	judge(stay, t) {
		if (stay.rows('fee').some((row) => !row.hasField('med_chrgitm_type'))) throw new Undetermined({ kind: 'field', what: 'fee.med_chrgitm_type' });
		let unclear = false;
		t.each(stay.fact(prescriptions), ({ number, charges }) => {
			const kinds = kindsOfDrug(charges);
			const sources = kinds.flatMap((one) => one.sources);
			const count = t.derived({ zh: '药品种类数', en: 'Drugs' }, 'integer', kinds.length, sources);
			if (!t.gt('kinds-over-limit', count, t.param('maxKinds'))) return;
			const type = t.text(stay.visit, 'med_type');
			const kind = t.derived<string>(type.label, 'text', t.known(type).slice(0, 2), type.sources);
			if (!t.in('outpatient', kind, t.constant<readonly string[]>({ zh: '门诊', en: 'Outpatient' }, 'text', CLINIC))) return;
			if (number === null) throw new Undetermined({ kind: 'value', what: 'fee.rx_drord_no' });
			const lines = kinds.flatMap((one) => one.charges);
			if (lines.some(({ ambiguous }) => ambiguous)) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
			unclear ||= lines.some(({ inScope }) => inScope === null);
			t.report({
				message: 'many',
				data: { kinds: kinds.length, most: t.known(t.param('maxKinds')) },
				// Which of them is one too many, only a doctor can tell.
				grade: 'suspect',
				lines: lines.map((charge) => ({ charge, role: 'offending', amount: null }))
			});
		});
		if (t.reports.length > 0) t.clear('self-paid', unclear ? null : []);
	}
});
