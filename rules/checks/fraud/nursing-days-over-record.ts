import { dayOf, QUANTITY_SCALE } from '../../domain/units.ts';
import { defineRule } from '../../engine/rule.ts';
import { cellsSaying } from '../../facts/notes.ts';
import { allocate, offending } from '../../facts/excess.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { chargesOfKind } from '../../facts/kind-charges.ts';
import { calendarDays } from '../../facts/line-days.ts';
import { article38 } from '../../facts/regulation.ts';
import { isInpatient, staySpan } from '../../facts/stay-days.ts';
import { visitsOverNursingRecord } from '../../facts/nursing-kind-visits.ts';

const ID = 'nursing-days-over-record';
const params = {
	maxLevel: {
		default: 1,
		unit: 'count',
		title: { zh: '比对的最低护理级别（0 特级、1 一级）', en: 'Lowest level of care compared (0 special, 1 first)' },
		why: '特级、一级护理每日都有护理记录；二级、三级按病情记录，无记录不等于未护理（护理分级通识，未核实）'
	},
	minShare: {
		default: 50,
		unit: 'percent',
		title: { zh: '有护理记录的住院日占比下限', en: 'Least share of days that have a nursing record' },
		why: '记录本身不全时，没有记录不等于没有护理；与“收费项目无实施记录”同一口径，未核实'
	},
	tolerance: {
		default: 1,
		unit: 'day',
		title: { zh: '允许多出的日数', en: 'Days beyond the record' },
		why: '入院或出院当日的记录常写在交接单上；经验值，未核实'
	}
} as const;
const PERCENT = 100;

/** 护理费天数超过护理记录: more days of special or first-level care charged than days that have a nursing record. */
export default defineRule({
	meta: {
		id: ID,
		version: 1,
		title: { zh: '特级、一级护理计费天数多于护理记录天数', en: 'More days of intensive nursing charged than recorded' },
		explains: {
			zh: '特级、一级护理应每日有护理记录。计费天数多于有护理记录的日数（且未超过住院天数，超过的归“护理费天数超过住院天数”）。护理记录覆盖不到半数住院日时无法判断。',
			en: 'Special and first-level care leave a nursing record each day. More days are charged than have one, within the days of the stay. Where records cover less than half of the days nothing can be judged.'
		},
		dimension: 'fraud',
		violation: '虚构医药服务项目',
		stages: ['settled'],
		scope: 'stay',
		basis: [article38('七'), article40IfProven('三')],
		official: [],
		problems: [],
		requires: ['visit', 'fee', 'nursing'],
		uses: ['document', 'settlement'],
		knowledge: ['itemKinds'],
		clears: { 'in-documents': { zh: '病历文书中的护理记录', en: 'Nursing records among the documents' } },
		messages: {
			over: { zh: '{{item}} 计 {{billed}} 天，有护理记录 {{recorded}} 天', en: '{{item}}: {{billed}} days charged, {{recorded}} recorded' }
		}
	},
	params,
	candidates: (shard, context) => visitsOverNursingRecord(shard, context, ID),
	judge(stay, t) {
		if (!isInpatient(stay.visit.text('med_type'))) return;
		const level = t.known(t.param('maxLevel'));
		const items = chargesOfKind(stay, t.context, 'nursing', t.day).filter(
			({ match, charge }) => (match.point.level ?? 9) <= level && charge.quantity > 0
		);
		if (items.length === 0) return;
		const rows = stay.rows('nursing');
		const span = stay.fact(staySpan);
		const all = stay.fact(calendarDays);
		if (!span || !Number.isFinite(all)) return t.cannotTell({ kind: 'value', what: 'visit.endtime' });
		if (rows.length === 0 || rows.some((row) => row.time('rec_time') === null)) return t.cannotTell({ kind: 'document', what: 'nursing' });
		const inStay = rows.filter((row) => {
			const day = dayOf(row.time('rec_time')!.seconds);
			return span.firstDay <= day && day <= span.lastDay!;
		});
		const days = new Set(inStay.map((row) => dayOf(row.time('rec_time')!.seconds))).size;
		if (Math.floor((days * PERCENT) / all) < t.known(t.param('minShare'))) return t.cannotTell({ kind: 'document', what: 'nursing' });
		const charges = items.map(({ charge }) => charge);
		const billed = t.quantity({ zh: '特级、一级护理计费数量（减退费）', en: 'Charged net of refunds' }, charges);
		if (t.known(billed) > all * QUANTITY_SCALE) return;
		const sources = inStay.map((row) => ({ row, field: 'rec_time' }));
		const slack = t.known(t.param('tolerance'));
		const recorded = t.derived<number>(
			{ zh: '有护理记录的日数加允差', en: 'Days recorded, with the tolerance' },
			'quantity',
			(days + slack) * QUANTITY_SCALE,
			sources
		);
		for (const { charge, match } of items) t.matches('nursing-item', charge.row, match);
		if (!t.gt('more-than-recorded', billed, recorded)) return;
		t.clear('in-documents', cellsSaying(stay, 'document', ['doc_type', 'title'], /护理/));
		t.report({
			message: 'over',
			data: { item: items[0]!.match.point.name, billed: t.known(billed) / QUANTITY_SCALE, recorded: days },
			grade: 'suspect',
			lines: allocate(charges, t.known(billed) - days * QUANTITY_SCALE).map(offending)
		});
	}
});
