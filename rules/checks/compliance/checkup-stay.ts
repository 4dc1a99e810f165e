import { RATIO_SCALE } from '../../domain/units.ts';
import type { Charge } from '../../engine/charge.ts';
import { cellsOf } from '../../engine/charge.ts';
import { defineRule } from '../../engine/rule.ts';
import { serviceDay } from '../../engine/service-day.ts';
import { optionalText } from '../../facts/cells.ts';
import { chargeKind, type ChargeKind } from '../../facts/charge-kind.ts';
import { charges } from '../../facts/charges.ts';
import { visitsOfCheckups } from '../../facts/checkup-visits.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { daysOfStay, isInpatient, staySpan } from '../../facts/stay-days.ts';
import { untreated } from '../../facts/untreated.ts';

const ID = 'checkup-stay';
/** 1/10 000 a percent. */
const PER_PERCENT = RATIO_SCALE / 100;
const EXAMINATIONS: readonly ChargeKind[] = ['exam', 'lab'];
const TREATMENTS: readonly ChargeKind[] = ['treatment', 'surgery'];
/** Stays that were cut short, and admissions by the emergency department (FIELDS.md E). */
const CUT_SHORT = ['2', '3', '4', '5', '医嘱转院', '医嘱转社区', '非医嘱离院', '死亡'] as const;
const EMERGENCY = ['1', '急诊'] as const;

const params = {
	minShare: {
		default: 70,
		unit: 'percent',
		title: { zh: '检查检验费占比下限', en: 'Least share of examinations and tests' },
		why: '检查检验费占总费用 70% 以上 (RULES.md R037，工作默认值)'
	},
	maxTreated: {
		default: 10,
		unit: 'percent',
		title: { zh: '治疗手术费占比上限', en: 'Largest share of treatment and operations' },
		why: '“治疗费低”(RULES.md R037) 未给数值，按一成计（未核实）'
	},
	maxDays: { default: 4, unit: 'day', title: { zh: '住院天数上限', en: 'Longest stay' }, why: '体检式住院通常数日内完成检查（未核实）' }
} as const;

/** 体检式住院: a short stay that was nearly all examinations, without anything that needs a bed. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '体检式住院', en: 'A stay for a check-up' },
		explains: {
			zh: '短期住院中检查检验费占总费用的绝大部分，治疗手术费很少，没有手术、重症、静脉治疗和按周期治疗，也非急诊入院、转院、自动离院或死亡。收费行没有收费类别的无法判断。',
			en: 'A short stay cost mostly examinations and tests and hardly any treatment, without operation, intensive care, intravenous treatment or planned course; not admitted as an emergency nor cut short. Lines without a charge category: nothing can be judged.'
		},
		dimension: 'compliance',
		violation: '过度诊疗',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000204005000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['operation', 'order', 'document', 'device', 'diagnosis', 'settlement'],
		knowledge: [],
		clears: { observation: { zh: '文书载明需住院观察的病情', en: 'Documents tell of a condition to be observed in hospital' } },
		messages: {
			checkup: {
				zh: '住院 {{days}} 天，检查检验费占 {{share}}%，治疗手术费占 {{treated}}%',
				en: '{{days}} days, {{share}}% examinations, {{treated}}% treatment'
			}
		}
	},
	params,
	candidates: (shard, context) =>
		visitsOfCheckups(shard, context, (name, visit) => context.parameters.get(ID, name, serviceDay(shard, visit))?.value ?? 0),
	judge(stay, t) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type')) || !visit.time('endtime')) return;
		const { days, missing } = daysOfStay(stay.fact(staySpan));
		if (days === null || days > t.known(t.param('maxDays'))) return missing ? t.cannotTell(missing) : undefined;
		const { net } = stay.fact(charges);
		const total = sum(net);
		const [examined, treated] = [net.filter((charge) => isOf(charge, EXAMINATIONS)), net.filter((charge) => isOf(charge, TREATMENTS))];
		const ratio = (part: readonly Charge[]): number => Math.floor((sum(part) * RATIO_SCALE) / total);
		if (total <= 0 || ratio(examined) < t.known(t.param('minShare')) * PER_PERCENT) return;
		if (net.some((charge) => chargeKind(charge.row) === null)) return t.cannotTell({ kind: 'value', what: 'fee.med_chrgitm_type' });
		const end = [{ row: visit, field: 'endtime' }];
		t.le('short', t.derived({ zh: '住院天数', en: 'Days of the stay' }, 'integer', days, end), t.param('maxDays'));
		const shareOf = (zh: string, en: string, part: readonly Charge[]) =>
			t.derived(
				{ zh, en },
				'ratio',
				ratio(part),
				part.flatMap((charge) => cellsOf(charge, 'det_item_fee_sumamt'))
			);
		t.ge('mostly-examinations', shareOf('检查检验费占比', 'Share of examinations', examined), t.param('minShare', 'ratio', PER_PERCENT));
		if (!t.le('hardly-treated', shareOf('治疗手术费占比', 'Share of treatment', treated), t.param('maxTreated', 'ratio', PER_PERCENT))) return;
		const label = { zh: '转院、非医嘱离院、死亡', en: 'Transferred, against advice, died' };
		if (!t.notIn('not-cut-short', optionalText(visit, 'dscg_way'), t.constant(label, 'text', CUT_SHORT))) return;
		if (!t.notIn('no-emergency', optionalText(visit, 'adm_way'), t.constant({ zh: '急诊入院', en: 'Emergency' }, 'text', EMERGENCY))) return;
		if (!untreated(t, stay)) return;
		t.clear('observation', cellsSaying(stay, 'document', ['text'], /病危|病重|吸氧|观察生命体征|中毒|颅脑|抢救|急诊/));
		const percent = (value: number): string => (value / PER_PERCENT).toFixed(1);
		t.report({
			message: 'checkup',
			data: { days, share: percent(ratio(examined)), treated: percent(ratio(treated)) },
			grade: 'suspect',
			lines: examined.map((charge) => ({ charge, role: 'offending' }))
		});
	}
});

const isOf = (charge: Charge, kinds: readonly ChargeKind[]): boolean => kinds.includes(chargeKind(charge.row)!);
const sum = (list: readonly Charge[]): number => list.reduce((total, { amount }) => total + amount, 0);
