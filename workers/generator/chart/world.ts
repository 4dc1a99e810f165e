import { DEPARTMENTS, GIVEN_MEN, GIVEN_WOMEN, INSTITUTIONS, SURNAMES, type Institution } from '../catalogue/places.ts';
import type { Profile } from '../catalogue/profiles.ts';
import { at, HOUR } from '../calendar.ts';
import { Random } from '../random.ts';
import { Chart } from './chart.ts';
import type { Person } from './model.ts';

export interface Doctor {
	readonly code: string;
	readonly name: string;
	readonly place: Institution;
	readonly dept: string;
	readonly title: string;
}

/** What a new visit needs to know; the rest is drawn. */
export interface VisitWish {
	readonly person: Person;
	readonly profile: Profile;
	readonly place: Institution;
	/** Minute of admission. */
	readonly begin: number;
	/** Days of the stay (计入不计出); 0 is an outpatient visit of an hour. */
	readonly days: number;
	readonly kind: string;
	readonly leaveHour?: number;
	readonly doctor?: string;
}

const TITLES = ['主任医师', '副主任医师', '主治医师', '住院医师'];

/** The invented city: its doctors, and the counters from which persons and visits get their numbers. */
export class World {
	readonly doctors: readonly Doctor[];
	#byWard = new Map<string, readonly Doctor[]>();
	#persons = 0;
	#visits = 0;

	/** `from` is the first day of admissions, counted since 1970-01-01. */
	constructor(
		seed: string,
		readonly from: number
	) {
		const random = new Random(`${seed}/doctors`);
		const doctors: Doctor[] = [];
		for (const place of INSTITUTIONS) {
			for (const dept of DEPARTMENTS) {
				const ward = TITLES.map((title, i) => ({
					code: `D${String(doctors.length + i + 1).padStart(6, '0')}`,
					name: nameOf(random, random.chance(0.5) ? 1 : 2),
					place,
					dept,
					title
				}));
				doctors.push(...ward);
				this.#byWard.set(place.code + dept, ward);
			}
		}
		this.doctors = doctors;
	}

	person(random: Random, wish: { sex?: 0 | 1 | 2; ages: readonly [number, number]; insurance?: '310' | '390' }): Person {
		const sex = wish.sex === 1 || wish.sex === 2 ? wish.sex : random.chance(0.5) ? 1 : 2;
		const years = random.int(wish.ages[0], wish.ages[1]);
		// Half a year off the birthday at least, so that an age at admission holds for the whole of a stay.
		const birth = this.from + 180 - Math.floor((years + 0.5) * 365.25) + random.int(-3, 3);
		this.#persons++;
		return {
			no: `P${String(this.#persons).padStart(8, '0')}`,
			name: nameOf(random, sex),
			sex,
			birth,
			insurance: wish.insurance ?? (years >= 22 && random.chance(0.45) ? '310' : '390')
		};
	}

	visit(random: Random, wish: VisitWish): Chart {
		this.#visits++;
		const ward = this.#byWard.get(wish.place.code + wish.profile.dept) ?? [];
		const day = Math.floor(wish.begin / 1440);
		const end = wish.days === 0 ? wish.begin + HOUR : at(day + wish.days, wish.leaveHour ?? random.int(10, 15), random.int(0, 59));
		return new Chart(
			{
				id: `M${String(this.#visits).padStart(8, '0')}`,
				person: wish.person,
				place: wish.place,
				profile: wish.profile,
				doctor: wish.doctor ?? random.pick(ward).name,
				begin: wish.begin,
				end,
				kind: wish.kind,
				stayNo: `${wish.days === 0 ? 'MZ' : 'ZY'}${String(this.#visits).padStart(8, '0')}`
			},
			random
		);
	}

	/** A hospital that keeps the ward; great ones are likelier. */
	place(random: Random, minimumRank: 1 | 2 | 3): Institution {
		return random.weighted(INSTITUTIONS.filter((one) => one.rank >= minimumRank && one.weight > 0));
	}

	/** A day of the year that the batch covers. */
	day(random: Random): number {
		return this.from + random.int(0, 330);
	}
}

const nameOf = (random: Random, sex: 1 | 2): string => {
	const given = sex === 1 ? GIVEN_MEN : GIVEN_WOMEN;
	return random.pick(SURNAMES) + random.pick(given) + (random.chance(0.55) ? random.pick(given) : '');
};
