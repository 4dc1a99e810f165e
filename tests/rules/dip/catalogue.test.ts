import { describe, expect, it } from 'vitest';
import { createCatalogue } from '../../../rules/dip/catalogue.ts';
import { catalogue, entries } from './build.ts';

const problemsOf = (text: string) => {
	const reading = createCatalogue(entries(text), (at) => `row ${at + 2}`);
	return reading.ok ? [] : reading.problems.map(({ id, place }) => `${id} ${place}`);
};

describe('a catalogue', () => {
	it('keeps the order of the file and finds groups by folded code', () => {
		const made = catalogue(`
			A09.9 402.824491
			A09.9:44.1300x001 635.323555
			E11:SS 2152.122399`);
		expect(made.groups.map(({ code }) => code)).toEqual(['A09.9', 'A09.9:44.1300X001', 'E11:SS']);
		expect(made.byCode.get('A09.9:44.1300X001')!.points).toBe(635_323_555);
	});
	it('takes the same group with the same points once', () => {
		expect(catalogue('A09.9:44.1300x001 635.3\nA09.9:44.1300X001 635.3').groups).toHaveLength(1);
	});
	it('refuses one group with unlike points', () => {
		expect(problemsOf('A09.9:44.1300x001 635.3\nA09.9:44.1300X001 635.4')).toEqual(['dip-duplicate row 3']);
	});
	it('refuses points of zero or less', () => {
		expect(problemsOf('A09.9 0\nA03.9 -1\nA04.9 1')).toEqual(['dip-points row 2', 'dip-points row 3']);
	});
	it('refuses a notation that it does not know, each in a sentence', () => {
		const reading = createCatalogue(entries('E11:QT 100'));
		expect(reading).toMatchObject({ ok: false, problems: [{ id: 'dip-notation', text: { zh: '病种编码“E11:QT”的写法无法识别。' } }] });
	});
	it('tells a hundred problems at most', () => {
		expect(problemsOf(Array.from({ length: 300 }, (_, i) => `X${i} 1`).join('\n'))).toHaveLength(100);
	});
});
