import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../rules/domain/finding.ts';
import { asNameId, nameId } from '../../../rules/domain/name-id.ts';
import type { FacetName, QueueFilter, QueueSort } from '../../../workers/protocol/review.ts';
import { FACETS } from '../../../workers/protocol/review.ts';
import { DECISIONS, QueueIndex } from '../../../workers/jobs/queue-index.ts';
import { binOf, QueueView } from '../../../workers/jobs/queue-view.ts';
import { packFindings } from '../../../workers/jobs/pack-findings.ts';
import type { ChunkFacets, StoredChunk } from '../../../workers/store/index.ts';
import { build } from '../../rules/harness/record.ts';
import { finding, line } from './finding.ts';

/** Chunks as the review writes them; findings of one chunk may claim the same lines. */
function chunksOf(groups: readonly (readonly Finding[])[]): StoredChunk<ChunkFacets>[] {
	const { shard, batch } = build({ visit: [{ mdtrt_id: 'M0', psn_no: 'P0' }] });
	return groups.map((findings, i) => ({
		shard: `p${i}`,
		data: packFindings(shard, batch, { findings, undetermined: [], errors: [], judged: {} }).facets
	}));
}

interface Plain {
	readonly finding: Finding;
	readonly chunk: number;
	readonly decision: string;
}
function valueOf({ finding: f, decision }: Plain, facet: FacetName): string {
	if (facet === 'decision') return decision;
	// No line of these findings is in the shard, so none names an item.
	return facet === 'item' ? '' : facet === 'month' ? f.date.slice(0, 7) : f[facet];
}
/** As filters have it: doctors by the id of their name. */
const filterValue = (plain: Plain, facet: FacetName): string => (facet === 'doctor' ? asNameId(valueOf(plain, facet)) : valueOf(plain, facet));

/** Distinct values of all findings; decisions are a fixed list. */
const valuesOfRun = (list: readonly Plain[], facet: FacetName): readonly string[] =>
	facet === 'decision' ? DECISIONS : list.map((plain) => valueOf(plain, facet));

/** The filter read word for word, over objects. */
function passes(plain: Plain, filter: QueueFilter, except: FacetName | 'amount' | null): boolean {
	const amount = plain.finding.amounts.amount;
	for (const facet of FACETS) {
		const wanted = filter.facets[facet] ?? [];
		if (facet !== except && wanted.length > 0 && !wanted.includes(filterValue(plain, facet))) return false;
	}
	if (except !== 'amount') {
		if (filter.amountFrom !== undefined && (amount === null || amount < filter.amountFrom)) return false;
		if (filter.amountTo !== undefined && (amount === null || amount > filter.amountTo)) return false;
	}
	return filter.search === undefined || isFound(plain);
}
/** A search that found every other finding, by the last digit of their keys. */
const isFound = ({ finding: { key } }: Plain): boolean => Number(key.at(-1)) % 2 === 0;

/** Σ over lines of the largest claim. */
function sum(list: readonly Plain[]): number {
	const lines = new Map<string, number>();
	for (const { finding: f, chunk } of list) {
		if (f.amounts.amount === null) continue;
		for (const { record, amount, role } of f.lines) {
			if (role !== 'offending' || amount === null) continue;
			const key = `${chunk} ${record}`;
			lines.set(key, Math.max(lines.get(key) ?? -Infinity, amount));
		}
	}
	return [...lines.values()].reduce((total, amount) => total + amount, 0);
}

const word = fc.constantFrom('甲', '乙', '丙', '');
const arbitrary = fc.record({
	rule: fc.constantFrom('rule-a', 'rule-b', 'rule-c'),
	violation: fc.constantFrom('重复收费', '过度检查', '数据质量'),
	grade: fc.constantFrom('certain', 'suspect'),
	visit: fc.constantFrom('M1', 'M2', 'M3'),
	doctor: word,
	department: word,
	date: fc.constantFrom('2026-04-10', '2026-04-11', ''),
	lines: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: -500, max: 5_000 }), fc.boolean()), { maxLength: 3 }),
	known: fc.boolean(),
	decision: fc.nat({ max: DECISIONS.length - 1 })
});
const filters = fc.record(
	{
		facets: fc.record(
			{
				rule: fc.subarray(['rule-a', 'rule-b', 'nowhere']),
				decision: fc.subarray(['open', 'confirm']),
				doctor: fc.subarray([nameId('甲'), '']),
				month: fc.subarray(['2026-04']),
				grade: fc.subarray(['certain'])
			},
			{ requiredKeys: [] }
		),
		amountFrom: fc.integer({ min: 0, max: 3_000 }),
		amountTo: fc.integer({ min: 0, max: 9_000 }),
		search: fc.constant('every-other')
	},
	{ requiredKeys: ['facets'] }
) as fc.Arbitrary<QueueFilter>;

function plainOf(drawn: readonly { lines: readonly (readonly [number, number, boolean])[]; known: boolean; decision: number }[]): Plain[] {
	return drawn.map(({ lines, known, decision, ...parts }, i) => {
		const own = [...new Map(lines.map((l) => [l[0], l])).values()].map(([record, amount, offending]) =>
			line(record, amount, offending ? 'offending' : 'related')
		);
		const amount = known ? own.filter((l) => l.role === 'offending').reduce((total, l) => total + l.amount!, 0) : null;
		const f = finding({ key: `k${String(i).padStart(3, '0')}`, ...(parts as Partial<Finding>), lines: own });
		return { finding: { ...f, amounts: { ...f.amounts, amount } }, chunk: i % 2, decision: DECISIONS[decision]! };
	});
}

