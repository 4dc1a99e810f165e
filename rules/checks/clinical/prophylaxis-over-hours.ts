import { defineRule } from '../../engine/rule.ts';
import { daysOfLines } from '../../facts/drug-days.ts';
import { systemic } from '../../facts/drug-route.ts';
import { noInfectionDiagnosed, noSignTold } from '../../facts/infection.ts';
import { claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { lastOperation, onlyClean } from '../../facts/clean-operation.ts';
import { visitsWithLongProphylaxis } from '../../facts/long-prophylaxis.ts';
import { operationsIn } from '../../facts/operations.ts';
import { article38 } from '../../facts/regulation.ts';
import { notTakenHome } from '../../facts/taken-home.ts';
import { Undetermined } from '../../engine/undetermined.ts';

const HOURS_A_DAY = 24;

/** Antibiotics begun about a clean operation (Ⅰ类切口) to prevent an infection, and given on long after it. */
export default defineRule({
	meta: {
		id: 'prophylaxis-over-hours',
		version: 1,
		title: { zh: 'Ⅰ类切口预防用抗菌药物超时', en: 'Prophylaxis of a clean operation too long' },
		explains: {
			zh: 'Ⅰ类（清洁）切口手术前开始的抗菌药物，术后仍使用超过规定时间，而诊断与文书均未见感染。按日计算：术后第 2 个自然日仍计费使用即已超过 24 小时。',
			en: 'An antibiotic begun by a clean operation was given longer after it than allowed, while neither diagnoses nor documents speak of an infection. Counted in days: a charge on the second day after the operation is more than 24 hours.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000202002000'],
		problems: [],
		requires: ['visit', 'fee', 'operation'],
		uses: ['settlement', 'order', 'diagnosis', 'document', 'exam', 'nursing', 'implant'],
		knowledge: ['antibiotics'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: {
			long: {
				zh: '{{item}} 用于Ⅰ类切口手术，术后至少 {{hours}} 小时仍在使用，超过 {{most}} 小时',
				en: '{{item}} about a clean operation, given on for {{hours}} hours at least, more than {{most}}'
			}
		}
	},
	params: {
		maxHours: {
			default: 24,
			unit: 'hour',
			title: { zh: '预防用药最长时间', en: 'Longest prophylaxis' },
			why: '抗菌药物临床应用指导原则：清洁手术预防用药不超过 24 小时（未核实）'
		},
		maxHoursImplant: {
			default: 48,
			unit: 'hour',
			title: { zh: '有植入物时最长时间', en: 'Longest prophylaxis with an implant' },
			why: '心脏手术等可延长至 48 小时，有植入物者从宽（未核实）'
		}
	},
	candidates: visitsWithLongProphylaxis('prophylaxis-over-hours', ['maxHours', 'maxHoursImplant']),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'antibiotics', t.day), ({ point, items }) => {
			if (stay.fact(operationsIn).length === 0 || !noInfectionDiagnosed(t, stay, false)) return;
			const claims = claimedOf(t, items, ({ charge }) => notTakenHome(t, charge.row) && systemic(t, stay, charge));
			if (claims.length === 0) return;
			const lines = claims.map(({ charge }) => charge);
			const { days, sources } = daysOfLines(lines);
			if (days.length === 0) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
			const operation = lastOperation(t, stay)!;
			// A dose on the day after may be of the last allowed hours; one on the day after that is not.
			const hours = (days.at(-1)! - operation.lastDay - 1) * HOURS_A_DAY;
			const label = { zh: '术后至少用药小时数', en: 'Hours of use after the operation, at least' };
			const most =
				point.hours === undefined
					? t.param(stay.has('implant') && stay.rows('implant').length > 0 ? 'maxHoursImplant' : 'maxHours')
					: t.knowledge(point, { zh: '预防用药小时数', en: 'Hours of prophylaxis' }, 'integer', point.hours);
			if (!t.ge('over-hours', t.derived(label, 'integer', hours, sources), most)) return;
			const first = t.derived({ zh: '首次用药日', en: 'First day of use' }, 'day', days[0]!, sources);
			if (!t.le('begun-by-operation', first, operation.day)) return;
			if (!onlyClean(t, stay) || !noSignTold(t, stay)) return;
			all.push(...claims);
			t.report({
				message: 'long',
				data: { ...itemData(claims), hours, most: t.known(most) },
				grade: 'suspect',
				// Which doses were one too many, lines of a whole course do not tell.
				lines: lines.map((charge) => ({ charge, role: 'offending', amount: null }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});
