import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldedWord, fold, storedSpan } from '../../../../rules/facts/text/fold.ts';
import { implantsIn } from '../../../../rules/facts/text/implants.ts';
import { incisionsIn } from '../../../../rules/facts/text/incision.ts';
import { mentionsIn } from '../../../../rules/facts/text/mentions.ts';
import { quantitiesIn } from '../../../../rules/facts/text/quantities.ts';
import { Reading } from '../../../../rules/facts/text/reading.ts';
import { sitesIn } from '../../../../rules/facts/text/sites.ts';
import { timesIn } from '../../../../rules/facts/text/times.ts';
import { normalizeName } from '../../../../rules/knowledge/names.ts';

/** Pieces of records with all that moves offsets: signs that become several, blanks, signs of two units, marks, list numbers. */
const PIECES = [
	...[
		'否认',
		'高血压',
		'、',
		'，',
		'。',
		'；',
		'\n',
		'\r\n',
		' ',
		'\u3000',
		'（',
		'）',
		'(',
		')',
		'无',
		'未见',
		'拟行',
		'既往史：',
		'主诉：',
		'10年前',
		'术后3年',
		'史',
		'?',
		'？'
	],
	...[
		'38.5℃',
		'3㎝',
		'5㎎',
		'Ⅱ',
		'①',
		'10⁹',
		'½',
		'㏄',
		'𠮷',
		'👩‍⚕️',
		'e\u0301',
		'ﬁ',
		'ＣＴ',
		'CT',
		'支架2枚',
		'两枚',
		'3×4cm',
		'2026-05-10 15:00',
		'L4/5',
		'左侧',
		'\u200b',
		'\ufeff'
	],
	...['另行切口', '鉴别诊断：', '需与', '鉴别', '1.', '2', '每', '各', '\ud800', '[', '】', '-', '−', '·']
];
const texts = fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join(''));
const WORDS = ['高血压', 'CT', '支架', 'Ⅱ', '38.5℃', '史', '枚', '𠮷', '既往…高血压'];

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

describe('work grows with the length of a text, whatever it holds', () => {
	const everything = (text: string): void => {
		const reading = new Reading(text);
		mentionsIn(reading, WORDS, { begin: 20_000 });
		quantitiesIn(reading.text);
		timesIn(reading.text);
		sitesIn(reading.text);
		implantsIn(reading);
		incisionsIn(reading);
	};
	/** Milliseconds, the best of three. */
	const cost = (text: string): number =>
		Math.min(...[0, 1, 2].map(() => ((from) => (everything(text), performance.now() - from))(performance.now())));
	const HOSTILE = [
		...[
			'1',
			'1,111',
			'一',
			'十',
			'(',
			')',
			'((',
			'无',
			'否认',
			'未见',
			'高血压',
			'高血压、',
			'高血压，',
			'2026-',
			'2026-05-10 ',
			'10年前',
			'术后3',
			'史',
			'?',
			'再于',
			'另取',
			'再于另做',
			'支架',
			'支架2枚'
		],
		...[
			'主诉：',
			'主诉',
			'。；甲乙：',
			'。；',
			' ',
			'\n',
			'、1.',
			'11、',
			't36p',
			't36.5p72r18bp120/',
			'l4/',
			'3×',
			'3cm×',
			'1.',
			'e\u0301',
			'\u0301',
			'既往',
			'鉴别',
			'需与',
			'各',
			'ct',
			'数量:1',
			'同一切口'
		]
	];
	it.each(HOSTILE)('%j repeated', (piece) => {
		const [short, long] = [piece.repeat(Math.ceil(5_000 / piece.length)), piece.repeat(Math.ceil(40_000 / piece.length))];
		everything(short);
		// Eight times the text: a square would cost 64 times as much. Floors of the clock and other work on the machine are allowed for.
		expect(cost(long)).toBeLessThan(24 * Math.max(cost(short), 8));
	});
	it('any pieces together, 60,000 units, in less than two seconds', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...PIECES, ...HOSTILE), { minLength: 1, maxLength: 6 }), (parts) => {
				const piece = parts.join('');
				expect(cost(piece.repeat(Math.ceil(60_000 / piece.length)))).toBeLessThan(2000);
			}),
			{ numRuns: 20 }
		);
	}, 120_000);
});
