import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createParameters } from '../../../rules/engine/parameters.ts';
import type { RunContext } from '../../../rules/engine/rule.ts';
import { StayBook } from '../../../rules/engine/stay.ts';
import { judgeShard } from '../../../rules/engine/run.ts';
import { charges } from '../../../rules/facts/charges.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { aggregatesOf } from '../../../rules/user/aggregates.ts';
import { check } from '../../../rules/user/check.ts';
import { FALSE, truthOf, UNKNOWN, TRUE, type Place, type Truth } from '../../../rules/user/evaluate.ts';
import { planned } from '../../../rules/user/plan.ts';
import { charged } from '../../../rules/user/scan-aggregates.ts';
import { Scan } from '../../../rules/user/scan.ts';
import { negate } from '../../../rules/user/tree.ts';
import { build, tables, type Built, type Tables } from '../harness/record.ts';
import { own } from './own.ts';

/** Kernels against judge on records made at random: cells are missing, items repeat, some stays have refunds, some visits have no record. */
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | ''> =>
	fc.oneof({ weight: 5, arbitrary: of }, { weight: 1, arbitrary: fc.constant('' as const) });
const day = fc.integer({ min: 6, max: 9 }).map((d) => `2026-05-0${d}`);
const time = fc.oneof(
	day,
	day.map((d) => `${d} 08:30`)
);
const text = (...words: string[]) => maybe(fc.constantFrom(...words));
const line = fc.record({
	visit: fc.integer({ min: 1, max: 4 }),
	hilist_code: text('A1', 'A2', 'B1'),
	medins_list_name: text('普通床位费', '护理费', 'CT平扫'),
	fee_ocur_time: maybe(time),
	fee_end_time: maybe(day),
	cnt: fc.integer({ min: 1, max: 4 }),
	pric: maybe(fc.constantFrom(10, 49.999999, 50, 60)),
	inscp_amt: maybe(fc.integer({ min: 0, max: 90 })),
	vali_flag: text('1', '1', '0'),
	refund: fc.integer({ min: 0, max: 9 })
});
const stay = fc.record({
	med_type: text('21', '11'),
	ipt_days: maybe(fc.integer({ min: 0, max: 3 })),
	endtime: maybe(time),
	hasRecord: fc.integer({ min: 0, max: 5 })
});
const document = fc.record({ visit: fc.integer({ min: 1, max: 4 }), doc_type: text('手术记录', '病程记录'), text: text('否认发热', '发热三天') });

interface Made {
	readonly lines: readonly (typeof line extends fc.Arbitrary<infer L> ? L : never)[];
	readonly stays: readonly (typeof stay extends fc.Arbitrary<infer S> ? S : never)[];
	readonly documents: readonly (typeof document extends fc.Arbitrary<infer D> ? D : never)[];
	readonly refunds: boolean;
}
const made: fc.Arbitrary<Made> = fc.record({
	lines: fc.array(line, { minLength: 1, maxLength: 14 }),
	stays: fc.array(stay, { minLength: 4, maxLength: 4 }),
	documents: fc.array(document, { maxLength: 5 }),
	refunds: fc.boolean()
});

function recordsOf({ lines, stays, documents, refunds }: Made): Tables {
	const fee = lines.flatMap(({ visit, refund, ...cells }, i) => {
		const row = {
			...cells,
			mdtrt_id: `M${visit}`,
			feedetl_sn: `F${i}`,
			init_feedetl_sn: '',
			det_item_fee_sumamt: `${cells.cnt * Number(cells.pric || 5)}`
		};
		const back = {
			...row,
			feedetl_sn: `R${i}`,
			cnt: '-1',
			det_item_fee_sumamt: `-${Number(cells.pric || 5)}`,
			init_feedetl_sn: refund === 1 ? `F${i}` : ''
		};
		return refunds && refund < 2 ? [row, back] : [row];
	});
	const visit = stays.flatMap(({ hasRecord, ...cells }, i) =>
		hasRecord === 0 ? [] : [{ ...cells, mdtrt_id: `M${i + 1}`, psn_no: `P${i % 2}`, begntime: '2026-05-06' }]
	);
	const rows = documents.map(({ visit: v, ...cells }, i) => ({ ...cells, mdtrt_id: `M${v}`, doc_id: `D${i}` }));
	const text = (list: readonly object[]) => list.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, String(cell)])));
	return { visit: text(visit), fee: text(fee), document: text(rows) } as Tables;
}

