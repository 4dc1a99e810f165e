import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWord, fold, storedSpan } from '../../../../rules/facts/text/fold.ts';
import { mentionsIn } from '../../../../rules/facts/text/mentions.ts';
import { Reading } from '../../../../rules/facts/text/reading.ts';
import { normalizeName } from '../../../../rules/knowledge/names.ts';
import { HOSTILE, PIECES, readAll, repeated, WORDS } from './hostile.ts';

const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''));

describe('spans are of the stored text', () => {
	it('a mention marks a stretch that, folded, is the word', () => {
		fc.assert(
			fc.property(texts, (text) => {
				for (const { word, span } of mentionsIn(new Reading(text), WORDS)) {
					const marked = foldedWord(text.slice(...span));
					if (word.includes('…')) expect([marked.startsWith('既往'), marked.endsWith('高血压')]).toEqual([true, true]);
					else expect(marked).toBe(foldedWord(word));
				}
			}),
			{ numRuns: 2000 }
		);
	});
	it('every word that stands there is found, whatever is around it', () => {
		fc.assert(
			fc.property(texts, texts, (before, after) => {
				const text = `${before}。门脉高压。${after}`;
				const spans = mentionsIn(new Reading(text), ['门脉高压']).map(({ span }) => span);
				expect(spans).toContainEqual([before.length + 1, before.length + 5]);
			}),
			{ numRuns: 1000 }
		);
	});
	it('folding keeps the order and loses no unit; words fold as names do', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const folded = fold(text);
				let last = 0;
				for (let at = 0; at < folded.text.length; at++) {
					const [from, to] = storedSpan(folded, [at, at + 1]);
					expect(from).toBeLessThan(to);
					expect(to).toBeLessThanOrEqual(text.length);
					expect(from).toBeGreaterThanOrEqual(last);
					last = from;
				}
				if (/^[^⁹①\n\r\ud800]*$/u.test(text)) expect(foldedWord(text)).toBe(normalizeName(text));
			}),
			{ numRuns: 1000 }
		);
	});
	it('sections and sentences cover the text without gaps', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const reading = new Reading(text);
				const { sections, sentences } = reading;
				expect(sentences.map(([from, to]) => reading.text.slice(from, to)).join('')).toBe(reading.text);
				expect(sections[0]!.head).toBe(0);
				sections.forEach(({ head, from, to }, i) => {
					expect(head <= from && from <= to, `${head} ${from} ${to}`).toBe(true);
					expect(to).toBe(sections[i + 1]?.head ?? reading.text.length);
				});
			}),
			{ numRuns: 2000 }
		);
	});
});

// That work grows with the length of a text is measured by `npm run bench -- --only texts`: a clock tells nothing where other tests run beside it.
describe('texts of 40,000 units that repeat one piece are read, whatever it is', () => {
	it.each(HOSTILE)('%j', (piece) => {
		const text = repeated(piece, 40_000);
		expect(readAll(text).filter(({ span }) => span[0] < 0 || span[0] >= span[1] || span[1] > text.length)).toEqual([]);
	});
});
