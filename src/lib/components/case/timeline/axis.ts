import { shortCivil, stayDay } from '$lib/format/time.ts';
import { SECONDS_PER_DAY, SECONDS_PER_HOUR } from '$rules/domain/units.ts';
import type { Range } from '$lib/state/record/range.ts';

export interface Tick {
	readonly at: number;
	/** 住院第 n 天; null: a time within a day. */
	readonly day: number | null;
	/** Date or clock beside it; '' where there is no room. */
	readonly text: string;
	/** Has words: its line reaches up to them. */
	readonly named: boolean;
}
const HOURS = [1, 2, 3, 6, 12];
const DAYS = [1, 2, 3, 5, 7, 14, 28, 56];
/** Room that a named tick needs for its day alone, for day and date, and for a clock. */
const [DAY_ROOM, DATE_ROOM, CLOCK_ROOM] = [76, 96, 52];
/** Days get a line each while these are not closer. */
const LINE_ROOM = 5;

/** Ticks of a time axis over `room` pixels: days while they fit, hours when closer. @param begin admission, from which days are counted */
export function ticksOf(range: Range, room: number, begin: number): Tick[] {
	const perDay = (room / (range.to - range.from)) * SECONDS_PER_DAY;
	return perDay / 2 >= CLOCK_ROOM * 1.5 ? hourTicks(range, perDay, begin) : dayTicks(range, perDay, begin);
}

function dayTicks(range: Range, perDay: number, begin: number): Tick[] {
	const every = DAYS.find((days) => days * perDay >= DAY_ROOM) ?? Math.ceil(DAY_ROOM / perDay);
	const first = Math.floor(begin / SECONDS_PER_DAY);
	const ticks: Tick[] = [];
	for (let day = Math.ceil(range.from / SECONDS_PER_DAY); day * SECONDS_PER_DAY <= range.to; day++) {
		const at = day * SECONDS_PER_DAY;
		// Counted from the day of admission, so that named days stay where they are while the range moves.
		const named = (((day - first) % every) + every) % every === 0 && at < range.to;
		if (!named && perDay < LINE_ROOM) continue;
		ticks.push({ at, day: named ? stayDay(at, begin) : null, text: named && every * perDay >= DATE_ROOM ? shortCivil(at, 1) : '', named });
	}
	return ticks;
}

function hourTicks(range: Range, perDay: number, begin: number): Tick[] {
	const hours = HOURS.find((count) => (count * perDay) / 24 >= CLOCK_ROOM) ?? 12;
	const step = hours * SECONDS_PER_HOUR;
	const ticks: Tick[] = [];
	for (let at = Math.ceil(range.from / step) * step; at <= range.to; at += step) {
		const midnight = at % SECONDS_PER_DAY === 0;
		const clock = shortCivil(at, 2).slice(-5);
		ticks.push({ at, day: midnight ? stayDay(at, begin) : null, text: midnight ? '' : clock, named: at < range.to });
	}
	return ticks;
}