const atom = fc.constantFrom(
	'fee.hilist_code == "A1"',
	'fee.hilist_code != "A1"',
	'fee.hilist_code in ["A1", "B1"]',
	'fee.medins_list_name.contains("床位")',
	'fee.medins_list_name.startsWith("CT")',
	'fee.pric > 50',
	'fee.pric <= 49.999999',
	'60 == fee.pric',
	'fee.cnt >= 2',
	'fee.cnt != 3',
	'fee.pric * fee.cnt > fee.det_item_fee_sumamt',
	'fee.inscp_amt / fee.cnt < 20.00',
	'fee.det_item_fee_sumamt - fee.inscp_amt > 10.00',
	'has(fee.pric)',
	'has(fee.hilist_code) && fee.hilist_code == "A1"',
	'has(visit.med_type) && visit.med_type != "21"',
	'has(fee.medins_list_name) && !fee.medins_list_name.contains("床位") && has(fee.spec)',
	'has(fee.fee_end_time)',
	'has(visit.ipt_days)',
	'has(fee.rx_drord_no)',
	'fee.spec == "盒"',
	'visit.med_type == "21"',
	'visit.ipt_days < 2',
	'fee.cnt > visit.ipt_days',
	'day(fee.fee_ocur_time) > date("2026-05-07")',
	'day(visit.endtime) - day(fee.fee_ocur_time) >= 1',
	'fee.fee_ocur_time < visit.endtime',
	'fee.hilist_code == fee.medins_list_name',
	'count(fee, fee.hilist_code == "A1") > 1',
	'count(document, document.text.contains("发热")) == 0'
);
const visitAtom = fc.constantFrom(
	'visit.med_type == "21"',
	'has(visit.endtime)',
	'visit.ipt_days * 1.5 > 2',
	'count(fee) > 3',
	'count(fee, fee.hilist_code == "A1" && fee.pric > 20) >= 1',
	'sum(fee.cnt, fee.medins_list_name.contains("费")) > visit.ipt_days',
	'sum(fee.det_item_fee_sumamt, !(fee.hilist_code == "A1")) >= 100.00',
	'sum(fee.inscp_amt) / sum(fee.det_item_fee_sumamt) > 0.5',
	'most_per_day(fee.cnt, fee.hilist_code in ["A1", "A2"]) > 2',
	'most_per_day(fee.cnt) <= 3',
	'count(fee, has(fee.hilist_code) && fee.hilist_code == "A1" && fee.cnt > 1) < 2',
	'count(document, document.doc_type == "手术记录") > 0',
	'count(fee, fee.cnt > visit.ipt_days) == 0'
);
const { tree } = fc.letrec<{ tree: string }>((tie) => ({ tree: combined(atom, tie('tree')) }));
const { tree: visitTree } = fc.letrec<{ tree: string }>((tie) => ({ tree: combined(visitAtom, tie('tree')) }));
function combined(leaf: fc.Arbitrary<string>, tree: fc.Arbitrary<string>): fc.Arbitrary<string> {
	return fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		leaf,
		fc.tuple(tree, tree).map(([a, b]) => `(${a} && ${b})`),
		fc.tuple(tree, tree).map(([a, b]) => `(${a} || ${b})`),
		tree.map((a) => `!(${a})`)
	);
}

const contextOf = ({ batch }: Built): RunContext => ({
	batch,
	knowledge: compileKnowledge([], batch.dictionaries, {}),
	parameters: createParameters([])
});

/** What the judge says of each charged line of a stay, or (null) of the stay. */
function truths(source: string, scope: 'line' | 'stay', built: Built): Map<string, Truth> {
	const { cond } = check(source, scope).checked!;
	const context = contextOf(built);
	const book = new StayBook(built.shard, built.batch);
	const found = new Map<string, Truth>();
	for (let v = 0; v < built.shard.visitCount; v++) {
		const one = book.stay(v);
		const rows = one.rows('visit');
		const visit = rows[0] ?? null;
		const at: Place = { visit, row: null, charge: null, context, day: null, aggregate: aggregatesOf(one, context, visit, null) };
		if (scope === 'stay') found.set(String(v), truthOf(cond, at));
		else for (const charge of one.fact(charges).net) found.set(String(charge.row.index), truthOf(cond, { ...at, row: charge.row as never, charge }));
	}
	return found;
}

