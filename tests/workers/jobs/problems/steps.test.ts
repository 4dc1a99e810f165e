import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../../../workers/jobs/problems/rows.ts';
import { isDay, paidOf, restOf, take } from '../../../../workers/jobs/problems/steps.ts';
import type { Problem, ProblemFault, ProblemStep } from '../../../../workers/protocol/problems-list.ts';

const TODAY = '2026-06-30';
export const problem = (parts: Partial<Problem> = {}): Problem => ({
	number: 1,
	institution: { name: '市一院', code: 'H1' },
	violation: '重复收费',
	rules: ['rule-a'],
	batch: 'b1',
	batchName: '一季度',
	source: 'review',
	findings: 2,
	parts: 1,
	visits: 2,
	from: '2026-01-05',
	to: '2026-03-20',
	amount: 100_000,
	amountUnknown: 0,
	fund: 70_000,
	fundUnknown: 0,
	found: '2026-06-01',
	person: '王主任',
	deadline: '2026-07-31',
	due: 70_000,
	payments: [],
	waived: null,
	evidence: [],
	rechecks: [],
	closed: null,
	last: { kind: 'make' },
	...parts
});
const file = { digest: 'a'.repeat(64), name: '整改报告.pdf', type: 'application/pdf', size: 10 };
const passed = { day: '2026-06-20', by: '李复核', passed: true, text: '已改正' };
const mended = problem({
	payments: [{ id: 'p', day: '2026-06-10', amount: 70_000, note: '' }],
	evidence: [{ file, day: TODAY, note: '' }],
	rechecks: [passed]
});
const pay = (amount: number, day = '2026-06-10'): ProblemStep => ({ kind: 'pay', day, amount, note: '' });
const close: ProblemStep = { kind: 'close', day: TODAY, note: '' };

/** A problem, a step, and the ids of what it is refused for. */
const CASES: readonly { name: string; of: Problem; step: ProblemStep; faults: ProblemFault['id'][] }[] = [
	{ name: 'an instalment', of: problem(), step: pay(30_000), faults: [] },
	{ name: 'the whole refund', of: problem(), step: pay(70_000), faults: [] },
	{ name: 'one 分 over what is due', of: problem(), step: pay(70_001), faults: ['over-due'] },
	{
		name: 'over what instalments leave',
		of: problem({ payments: [{ id: 'p', day: '2026-06-02', amount: 69_999, note: '' }] }),
		step: pay(2),
		faults: ['over-due']
	},
	{ name: 'a negative refund', of: problem(), step: pay(-1), faults: ['not-money'] },
	{ name: 'a refund of nothing', of: problem(), step: pay(0), faults: ['not-money'] },
	{ name: 'half a 分', of: problem(), step: pay(0.5), faults: ['not-money'] },
	{ name: 'a refund that is no number', of: problem(), step: pay(NaN), faults: ['not-money'] },
	{ name: 'a refund before the finding', of: problem(), step: pay(1, '2026-05-31'), faults: ['before-found'] },
	{ name: 'a refund tomorrow', of: problem(), step: pay(1, '2026-07-01'), faults: ['in-future'] },
	{ name: 'a day that is none', of: problem(), step: pay(1, '2026-02-30'), faults: ['bad-day'] },
	{ name: 'a refund before it is settled what is due', of: problem({ due: null }), step: pay(1), faults: ['no-due'] },
	{ name: 'a deadline before the finding', of: problem(), step: { kind: 'assign', person: '甲', deadline: '2026-05-31' }, faults: ['before-found'] },
	{ name: 'nobody responsible', of: problem(), step: { kind: 'assign', person: ' ', deadline: '2026-08-01' }, faults: ['no-person'] },
	{
		name: 'a due below what was paid',
		of: problem({ payments: [{ id: 'p', day: '2026-06-02', amount: 9, note: '' }] }),
		step: { kind: 'due', amount: 8, reason: '核定' },
		faults: ['below-paid']
	},
	{ name: 'a due without a reason', of: problem(), step: { kind: 'due', amount: 8, reason: '' }, faults: ['no-reason'] },
	{ name: 'nothing due, with a reason', of: problem(), step: { kind: 'due', amount: 0, reason: '已主动退回' }, faults: [] },
	{ name: 'nothing left to waive', of: mended, step: { kind: 'waive', reason: '破产' }, faults: ['nothing-to-waive'] },
	{ name: 'evidence without a file', of: problem(), step: { kind: 'evidence', files: [], note: '' }, faults: ['no-files'] },
	{
		name: 'a re-check that says nothing',
		of: problem(),
		step: { kind: 'recheck', recheck: { ...passed, by: '', text: '' } },
		faults: ['no-examiner', 'no-finding']
	},
	{ name: 'a closing of a mended problem', of: mended, step: close, faults: [] },
	{ name: 'a closing of one that nothing was done about', of: problem(), step: close, faults: ['refund-open', 'no-evidence', 'no-recheck'] },
	{ name: 'a closing before it is settled what is due', of: { ...mended, due: null }, step: close, faults: ['no-due'] },
	{
		name: 'a closing after a re-check that failed',
		of: { ...mended, rechecks: [passed, { ...passed, passed: false }] },
		step: close,
		faults: ['recheck-failed']
	},
	{
		name: 'a closing where the rest was waived',
		of: { ...mended, payments: [], waived: { amount: 70_000, reason: '法院裁定' } },
		step: close,
		faults: []
	},
	{
		name: 'anything about a closed problem',
		of: { ...mended, closed: { day: TODAY, note: '' } },
		step: { kind: 'evidence', files: [file], note: '' },
		faults: ['is-closed']
	},
	{
		name: 'a reopening without a reason',
		of: { ...mended, closed: { day: TODAY, note: '' } },
		step: { kind: 'reopen', reason: '' },
		faults: ['no-reason']
	},
	{ name: 'a reopening of what is open', of: problem(), step: { kind: 'reopen', reason: '复发' }, faults: ['not-closed'] }
];

