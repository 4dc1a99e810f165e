import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { isOfficialClass } from '../../rules/coverage/classes.ts';
import { CLASSES } from '../../rules/coverage/class-list.ts';
import { PROBLEMS } from '../../rules/coverage/problem-list.ts';
import { claimsOf, problemCoverage } from '../../rules/coverage/problems.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { registry } from '../../workers/node/rules.ts';
import { planted } from './load.ts';
import { coverageReport, outcomeOf } from './run.ts';

const starter = JSON.parse(readFileSync(new URL('../../static/knowledge/starter.json', import.meta.url), 'utf8')) as KnowledgePack;
const { rules } = registry;
const known = new Set(PROBLEMS.map(({ id }) => id));

test('88 classes, numbered through', () => {
	expect(CLASSES.map(({ seq }) => seq)).toEqual(Array.from({ length: 88 }, (_, i) => i + 1));
	expect(new Set(CLASSES.map(({ name }) => name)).size).toBe(88);
});

test('183 problems of hospitals, 19 of pharmacies, 10 of the earlier imaging list', () => {
	const numbers = (prefix: string): number[] => PROBLEMS.filter(({ id }) => id.startsWith(prefix)).map(({ id }) => Number(id.slice(prefix.length)));
	expect(numbers('药店')).toEqual(Array.from({ length: 19 }, (_, i) => i + 1));
	expect(numbers('影像')).toEqual([1, 2, 3, 7, 8, 10, 11, 12, 13, 14]);
	expect(PROBLEMS.slice(0, 183).map(({ id }) => Number(id))).toEqual(Array.from({ length: 183 }, (_, i) => i + 1));
});

describe('what the rules say of themselves', () => {
	it.each(rules.map(({ meta }) => [meta.id, meta] as const))('%s names known classes and problems', (_, meta) => {
		expect(meta.official.filter((text: string) => !isOfficialClass(text))).toEqual([]);
		expect(claimsOf(meta).filter((id) => !known.has(id))).toEqual([]);
	});
	it('every problem that a rule claims is planted', () => {
		const ids = new Set(planted.map(({ id }) => id));
		const claimed = problemCoverage(rules).filter((problem) => problem.rules.length > 0 && problem.sameAs === null);
		expect(claimed.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
	});
	it('nothing is planted that is no problem', () => expect(planted.map(({ id }) => id).filter((id) => !known.has(id))).toEqual([]));
});

describe('planted problems', () => {
	it.each(planted.map((one) => [one.id, one] as const))('%s', (_, one) => {
		const { claimed, found, flagged, elsewhere, errors } = outcomeOf(rules, starter, one);
		expect(errors).toEqual([]);
		expect(
			flagged.map(({ key }) => key),
			'the near miss is lawful'
		).toEqual([]);
		expect(found.length > 0, claimed.length > 0 ? `claimed by ${claimed.join(', ')}` : 'no rule claims it').toBe(claimed.length > 0);
		expect(
			elsewhere.filter(({ grade }) => grade === 'certain').map(({ key }) => key),
			'other rules are not sure'
		).toEqual([]);
	});
});

test('the report counts what it shows', () => {
	const some = planted.filter(({ id }) => ['11', '12', '影像3', '181'].includes(id));
	const { detail, ...counts } = coverageReport(rules, starter, some);
	const { covered, with_pack, no_data } = counts.classes;
	expect(Object.keys(counts)).toEqual(['rules', 'classes', 'problems']);
	expect(counts).toMatchObject({ rules: rules.length, classes: { total: 88 }, problems: { total: 202, near_miss_flagged: 0 } });
	expect(covered + with_pack + no_data).toBe(detail.classes.filter(({ status }) => status !== 'open').length);
	expect(counts.problems.found).toBe(detail.problems.filter((row) => row.found_by.length > 0 && !row.id.startsWith('影像')).length);
	expect(detail.problems.filter((row) => row.planted).map(({ id }) => id)).toEqual(
		PROBLEMS.map(({ id }) => id).filter((id) => some.some((one) => one.id === id))
	);
});
