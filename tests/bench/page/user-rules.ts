import { ABSENT, type CodeColumn, type NumberColumn, type TimeColumn } from '../../../rules/domain/columns.ts';
import type { BatchContext, Shard } from '../../../rules/domain/shard.ts';
import { PRICE_SCALE, QUANTITY_SCALE, SECONDS_PER_DAY } from '../../../rules/domain/units.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { defineRule, type AnyRule, type RunContext } from '../../../rules/engine/rule.ts';
import { judgeShard } from '../../../rules/engine/run.ts';
import { charges } from '../../../rules/facts/charges.ts';
import { allocateParts, offending } from '../../../rules/facts/excess.ts';
import { chargeDay } from '../../../rules/facts/limited-charges.ts';
import { beyondCeiling } from '../../../rules/facts/price-limit.ts';
import { visitsWithRefund } from '../../../rules/facts/refunds.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { compileUserRule } from '../../../rules/user/compile.ts';
import { userRuleDigest, type UserRuleDefinition } from '../../../rules/user/definition.ts';

/** What the two rules look for, taken from the records so that each finds something and not everything. */
export interface Looked {
	/** 1/1 000 000 元. */
	readonly price: number;
	readonly item: string;
	/** 1/10 000 units a day. */
	readonly perDay: number;
}
export const USER_RULES = ['price', 'day'] as const;
export type UserRuleName = (typeof USER_RULES)[number];

const basis = { doc: 'bench', clause: '1', from: '2000-01-01', verified: true };
const meta = { dimension: 'compliance', violation: '超标准收费', stages: ['settled'] } as const;

function written(name: UserRuleName, { price, item, perDay }: Looked): AnyRule {
	const conditions = {
		price: `fee.pric > ${(price / PRICE_SCALE).toFixed(6)}`,
		day: `most_per_day(fee.cnt, has(fee.hilist_code) && fee.hilist_code == ${JSON.stringify(item)}) > ${perDay / QUANTITY_SCALE}`
	};
	const definition: UserRuleDefinition = {
		...meta,
		format: 'mingshen.user-rule/1',
		id: `own-${name}`,
		title: { zh: name, en: name },
		scope: name === 'price' ? 'line' : 'stay',
		condition: conditions[name],
		amount: 'beyond',
		grade: 'certain',
		message: { zh: '{{value}} {{limit}}', en: '' },
		basis
	};
	return compileUserRule({ definition, version: 1, digest: userRuleDigest(definition, 1) });
}

/** The same two rules as a programmer writes them: a loop over the columns for candidates, then the traced judge. */
function byHand(name: UserRuleName, looked: Looked): AnyRule {
	const common = {
		id: `hand-${name}`,
		version: 1,
		title: { zh: name, en: name },
		explains: { zh: name, en: name },
		...meta,
		basis: [basis],
		official: [],
		problems: [],
		requires: ['fee'],
		uses: ['visit', 'settlement'],
		knowledge: [],
		clears: {},
		messages: { over: { zh: '', en: '' } }
	} as const;
	return name === 'price' ? priceByHand(common, looked) : dayByHand(common, looked);
}

type Common = Omit<AnyRule['meta'], 'scope'>;

function priceByHand(common: Common, { price }: Looked): AnyRule {
	return defineRule({
		meta: { ...common, scope: 'line' } as never,
		params: {},
		candidates(shard) {
			const fee = shard.tables.fee!;
			const { values } = fee.columns.pric as NumberColumn;
			const found: number[] = [];
			for (let visit = 0; visit < shard.visitCount; visit++) {
				for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
					const value = values[row]!;
					if (value > price || value === ABSENT) {
						found.push(visit);
						break;
					}
				}
			}
			return found;
		},
		judge(stay, t) {
			const limit = t.constant<number>({ zh: '上限', en: 'Limit' }, 'price', price);
			const { values } = stay.book.shard.tables.fee!.columns.pric as NumberColumn;
			const lines = stay.fact(charges).net.filter(({ row }) => values[row.index]! > price || values[row.index] === ABSENT);
			t.each(lines, (charge) => {
				if (!t.gt('over', t.number(charge.row, 'pric'), limit)) return;
				t.report({ message: 'over', grade: 'certain', lines: [{ charge, role: 'offending', amount: Math.max(0, beyondCeiling(charge, price)) }] });
			});
		}
	});
}

