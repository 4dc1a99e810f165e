import { describe, expect, it } from 'vitest';
import { confirmable } from '../../../src/lib/components/queue/bulk-rule.ts';
import { layoutOf, shownColumns, DEFAULT_COLUMNS } from '../../../src/lib/components/queue/columns.ts';
import { split } from '../../../src/lib/components/queue/match-text.ts';
import { dayAfter, snoozeFault, today } from '../../../src/lib/state/snooze-day.ts';
import { COLUMNS } from '../../../workers/protocol/queue.ts';

describe('a group', () => {
	it('may confirm only where the whole sample was seen and nothing of it speaks against', () => {
		const sample = (...decisions: ('open' | 'confirm' | 'reject' | 'ask')[]) =>
			decisions.map((decision, i) => ({ key: `k${i}`, visit: '', decision }));
		const seen =
			(...keys: string[]) =>
			(key: string) =>
				keys.includes(key);
		expect(confirmable(sample('open', 'confirm'), seen('k0', 'k1'))).toEqual({ allowed: true, seen: 2, against: 0 });
		expect(confirmable(sample('open', 'confirm'), seen('k0')).allowed).toBe(false);
		expect(confirmable(sample('open', 'reject'), seen('k0', 'k1'))).toEqual({ allowed: false, seen: 2, against: 1 });
		expect(confirmable(sample('ask'), seen('k0')).allowed).toBe(false);
		expect(confirmable([], seen()).allowed).toBe(false);
	});
});

describe('the day of a snooze', () => {
	it.each([
		['2026-06-02', null],
		['2026-06-01', 'past'],
		['2025-12-31', 'past'],
		['', 'no-day'],
		['2026-13-01', 'no-day'],
		['明天', 'no-day']
	] as const)('%s on 2026-06-01', (day, fault) => expect(snoozeFault(day, '2026-06-01')).toBe(fault));
	it('is of the calendar, over months and years', () => {
		expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
		expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
		expect(today(new Date(2026, 4, 10, 23, 59))).toBe('2026-05-10');
	});
});

describe('rows', () => {
	it('mark every place of a word, in capital or small letters, and lose no text', () => {
		expect(split('转入ICU，icu 三天', 'icu')).toEqual([
			{ text: '转入', hit: false },
			{ text: 'ICU', hit: true },
			{ text: '，', hit: false },
			{ text: 'icu', hit: true },
			{ text: ' 三天', hit: false }
		]);
		expect(split('无', 'icu')).toEqual([{ text: '无', hit: false }]);
	});
	it('have a column of the grid for the box, the rule, and each chosen column', () => {
		for (const columns of [shownColumns([]), COLUMNS]) {
			const { template } = layoutOf(columns);
			expect(template.replace(/\([^)]*\)/g, '').split(' ')).toHaveLength(columns.length + 2);
		}
		expect(shownColumns(['amount'])).toEqual(['amount']);
		expect(shownColumns([])).toEqual(DEFAULT_COLUMNS);
	});
});
