import { display } from '../../domain/display.ts';
import { defineRule } from '../../engine/rule.ts';
import type { Stay } from '../../engine/stay.ts';
import type { Trace } from '../../engine/trace.ts';
import type { Source } from '../../engine/traced.ts';
import { article40IfProven } from '../../facts/if-proven.ts';
import { visitsThat } from '../../facts/columns.ts';
import { plannedCourse } from '../../facts/planned-courses.ts';
import { article38 } from '../../facts/regulation.ts';
import { addressOf, alike, likenessOf, membersOf, mergeMembers, ringOf, type Likeness, type Ring, type Rings } from '../../facts/rings.ts';
import { wholeStay } from '../../facts/settled.ts';

const params = {
	minPersons: {
		default: 5,
		unit: 'count',
		title: { zh: '同日雷同人数下限', en: 'Least persons alike on a day' },
		why: '少于 5 人的同日同病同药常为巧合'
	},
	minDays: {
		default: 2,
		unit: 'count',
		title: { zh: '同批人同现日数下限', en: 'Least days together' },
		why: '同一批人在另一日再次完全雷同，巧合难以解释'
	},
	minItems: { default: 3, unit: 'count', title: { zh: '项目数下限', en: 'Least items' }, why: '一两个项目的就诊本来就会相同（挂号、一种检查）' }
} as const;

/** 团伙轨迹: the same persons at the same doctor, for the same disease, charged the same items, on several days. */
export default defineRule({
	meta: {
		id: 'look-alike-claims',
		version: 2,
		title: { zh: '多人多日就诊费用雷同', en: 'Claims of several persons alike on several days' },
		explains: {
			zh: '同一批人（默认 5 人以上）在同一机构、同一医师、同一诊断下，同日费用的项目和数量完全相同，且至少在两日如此。透析、放化疗等按周期治疗不在此列。',
			en: 'The same persons, five or more, come to one doctor for one diagnosis and are charged identical items and quantities, on two days or more. Dialysis and other planned courses are not meant.'
		},
		dimension: 'fraud',
		violation: '虚假就医',
		stages: ['settled'],
		scope: 'population',
		basis: [article38('七'), article40IfProven('一')],
		official: [],
		problems: [2],
		requires: ['visit', 'fee'],
		uses: ['diagnosis', 'operation', 'settlement'],
		knowledge: [],
		clears: {
			household: {
				zh: '雷同人员登记地址相同（同户或同单位结伴就诊）',
				en: 'All of them have one address: a household or workplace that came together'
			}
		},
		messages: {
			ring: { zh: '{{persons}} 人在 {{days}} 日费用雷同，当日项目 {{items}} 种', en: '{{persons}} persons alike on {{days}} days, {{items}} items' }
		}
	},
	params,
	candidates(shard, { batch }, rings: Rings) {
		const [visits, ids] = [alike(rings), batch.dictionaries.get('visit')];
		return visitsThat(shard, (visit) => visits.has(ids.text(shard.visitCode[visit]!)));
	},
	population: { map: membersOf, reduce: mergeMembers },
	judge(stay, t, rings: Rings) {
		const likeness = alike(rings).has(stay.id) ? likenessOf(stay, t.context) : null;
		const ring = likeness && ringOf(rings, likeness, stay.id, stay.person, t.known(t.param('minPersons')));
		if (!likeness || !ring) return;
		if (
			!t.ge(
				'persons-alike',
				t.batch({ zh: '同机构、医师、诊断、日期且项目数量相同的人数', en: 'Persons alike on the day' }, 'integer', ring.persons),
				t.param('minPersons')
			)
		)
			return;
		if (!t.ge('days-alike', t.batch({ zh: '同批人雷同的日数', en: 'Days on which they are alike' }, 'integer', ring.days), t.param('minDays')))
			return;
		if (!t.ge('items-enough', t.derived({ zh: '项目数', en: 'Items' }, 'integer', likeness.items, likeness.sources.items), t.param('minItems')))
			return;
		const { found, searched } = plannedCourse(stay);
		const witness = { table: 'diagnosis', fields: { mdtrt_id: stay.id, diag_code: 'Z49.100', diag_name: '体外透析' } } as const;
		if (!t.absent('no-planned-course', { zh: '透析、放化疗等按周期治疗', en: 'Planned courses' }, found, searched, witness)) return;
		likeEach(t, stay, likeness);
		t.clear('household', household(stay, ring));
		t.report({
			message: 'ring',
			data: { persons: ring.persons, days: ring.days, items: likeness.items },
			grade: 'suspect',
			related: ring.visits,
			anchor: likeness.signature,
			...wholeStay(stay)
		});
	}
});

/** The visit's address where it is that of all others; null where it or those of the others are not told. */
function household(stay: Stay, { addresses }: Ring): Source[] | null {
	const own = addressOf(stay);
	if (own === '' || addresses.size === 0) return null;
	return addresses.size === 1 && addresses.has(own) ? [{ row: stay.visit, field: 'addr' }] : [];
}

/** What ties the visit to the ring, cell by cell: whoever changes one of them leaves it. */
function likeEach(t: Trace<typeof params>, stay: Stay, likeness: Likeness): void {
	const same = (name: string, zh: string, en: string, value: string, sources: readonly Source[]): void => {
		t.eq(name, t.derived({ zh, en }, 'text', value, sources), t.batch({ zh: `雷同组的${zh}`, en: `${en} of the group` }, 'text', value));
	};
	same('same-institution', '机构', 'Institution', likeness.institution, likeness.sources.institution);
	same('same-doctor', '医师', 'Doctor', likeness.doctor, likeness.sources.doctor);
	same('same-diagnosis', '主要诊断', 'Main diagnosis', likeness.diagnosis, likeness.sources.diagnosis);
	same('same-day', '就诊日', 'Day', display.day(likeness.day), [{ row: stay.visit, field: 'begntime' }]);
	same('same-items', '项目与数量', 'Items and quantities', likeness.signature, likeness.sources.items);
}
