import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import { serviceDay } from '../../engine/service-day.ts';
import { partAmount } from '../../engine/assemble.ts';
import { zero } from '../../facts/cells.ts';
import { daysOfRun, gatheredDrugs, idleDays, quantityWithin, visitsWithIdleDays } from '../../facts/idle-days.ts';
import { visitRow } from '../../facts/neighbours.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';

const ID = 'idle-stay';
const params = {
	minDays: {
		default: 3,
		unit: 'day',
		title: { zh: '连续无诊疗日数下限', en: 'Least days in a row without anything done' },
		why: '连续 3 日无治疗、检查、给药 (RULES.md R041，工作默认值)；地方可配置'
	}
} as const;

/** 挂床住院: days in a row on which a stay shows nothing but bed, care and consultation. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '连续多日仅有床位护理费', en: 'Days in a row with a bed and nothing done' },
		explains: {
			zh: '入院次日至出院前一日之间，连续数日没有药品、治疗、检查、检验、手术收费，没有执行中的医嘱，也没有设备、检查、检验记录，只收床位、护理、诊查费。治疗费用可能累计在一行、没有医嘱的无法判断；请假须另查。',
			en: 'Between the day after admission and the day before discharge, days in a row show no drug, treatment, examination, test or operation, no order that runs and no record of a device or a report: only bed, care and consultation are charged. Treatments that may have gathered on a line, or a stay without orders, cannot be judged.'
		},
		dimension: 'compliance',
		violation: '挂床住院',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('一')],
		official: [],
		problems: [],
		requires: ['visit', 'fee', 'order'],
		uses: ['lab', 'exam', 'device', 'operation', 'anesthesia', 'document', 'nursing', 'settlement'],
		knowledge: [],
		clears: {
			leave: { zh: '文书或医嘱记有请假、外出', en: 'Texts or orders tell of a leave' },
			'other-treatment': { zh: '护理记录提到给药、治疗', en: 'Nursing notes tell of drugs or treatment' }
		},
		messages: {
			idle: {
				zh: '{{from}} 至 {{to}} 连续 {{days}} 日仅有床位、护理、诊查费',
				en: '{{from}} to {{to}}: {{days}} days with bed, care and consultation only'
			}
		}
	},
	params,
	candidates: (shard, context) =>
		visitsWithIdleDays(shard, context, (visit) => context.parameters.get(ID, 'minDays', serviceDay(shard, visit))?.value ?? 0),
	judge(stay, t) {
		const visit = visitRow(stay);
		if (!visit || !isInpatient(visit.text('med_type'))) return;
		const idle = stay.fact(idleDays);
		if (!idle?.run || daysOfRun(idle.run) < t.known(t.param('minDays')) || idle.passive.length === 0) return;
		if (stay.rows('order').length === 0) return t.cannotTell({ kind: 'document', what: 'order' });
		if (idle.gathered.length > 0 || (!idle.ordered && gatheredDrugs(stay).length > 0))
			return t.cannotTell({ kind: 'precision', what: 'fee.fee_end_time' });
		const { run } = idle;
		const label = { zh: '连续无诊疗的日数', en: 'Days in a row without anything done' };
		if (!t.ge('idle-days', t.derived(label, 'integer', daysOfRun(run), stay.fact(staySpan)!.sources), t.param('minDays'))) return;
		const middle = display.day(Math.floor((run[0] + run[1]) / 2));
		const fields = { mdtrt_id: stay.id, feedetl_sn: 'W1', medins_list_name: '针刺', med_chrgitm_type: '05', cnt: '1', det_item_fee_sumamt: '1' };
		const done = { zh: '这些日子的治疗、检查、给药', en: 'What was done on these days' };
		t.absent('nothing-done', done, [], idle.searched, { table: 'fee', fields: { ...fields, fee_ocur_time: middle } });
		const lines = idle.passive.flatMap((charge) => {
			const quantity = quantityWithin(charge, run);
			return quantity > 0 ? [{ charge, role: 'offending' as const, quantity, amount: partAmount(charge, quantity) }] : [];
		});
		const bed = { zh: '这些日子的床位、护理、诊查费', en: 'Bed, care and consultation of these days' };
		const amount = lines.reduce((sum, line) => sum + line.amount, 0);
		const cells = lines.map(({ charge }) => ({ row: charge.row, field: 'det_item_fee_sumamt' }));
		if (!t.gt('bed-charged', t.derived(bed, 'amount', amount, cells), zero('amount'))) return;
		t.clear('leave', [
			...(cellsSaying(stay, 'document', ['text'], /请假|外出/) ?? []),
			...(cellsSaying(stay, 'order', ['drord_cont'], /请假/) ?? [])
		]);
		t.clear('other-treatment', cellsSaying(stay, 'nursing', ['text'], /给药|输液|服药|治疗|换药|雾化|理疗/));
		t.report({ message: 'idle', data: { from: display.day(run[0]), to: display.day(run[1]), days: daysOfRun(run) }, grade: 'suspect', lines });
	}
});
