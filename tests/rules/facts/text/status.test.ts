import { describe, expect, it } from 'vitest';
import { mentionsIn } from '../../../../rules/facts/text/mentions.ts';
import { Reading } from '../../../../rules/facts/text/reading.ts';
import { dayNumber } from '../../../../rules/domain/display.ts';
import { labelled, lines, print, Score } from './labelled.ts';

const MOMENT = { begin: dayNumber(2026, 5, 1) };

/** What the text layer says of every marked word of a fixture. */
function measure(name: string): Score {
	const score = new Score();
	for (const line of lines(name)) {
		const { text, terms } = labelled(line);
		const reading = new Reading(text);
		const found = mentionsIn(reading, [...new Set(terms.map(({ word }) => word))], MOMENT);
		for (const { word, label, span } of terms) {
			const hit = found.find((mention) => mention.span[0] === span[0] && mention.span[1] === span[1]);
			score.add(label, hit?.status ?? null, `「${word}」 in ${text}`);
		}
	}
	return score;
}

describe('how a text speaks of a thing', () => {
	it.each(['status', 'prose', 'traps'])('%s: precision and recall by category', (name) => {
		const score = measure(name);
		print(name, score);
		for (const [category, { precision, recall }] of Object.entries(score.table())) {
			expect(precision, `precision of ${category}`).toBeGreaterThanOrEqual(0.97);
			expect(recall, `recall of ${category}`).toBeGreaterThanOrEqual(0.97);
		}
	});
	it.each(['unseen', 'last'])('%s: sentences written after the cues were settled', (name) => {
		const score = measure(name);
		print(name, score);
		expect(score.table().all!.precision).toBeGreaterThanOrEqual(0.95);
		expect(score.table().all!.recall).toBeGreaterThanOrEqual(0.95);
	});
});
