// What is drawn: the frame's file, the numbers, each way to draw, and a second program that has to draw the same.
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { allocation, commitmentDigest, sampleDigest } from '../../../../workers/jobs/sampling/commitment.ts';
import { byCodePoint, frameOf, readFrame, type Frame, type FrameUnit } from '../../../../workers/jobs/sampling/frame.ts';
import { redraw as ours } from '../../../../workers/jobs/sampling/redraw.ts';
import { selectSample, shuffled, weighted } from '../../../../workers/jobs/sampling/select.ts';
import { DrawStream } from '../../../../workers/jobs/sampling/stream.ts';
import type { DrawCommitment, DrawMethod } from '../../../../workers/protocol/sampling.ts';
import { redraw as theirs } from './redraw.mjs';

const unit = (id: string, amount: number | null = 100, stratum = ''): FrameUnit => ({
	id,
	visit: id,
	institution: '市一院',
	department: '内科',
	stratum,
	amount,
	evidence: ''
});
const commitmentFor = (frame: Frame, method: DrawMethod, takes: Readonly<Record<string, number>>, seed = '种子 42'): DrawCommitment => {
	const total = { name: '', units: frame.units.length, amount: frame.strata.reduce((sum, one) => sum + one.amount, 0), unknown: 0 };
	return {
		algorithm: 'mingshen.draw/1',
		title: '',
		purpose: 'full',
		batch: 'b',
		query: { unit: 'stay', institution: '', inpatientOnly: true, by: null, bands: [] },
		frame: { digest: frame.digest, ...total },
		base: { files: [], run: null, packs: [] },
		method,
		strata: (method === 'money' ? [total] : frame.strata).map((stratum) => ({ ...stratum, take: takes[stratum.name] ?? 0 })),
		seed: { kind: 'public', source: '测试', value: seed },
		extends: null,
		earlier: 0
	};
};
const ZERO = '0'.repeat(64);

test('the first number of a stream is made of the bytes that the page describes', () => {
	const block = createHash('sha256')
		.update('seed')
		.update(Buffer.of(0))
		.update(Buffer.alloc(32))
		.update('内科')
		.update(Buffer.of(0))
		.update(Buffer.alloc(8))
		.digest();
	const word = block.readBigUInt64BE(0);
	expect(new DrawStream('seed', ZERO, '内科').below(1_000_003)).toBe(Number(word % 1_000_003n));
});

