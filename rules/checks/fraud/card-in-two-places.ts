import { display } from '../../domain/display.ts';
import { PRECISION, type CivilSeconds, type CivilTime } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Row } from '../../engine/row.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Traced } from '../../engine/traced.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { swipesBefore, swipesOf, visitsBesideSwipe, type Swipe } from '../../facts/outpatient-pairs.ts';
import { article38 } from '../../facts/regulation.ts';

const SECONDS_PER_MINUTE = 60;

const params = {
	minMinutes: {
		default: 60,
		unit: 'count',
		title: { zh: '两地结算最短间隔分钟数', en: 'Least minutes between the two' },
		why: '两个统筹区之间的最短路程时间；由地方设定（未核实）'
	},
	districtDigits: {
		default: 4,
		unit: 'count',
		title: { zh: '区划代码比较位数', en: 'Digits of the district code compared' },
		why: '前 4 位为地级市：同城两区之间一小时可达，跨市则难；设为 6 则比较到区县'
	}
} as const;

/** 异地同时刷卡: a person's card settles in two cities within less time than the way takes. */
export default defineRule({
	meta: {
		id: 'card-in-two-places',
		version: 1,
		title: { zh: '同一凭证短时间内在两地结算', en: 'One card settled in two cities within the hour' },
		explains: {
			zh: '同一参保人的两次门诊或购药结算在不同地市的机构进行，间隔短于路程所需时间，提示凭证由他人使用。结算时间须精确到分钟，机构所属区划须已知。',
			en: 'Two outpatient settlements of one person were made at institutions of two cities within less time than the way takes: the card was perhaps used by another. Times must be known to the minute, and the districts of the institutions.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['settled'],
		scope: 'person',
		basis: [article38('七'), article40IfProven('一')],
		official: [],
		problems: [],
		requires: ['visit', 'settlement', 'institution'],
		uses: [],
		knowledge: [],
		clears: {
			family: { zh: '仅由个人账户支付，可能为家庭共济', en: 'Paid from the personal account alone: perhaps used by the family' },
			delayed: { zh: '结算时间为补传时间，需核对收款时间', en: 'The time may be that of a late upload: to be checked with the till' }
		},
		messages: {
			apart: {
				zh: '{{first}} 在另一地市结算，{{minutes}} 分钟后在本机构结算',
				en: 'Settled in another city at {{first}}, here {{minutes}} minutes later'
			}
		}
	},
	params,
	candidates: visitsBesideSwipe,
	judge(stay, t) {
		const swipes = swipesOf(stay);
		t.each(
			swipes.flatMap((own) => swipesBefore(own).map((before) => ({ own, before }))),
			({ own, before }) => {
				if (!tooSoon(t, own, before) || !inAnotherCity(t, stay, own, before)) return;
				if (own.doubtful || before.doubtful) return t.cannotTell({ kind: 'ambiguous-refund', what: 'settlement.init_setl_id' });
				const minutes = Math.floor((own.time.seconds - before.time.seconds) / SECONDS_PER_MINUTE);
				t.clear('family', accountAlone(own.settlement) ? [{ row: own.settlement, field: 'acct_pay' }] : []);
				t.clear('delayed', null);
				t.report({
					message: 'apart',
					data: { first: display.time(before.time), minutes },
					grade: 'suspect',
					related: [before.stay.id],
					lines: [],
					settlements: [own.settlement]
				});
			}
		);
	}
});

function tooSoon(t: Trace<typeof params>, own: Swipe, before: Swipe): boolean {
	const least = t.known(t.param('minMinutes'));
	const time: CivilTime = { seconds: (before.time.seconds + least * SECONDS_PER_MINUTE) as CivilSeconds, precision: PRECISION.minute };
	t.known(t.instant(before.settlement, 'setl_time'));
	const from = t.derived({ zh: `另一次结算后 ${least} 分钟`, en: `${least} minutes after the other` }, 'time', time, [
		{ row: before.settlement, field: 'setl_time' }
	]);
	return t.lt('too-soon', t.instant(own.settlement, 'setl_time'), from);
}

function inAnotherCity(t: Trace<typeof params>, stay: Stay, own: Swipe, before: Swipe): boolean {
	const digits = t.known(t.param('districtDigits'));
	const rows = stay.book.batchRows('institution');
	return t.ne('another-city', districtOf(t, rows, own.visit, digits), districtOf(t, rows, before.visit, digits));
}

/** First digits of the district (所属区划) of a visit's institution; 无法判断 where the institution or its district is not known. */
function districtOf(t: Trace, rows: readonly Row<'institution'>[], visit: Row<'visit'>, digits: number): Traced<string> {
	const code = visit.text('fixmedins_code');
	if (code === '') throw new Undetermined({ kind: 'value', what: 'visit.fixmedins_code' });
	const row = rows.find((one) => one.text('fixmedins_code') === code);
	const district = row?.text('admdvs').slice(0, digits) ?? '';
	if (!row || district.length < digits) throw new Undetermined({ kind: 'value', what: 'institution.admdvs' });
	return t.derived({ zh: '机构所属区划', en: 'District of the institution' }, 'text', district, [{ row, field: 'admdvs' }]);
}

const accountAlone = (row: Row<'settlement'>): boolean => row.number('fund_pay_sumamt') === 0 && (row.number('acct_pay') ?? 0) > 0;