function open(list: readonly Plain[]) {
	const chunks = [0, 1].map((chunk) => list.filter((plain) => plain.chunk === chunk));
	const index = new QueueIndex(chunksOf(chunks.map((group) => group.map((plain) => plain.finding))));
	for (const plain of list) index.decision[index.find(plain.finding.key)] = DECISIONS.indexOf(plain.decision as 'open');
	const view = new QueueView(index, (rule) => `title of ${rule}`);
	const found = new Uint8Array(index.count);
	for (const plain of list) found[index.find(plain.finding.key)] = isFound(plain) ? 1 : 0;
	view.know('every-other', found);
	return { index, view };
}

describe('the queue', () => {
	it('counts what an independent recount counts, money once a line', () => {
		fc.assert(
			fc.property(fc.array(arbitrary, { maxLength: 24 }), filters, (drawn, filter) => {
				const list = plainOf(drawn);
				const { view } = open(list);
				const window = view.window({ filter, sort: 'amount', descending: true, from: 0, count: 100 });
				const passing = list.filter((plain) => passes(plain, filter, null));
				expect(new Set(window.rows.map((row) => row.key))).toEqual(new Set(passing.map((plain) => plain.finding.key)));
				expect(window.total).toBe(passing.length);
				expect(window.amount).toBe(sum(passing));
				for (const facet of FACETS) {
					const others = list.filter((plain) => passes(plain, filter, facet));
					// A name that was chosen by its id stands under the name where some finding has it.
					const chosen = (filter.facets[facet] ?? []).map(
						(id) => valuesOfRun(list, facet).find((value) => (facet === 'doctor' ? asNameId(value) : value) === id) ?? id
					);
					const values = new Set([...others.map((plain) => valueOf(plain, facet)), ...chosen]);
					const expected = [...values].map((value) => {
						const own = others.filter((plain) => valueOf(plain, facet) === value);
						return { value, count: own.length, amount: sum(own) };
					});
					const byValue = (a: { value: string }, b: { value: string }): number => (a.value < b.value ? -1 : 1);
					expect([...window.facets[facet]].sort(byValue)).toEqual(expected.sort(byValue));
				}
				const bins = list.filter((plain) => passes(plain, filter, 'amount') && (plain.finding.amounts.amount ?? 0) >= 100);
				expect(window.histogram.reduce((total, count) => total + count, 0)).toBe(bins.length);
			}),
			{ numRuns: 300 }
		);
	});

	it.each(['weight', 'amount', 'date', 'rule', 'visit'] as QueueSort[])('in the order of %s gives the same rows window by window', (sort) => {
		fc.assert(
			fc.property(fc.array(arbitrary, { maxLength: 20 }), fc.boolean(), (drawn, descending) => {
				const { view, index } = open(plainOf(drawn));
				const query = { filter: { facets: {} }, sort, descending };
				const whole = view.window({ ...query, from: 0, count: 100 }).rows;
				const pieces = [0, 7, 14].flatMap((from) => view.window({ ...query, from, count: 7 }).rows);
				expect(pieces).toEqual(whole);
				expect(whole.map((row) => row.index)).toEqual([...view.positions(query)]);
				const keys = whole.map((row) =>
					sort === 'amount' ? (row.amount ?? -Infinity) : sort === 'weight' ? (row.amount ?? 0) * (row.grade === 'certain' ? 2 : 1) : row[sort]
				);
				for (let i = 1; i < keys.length; i++) expect(descending ? keys[i - 1]! >= keys[i]! : keys[i - 1]! <= keys[i]!).toBe(true);
				expect(whole.length).toBe(index.count);
			})
		);
	});

	it('puts an amount into the bin whose range holds it', () => {
		for (let bin = 0; bin < 16; bin++) expect(binOf(Math.ceil(100 * 10 ** (bin / 2)))).toBe(bin);
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 10 ** 11 }), (amount) => {
				const bin = binOf(amount);
				expect(amount >= 100 * 10 ** (bin / 2) && amount < 100 * 10 ** ((bin + 1) / 2)).toBe(true);
			})
		);
	});

	it('keeps rows whole: what was packed is what is shown', () => {
		const own = finding({
			key: 'k',
			lines: [line(1, 100), line(2, 50, 'related')],
			messages: [{ id: 'over', data: { n: 1 } }],
			amounts: { amount: 100, inScope: 90, fund: null, fundMethod: 'none', reasons: [] }
		});
		const { view } = open([{ finding: own, chunk: 0, decision: 'ask' }]);
		expect(view.window({ filter: { facets: {} }, sort: 'weight', descending: true, from: 0, count: 1 }).rows).toEqual([
			expect.objectContaining({
				index: 0,
				key: 'k',
				lines: 1,
				amount: 100,
				inScope: 90,
				fund: null,
				decision: 'ask',
				messages: [{ id: 'over', data: { n: 1 } }],
				age: null
			})
		]);
	});
});
