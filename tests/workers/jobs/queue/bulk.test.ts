import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECISIONS, QueueIndex } from '../../../../workers/jobs/queue-index.ts';
import { QueueView } from '../../../../workers/jobs/queue-view.ts';
import { previewOf, scopeMembers } from '../../../../workers/jobs/queue/bulk.ts';
import { GroupedQueue } from '../../../../workers/jobs/queue/groups.ts';
import { PRECISION_PRIOR, ruleWeights, smoothedPrecision } from '../../../../workers/jobs/queue/rule-weights.ts';
import { CONFIRM_SAMPLE, GROUPINGS, type EntryQuery, type Grouping } from '../../../../workers/protocol/queue.ts';
import { manyFindings } from '../many-findings.ts';

const COUNT = 3_000;
const open = DECISIONS.indexOf('open');

/** A made-up run with some findings decided. */
function run() {
	const index = new QueueIndex(manyFindings(COUNT));
	for (let i = 0; i < COUNT; i += 7) index.decision[i] = (i / 7) % DECISIONS.length;
	const view = new QueueView(index, (rule) => rule);
	return { index, view, grouped: new GroupedQueue(index, view) };
}
const query = (by: Grouping, opened: readonly string[] = [], filter: EntryQuery['filter'] = { facets: {} }): EntryQuery => ({
	filter,
	sort: 'weight',
	descending: true,
	by,
	opened,
	from: 0,
	count: Number.MAX_SAFE_INTEGER
});

describe('the grouped queue', () => {
	const { index, view, grouped } = run();
	it.each(GROUPINGS)('by %s has every finding in one group, counts it and its state there, and the most money first', (by) => {
		const filter = { facets: { grade: ['certain'] } };
		const heads = grouped.window(query(by, [], filter)).entries.map((entry) => ('group' in entry ? entry.group : null)!);
		const passing = [...view.positions({ filter, sort: 'weight', descending: true })];
		expect(heads.reduce((sum, { count }) => sum + count, 0)).toBe(passing.length);
		for (const head of heads) {
			const own = passing.filter((i) => index.text(by, i) === head.value);
			expect(head.count).toBe(own.length);
			expect(head.states.open).toBe(own.filter((i) => index.decision[i] === open).length);
			expect(Object.values(head.states).reduce((a, b) => a + b)).toBe(own.length);
		}
		for (let i = 1; i < heads.length; i++) expect(heads[i]!.amount).toBeLessThanOrEqual(heads[i - 1]!.amount);
	});
	it('has the money of a group as the queue has it under the same filter', () => {
		const heads = grouped.window(query('department')).entries.slice(0, 5);
		for (const entry of heads) {
			const { value, amount } = ('group' in entry && entry.group) as { value: string; amount: number };
			expect(amount).toBe(view.window({ filter: { facets: { department: [value] } }, sort: 'weight', descending: true, from: 0, count: 0 }).amount);
		}
	});
	it('gives the same lines window by window, opened groups with their findings in the order of the queue', () => {
		const values = ['department-0', 'department-3'];
		const whole = grouped.window(query('department', values));
		expect(whole.entries).toHaveLength(whole.length);
		fc.assert(
			fc.property(fc.nat({ max: whole.length }), fc.integer({ min: 1, max: 120 }), (from, count) => {
				expect(grouped.window({ ...query('department', values), from, count }).entries).toEqual(whole.entries.slice(from, from + count));
			}),
			{ numRuns: 60 }
		);
		const positions = [...view.positions({ filter: { facets: { department: ['department-0'] } }, sort: 'weight', descending: true })];
		const at = whole.entries.findIndex((entry) => 'group' in entry && entry.group.value === 'department-0');
		expect(whole.entries.slice(at + 1, at + 1 + positions.length).map((entry) => ('row' in entry ? entry.row.index : -1))).toEqual(positions);
	});
	it('goes on to the next line with something open, around the end', () => {
		const values = ['department-3'];
		const { entries, length } = grouped.window(query('department', values));
		const isOpen = (line: number): boolean => {
			const entry = entries[line]!;
			return 'row' in entry ? entry.row.decision === 'open' : !entry.group.open && entry.group.states.open > 0;
		};
		for (const after of [-1, 0, 5, length - 1]) {
			const lines = Array.from({ length }, (_, k) => (after + 1 + k) % length);
			expect(grouped.nextOpen(query('department', values), after)).toBe(lines.find(isOpen));
		}
	});
});

