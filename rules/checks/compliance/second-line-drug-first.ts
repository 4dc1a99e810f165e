import { defineRule } from '../../engine/rule.ts';
import { noFirstLine } from '../../facts/first-line.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { chargeDay, claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { chargesIn } from '../../facts/person-items.ts';
import { article38 } from '../../facts/regulation.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { notMentioned } from '../../facts/text/operands.ts';

/** Drugs paid only after others have failed (限二线使用), claimed though neither charges nor documents tell of a therapy before. */
export default defineRule({
	meta: {
		id: 'second-line-drug-first',
		version: 1,
		title: { zh: '限二线药品未见一线治疗依据', en: 'Second-line drug without a first line before it' },
		explains: {
			zh: '限二线支付的药品纳入医保范围，但此前费用、医嘱中没有一线药品，文书也未记载既往治疗无效、不耐受或进展。没有病历文书时不判断。',
			en: 'A drug paid as a second line only was claimed, yet no first-line drug was charged or ordered before and no document tells that a therapy failed. Without documents nothing is judged.'
		},
		dimension: 'compliance',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'person',
		basis: [article38('六')],
		official: ['药品限二线使用'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'order', 'document', 'exam', 'nursing'],
		knowledge: ['secondLine'],
		clears: {
			continued: { zh: '此前已使用该药', en: 'The drug was used before' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			first: {
				zh: '{{item}} 限二线使用，此前 {{days}} 天未见一线治疗，文书未记载治疗失败，共 {{lines}} 条',
				en: '{{item}} is a second line: no first line within {{days}} days before, no document tells of a failure, {{lines}} lines'
			}
		}
	},
	params: {
		lookbackDays: {
			default: 180,
			unit: 'day',
			title: { zh: '一线治疗回溯天数', en: 'Days back for the first line' },
			why: '知识点未写明时用此值；未查到统一期限（未核实）'
		}
	},
	candidates: (shard, context) => visitsWithItem(shard, context, 'secondLine'),
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'secondLine', t.day), ({ point, items }) => {
			const claims = claimedOf(t, items);
			if (claims.length === 0) return;
			const days = claims.map(({ charge }) => chargeDay(charge));
			if (days.includes(null)) throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
			const lookback = point.lookbackDays ?? t.known(t.param('lookbackDays'));
			if (!noFirstLine(t, stay, point, Math.min(...days.map(Number)), lookback)) return;
			const words = [...(point.failWords ?? []), ...point.firstLine];
			const label = { zh: '既往治疗或其失败的记载', en: 'A therapy before, or its failure, in documents' };
			if (words.length === 0) throw new Undetermined({ kind: 'knowledge', what: 'secondLine' });
			if (!notMentioned(t, 'no-failure-told', label, stay, words, { status: ['affirmed', 'past', 'uncertain'] })) return;
			all.push(...claims);
			const others = stay.visitsOfPerson.filter((other) => other.index < stay.index);
			const before = chargesIn(others, t.context, point, null).map(({ charge }) => ({ row: charge.row, field: 'fee_ocur_time' }));
			if (!t.lookedForClears) t.clear('continued', before);
			t.report({
				message: 'first',
				data: { ...itemData(claims), days: lookback },
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});
