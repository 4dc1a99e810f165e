import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ABSENT } from '../../../rules/domain/columns.ts';
import { commonUnit, narrowCodes, narrowNumbers, narrowOffsets, owned, widenNumbers, widenOffsets } from '../../../workers/store/narrow.ts';

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
				expect([...widenNumbers(narrowNumbers(Float64Array.from(values), 1), 1)]).toEqual(values);
			})
		);
	});
	it('come back as they were in every unit that divides them', () => {
		const value = fc.oneof(fc.constant(ABSENT), fc.integer({ min: -3_000, max: 3_000 }));
		fc.assert(
			fc.property(fc.array(value, { minLength: 1 }), fc.constantFrom(1, 100, 10_000, 1_000_000), (units, unit) => {
				const values = Float64Array.from(units, (one) => (one === ABSENT ? ABSENT : one * unit));
				const common = commonUnit(values);
				expect(common).toBeGreaterThanOrEqual(unit);
				expect([...widenNumbers(narrowNumbers(values, common), common)].map((one) => one + 0)).toEqual([...values].map((one) => one + 0));
			})
		);
	});
	it('keep the unit 1 where a value would be taken for an absent one', () => expect(commonUnit(Float64Array.of(ABSENT * 100))).toBe(1));
	it.each([
		[[1, 127], Int8Array],
		[[-128], Int16Array],
		[[-127, ABSENT], Int8Array],
		[[-32_768], Int32Array],
		[[2 ** 31], Float64Array],
		[[0.5], Float64Array]
	] as const)('%j need no more than %o', (values, type) => expect(narrowNumbers(Float64Array.from(values), 1)).toBeInstanceOf(type));
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