describe('a decision about many', () => {
	const { index, view } = run();
	it('about a group is about its open findings under the filter, and no other', () => {
		const scope = { kind: 'group', filter: { facets: { grade: ['certain'] } }, by: 'rule', value: 'rule-2' } as const;
		const { open: targets } = scopeMembers(index, view, scope);
		const expected = Array.from({ length: COUNT }, (_, i) => i).filter(
			(i) => index.text('rule', i) === 'rule-2' && index.text('grade', i) === 'certain' && index.decision[i] === open
		);
		expect([...targets].sort((a, b) => a - b)).toEqual(expected);
		expect(previewOf(index, view, scope).open).toBe(expected.length);
	});
	it('about findings like one keeps to its rule, item and message', () => {
		const at = index.order('weight').at(-1)!;
		const { all } = scopeMembers(index, view, { kind: 'alike', key: index.keys[at]! });
		expect(all).toContain(at);
		for (const i of all) expect([index.text('rule', i), index.text('item', i)]).toEqual([index.text('rule', at), index.text('item', at)]);
		expect(() => scopeMembers(index, view, { kind: 'alike', key: 'gone' })).toThrow('not-found');
	});
	it('draws the same sample again, of the whole group whatever was decided', () => {
		const scope = { kind: 'group', filter: { facets: { decision: ['open'] } }, by: 'department', value: 'department-0' } as const;
		const before = previewOf(index, view, scope).sample.map(({ key }) => key);
		expect(before).toHaveLength(CONFIRM_SAMPLE);
		const decided = index.find(before[0]!);
		const was = index.decision[decided]!;
		index.decision[decided] = DECISIONS.indexOf('reject');
		index.version++;
		const after = previewOf(index, view, scope).sample;
		expect(after.map(({ key }) => key)).toEqual(before);
		expect(after[0]!.decision).toBe('reject');
		index.decision[decided] = was;
		index.version++;
	});
});

describe('the order by precision', () => {
	it('smooths: nothing decided is one half, few decisions move little, many say what they say', () => {
		expect(smoothedPrecision(0, 0)).toBe(0.5);
		expect(smoothedPrecision(1, 0)).toBeCloseTo(0.6);
		expect(smoothedPrecision(960, 40)).toBeCloseTo(0.958, 3);
		expect(PRECISION_PRIOR).toEqual({ confirmed: 2, rejected: 2 });
	});
	it('puts findings of a rule that holds before those of one that does not', () => {
		const { index } = run();
		const [good, bad] = ['rule-1', 'rule-2'];
		const record = (rule: string, confirmed: number, rejected: number) =>
			({ rule, confirmed, rejected, precision: { share: confirmed / (confirmed + rejected), interval: [0, 1] as const } }) as never;
		const weights = ruleWeights(index.coded.rule.texts, [record(good, 40, 0), record(bad, 0, 40)]);
		index.weigh(new Map(weights.map(({ rule, weight }) => [rule, weight])));
		const weightOf = (i: number): number => {
			const amount = Number.isNaN(index.amount[i]!) ? 0 : index.amount[i]!;
			const { weight } = weights.find(({ rule }) => rule === index.text('rule', i))!;
			return amount * (index.text('grade', i) === 'certain' ? 2 : 1) * weight;
		};
		const order = [...index.order('weight')];
		for (let k = 1; k < order.length; k++) expect(weightOf(order[k]!)).toBeGreaterThanOrEqual(weightOf(order[k - 1]!));
		expect(weights.find(({ rule }) => rule === good)!.weight).toBeCloseTo(42 / 44);
	});
});
