import { describe, expect, it } from 'vitest';
import { articleOf, DOCUMENTS, type Article } from '../../../rules/domain/policy/article.ts';
import { ARTICLES } from '../../../rules/domain/policy/article-list.ts';
import { validityOf, type Days } from '../../../rules/domain/policy/validity.ts';
import { ruleBase } from '../../../workers/jobs/registry.ts';

const cited = ruleBase().registry.rules.flatMap(({ meta }) => meta.basis.map((basis) => ({ rule: meta.id, basis })));

describe('every clause that a rule cites', () => {
	it('has a statement', () => {
		const without = cited.filter(({ basis }) => !articleOf(basis)).map(({ rule, basis }) => `${rule}: ${basis.doc} ${basis.clause}`);
		expect(without).toEqual([]);
	});
	it('has the days of force of its statement, and is called checked only where the statement is', () => {
		const unlike = cited.filter(({ basis }) => {
			const article = articleOf(basis);
			return article && (article.from !== basis.from || article.to !== basis.to || (basis.verified && !article.verified));
		});
		expect(unlike).toEqual([]);
	});
	it('is of a document whose number is told', () => {
		expect(cited.filter(({ basis }) => !DOCUMENTS[basis.doc]).map(({ basis }) => basis.doc)).toEqual([]);
	});
});

describe('statements', () => {
	const keys = ARTICLES.map(({ doc, clause }) => `${doc} ${clause}`);
	it('stand once a clause', () => expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]));
	it.each(ARTICLES.map((article): [string, Article] => [`${article.doc} ${article.clause}`, article]))(
		'%s is short, bilingual and dated',
		(_, article) => {
			const { statement, source, from, to = '9999-12-31' } = article;
			expect(statement.zh.length).toBeGreaterThan(10);
			expect(statement.zh.length).toBeLessThanOrEqual(120);
			for (const text of [statement.en, source.en]) expect(text).toMatch(/^[\x20-\x7e]{20,300}$/u);
			expect(statement.zh).not.toContain('undefined');
			expect(from).toMatch(/^\d{4}-\d\d-\d\d$/u);
			expect(from <= to).toBe(true);
		}
	);
});

/** from | to | first day | last day | validity */
const CASES = `
	2026-04-01 |            | 2026-04-01 | 2026-04-01 | in-force
	2026-04-01 |            | 2026-03-31 | 2026-03-31 | not-yet
	2026-04-01 |            | 2026-03-30 | 2026-04-02 | partly-before
	2021-05-01 | 2025-12-31 | 2025-12-31 | 2025-12-31 | in-force
	2021-05-01 | 2025-12-31 | 2025-12-30 | 2026-01-02 | partly-after
	2021-05-01 | 2025-12-31 | 2026-01-01 | 2026-01-02 | expired
	2021-05-01 | 2025-12-31 | 2021-04-30 | 2026-01-02 | partly-before`;
describe('validity on the days of the conduct', () => {
	it.each(
		CASES.trim()
			.split('\n')
			.map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string, string, string])
	)('%s to %s on %s – %s: %s', (from, to, first, last, expected) => {
		expect(validityOf({ from, ...(to ? { to } : {}) }, [first, last] as Days)).toBe(expected);
	});
	it('is unknown without a day', () => expect(validityOf({ from: '2021-05-01' }, null)).toBe('unknown'));
});
