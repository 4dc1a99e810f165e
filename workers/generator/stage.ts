import type { Profile } from './catalogue/profiles.ts';
import type { Institution } from './catalogue/places.ts';
import { at } from './calendar.ts';
import type { Chart } from './chart/chart.ts';
import { fillClinic } from './chart/clinic.ts';
import type { Line, Person, StockRow, Truth } from './chart/model.ts';
import { fillStay, type StayOptions } from './chart/stay.ts';
import type { World } from './chart/world.ts';
import type { Random } from './random.ts';

/** A planted fault or its look-alike; `stays` is what it takes from the batch's number of stays. */
export interface Scenario {
	readonly problem: string;
	readonly kind: 'planted' | 'look-alike';
	readonly stays: number;
	readonly build: (stage: Stage) => void;
}

export interface StayWish {
	readonly person?: Person;
	readonly place?: Institution;
	/** Day of admission since 1970-01-01. */
	readonly day?: number;
	readonly hour?: number;
	readonly days?: number;
	readonly kind?: string;
	readonly leaveHour?: number;
	readonly doctor?: string;
	readonly options?: StayOptions;
	/** Runs before the course is written: what the notes and diagnoses must know. */
	readonly before?: (chart: Chart) => void;
}

/** Where one unit of the batch is put together: the visits of a few persons, and what is told of them in the answer key. */
export class Stage {
	readonly charts: Chart[] = [];
	readonly truths: Truth[] = [];
	readonly stock: StockRow[] = [];

	constructor(
		readonly world: World,
		readonly random: Random,
		readonly scenario: Scenario | null
	) {}

	person(profile: Profile, sex: 0 | 1 | 2 = profile.sex, insurance?: '310' | '390'): Person {
		return this.world.person(this.random, { sex, ages: profile.ages, ...(insurance === undefined ? {} : { insurance }) });
	}

	/** Somebody of exactly so many years and days on a day. */
	aged(day: number, years: number, extraDays: number, sex: 0 | 1 | 2 = 0): Person {
		const person = this.world.person(this.random, { sex, ages: [years, years], insurance: '390' });
		return { ...person, birth: day - Math.ceil(years * 365.25) - extraDays };
	}

	stay(profile: Profile, wish: StayWish = {}): Chart {
		const chart = this.open(profile, wish);
		wish.before?.(chart);
		return fillStay(chart, wish.options);
	}

	/** A stay with nothing in it yet. */
	open(profile: Profile, wish: StayWish = {}): Chart {
		const days = wish.days ?? this.random.int(profile.days[0], profile.days[1]);
		const day = wish.day ?? this.world.day(this.random);
		const chart = this.world.visit(this.random, {
			person: wish.person ?? this.person(profile),
			profile,
			place: wish.place ?? this.world.place(this.random, profile.minimumRank),
			begin: at(day, wish.hour ?? this.random.int(8, 16), this.random.int(0, 59)),
			days,
			kind: wish.kind ?? kindOf(profile),
			...(wish.leaveHour === undefined ? {} : { leaveHour: wish.leaveHour }),
			...(wish.doctor === undefined ? {} : { doctor: wish.doctor })
		});
		this.charts.push(chart);
		return chart;
	}

	clinic(profile: Profile, person: Person, begin: number, kind = '11', place?: Institution, supply = 7): Chart {
		return fillClinic(this.empty(profile, person, begin, kind, place), supply);
	}

	/** An outpatient visit with nothing in it yet. */
	empty(profile: Profile, person: Person, begin: number, kind: string, place?: Institution, doctor?: string): Chart {
		const chart = this.world.visit(this.random, {
			person,
			profile,
			place: place ?? this.world.place(this.random, 1),
			begin,
			days: 0,
			kind,
			...(doctor === undefined ? {} : { doctor })
		});
		this.charts.push(chart);
		return chart;
	}

	/** Adds a row to the answer key; the problem and its kind are those of the scenario. */
	tell(chart: Chart, lines: readonly Line[], note: string, fen: number | null = null): void {
		if (!this.scenario) throw new Error('an ordinary unit has nothing to tell');
		const { problem, kind } = this.scenario;
		this.truths.push({ problem, kind, visit: chart.head.id, lines: lines.map((line) => line.sn), fen: kind === 'planted' ? fen : null, note });
	}
}

/** Deliveries are settled as 生育住院, all else as 普通住院. */
const kindOf = (profile: Profile): string => (profile.dept === '产科' ? '52' : profile.key === 'daySurgery' ? '28' : '21');

export const sum = (lines: readonly Line[]): number => lines.reduce((total, line) => total + line.fen, 0);
