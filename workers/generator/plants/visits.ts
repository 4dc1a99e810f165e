import { INSTITUTIONS } from '../catalogue/places.ts';
import { SPECIAL, profileOf, type Profile } from '../catalogue/profiles.ts';
import { DAY, at, dayOf } from '../calendar.ts';
import { dialysisStay, transfer } from '../background.ts';
import type { Chart } from '../chart/chart.ts';
import { sum, type Stage, type StayWish } from '../stage.ts';
import type { Problem } from './help.ts';

interface Return {
	readonly gap: number;
	readonly second?: Profile;
	readonly wish?: StayWish;
	readonly note: string;
}

/** Back in the same hospital after some days. */
const back = (stage: Stage, first: Profile, { gap, second = first, wish = {}, note }: Return): void => {
	const person = stage.person(first);
	const place = stage.world.place(stage.random, first.minimumRank);
	const day = stage.world.from + stage.random.int(0, 280);
	const before = stage.stay(first, { person, place, day });
	const again = stage.stay(second, { person, place, day: dayOf(before.head.end) + gap, ...wish });
	again.earlier.push({
		id: `${before.head.id}-P`,
		begin: before.head.begin,
		end: before.head.end,
		code: first.code,
		name: first.name,
		memo: `前次住院${before.head.stayNo}`
	});
	stage.tell(again, [], `${note}，间隔${gap}天，前次${before.head.id}`);
};

const chemoReturn = (stage: Stage): void =>
	back(stage, SPECIAL.chemo, {
		gap: 14,
		wish: {
			before: (chart) => {
				chart.plannedReturn = '1';
			}
		},
		note: '按计划的下一周期化疗'
	});

const dialysisReturn = (stage: Stage): void => {
	const person = stage.person(SPECIAL.dialysis);
	const place = stage.world.place(stage.random, 2);
	const first = dialysisStay(stage, { person, place, day: stage.world.from + stage.random.int(0, 280) });
	stage.tell(dialysisStay(stage, { person, place, day: dayOf(first.head.end) + 6 }), [], '规律血液透析住院，间隔6天');
};

const overlapping = (stage: Stage): void => {
	const profile = profileOf('copd');
	const person = stage.person(profile);
	const day = stage.world.from + stage.random.int(0, 300);
	const first = stage.stay(profile, { person, place: INSTITUTIONS[3], day, days: 9 });
	const second = stage.stay(profileOf('hypertension'), { person, place: INSTITUTIONS[4], day: day + 5, days: 7 });
	stage.tell(second, [], `与${first.head.id}（${first.head.place.name}）住院时间重叠4天`);
};

/** A clinic claim next to a stay: `when` is given the stay and says the minute of the clinic visit. */
const claim = (stage: Stage, when: (chart: Chart) => number, kind: string, note: string, supply = 7): void => {
	const profile = profileOf('hypertension');
	const person = stage.person(profile, 0, '310');
	const chart = stage.stay(profile, { person, hour: 14, leaveHour: 10, days: 7 });
	const clinic = stage.clinic(profile, person, when(chart), kind, INSTITUTIONS[1], supply);
	stage.tell(clinic, clinic.lines, `${note}，住院${chart.head.id}`, sum(clinic.lines));
};

export const VISITS: readonly Problem[] = [
	{
		problem: '分解住院',
		planted: [[2, (s) => back(s, profileOf('stomach'), { gap: 4, note: '同院同病再次住院' })]],
		lookAlikes: [
			[2, chemoReturn],
			[2, dialysisReturn],
			[2, (s) => back(s, profileOf('angina'), { gap: 5, wish: { kind: '210104', hour: 22 }, note: '急诊入院（210104）' })],
			[2, (s) => transfer(s, profileOf('failure'), (first, second) => s.tell(second, [], `转诊至上级医院，转出${first.head.id}`))],
			[2, (s) => back(s, profileOf('pneumonia'), { gap: 6, second: profileOf('ureter'), note: '两次主诊断不同' })]
		]
	},
	{
		problem: '住院时间重叠',
		planted: [[2, overlapping]],
		lookAlikes: [[2, (s) => transfer(s, profileOf('infarct'), (first, second) => s.tell(second, [], `转院当日出入院，转出${first.head.id}`))]]
	},
	{
		problem: '住院期间门诊结算',
		planted: [[1, (s) => claim(s, (c) => at(dayOf(c.head.begin) + 3, 10), '11', '住院第4天在他院门诊结算')]],
		lookAlikes: [
			[1, (s) => claim(s, (c) => at(dayOf(c.head.begin), 9), '11', '入院当日上午的门诊')],
			[1, (s) => claim(s, (c) => at(dayOf(c.head.end), 15), '11', '出院当日下午的门诊')],
			[1, (s) => claim(s, (c) => c.head.begin - 2 * DAY, '140104', '入院前2天的门诊慢病购药', 30)]
		]
	}
];
