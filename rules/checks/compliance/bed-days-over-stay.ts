import { defineRule } from '../../engine/rule.ts';
import { visitsOverDays } from '../../facts/day-charge-visits.ts';
import { DAYS_OVER_STAY, reportDaysOverStay } from '../../facts/days-over-stay.ts';
import { chargesOfKind } from '../../facts/kind-charges.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient } from '../../facts/stay-days.ts';
import { transferSources } from '../../facts/ward-transfer.ts';

/** 床位费 charged for more days than the stay has. Charges dated outside the stay belong to charge-outside-stay. */
export default defineRule({
	meta: {
		id: 'bed-days-over-stay',
		version: 1,
		title: { zh: '床位费天数超过住院天数', en: 'More bed days charged than the stay has' },
		explains: {
			zh: '床位费计费数量多于住院天数（计入不计出，当日出入按 1 天）。多 1 天为可疑，多 2 天及以上为明确。',
			en: 'Bed charges exceed the days of the stay (admission day counts, discharge day does not; a same-day stay is 1). One day over is suspect, two or more certain.'
		},
		dimension: 'compliance',
		violation: '重复收费',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('三')],
		official: ['GZ10000102014000'],
		problems: [],
		requires: ['visit', 'fee'],
		uses: ['order', 'settlement'],
		knowledge: ['itemKinds'],
		clears: { 'ward-transfer': { zh: '转科当日两个病区分别计费', en: 'Two wards charged on the day of a transfer' } },
		messages: {
			over: {
				zh: '床位费计 {{billed}} 天，住院 {{stay}} 天，多计 {{extra}} 天',
				en: '{{billed}} bed days charged, {{stay}} days of stay, {{extra}} too many'
			}
		}
	},
	params: DAYS_OVER_STAY,
	candidates: (shard, context) => visitsOverDays(shard, context, 'bed'),
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const beds = chargesOfKind(stay, t.context, 'bed', t.day);
		if (beds.length === 0) return;
		const transfers = transferSources(stay);
		t.clear('ward-transfer', transfers);
		reportDaysOverStay(stay, t, { zh: '床位费计费数量', en: 'Bed days charged' }, beds, transfers ?? []);
	}
});
