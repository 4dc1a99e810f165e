import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingLine } from '../../../../rules/domain/finding.ts';
import { DecisionBook } from '../../../../workers/jobs/decision-book.ts';
import { Ledger } from '../../../../workers/jobs/money/ledger.ts';
import { OpenRun } from '../../../../workers/jobs/open-run.ts';
import { packFindings } from '../../../../workers/jobs/pack-findings.ts';
import type { DecidedLine, DecisionPayload, JournalFrame } from '../../../../workers/protocol/decision.ts';
import type { RunInfo } from '../../../../workers/protocol/review.ts';
import type { Store } from '../../../../workers/store/index.ts';
import { build } from '../../../rules/harness/record.ts';
import { finding, line } from '../finding.ts';
import { recount, type Plain } from './recount.ts';

const digestOf = (n: number): string => n.toString(16).padStart(64, '0');
const BATCH = 'b';

/** A run over findings as the review packs them; `old`: as earlier versions left it on disk, without columns of the fund. */
async function runOf(groups: readonly (readonly Finding[])[], book: DecisionBook, old = false) {
	const { shard, batch } = build({ visit: [{ mdtrt_id: 'M0', psn_no: 'P0' }] });
	const packed = groups.map((findings) => packFindings(shard, batch, { findings, undetermined: [], errors: [], judged: {} }));
	const store = {
		runs: {
			facets: async () =>
				packed.map(({ facets }, i) => {
					const { claimInScope: _, claimFund: __, ...rest } = facets;
					return { shard: `s${i}`, data: old ? rest : facets };
				}),
			blob: async (_: string, id: string) => packed[Number(id.slice(1))]!.blob
		}
	} as unknown as Store;
	const info = { id: 'r', batch: BATCH, recipe: {}, findings: groups.flat().length } as unknown as RunInfo;
	const run = await OpenRun.open(store, info, book, () => '', 0);
	return { run, ledger: await Ledger.open(run, store), store };
}
/** Findings in the order of the run. */
const plainOf = (groups: readonly (readonly Finding[])[], run: OpenRun): Plain[] => {
	const all = groups.flatMap((findings, chunk) => findings.map((one) => ({ finding: one, chunk })));
	return all.toSorted((a, b) => run.index.find(a.finding.key) - run.index.find(b.finding.key));
};

/** Few amounts, so that claims are often equal. */
const money = (least: number) => fc.option(fc.oneof(fc.integer({ min: least, max: 900 }), fc.constantFrom(0, 100, 200)), { freq: 6 });
const anyLine = fc
	.record({
		record: fc.nat(5),
		amount: money(0),
		inScope: money(0),
		fund: money(0),
		role: fc.constantFrom<FindingLine['role']>('offending', 'offending', 'related')
	})
	.map(({ record, amount, inScope, fund, role }): FindingLine => ({ ...line(record, amount, role), inScope, fund }));
const anyLines = fc.uniqueArray(anyLine, { maxLength: 4, selector: ({ record }) => record });
const groupsOf = fc
	.array(fc.array(anyLines, { maxLength: 5 }), { minLength: 1, maxLength: 3 })
	.map((chunks) => chunks.map((chunk, c) => chunk.map((lines, i) => made(c * 10 + i, lines))));
function made(n: number, lines: readonly FindingLine[]): Finding {
	const own = lines.filter(({ role }) => role === 'offending');
	const sum = (pick: (one: FindingLine) => number | null): number | null =>
		own.length === 0 || own.some((one) => pick(one) === null) ? null : own.reduce((total, one) => total + pick(one)!, 0);
	const amounts = {
		amount: sum((one) => one.amount),
		inScope: sum((one) => one.inScope),
		fund: sum((one) => one.fund),
		fundMethod: 'pro-rata' as const,
		reasons: []
	};
	return finding({ key: `k${n}`, visit: 'M0', lines, amounts, evidenceDigest: digestOf(n) });
}

const step = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('one' as const),
			on: fc.nat(),
			decision: fc.constantFrom('confirm', 'reject', 'ask'),
			lines: fc.array(fc.tuple(fc.boolean(), fc.option(fc.integer({ min: 0, max: 900 })), money(0)), { maxLength: 4 }),
			stale: fc.integer({ max: 9, min: 0 })
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			kind: fc.constant('mass' as const),
			on: fc.array(fc.nat(), { maxLength: 6 }),
			decision: fc.constantFrom('confirm', 'reject', 'ask')
		})
	},
	{ weight: 3, arbitrary: fc.record({ kind: fc.constant('undo' as const), of: fc.nat() }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), salt: fc.nat() }) }
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** What the page would send and the worker would have written: each accepted line carries what was reckoned of it. */
function linesOf(one: Finding, edits: readonly (readonly [boolean, number | null, number | null])[]): DecidedLine[] {
	const offending = one.lines.filter(({ role }) => role === 'offending');
	return offending.map(({ table, file, record, amount, inScope, fund }, i): DecidedLine => {
		const [accepted, corrected, share] = edits[i] ?? [true, null, null];
		const counted =
			corrected === null
				? { amount, inScope, fund }
				: { amount: corrected, inScope: share, fund: share === null ? null : Math.min(share, corrected) };
		return { table, file, record, accepted, amount: corrected, ...(accepted ? { counted: { ...counted, method: 'pro-rata', reasons: [] } } : {}) };
	});
}
function payloadOf(one: Exclude<Step, { kind: 'look' }>, all: readonly Plain[], frames: readonly JournalFrame[]): DecisionPayload | null {
	if (one.kind === 'undo') return frames.length === 0 ? null : { kind: 'undo', batch: BATCH, event: frames[one.of % frames.length]!.eventId };
	if (all.length === 0) return null;
	const targetOf = ({ finding: { key, evidenceDigest } }: Plain, stale = false) => ({ key, evidenceDigest: stale ? digestOf(999) : evidenceDigest });
	const common = { kind: 'decide' as const, batch: BATCH, decision: one.decision as 'confirm', reason: '', note: '' };
	if (one.kind === 'mass') {
		const on = [...new Set(one.on.map((n) => all[n % all.length]!))];
		return on.length === 0 ? null : { ...common, targets: on.map((plain) => targetOf(plain)) };
	}
	const plain = all[one.on % all.length]!;
	return { ...common, targets: [targetOf(plain, one.stale === 0)], ...(one.lines.length > 0 ? { lines: linesOf(plain.finding, one.lines) } : {}) };
}

