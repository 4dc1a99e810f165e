import { describe, expect, it } from 'vitest';
import { Reading } from '../../../../rules/facts/text/reading.ts';
import { lines, print, Score } from './labelled.ts';
import { WRITTEN, type Read } from './written.ts';

/** `sentence | what is said; what is said`: all of it is found, and nothing else. */
function compare(score: Score, kind: Read, text: string, said: string): void {
	const got: string[] = [...WRITTEN[kind](new Reading(text))];
	for (const one of said
		.split(';')
		.map((part) => part.trim())
		.filter((part) => part !== '')) {
		const at = got.indexOf(one);
		score.add(kind, at < 0 ? null : kind, `${one} in ${text} (${got.join('; ')})`);
		if (at >= 0) got.splice(at, 1);
	}
	for (const one of got) score.extra(kind, `${one} in ${text}`);
}

const parts = (line: string): string[] => line.split('|').map((part) => part.trim());

function reaches(score: Score, least: number): void {
	for (const [kind, { precision, recall }] of Object.entries(score.table())) {
		expect(precision, `precision of ${kind}`).toBeGreaterThanOrEqual(least);
		expect(recall, `recall of ${kind}`).toBeGreaterThanOrEqual(least);
	}
}

describe('quantities, times, sites, implants, incisions, sections', () => {
	it.each(['quantities', 'times', 'sites', 'implants', 'incisions', 'sections'] as const)('%s: precision and recall', (kind) => {
		const score = new Score();
		for (const line of lines(kind)) compare(score, kind, ...(parts(line) as [string, string]));
		print(kind, score);
		reaches(score, 0.97);
	});
	it('sentences written after the readers were settled', () => {
		const score = new Score();
		for (const line of lines('unseen-things')) compare(score, ...(parts(line) as [Read, string, string]));
		print('unseen', score);
		reaches(score, 0.9);
	});
});