function kept(source: string, scope: 'line' | 'stay', built: Built): Set<string> {
	const scan = new Scan(built.shard, contextOf(built));
	const cond = planned(check(source, scope).checked!.cond);
	const { sel, n } = scope === 'line' ? charged(scan, scan.select(cond, 'fee')) : scan.select(cond, null);
	return new Set(Array.from(sel.subarray(0, n), String));
}

const RUNS = 1_000;

it('kernels keep every row that the judge does not call false, and no other where nothing is to be netted or laid on days', () => {
	let [yes, unsure] = [0, 0];
	fc.assert(
		fc.property(
			fc.oneof(fc.tuple(tree, fc.constant('line' as const)), fc.tuple(visitTree, fc.constant('stay' as const))),
			made,
			([source, scope], records) => {
				const built = build(recordsOf(records));
				const found = kept(source, scope, built);
				for (const [at, truth] of truths(source, scope, built)) {
					if (truth !== FALSE) expect(found.has(at)).toBe(true);
					else if (!records.refunds && !source.includes('most_per_day')) expect(found.has(at)).toBe(false);
					if (truth === TRUE) yes++;
					if (truth === UNKNOWN) unsure++;
				}
			}
		),
		{ numRuns: RUNS }
	);
	// The records are such that all three answers occur: else the property would say nothing.
	expect(Math.min(yes, unsure)).toBeGreaterThan(RUNS / 5);
});

it('candidates lose no finding and no 无法判断', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.tuple(tree, fc.constant('line' as const)), fc.tuple(visitTree, fc.constant('stay' as const))),
			made,
			([source, scope], records) => {
				const rule = own(source, { scope });
				const judge = (everyStay: boolean) => {
					const built = build(recordsOf(records));
					const { findings, undetermined, errors } = judgeShard([rule], built.shard, contextOf(built), {}, everyStay);
					return { findings, undetermined, errors };
				};
				expect(judge(false)).toEqual(judge(true));
				expect(judge(false).errors).toEqual([]);
			}
		),
		{ numRuns: 400 }
	);
});

it('the three values keep the laws of Kleene’s logic', () => {
	const not = (truth: Truth): Truth => (truth === UNKNOWN ? UNKNOWN : truth === TRUE ? FALSE : TRUE);
	fc.assert(
		fc.property(tree, tree, made, (a, b, records) => {
			const built = build(recordsOf(records));
			const same = (left: string, right: string): void => expect(truths(left, 'line', built)).toEqual(truths(right, 'line', built));
			same(`!(${a} && ${b})`, `!(${a}) || !(${b})`);
			same(`!(${a} || ${b})`, `!(${a}) && !(${b})`);
			same(`!(!(${a}))`, a);
			same(`${a} && ${b}`, `${b} && ${a}`);
			same(`${a} || (${a} && ${b})`, a);
			const inverse = new Map([...truths(a, 'line', built)].map(([at, truth]) => [at, not(truth)]));
			expect(truths(`!(${a})`, 'line', built)).toEqual(inverse);
		}),
		{ numRuns: 150 }
	);
});

it('the negation of a condition negated is itself', () => {
	fc.assert(
		fc.property(tree, (source) => {
			const { cond } = check(source, 'line').checked!;
			expect(negate(negate(cond))).toEqual(cond);
		})
	);
});

it('a rule that holds of nearly everything is stopped in the shard and says so', () => {
	const many = Array.from({ length: 20_001 }, (_, i) => `F${i}|M1|A1|1|10|10.00`).join('\n');
	const records = tables({
		visit: 'mdtrt_id|psn_no|begntime\nM1|P1|2026-05-06',
		fee: `feedetl_sn|mdtrt_id|hilist_code|cnt|pric|det_item_fee_sumamt\n${many}`
	});
	for (const rule of [own('fee.cnt > 0'), own('sum(fee.cnt) > 0', { scope: 'stay' })]) {
		const built = build(records);
		const result = judgeShard([rule], built.shard, contextOf(built), {});
		expect(result.findings).toEqual([]);
		expect(result.errors.map(({ message }) => message)).toEqual([expect.stringContaining('user-rule-flood: own-test 20001 > 20000')]);
	}
});