/** Every other finding, all, and those of one decision: sets that people count. */
const setsOf = (n: number, salt: number): number[][] => [
	Array.from({ length: n }, (_, i) => i),
	Array.from({ length: n }, (_, i) => i).filter((i) => (i + salt) % 2 === 0),
	Array.from({ length: n }, (_, i) => n - 1 - i).filter((i) => (i * 7 + salt) % 3 !== 0)
];

async function check(ledger: Ledger, book: DecisionBook, run: OpenRun, all: readonly Plain[], frames: readonly JournalFrame[], salt: number) {
	run.refresh(
		book,
		all.map(({ finding: { key } }) => key)
	);
	await ledger.bringUp(book);
	for (const set of setsOf(all.length, salt)) {
		const { totals, carrierOf } = recount(set, all, frames, 'stands');
		expect(ledger.totals(set)).toEqual(totals);
		expect(ledger.totals(set, 'found')).toEqual(recount(set, all, [], 'found').totals);
		const shares = ledger.shares(set);
		for (const name of ['amount', 'inScope', 'fund'] as const) {
			expect(shares.reduce((sum, { carried }) => sum + (carried[name] ?? 0), 0)).toBe(totals[name].fen);
			expect(shares.filter(({ carried }) => carried[name] === null)).toHaveLength(totals[name].unknown);
		}
		expect(shares.reduce((sum, { elsewhere }) => sum + elsewhere.reduce((part, { amount }) => part + amount, 0), 0)).toBe(totals.repeated);
		for (const { finding: at, elsewhere } of shares) {
			const { finding: own, chunk } = all[at]!;
			const offending = own.lines.filter(({ role }) => role === 'offending');
			for (const place of elsewhere) expect(place.finding).toBe(carrierOf.get(`${chunk} ${offending[place.line]!.record}`));
		}
	}
	const parity = (i: number): number => i % 2;
	const everything = setsOf(all.length, 0)[0]!;
	const halves = [0, 1].map(
		(half) =>
			recount(
				everything.filter((i) => parity(i) === half),
				all,
				frames,
				'stands'
			).totals
	);
	expect(ledger.totalsBy(everything, parity, 2)).toEqual(halves);
}

describe('the money of a run', () => {
	it('equals an independent recount over 1,000 random sequences of decisions, undos, mass decisions and lines', async () => {
		let looked = 0;
		await fc.assert(
			fc.asyncProperty(groupsOf, fc.array(step, { maxLength: 24 }), fc.boolean(), async (groups, steps, old) => {
				const book = new DecisionBook();
				const { run, ledger } = await runOf(groups, book, old);
				const all = plainOf(groups, run);
				const frames: JournalFrame[] = [];
				for (const [i, one] of steps.entries()) {
					if (one.kind === 'look') {
						await check(ledger, book, run, all, frames, one.salt);
						looked++;
						continue;
					}
					const payload = payloadOf(one, all, frames);
					if (!payload) continue;
					const frame = { version: 1 as const, keyId: '', eventId: `e${i}`, actor: '', lamport: i, prevHash: '', at: i, payload };
					frames.push(frame);
					book.apply(frame);
				}
				await check(ledger, book, run, all, frames, steps.length);
				looked++;
			}),
			{ numRuns: 1_000 }
		);
		expect(looked).toBeGreaterThan(1_000);
	}, 120_000);

	it('counts a line that three findings claim once, under the one that claims most, and says so', async () => {
		const book = new DecisionBook();
		const part = (n: number, amount: number): Finding => made(n, [{ ...line(1, amount), inScope: amount, fund: amount / 2 }]);
		const { run, ledger } = await runOf([[part(0, 100), part(1, 400), part(2, 400)]], book);
		expect(ledger.totals([0, 1, 2])).toMatchObject({ lines: 1, amount: { fen: 400, unknown: 0 }, fund: { fen: 200 }, repeated: 500 });
		expect(ledger.shares([0, 1, 2]).map(({ carried, elsewhere }) => [carried.amount, elsewhere])).toEqual([
			[0, [{ line: 0, finding: 1, amount: 100 }]],
			[400, []],
			[0, [{ line: 0, finding: 1, amount: 400 }]]
		]);
		expect(ledger.rivals(0)).toEqual([1, 2]);
		book.apply({
			version: 1,
			keyId: '',
			eventId: 'e',
			actor: '',
			lamport: 1,
			prevHash: '',
			at: 1,
			payload: { kind: 'decide', batch: BATCH, decision: 'reject', targets: [{ key: 'k1', evidenceDigest: digestOf(1) }], reason: '', note: '' }
		});
		run.refresh(book, ['k1']);
		expect(ledger.totals([0, 1, 2])).toMatchObject({ findings: 3, lines: 1, amount: { fen: 400 }, repeated: 100 });
		expect(ledger.of(1)).toEqual({ amount: 0, inScope: 0, fund: 0 });
		expect(ledger.rivals(0)).toEqual([2]);
	});
});
