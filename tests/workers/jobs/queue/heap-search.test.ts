import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Needle, searchHeap } from '../../../../workers/jobs/queue/heap-search.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Texts of visits as a heap: each visit has its rows. */
function heapOf(visits: readonly (readonly string[])[]) {
	const parts = visits.flat().map((text) => encoder.encode(text));
	const offsets = new Uint32Array(parts.length + 1);
	parts.forEach((part, i) => (offsets[i + 1] = offsets[i]! + part.length));
	const bytes = new Uint8Array(offsets.at(-1)!);
	parts.forEach((part, i) => bytes.set(part, offsets[i]));
	const rowStart = new Uint32Array(visits.length + 1);
	visits.forEach((rows, i) => (rowStart[i + 1] = rowStart[i]! + rows.length));
	return { column: { kind: 'text' as const, bytes, offsets }, rowStart };
}

function search(visits: readonly (readonly string[])[], word: string): [visit: number, piece: string][] {
	const { column, rowStart } = heapOf(visits);
	const needle = new Needle(word);
	const hits: [number, string][] = [];
	searchHeap(column, rowStart, needle, (visit, at, from, to) =>
		hits.push([visit, needle.piece(column.bytes, at, from, to, (bytes) => decoder.decode(bytes))])
	);
	return hits;
}

describe('search in long texts', () => {
	it('finds the visits that a plain search over texts finds, each once', () => {
		const text = fc.stringMatching(/^[甲乙a-c ]{0,12}$/);
		fc.assert(
			fc.property(fc.array(fc.array(text, { maxLength: 3 }), { maxLength: 6 }), fc.stringMatching(/^[甲乙a-c]{1,3}$/), (visits, word) => {
				const expected = visits.flatMap((rows, visit) => (rows.some((row) => row.includes(word)) ? [visit] : []));
				expect(search(visits, word).map(([visit]) => visit)).toEqual(expected);
			}),
			{ numRuns: 500 }
		);
	});
	it('takes capital and small letters of ASCII for the same', () => expect(search([['转入ICU'], ['icu'], ['I C U']], 'icu')).toHaveLength(2));
	it('finds no word over the edge of two rows', () => expect(search([['肺', '炎'], ['肺炎']], '肺炎').map(([visit]) => visit)).toEqual([1]));
	it('shows whole characters around the match', () => {
		const [[, piece]] = search([['患者因反复咳嗽咳痰十余年，加重伴气促三天入院，诊断为慢性阻塞性肺疾病急性加重']], '气促') as [[number, string]];
		expect(piece).toMatch(/^….*气促.*…$/);
		expect(piece).not.toContain('�');
	});
});
