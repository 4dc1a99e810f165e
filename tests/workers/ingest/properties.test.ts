import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NUMBER_FAULT, parseScaled } from '../../../workers/ingest/parse-number.ts';
import { parseTime } from '../../../workers/ingest/parse-time.ts';
import { gb18030ToUtf8 } from '../../../workers/ingest/gb18030.ts';
import { personHash } from '../../../workers/ingest/shard-plan.ts';
import { display } from '../../../rules/domain/display.ts';
import { PRECISION, type CivilTime } from '../../../rules/domain/units.ts';
import { FEE_HEADING, gb18030, gbTable, imported } from './helpers.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const chinese = [...gbTable().keys()].filter((char) => /[\u4e00-\u9fff]/.test(char));
const char = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...chinese) }, fc.constantFrom(...'abcXYZ019 ,"\n\r.-（）'));
const name = fc.string({ unit: char, maxLength: 12 });
const quoted = (text: string): string => (/[,"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Fee lines, some of them wrong. */
const line = fc.record({
	sn: fc.integer({ min: 0, max: 40 }).map(String),
	visit: fc.constantFrom('M1', 'M2', 'M3', ''),
	name,
	cnt: fc.oneof(fc.integer({ min: -50, max: 50 }).map(String), fc.constantFrom('x', '1.23456', '')),
	time: fc.constantFrom('2024-01-02', '2024/1/2 3:04', '2024-02-30', '')
});
const table = fc.array(line, { minLength: 1, maxLength: 30 });
const written = (lines: readonly { sn: string; visit: string; name: string; cnt: string; time: string }[], end = '\r\n'): string =>
	[FEE_HEADING, ...lines.map((l) => [l.sn, l.visit, '', l.time, quoted(l.name), l.cnt, '1', '2'].join(','))].join(end) + end;

const summary = async (bytes: Uint8Array, sliceBytes: number) => {
	const all = await imported({ 'a.csv': bytes }, { sliceBytes });
	return {
		rows: all.rows('fee'),
		receipt: { ...all.batch.receipt, lines: all.batch.receipt.lines.map((l) => ({ ...l, encoding: '', digest: '' })) }
	};
};

describe('properties', () => {
	it('the size of slices never changes the result', async () => {
		await fc.assert(
			fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (lines, sliceBytes) => {
				const bytes = encode(written(lines));
				expect(await summary(bytes, sliceBytes)).toEqual(await summary(bytes, 1 << 20));
			}),
			{ numRuns: 60 }
		);
	});

	it('slices never change what becomes of broken quotes', async () => {
		const noise = fc.string({ unit: fc.constantFrom(...'a,"\n\r1床'), maxLength: 80 });
		await fc.assert(
			fc.asyncProperty(noise, fc.integer({ min: 1, max: 9 }), async (text, sliceBytes) => {
				const bytes = encode(`${FEE_HEADING}\nF0,M1,P1,2024-01-01,a,1,1,1\n${text}`);
				expect(await summary(bytes, sliceBytes)).toEqual(await summary(bytes, 1 << 20));
			}),
			{ numRuns: 200 }
		);
	});

	it('the ledger adds up', async () => {
		await fc.assert(
			fc.asyncProperty(table, async (lines) => {
				const { receipt } = (await imported({ 'a.csv': written(lines) })).batch;
				for (const l of receipt.lines) {
					expect(l.read).toBe(lines.length);
					expect(l.read).toBe(l.taken + l.refused + l.duplicates);
				}
				expect(receipt.refusals).toHaveLength(receipt.refusalCount);
				expect(receipt.duplicates).toHaveLength(receipt.duplicateCount);
				expect(receipt.rows).toBe(receipt.lines.reduce((sum, l) => sum + l.taken, 0));
			}),
			{ numRuns: 60 }
		);
	});

	it('GB18030 and UTF-8 of one text give equal columns', async () => {
		await fc.assert(
			fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (lines, sliceBytes) => {
				// A first line whose bytes are no UTF-8, so that the file cannot pass for it by chance.
				const text = written([{ sn: '99', visit: 'M1', name: '床位费（三人间）', cnt: '1', time: '2024-01-02' }, ...lines]);
				const gb = await summary(gb18030(text), sliceBytes);
				const utf8 = await summary(encode(text), 1 << 20);
				expect(gb).toEqual(utf8);
			}),
			{ numRuns: 40 }
		);
	});

	it('transcoding is what the host decodes', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 60 }), (raw) => {
				// Byte 0x80 is a euro sign to some decoders and a fault to ours.
				const bytes = raw.map((byte) => (byte === 0x80 ? 0x20 : byte));
				let text: string;
				try {
					text = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true }).decode(bytes);
				} catch {
					return;
				}
				const target = new Uint8Array(bytes.length * 3 + 16);
				const { written: length, faults } = gb18030ToUtf8(bytes, target, true);
				expect(faults).toBe(0);
				expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(target.subarray(0, length))).toBe(text);
			}),
			{ numRuns: 2000 }
		);
	});

	it('decimals round-trip', () => {
		const kinds = [
			['amount', 2],
			['quantity', 4],
			['price', 6],
			['integer', 0]
		] as const;
		for (const [kind, places] of kinds) {
			fc.assert(
				fc.property(fc.maxSafeInteger(), (value) => {
					const text = encode(display[kind](value));
					expect(parseScaled(text, 0, text.length, places)).toBe(value === 0 ? 0 : value);
				})
			);
		}
	});

	it('decimals are exact or refused', () => {
		fc.assert(
			fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,+-eE'), maxLength: 20 }), (text) => {
				const value = parseScaled(encode(text), 0, text.length, 2);
				if (value <= NUMBER_FAULT) return;
				expect(Number.isSafeInteger(value)).toBe(true);
				expect(Math.abs(value / 100 - Number(text.replaceAll(',', '')))).toBeLessThanOrEqual(Math.abs(value) * 1e-15);
			}),
			{ numRuns: 3000 }
		);
	});

	it('times round-trip', () => {
		fc.assert(
			fc.property(fc.integer({ min: -2_000_000_000, max: 7_000_000_000 }), (seconds) => {
				const precision = seconds % 86_400 === 0 ? PRECISION.day : PRECISION.minute;
				const text = encode(display.time({ seconds, precision } as unknown as CivilTime));
				expect(parseTime(text, 0, text.length)).toBe(seconds);
			})
		);
	});

	it('the hash of a person is fixed for ever: shards of stored batches stand on it', () => {
		expect(['', 'P1', '330102195001011234', '张三'].map(personHash)).toMatchInlineSnapshot(`
			[
			  3312034209,
			  864304363,
			  2841384460,
			  2432487622,
			]
		`);
	});
});