test('numbers are even: 12,000 of them over six faces, chi-square under 20.5 (0.1%)', () => {
	const stream = new DrawStream('dice', ZERO, '');
	const counts = new Array<number>(6).fill(0);
	for (let i = 0; i < 12_000; i++) counts[stream.below(6)]!++;
	expect(counts.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(20.5);
});

test('a word of the incomplete last round is thrown away, not folded', () => {
	// Just above half of 2⁵³: folding words of 53 bits would give the low half twice the chance of the high one.
	const size = 2 ** 52 + 1;
	const stream = new DrawStream('fold', ZERO, '');
	const low = Array.from({ length: 1000 }, () => stream.below(size)).filter((n) => n < size / 2).length;
	expect(Math.abs(low - 500)).toBeLessThan(80);
});

test('the frame reads back as it was written, whatever stands in it, and its order is that of UTF-8', () => {
	const text = fc
		.string({ unit: 'binary', minLength: 1, maxLength: 6 })
		.filter((value) => !/[\uD800-\uDFFF]/u.test(value) && value.trim() === value && !value.includes('\uFEFF'));
	fc.assert(
		fc.property(
			fc.uniqueArray(fc.record({ id: text, stratum: text, amount: fc.option(fc.integer({ min: -500, max: 1e12 })) }), {
				selector: ({ id }) => id,
				maxLength: 8
			}),
			(given) => {
				const frame = frameOf(given.map(({ id, stratum, amount }) => unit(id, amount, stratum)));
				expect(readFrame(frame.bytes)).toEqual(frame);
				const ids = frame.units.map(({ id }) => id);
				expect(ids).toEqual([...ids].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
			}
		)
	);
	expect(byCodePoint('\uE000', '😀')).toBeLessThan(0);
	expect(readFrame(Buffer.from('a,b\n1,2\n'))).toBeNull();
});

test.each(['simple', 'stratified', 'money'] as const)('%s: another program draws the same units from frame and record', (method) => {
	fc.assert(
		fc.property(
			fc.integer({ min: 1, max: 60 }),
			fc.string({ minLength: 1 }).filter((seed) => !/[\uD800-\uDFFF]/u.test(seed)),
			fc.integer({ min: 1, max: 12 }),
			(size, seed, take) => {
				const strata = method === 'stratified' ? ['内科', '外科,二', '"急"诊'] : [''];
				const frame = frameOf(Array.from({ length: size }, (_, i) => unit(`住院${i}`, (i * 7919) % 5000, strata[i % strata.length]!)));
				const takes = Object.fromEntries(frame.strata.map(({ name, units }) => [name, method === 'money' ? take : Math.min(take, units)]));
				if (method === 'money' && frame.strata.every(({ amount }) => amount === 0)) return;
				const commitment = commitmentFor(frame, method, takes, seed);
				const ids = selectSample(commitment, frame.units).map(({ id }) => id);
				const record = JSON.stringify({
					commitment,
					digest: commitmentDigest(commitment),
					sample: { draw: 'd', units: [], digest: sampleDigest(ids) }
				});
				expect(theirs(Buffer.from(frame.bytes), record)).toEqual(ids);
				expect(ours(frame.bytes, record)).toMatchObject({ ids, faults: [] });
			}
		),
		{ numRuns: 25 }
	);
});

test('every unit is drawn once at most, and equally often over many seeds', () => {
	const counts = new Array<number>(10).fill(0);
	for (let seed = 0; seed < 1000; seed++) for (const at of shuffled(10, 3, new DrawStream(String(seed), ZERO, ''))) counts[at]!++;
	for (const count of counts) expect(Math.abs(count - 300)).toBeLessThan(70);
	expect(new Set(shuffled(50, 50, new DrawStream('x', ZERO, ''))).size).toBe(50);
});

test('a larger sample of the same seed begins with the smaller one', () => {
	const stream = () => new DrawStream('试抽', ZERO, '');
	expect(shuffled(500, 120, stream()).slice(0, 30)).toEqual(shuffled(500, 30, stream()));
});

test('by money: chances are in proportion to amounts, a unit above the interval is always drawn, one without amount never', () => {
	const frame = frameOf([unit('a', 600), unit('b', 300), unit('c', 100), unit('d', 0), unit('e', null), unit('f', -40)]);
	const hits = new Map<string, number>();
	for (let seed = 0; seed < 1000; seed++)
		for (const { id, hits: n } of selectSample(commitmentFor(frame, 'money', { '': 2 }, String(seed)), frame.units))
			hits.set(id, (hits.get(id) ?? 0) + n);
	expect([...hits.keys()].sort()).toEqual(['a', 'b', 'c']);
	expect(hits.get('a')! / 2000).toBeCloseTo(0.6, 1);
	expect(hits.get('c')! / 2000).toBeCloseTo(0.1, 1);
	const large = selectSample(commitmentFor(frame, 'money', { '': 4 }), frame.units).find(({ id }) => id === 'a')!;
	expect(large.hits).toBeGreaterThanOrEqual(2);
});

test('weights: the first drawn is in proportion to its weight, a weight of 0 is never drawn', () => {
	const first = new Array<number>(3).fill(0);
	for (let seed = 0; seed < 1000; seed++) first[weighted([1, 0, 3], 1, new DrawStream(String(seed), ZERO, 'w'))[0]!]!++;
	expect(first[1]).toBe(0);
	expect(first[2]! / 1000).toBeCloseTo(0.75, 1);
	expect(weighted([1, 0, 3], 5, new DrawStream('all', ZERO, 'w')).sort()).toEqual([0, 2]);
});

test('a size is dealt in proportion, adds up, and no stratum of two gets less than two', () => {
	const strata = [
		['大', 90],
		['中', 9],
		['小', 1]
	].map(([name, units]) => ({ name: String(name), units: Number(units), amount: 0, unknown: 0 }));
	expect(allocation(strata, 40)).toEqual({ 大: 36, 中: 4, 小: 1 });
	expect(allocation(strata, 1000)).toEqual({ 大: 90, 中: 9, 小: 1 });
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 300 }), (sizes, size) => {
			const parts = sizes.map((units, i) => ({ name: String(i), units, amount: 0, unknown: 0 }));
			const takes = Object.values(allocation(parts, size));
			takes.forEach((take, i) => expect(take).toBeLessThanOrEqual(sizes[i]!));
			expect(takes.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(
				Math.min(
					size,
					sizes.reduce((a, b) => a + b)
				)
			);
		})
	);
});

test('files that do not fit are told apart: another frame, a changed commitment, another sample, no file at all', () => {
	const frame = frameOf([unit('a'), unit('b'), unit('c')]);
	const commitment = commitmentFor(frame, 'simple', { '': 2 });
	const record = (over: object) => JSON.stringify({ commitment, digest: commitmentDigest(commitment), sample: null, ...over });
	expect(ours(frameOf([unit('a'), unit('b'), unit('x')]).bytes, record({}))).toMatchObject({ ids: [], faults: ['frame-digest'] });
	expect(ours(frame.bytes, record({ digest: ZERO })).faults).toEqual(['commitment-digest']);
	expect(ours(frame.bytes, record({ sample: { draw: '', units: [], digest: ZERO } })).faults).toEqual(['sample']);
	expect(ours(Buffer.from('PK'), '{')).toMatchObject({ faults: ['no-frame', 'no-record'] });
	expect(() => theirs(Buffer.from('x'), record({}))).toThrow('not the one');
});