describe('a step of a mending', () => {
	it.each(CASES)('$name', ({ of, step, faults }) => {
		const taken = take(of, step, TODAY, 'new');
		expect((taken.faults ?? []).map(({ id }) => id)).toEqual(faults);
	});

	it('keeps refunds between nothing and what is due, whatever is tried', () => {
		const steps = fc.oneof(
			fc.integer({ min: -100, max: 90_000 }).map((amount) => pay(amount)),
			fc.integer({ min: -100, max: 90_000 }).map((amount): ProblemStep => ({ kind: 'due', amount, reason: '核定' })),
			fc.nat({ max: 5 }).map((n): ProblemStep => ({ kind: 'unpay', payment: `p${n}`, reason: '误记' })),
			fc.constant<ProblemStep>({ kind: 'waive', reason: '裁定' })
		);
		fc.assert(
			fc.property(fc.array(steps, { maxLength: 12 }), (list) => {
				let now = problem();
				list.forEach((step, i) => {
					const taken = take(now, step, TODAY, `p${i}`);
					if (taken.faults === null) now = taken.problem;
					expect(restOf(now)).toBeGreaterThanOrEqual(0);
					expect(paidOf(now) + (now.waived?.amount ?? 0) + restOf(now)!).toBe(now.due);
				});
			}),
			{ numRuns: 500 }
		);
	});
});

describe('rows', () => {
	const row = (entries: readonly Problem[], at: number) =>
		rowsOf(
			entries.map((value, i) => ({ id: `i${i}`, value })),
			TODAY
		)[at]!;
	it.each([
		['2026-06-29', 'overdue', -1],
		['2026-06-30', 'soon', 0],
		['2026-07-07', 'soon', 7],
		['2026-07-08', 'open', 8]
	])('a deadline of %s is %s', (deadline, state, daysLeft) => expect(row([problem({ deadline })], 0)).toMatchObject({ state, daysLeft }));

	const closed = problem({ closed: { day: '2026-04-01', note: '' }, found: '2026-02-01' });
	const REPEATS: readonly [name: string, earlier: Problem, now: Problem, ids: string[]][] = [
		['the same violation again', closed, problem({ rules: ['rule-b'] }), ['i0']],
		['the same rule under another violation', closed, problem({ violation: '超标准收费' }), ['i0']],
		['neither', closed, problem({ violation: '超标准收费', rules: ['rule-b'] }), []],
		['another institution', closed, problem({ institution: { name: '市一院', code: 'H2' } }), []],
		['a name written otherwise under one code', closed, problem({ institution: { name: '第一医院', code: 'H1' } }), ['i0']],
		['one name where no code is said', { ...closed, institution: { name: '市一院', code: '' } }, problem(), ['i0']],
		['an earlier one that is still open', { ...closed, closed: null }, problem(), []],
		['one that was closed after this one was found', { ...closed, closed: { day: '2026-06-02', note: '' } }, problem(), []]
	];
	it.each(REPEATS)('%s', (_, earlier, now, ids) => expect(row([earlier, now], 1).earlier.map(({ id }) => id)).toEqual(ids));
	it('says whether conduct went on after the closing', () => {
		expect(row([closed, problem({ to: '2026-04-02' })], 1).earlier[0]!.after).toBe(true);
		expect(row([closed, problem({ to: '2026-04-01' })], 1).earlier[0]!.after).toBe(false);
	});
});

it.each([
	['2026-02-28', true],
	['2026-02-29', false],
	['2024-02-29', true],
	['2026-13-01', false],
	['26-01-01', false],
	['', false]
])('%s is a day: %s', (day, is) => expect(isDay(day)).toBe(is));
