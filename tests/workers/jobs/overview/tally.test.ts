import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../rules/domain/finding.ts';
import { asNameId } from '../../../../rules/domain/name-id.ts';
import { Tally } from '../../../../workers/jobs/overview/tally.ts';
import { packFindings } from '../../../../workers/jobs/pack-findings.ts';
import { DECISIONS, QueueIndex } from '../../../../workers/jobs/queue-index.ts';
import { QueueView } from '../../../../workers/jobs/queue-view.ts';
import type { FacetName } from '../../../../workers/protocol/review.ts';
import { build } from '../../../rules/harness/record.ts';
import { finding, line } from '../finding.ts';

const word = fc.constantFrom('甲', '乙', '');
const drawn = fc.array(
	fc.record({
		rule: fc.constantFrom('rule-a', 'rule-b'),
		violation: fc.constantFrom('重复收费', '过度检查'),
		visit: fc.constantFrom('M1', 'M2', 'M3'),
		institution: fc.constantFrom('市一院', '市二院'),
		doctor: word,
		department: word,
		date: fc.constantFrom('2026-04-10', '2026-05-01', ''),
		lines: fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: -500, max: 5_000 })), { maxLength: 3 }),
		decision: fc.nat({ max: DECISIONS.length - 1 })
	}),
	{ maxLength: 24 }
);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** A run of one chunk, whose findings may claim the same fee lines. */
function open(list: Drawn) {
	const { shard, batch } = build({ visit: [{ mdtrt_id: 'M0', psn_no: 'P0' }] });
	const findings = list.map(({ lines, decision: _, ...parts }, i) => {
		const own = [...new Map(lines.map((one) => [one[0], one])).values()].map(([record, amount]) => line(record, amount));
		const amount = own.reduce((sum, one) => sum + one.amount!, 0);
		const whole = finding({ key: `k${String(i).padStart(3, '0')}`, ...(parts as Partial<Finding>), lines: own });
		return { ...whole, amounts: { ...whole.amounts, amount } };
	});
	const { facets } = packFindings(shard, batch, { findings, undetermined: [], errors: [], judged: {} });
	const index = new QueueIndex([{ shard: 'p0', data: facets }]);
	list.forEach(({ decision }, i) => (index.decision[index.find(`k${String(i).padStart(3, '0')}`)] = decision));
	const view = new QueueView(index, () => '');
	/** What the queue shows at the address that a number links to. */
	const queue = (facets: Partial<Record<FacetName, readonly string[]>>) => {
		const { total, amount, rows } = view.window({ filter: { facets }, sort: 'amount', descending: true, from: 0, count: 100 });
		return { total, amount, visits: new Set(rows.map((row) => row.visit)).size };
	};
	return { index, queue };
}

describe('numbers of the overview', () => {
	it('are those of the queue that each opens', () => {
		fc.assert(
			fc.property(drawn, fc.constantFrom('', '市一院', '无此院'), (list, institution) => {
				const { index, queue } = open(list);
				const tally = new Tally(index, institution);
				const scope = institution === '' ? {} : { institution: [institution] };
				for (const facet of ['violation', 'department', 'doctor', 'rule', 'month'] as const) {
					for (const slice of facet === 'month' ? tally.months() : tally.slices(index.coded[facet])) {
						const own = { ...scope, [facet]: [facet === 'doctor' ? asNameId(slice.value) : slice.value] };
						expect(queue(own)).toMatchObject({ total: slice.count, amount: slice.amount });
						expect(queue({ ...own, decision: ['confirm'] })).toMatchObject({ total: slice.confirmed, amount: slice.confirmedAmount });
					}
				}
				for (const row of tally.rules()) {
					const said = (decision: string) => queue({ ...scope, rule: [row.rule], decision: [decision] }).total;
					expect([row.confirmed, row.rejected, row.asked]).toEqual(['confirm', 'reject', 'ask'].map(said));
				}
				const [, flagged, decided, confirmed] = tally.funnel(7);
				expect(flagged).toMatchObject({ step: 'flagged', ...renamed(queue(scope)) });
				expect(decided).toMatchObject(renamed(queue({ ...scope, decision: ['confirm', 'reject', 'ask'] })));
				expect(confirmed).toMatchObject(renamed(queue({ ...scope, decision: ['confirm'] })));
			}),
			{ numRuns: 300 }
		);
	});
});

const renamed = ({ total, amount, visits }: { total: number; amount: number; visits: number }) => ({ findings: total, amount, stays: visits });
