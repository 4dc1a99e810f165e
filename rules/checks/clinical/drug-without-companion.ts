import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { missingOf, nearDays, type Beside } from '../../facts/companions.ts';
import { chargeDay, claimedOf, itemData, limitedCharges, selfPaidSources, type LimitedCharge } from '../../facts/limited-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { itemsThat } from '../../facts/table-items.ts';

const BESIDE: Beside = { tables: ['exam', 'operation'], counts: ({ amount }) => amount > 0, status: ['affirmed', 'past', 'uncertain', 'planned'] };

/** Drugs that are used with a service only (对比剂随增强扫描), charged without it. */
export default defineRule({
	meta: {
		id: 'drug-without-companion',
		version: 1,
		title: { zh: '药品与医疗服务项目不符', en: 'Drug without the service that it goes with' },
		explains: {
			zh: '须随某类检查或操作使用的药品（如对比剂）已收费，而本次收费、检查、手术、文书均未见相应项目。',
			en: 'A drug that is used with a service only (a contrast medium) was charged, yet no charge, examination, operation or document of the visit tells of it.'
		},
		dimension: 'clinical',
		violation: '过度诊疗',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('二')],
		official: ['GZ10000301001000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['settlement', 'exam', 'operation', 'document', 'nursing'],
		knowledge: ['companions'],
		clears: { 'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' } },
		messages: { alone: { zh: '{{item}} 未见配套的检查或操作，共 {{lines}} 条', en: '{{item}} without what it is used with: {{lines}} lines' } }
	},
	params: { windowDays: { default: 1, unit: 'day', title: { zh: '前后天数', en: 'Days around' }, why: '前一日备药、次日检查属正常（未核实）' } },
	candidates: itemsThat('companions', ({ kind }) => kind === 'drug').visits,
	judge(stay, t) {
		const all: LimitedCharge[] = [];
		t.each(limitedCharges(stay, t.context, 'companions', t.day), ({ point, items }) => {
			if (point.kind !== 'drug') return;
			const claims = claimedOf(t, items);
			if (claims.length === 0) return;
			const days = claims.map(({ charge }) => chargeDay(charge)).filter((day) => day !== null);
			if (days.length < claims.length && point.window === 'day') throw new Undetermined({ kind: 'value', what: 'fee.fee_ocur_time' });
			const isNear = nearDays(point, days, point.days ?? t.known(t.param('windowDays')));
			const { words, found, searched } = missingOf(stay as Stay, point, isNear, BESIDE);
			const day = days[0] === undefined ? '' : display.day(days[0]);
			const fields = { mdtrt_id: stay.id, medins_list_name: words[0]!, fee_ocur_time: day, cnt: '1', det_item_fee_sumamt: '1.00' };
			const label = { zh: '应配套的项目', en: 'What it is used with' };
			if (!t.absent('no-companion', label, found, searched, { table: 'fee', fields })) return;
			all.push(...claims);
			t.report({
				message: 'alone',
				data: itemData(claims),
				// What it went with may have been charged elsewhere or under a name that nobody listed.
				grade: 'suspect',
				lines: claims.map(({ charge }) => ({ charge, role: 'offending' }))
			});
		});
		if (all.length > 0) t.clear('self-paid', selfPaidSources(all));
	}
});