function dayByHand(common: Common, { item, perDay }: Looked): AnyRule {
	return defineRule({
		meta: { ...common, scope: 'stay' } as never,
		params: {},
		candidates: (shard, context) => [...shard.visitCode.keys()].filter(overDay(shard, context, item, perDay)),
		judge(stay, t) {
			const days = new Map<number, { charge: (typeof own)[number]; quantity: number }[]>();
			const own = stay.fact(charges).net.filter(({ row }) => row.text('hilist_code') === item);
			for (const charge of own) {
				const day = chargeDay(charge)!;
				(days.get(day) ?? days.set(day, []).get(day)!).push({ charge, quantity: charge.quantity });
			}
			const sums = [...days.values()].map((parts) => ({ parts, sum: parts.reduce((sum, { quantity }) => sum + quantity, 0) }));
			const most = sums.reduce((best, { sum }) => Math.max(best, sum), 0);
			const sources = own.map(({ row }) => ({ row, field: 'cnt' }));
			const left = t.derived<number>({ zh: '一天最多', en: 'Most a day' }, 'quantity', most, sources);
			if (!t.gt('over', left, t.constant<number>({ zh: '上限', en: 'Limit' }, 'quantity', perDay))) return;
			const over = sums.filter(({ sum }) => sum > perDay).flatMap(({ parts, sum }) => allocateParts(parts, sum - perDay));
			t.report({ message: 'over', grade: 'certain', lines: over.map(offending) });
		}
	});
}

/** Whether a visit has more of an item on a day, or a refund that the judge has to look at. */
function overDay(shard: Shard, context: RunContext, item: string, perDay: number): (visit: number) => boolean {
	const fee = shard.tables.fee!;
	const code = context.batch.dictionaries.get('item').code(item);
	const { codes } = fee.columns.hilist_code as CodeColumn;
	const { values } = fee.columns.cnt as NumberColumn;
	const { seconds } = fee.columns.fee_ocur_time as TimeColumn;
	const refunds = visitsWithRefund(shard, context);
	const days = new Map<number, number>();
	return (visit) => {
		days.clear();
		for (let row = fee.rowStart[visit]!, end = fee.rowStart[visit + 1]!; row < end; row++) {
			if (codes[row] !== code) continue;
			if (refunds[visit] === 1) return true;
			const day = Math.floor(seconds[row]! / SECONDS_PER_DAY);
			days.set(day, (days.get(day) ?? 0) + values[row]!);
		}
		for (const sum of days.values()) if (sum > perDay) return true;
		return false;
	};
}

/** The dearest lines, one in a thousand; and the item charged most often, by more a day than nearly every stay has. */
export function lookedFor(shards: readonly Shard[], batch: BatchContext): Looked {
	const prices: number[] = [];
	const counts = new Map<number, number>();
	for (const { tables } of shards) {
		for (const value of (tables.fee!.columns.pric as NumberColumn).values) if (value !== ABSENT) prices.push(value);
		for (const code of (tables.fee!.columns.hilist_code as CodeColumn).codes) counts.set(code, (counts.get(code) ?? 0) + 1);
	}
	prices.sort((a, b) => a - b);
	counts.delete(0);
	const item = batch.dictionaries.get('item').text([...counts].sort((a, b) => b[1] - a[1])[0]![0]);
	const price = prices[Math.floor(prices.length * 0.999)]!;
	const context = contextOf(batch);
	const visits = shards.reduce((sum, { visitCount }) => sum + visitCount, 0);
	let perDay = QUANTITY_SCALE;
	// Stays with a refund are candidates whatever the limit: they do not tell whether the limit finds something.
	const found = (): number =>
		shards.reduce(
			(sum, shard) =>
				sum +
				[...shard.visitCode.keys()].filter(overDay(shard, context, item, perDay)).filter((visit) => visitsWithRefund(shard, context)[visit] === 0)
					.length,
			0
		);
	while (found() > visits * 0.05 && perDay < 200 * QUANTITY_SCALE) perDay += QUANTITY_SCALE;
	return { price, item, perDay };
}

const contextOf = (batch: BatchContext): RunContext => ({
	batch,
	knowledge: compileKnowledge([], batch.dictionaries, {}),
	parameters: createParameters([])
});

/** Offending lines of one side in one order, and the time of judging all shards: candidates, verdicts, evidence. Fresh shards: no cache of an earlier sample counts. */
export function judgeUserRule(
	side: 'written' | 'by-hand',
	name: UserRuleName,
	shards: readonly Shard[],
	batch: BatchContext,
	looked: Looked
): { lines: string[]; ms: number; candidatesMs: number } {
	const rule = side === 'written' ? written(name, looked) : byHand(name, looked);
	const context = contextOf(batch);
	const fresh = shards.map((shard) => ({ ...shard }));
	const begun = performance.now();
	const results = fresh.map((shard) => judgeShard([rule], shard, context, {}));
	const ms = performance.now() - begun;
	const again = shards.map((shard) => ({ ...shard }));
	// What all rules share about refunds is not the rule's own.
	for (const shard of again) visitsWithRefund(shard, context);
	const from = performance.now();
	for (const shard of again) Array.from(rule.candidates!(shard, context, undefined)!);
	const candidatesMs = performance.now() - from;
	const lines = results.flatMap(({ findings, errors }) => {
		if (errors.length > 0) throw new Error(errors[0]!.message);
		return findings.flatMap((finding) => finding.lines.map((line) => `${line.file} ${line.record} ${line.qty} ${line.amount}`));
	});
	return { lines: lines.sort(), ms, candidatesMs };
}
