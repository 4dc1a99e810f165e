import { INSTITUTIONS } from './catalogue/places.ts';
import { PROFILES, SPECIAL, profileOf, type Profile } from './catalogue/profiles.ts';
import { CONSUMABLES } from './catalogue/services.ts';
import { at, dayOf } from './calendar.ts';
import type { Chart } from './chart/chart.ts';
import { fillDialysis } from './chart/clinic.ts';
import { watch } from './chart/intensive.ts';
import type { Person } from './chart/model.ts';
import { fillStay } from './chart/stay.ts';
import type { Stage, StayWish } from './stage.ts';

interface Course {
	readonly weight: number;
	readonly stays: number;
	readonly build: (stage: Stage, left: number) => void;
}

/** One ordinary person with all visits; `left` is how many stays may still be written. */
export const fillUnit = (stage: Stage, left: number): void => {
	stage.random.weighted(COURSES.filter((course) => course.stays <= left)).build(stage, left);
};

/** One to three stays for diseases that have nothing to do with one another, two months apart, with clinic visits between. */
const ordinary = (stage: Stage, left: number): void => {
	const { random } = stage;
	const first: Profile = random.weighted(PROFILES.filter((p) => p.dept !== '新生儿科'));
	const person = stage.person(first);
	const count = Math.min(
		left,
		first.dept === '产科'
			? 1
			: random.weighted([
					{ weight: 82, n: 1 },
					{ weight: 14, n: 2 },
					{ weight: 4, n: 3 }
				]).n
	);
	let day = stage.world.from + random.int(0, 330 - (count - 1) * 80);
	let profile = first;
	for (let i = 0; i < count; i++) {
		const chart = stage.stay(profile, { person, day });
		if (random.chance(0.25)) {
			const visit = at(dayOf(chart.head.end) + random.int(10, 20), random.int(8, 16), random.int(0, 59));
			stage.clinic(profile, person, visit, person.insurance === '310' ? '140104' : '11');
		}
		profile = nextProfile(stage, person, profile);
		day = dayOf(chart.head.end) + random.int(50, 60);
	}
};

const nextProfile = (stage: Stage, person: Person, before: Profile): Profile => {
	const age = (stage.world.from - person.birth) / 365.25;
	const fit = PROFILES.filter(
		(p) =>
			p.code.slice(0, 3) !== before.code.slice(0, 3) &&
			p.dept !== '产科' &&
			p.dept !== '新生儿科' &&
			(p.sex === 0 || p.sex === person.sex) &&
			age > p.ages[0] &&
			age < p.ages[1] - 1
	);
	return fit.length === 0 ? before : stage.random.weighted(fit);
};

/** Cycles of chemotherapy three weeks apart at one hospital. */
const chemo = (stage: Stage, left: number): void => {
	const person = stage.person(SPECIAL.chemo);
	const place = stage.world.place(stage.random, 2);
	const count = Math.min(left, stage.random.int(2, 4));
	const day = stage.world.from + stage.random.int(0, 240);
	for (let i = 0; i < count; i++) {
		stage.stay(SPECIAL.chemo, {
			person,
			place,
			day: day + 21 * i,
			before: (chart) => {
				chart.plannedReturn = '1';
			}
		});
	}
};

/** A stay for dialysis, then a session every other day. */
const dialysis = (stage: Stage): void => {
	const person = stage.person(SPECIAL.dialysis);
	const place = stage.world.place(stage.random, 2);
	const chart = dialysisStay(stage, { person, place });
	for (let i = 0; i < 9; i++) {
		const begin = at(dayOf(chart.head.end) + 2 + Math.floor(i / 3) * 7 + (i % 3) * 2, 8, stage.random.int(0, 50));
		fillDialysis(stage.empty(SPECIAL.dialysis, person, begin, '140201', place), CONSUMABLES['一次性使用透析器']);
	}
};

export const dialysisStay = (stage: Stage, wish: StayWish): Chart => {
	const chart = stage.open(SPECIAL.dialysis, wish);
	fillStay(chart);
	fillDialysis(chart, CONSUMABLES['一次性使用透析器']);
	return chart;
};

/** A mother and, from the day after the birth, her child with a record of its own. */
const birth = (stage: Stage): void => {
	const profile = profileOf(stage.random.chance(0.5) ? 'caesarean' : 'delivery');
	const mother = stage.stay(profile, { place: stage.world.place(stage.random, 2) });
	const born = dayOf(mother.head.begin) + (profile.key === 'delivery' ? 0 : 2);
	const child = { ...stage.aged(born, 0, 0), birth: born };
	stage.stay(profileOf('jaundice'), { person: child, place: mother.head.place, day: born + 3 });
};

/** Sent on from a county hospital to a great one on the same day. */
export const transfer = (stage: Stage, lower: Profile, tell?: (first: Chart, second: Chart) => void): void => {
	const person = stage.person(lower);
	const from = stage.random.pick(INSTITUTIONS.filter((p) => p.rank === 2));
	const day = stage.world.from + stage.random.int(0, 320);
	const first = stage.stay(lower, {
		person,
		place: from,
		day,
		days: 3,
		leaveHour: 10,
		before: (chart) => {
			chart.leaving = '2';
		}
	});
	const second = stage.stay(lower, {
		person,
		place: INSTITUTIONS[0],
		day: day + 3,
		hour: 14,
		before: (chart) => {
			chart.referredFrom = first.head.id;
		}
	});
	tell?.(first, second);
};

/** Intensive care, with a ventilator for some days; one in five dies. */
const intensive = (stage: Stage): void => {
	const chart = stage.open(SPECIAL.intensive, { place: stage.world.place(stage.random, 2) });
	if (stage.random.chance(0.2)) letDie(chart);
	watch(chart, stage.random.int(36, 110));
	fillStay(chart, { ownCare: true });
};

/** The stay ends with death at the time of its end. */
export const letDie = (chart: Chart): void => {
	chart.leaving = '5';
	chart.died = chart.head.end;
};

const COURSES: readonly Course[] = [
	{ weight: 84, stays: 1, build: ordinary },
	{ weight: 3, stays: 2, build: chemo },
	{ weight: 2, stays: 1, build: dialysis },
	{ weight: 3, stays: 2, build: birth },
	{ weight: 1, stays: 2, build: (stage) => transfer(stage, profileOf('infarct')) },
	{ weight: 3, stays: 1, build: intensive },
	{ weight: 2, stays: 1, build: (stage) => void stage.stay(SPECIAL.daySurgery) },
	{ weight: 2, stays: 1, build: (stage) => void stage.stay(SPECIAL.cataract) }
];
