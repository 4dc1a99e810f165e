import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clamped, drawn, inRange, LEAST_SPAN, panned, zoomed } from '../../../../src/lib/state/record/range.ts';
import { ticksOf } from '../../../../src/lib/components/case/timeline/axis.ts';
import { tracksOf } from '../../../../src/lib/state/record/tracks.ts';
import { at, tableOf } from './rows.ts';

const NOTHING = { conditions: [], clears: [], rows: new Map(), first: new Map(), count: 0 };
const ORDERS = tableOf(
	`
	drord_begn_time  | drord_stop_time  | drord_detl_name | drord_cont
	2026-04-10 10:00 | 2026-04-13 10:00 | 头孢呋辛        | 头孢呋辛 1.5g
	2026-04-12 08:00 |                  |                 | 血常规
	2026-04-11       |                  | 头孢呋辛        | 头孢呋辛 1.5g
	                 |                  | 二级护理        |
	`,
	{ begin: 'drord_begn_time', end: 'drord_stop_time' }
);

describe('a stretch of the stay', () => {
	const range = (from: string, to: string) => ({ from: at(from), to: at(to) });
	const seen = (from: string, to: string): number[] => ORDERS.rows.filter((row) => inRange('order', row, range(from, to))).map((row) => row.record);

	it('holds what touches it, and whatever has no time', () => {
		expect(seen('2026-04-12', '2026-04-13')).toEqual([1, 2, 4]);
		expect(seen('2026-04-11', '2026-04-12')).toEqual([1, 3, 4]);
		expect(seen('2026-04-13 10:00', '2026-04-14')).toEqual([4]);
		expect(seen('2026-04-12 08:00', '2026-04-12 09:00')).toEqual([1, 2, 4]);
		expect(seen('2026-04-12 07:00', '2026-04-12 08:00')).toEqual([1, 4]);
	});
	it('leaves tables about the whole stay, and records of other stays, alone', () => {
		const row = ORDERS.rows[0]!;
		expect(inRange('settlement', row, range('2027-01-01', '2027-01-02'))).toBe(true);
		expect(inRange('order', { ...row, other: 'M2' }, range('2027-01-01', '2027-01-02'))).toBe(true);
		expect(inRange('order', row, null)).toBe(true);
	});
	it('stays within the stay and an hour long, however it is zoomed, moved or drawn', () => {
		const whole = range('2026-04-10', '2026-04-17');
		const place = fc.integer({ min: whole.from - 90_000, max: whole.to + 90_000 });
		fc.assert(
			fc.property(place, place, fc.double({ min: 0.01, max: 8, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (a, b, factor, share) => {
				const first = clamped({ from: Math.min(a, b), to: Math.max(a, b) }, whole);
				for (const one of [first, zoomed(first, whole, factor), panned(first, whole, share), drawn(a, b, whole)]) {
					expect(one.from).toBeGreaterThanOrEqual(whole.from);
					expect(one.to).toBeLessThanOrEqual(whole.to);
					expect(one.to - one.from).toBeGreaterThanOrEqual(LEAST_SPAN);
				}
				const moved = panned(first, whole, share);
				expect(moved.to - moved.from).toBe(first.to - first.from);
			})
		);
	});
});

describe('names of an unfolded lane', () => {
	it('joins records of one name and leaves out those without a time', () => {
		const tracks = tracksOf('order', ORDERS, NOTHING);
		expect(tracks.map(({ name, bars }) => [name, bars.length])).toEqual([
			['头孢呋辛', 2],
			['血常规', 1]
		]);
		expect(tracks[0]!.bars[1]).toMatchObject({ from: at('2026-04-11'), to: at('2026-04-12'), row: 'order:f:3' });
	});
	it('puts names with evidence first', () => {
		const numbering = { ...NOTHING, rows: new Map([['order:f:2', [{ number: 4, field: null }]]]) };
		expect(tracksOf('order', ORDERS, numbering)[0]).toMatchObject({ name: '血常规', bars: [{ numbers: [4] }] });
	});
});

describe('time axis', () => {
	it('names days of the stay while they fit, and hours when closer', () => {
		const days = ticksOf({ from: at('2026-04-10'), to: at('2026-04-17') }, 980, at('2026-04-10 09:00'));
		expect(days.filter(({ named }) => named).map(({ day, text }) => `${day} ${text}`)).toEqual([
			'1 04-10',
			'2 04-11',
			'3 04-12',
			'4 04-13',
			'5 04-14',
			'6 04-15',
			'7 04-16'
		]);
		const hours = ticksOf({ from: at('2026-04-11 18:00'), to: at('2026-04-12 06:00') }, 600, at('2026-04-10 09:00'));
		expect(hours.map(({ day, text }) => (day === null ? text : `day ${day}`)).slice(0, 8)).toEqual([
			'18:00',
			'20:00',
			'22:00',
			'day 3',
			'02:00',
			'04:00',
			'06:00'
		]);
	});
	it('never names more than there is room for', () => {
		const long = ticksOf({ from: at('2025-01-01'), to: at('2026-04-17') }, 900, at('2025-01-01'));
		expect(long.filter(({ named }) => named).length).toBeLessThanOrEqual(900 / 76);
	});
});
