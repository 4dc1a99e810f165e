import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { draw, faultOfTerms, frameText, readFrame, strataOf, type FrameLine } from '../../../../workers/jobs/second/draw.ts';
import type { PlanTerms } from '../../../../workers/protocol/second.ts';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const RULES = ['bed-days', 'icu-hours', 'duplicate'];
const line = (i: number, amount: number | null): FrameLine => ({ key: sha(`key ${i}`), evidence: sha(`evidence ${i}`), rule: RULES[i % 3]!, amount });
const lines = fc
	.array(fc.option(fc.integer({ min: -10_00, max: 20_000_00 }), { nil: null }), { maxLength: 120 })
	.map((amounts) => amounts.map((amount, i) => line(i, amount)));
const terms = fc.record({
	scope: fc.constantFrom('decided' as const, 'all' as const),
	bands: fc
		.tuple(
			fc.uniqueArray(fc.integer({ min: 1, max: 10_000_00 }), { maxLength: 3 }),
			fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 4 })
		)
		.map(([from, shares]) => [...from.sort((a, b) => b - a), 0].map((one, i) => ({ from: one, permille: shares[i]! }))),
	unknown: fc.integer({ min: 0, max: 1000 }),
	perRule: fc.integer({ min: 0, max: 5 }),
	reviewers: fc.constantFrom(['甲'], ['甲', '乙'], ['甲', '乙', '丙'])
});

/** Drawn again from the published description alone, with nothing of ours but the text of the frame. */
function redraw(text: string, seed: string, { bands, unknown, perRule, reviewers }: PlanTerms): string[] {
	const rows = text
		.split('\n')
		.slice(0, -1)
		.map((row) => row.split('\t'));
	const digest = sha(text);
	const ranked = rows.map((row) => ({ row, rank: sha(`${digest}\n${seed}\n${row[0]}`) })).sort((a, b) => (a.rank < b.rank ? -1 : 1));
	const stratum = (amount: string): number => {
		if (amount === '') return bands.length;
		for (const [i, { from }] of bands.entries()) if (Number(amount) >= from) return i;
		return bands.length - 1;
	};
	const taken = new Set<string>();
	for (let s = 0; s <= bands.length; s++) {
		const own = ranked.filter(({ row }) => stratum(row[3]!) === s);
		const share = s === bands.length ? unknown : bands[s]!.permille;
		for (const { row } of own.slice(0, Math.ceil((own.length * share) / 1000))) taken.add(row[0]!);
	}
	for (const rule of new Set(rows.map((row) => row[2]!))) {
		const own = ranked.filter(({ row }) => row[2] === rule);
		const short = perRule - own.filter(({ row }) => taken.has(row[0]!)).length;
		for (const { row } of own.filter((one) => !taken.has(one.row[0]!)).slice(0, Math.max(0, short))) taken.add(row[0]!);
	}
	const all = ranked.filter(({ row }) => taken.has(row[0]!));
	return all.map(({ row }, i) => `${row[0]} ${i % reviewers.length}`);
}

describe('a draw', () => {
	it('is what anyone draws again from frame, seed and the description of the algorithm', () => {
		fc.assert(
			fc.property(lines, terms, fc.string({ maxLength: 20 }), (given, asked, seed) => {
				const text = frameText(given);
				const { drawn } = draw(readFrame(text), sha(text), seed, asked);
				expect(drawn.map(({ key, place }) => `${key} ${place}`)).toEqual(redraw(text, seed, asked));
			}),
			{ numRuns: 200 }
		);
	});
	it('takes of each stratum its share, told before anything is drawn, and of each rule its least number', () => {
		fc.assert(
			fc.property(lines, terms, (given, asked) => {
				const { drawn, strata, topUp } = draw(given, 'f', 'seed', asked);
				expect(strata).toEqual(strataOf(given, asked));
				expect(drawn.length).toBe(strata.reduce((sum, one) => sum + one.drawn, 0) + topUp);
				for (const rule of RULES) {
					const [all, own] = [given, drawn].map((list) => list.filter((one) => one.rule === rule).length);
					expect(own).toBeGreaterThanOrEqual(Math.min(all!, asked.perRule));
				}
				const places = asked.reviewers.map((_, place) => drawn.filter((one) => one.place === place).length);
				expect(Math.max(...places) - Math.min(...places)).toBeLessThanOrEqual(1);
			})
		);
	});
	it('does not hang on the order in which findings were read, and does on the seed', () => {
		const given = Array.from({ length: 60 }, (_, i) => line(i, i * 100_00));
		const asked: PlanTerms = { scope: 'all', bands: [{ from: 0, permille: 200 }], unknown: 0, perRule: 0, reviewers: ['甲'] };
		const text = frameText(given);
		expect(frameText([...given].reverse())).toBe(text);
		const keys = (seed: string): string[] => draw(given, sha(text), seed, asked).drawn.map(({ key }) => key);
		expect(keys('a')).not.toEqual(keys('b'));
		expect(readFrame(text)).toHaveLength(60);
	});
});

describe('terms', () => {
	const sound: PlanTerms = {
		scope: 'all',
		bands: [
			{ from: 100, permille: 1000 },
			{ from: 0, permille: 100 }
		],
		unknown: 1000,
		perRule: 1,
		reviewers: ['甲']
	};
	it.each([
		[{}, null],
		[{ bands: [] }, 'bands'],
		[{ bands: [{ from: 100, permille: 1000 }] }, 'bands'],
		[
			{
				bands: [
					{ from: 0, permille: 1000 },
					{ from: 100, permille: 100 }
				]
			},
			'bands'
		],
		[{ bands: [{ from: 0, permille: 1001 }] }, 'share'],
		[{ unknown: -1 }, 'share'],
		[{ perRule: 1.5 }, 'per-rule'],
		[{ reviewers: [] }, 'reviewers'],
		[{ reviewers: ['甲', ' 甲'] }, 'reviewers'],
		[{ reviewers: ['甲', ''] }, 'reviewers']
	])('%j: %s', (change, fault) => {
		expect(faultOfTerms({ ...sound, ...change } as PlanTerms)).toBe(fault);
	});
});
