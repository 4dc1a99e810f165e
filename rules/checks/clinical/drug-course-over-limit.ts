import { defineRule } from '../../engine/rule.ts';
import { Undetermined } from '../../engine/undetermined.ts';
import { courseLine, distinctDays, useDays } from '../../facts/courses.ts';
import { visitsWithItem } from '../../facts/item-masks.ts';
import { claimedOf, gradeOfClaimed, limitedCharges, selfPaidSources } from '../../facts/limited-charges.ts';
import { unevenSpan } from '../../facts/line-days.ts';
import { chargesIn } from '../../facts/person-items.ts';
import { article38 } from '../../facts/regulation.ts';

/** 限支付疗程 drugs and service items claimed on more days than a course is paid for. Two lines of one day are one day. */
export default defineRule({
	meta: {
		id: 'drug-course-over-limit',
		version: 1,
		title: { zh: '超限定支付疗程', en: 'Course longer than is paid for' },
		explains: {
			zh: '限定支付疗程的药品或诊疗项目，纳入医保的使用日期（按自然日去重）超过限定天数。出院带药按周期天数计入时为可疑。',
			en: 'An item paid for a limited course was claimed on more distinct days. Where days of supply taken home are counted, the finding is suspect.'
		},
		dimension: 'clinical',
		violation: '将不属于医保支付范围的费用纳入医保基金结算',
		stages: ['in-stay', 'settled'],
		scope: 'stay',
		basis: [article38('六')],
		official: ['GZ10000101010000', 'GZ10000102010000'],
		problems: [7],
		requires: ['visit', 'fee'],
		uses: ['settlement'],
		knowledge: ['courseLimits'],
		clears: {
			'take-home-days': { zh: '天数中含出院带药的周期天数', en: 'Days of supply taken home are counted' },
			'self-paid': { zh: '费用全部自费', en: 'Paid by the person in full' }
		},
		messages: {
			over: {
				zh: '{{item}} 限支付 {{limit}} 天，使用 {{used}} 天，超 {{extra}} 天',
				en: '{{item}} is paid for {{limit}} days, used on {{used}}: {{extra}} too many'
			}
		}
	},
	params: {
		acrossStays: {
			default: 0,
			unit: 'count',
			title: { zh: '跨就诊累计（1 为累计）', en: 'Courses add up over stays (1: yes)' },
			why: '限定多为每次发病的疗程，默认按一次就诊计；地方规定累计时为 1'
		}
	},
	candidates(shard, context) {
		return visitsWithItem(shard, context, 'courseLimits');
	},
	judge(stay, t) {
		const earlier = t.known(t.param('acrossStays')) === 0 ? [] : stay.visitsOfPerson.filter((other) => other.index < stay.index);
		t.each(limitedCharges(stay, t.context, 'courseLimits', t.day), ({ point, items: own }) => {
			const past = chargesIn(earlier, t.context, point, t.day);
			if (distinctDays([...past, ...own].map(({ charge }) => useDays(charge))).length <= point.days) return;
			const claims = claimedOf(t, [...past, ...own]);
			const uses = claims.map(({ charge }) => useDays(charge));
			const days = distinctDays(uses);
			if (days.length > point.days && uses.some((use) => !use.exact)) throw new Undetermined(unevenSpan);
			const used = t.derived<number>(
				{ zh: '使用天数（按日去重）', en: 'Distinct days of use' },
				'days',
				days.length,
				uses.flatMap((use) => use.sources)
			);
			if (!t.gt('over-course', used, t.knowledge<number>(point, { zh: '限定支付天数', en: 'Days paid for' }, 'days', point.days))) return;
			const beyond = new Set(days.slice(point.days));
			const lines = uses.filter(({ charge }) => own.some((item) => item.charge === charge)).map((use) => courseLine(use, beyond));
			if (!lines.some((line) => line.role === 'offending')) return;
			const home = uses.filter((use) => use.takenHome);
			t.clear(
				'take-home-days',
				home.flatMap((use) => use.sources)
			);
			t.clear('self-paid', selfPaidSources(claims));
			t.report({
				message: 'over',
				data: { item: point.name, limit: point.days, used: days.length, extra: days.length - point.days },
				grade: home.length > 0 ? 'suspect' : gradeOfClaimed(claims),
				lines,
				related: earlier.filter((other) => chargesIn([other], t.context, point, t.day).length > 0).map((other) => other.id)
			});
		});
	}
});
