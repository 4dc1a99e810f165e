import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT } from '../../../rules/domain/columns.ts';
import { narrowCodes, narrowNumbers, narrowOffsets, owned, widenNumbers, widenOffsets } from '../../../workers/store/narrow.ts';

describe('numbers at rest', () => {
	it('come back as they were, absent ones too, from every width', () => {
		const value = fc.oneof(
			fc.constant(ABSENT),
			fc.integer({ min: -200, max: 200 }),
			fc.integer({ min: -40_000, max: 40_000 }),
			fc.integer(),
			fc.maxSafeInteger()
		);
		fc.assert(
			fc.property(fc.array(value), (values) => {
				expect([...widenNumbers(narrowNumbers(Float64Array.from(values)))]).toEqual(values);
			})
		);
	});
	it.each([
		[[1, 127], Int8Array],
		[[-128], Int16Array],
		[[-127, ABSENT], Int8Array],
		[[-32_768], Int32Array],
		[[2 ** 31], Float64Array],
		[[0.5], Float64Array]
	] as const)('%j need no more than %o', (values, type) => expect(narrowNumbers(Float64Array.from(values))).toBeInstanceOf(type));
	it('are copied out of a larger buffer, which would be written whole', () => {
		const part = new Float64Array([2 ** 40, 1, 2]).subarray(0, 1);
		expect(owned(part).buffer.byteLength).toBe(8);
	});
});

describe('codes and offsets at rest', () => {
	it('come back as they were', () => {
		fc.assert(
			fc.property(fc.array(fc.nat({ max: 70_000 })), (lengths) => {
				const offsets = new Uint32Array(lengths.length + 1);
				lengths.forEach((length, i) => (offsets[i + 1] = offsets[i]! + length));
				expect(widenOffsets(narrowOffsets(offsets))).toEqual(offsets);
				expect([...narrowCodes(Uint32Array.from(lengths))]).toEqual(lengths);
			})
		);
	});
});
