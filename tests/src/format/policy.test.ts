import { describe, expect, it } from 'vitest';
import { conductDays, leftOut, policyWarning } from '../../../src/lib/format/policy.ts';
import type { Basis, FindingLine } from '../../../rules/domain/finding.ts';
import type { CaseRow, CaseView } from '../../../workers/protocol/case.ts';

const basis = (clause: string, from: string, to?: string): Basis => ({ doc: '某条例', clause, from, ...(to ? { to } : {}), verified: true });
const DAY = 86_400;
const at = (record: number, day: number | null) => ({ file: 'f', record, begin: day === null ? null : day * DAY }) as CaseRow;
const line = (record: number) => ({ table: 'fee', file: 'f', record }) as FindingLine;
// 20542 is 2026-03-30.
const view = { tables: { fee: { fields: [], rows: [at(1, 20542), at(2, 20545), at(3, null), at(4, 20600)] } } } as Pick<CaseView, 'tables'>;

describe('days of the conduct', () => {
	it.each<[string, string, number[], readonly [string, string] | null]>([
		['lines of the finding, not others', '2026-03-30', [1, 2], ['2026-03-30', '2026-04-02']],
		['a line without a time says nothing', '2026-03-30', [3], ['2026-03-30', '2026-03-30']],
		['a line before the day that the finding names', '2026-04-01', [1], ['2026-03-30', '2026-04-01']],
		['nothing is dated', '', [3], null]
	])('%s', (_, date, records, expected) => expect(conductDays(view, { date, lines: records.map(line) })).toEqual(expected));
});

describe('a warning', () => {
	it.each<[string, Basis, readonly [string, string] | null, RegExp | null]>([
		['in force', basis('一', '2021-05-01'), ['2026-03-30', '2026-04-02'], null],
		['no day is known', basis('一', '2021-05-01'), null, null],
		['not yet', basis('一', '2026-05-01'), ['2026-03-30', '2026-04-02'], /2026-05-01.*2026-03-30 – 2026-04-02/],
		['expired', basis('一', '2020-01-01', '2026-03-01'), ['2026-03-30', '2026-03-30'], /2026-03-01.*2026-03-30/],
		['it begins among the lines', basis('一', '2026-04-01'), ['2026-03-30', '2026-04-02'], /2026-03-30.*2026-04-01/],
		['it ends among the lines', basis('一', '2020-01-01', '2026-04-01'), ['2026-03-30', '2026-04-02'], /2026-04-02.*2026-04-01/]
	])('%s', (_, one, days, expected) => {
		const text = policyWarning(one, days);
		if (expected) expect(text).toMatch(expected);
		else expect(text).toBeNull();
	});
});

it('clauses that were not in force are told as left out', () => {
	const [old, later] = [basis('一', '2021-05-01'), basis('二', '2026-04-01')];
	expect(leftOut([old, later], [old])).toEqual([later]);
});
