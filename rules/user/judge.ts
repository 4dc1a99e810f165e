import type { Shard } from '../domain/shard.ts';
import { operandText } from '../domain/operand-text.ts';
import { partAmount } from '../engine/assemble.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { ReportedLine, Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import { itemName } from '../facts/cells.ts';
import { charges } from '../facts/charges.ts';
import { allocate, allocateParts, offending, type CountedPart } from '../facts/excess.ts';
import { beyondCeiling } from '../facts/price-limit.ts';
import { aggregatesOf } from './aggregates.ts';
import type { UserRuleDefinition } from './definition.ts';
import { FALSE, missingOf, numberOf, truthOf, UNKNOWN, type Place } from './evaluate.ts';
import { holds } from './kernels.ts';
import { deciding, record, type Written } from './record.ts';
import { aggregatesOfLeaf, type Aggregate, type Cond, type Leaf } from './tree.ts';

/** A user's rule as the judge needs it. */
export interface Judged {
	readonly definition: UserRuleDefinition;
	readonly cond: Cond;
	readonly written: Written;
	/** A name or a text decides: suspect (可疑) at most. */
	readonly loose: boolean;
	/** Fee rows of a shard that the kernels left over, none where the rule was stopped there; null where they did not run (为什么没报？), then all is judged. */
	kept(shard: Shard, context: RunContext): Uint8Array | null;
}

/** The traced judge of a user's rule: the same three values as its kernels, with every comparison on the card. */
export function judgeUserRule(rule: Judged, stay: Stay, t: Trace): void {
	const visit = visitOf(stay);
	const place: Place = { visit, row: null, charge: null, context: t.context, day: t.day, aggregate: aggregatesOf(stay, t.context, visit, t.day) };
	if (rule.definition.scope === 'line') judgeLines(rule, stay, t, place);
	else judgeStay(rule, stay, t, place);
}

/** Null where fee lines name a visit that no file describes. */
function visitOf(stay: Stay): Row<'visit'> | null {
	const source = stay.book.shard.tables.visit;
	return source && source.rowStart[stay.index]! < source.rowStart[stay.index + 1]! ? stay.visit : null;
}

function judgeLines(rule: Judged, stay: Stay, t: Trace, place: Place): void {
	const kept = rule.kept(stay.book.shard, t.context);
	const net = stay.fact(charges).net;
	t.each(kept ? net.filter(({ row }) => kept[row.index] === 1) : net, (charge) => {
		const at: Place = { ...place, row: charge.row as Row, charge };
		const leaves = decided(rule, t, at);
		if (!leaves) return;
		if (charge.ambiguous) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
		t.report({ message: 'found', data: dataOf(rule, leaves, at, charge), grade: gradeOf(rule), lines: [lineOf(rule, charge, at)] });
	});
}

function judgeStay(rule: Judged, stay: Stay, t: Trace, place: Place): void {
	// Stopped in this shard: the run names it as a fault of the rule.
	if (rule.kept(stay.book.shard, t.context)) return;
	const leaves = decided(rule, t, place);
	if (!leaves) return;
	const lines = rule.definition.amount === 'beyond' ? beyondLines(rule, place) : wholeLines(leaves, place);
	const first = lines[0]?.charge ?? null;
	t.report({ message: 'found', data: dataOf(rule, leaves, place, first), grade: gradeOf(rule), lines });
}

/** Records what decided; the leaves where the condition holds, null where it does not. @throws Undetermined */
function decided({ cond, written }: Judged, t: Trace, at: Place): readonly Leaf[] | null {
	const truth = truthOf(cond, at);
	if (truth === UNKNOWN) throw new Undetermined(missingOf(cond, at));
	const leaves = deciding(cond, at);
	for (const leaf of leaves) record(t, leaf, at, written);
	return truth === FALSE ? null : leaves;
}

const gradeOf = ({ definition, loose }: Judged): 'certain' | 'suspect' => (loose ? 'suspect' : definition.grade);

/** What message templates can say: the item, both sides of the first comparison of numbers, how many lines. */
function dataOf({ written }: Judged, leaves: readonly Leaf[], at: Place, charge: Charge | null): Record<string, string | number> {
	const comparison = leaves.find((leaf) => leaf.kind === 'compare');
	const side = (num: (Leaf & { kind: 'compare' })['left']): string => operandText({ value: numberOf(num, at), unit: num.type });
	return {
		item: charge ? itemName(charge.row) : '',
		value: comparison ? side(comparison.left) : '',
		limit: comparison ? side(comparison.right) : '',
		condition: written.source.replace(/\s+/g, ' ').trim()
	};
}

/** The comparison that says how much is too much; the form lets `beyond` through only where there is exactly one. */
export function limitOf(cond: Cond, scope: UserRuleDefinition['scope']): (Leaf & { kind: 'compare' }) | null {
	const parts = cond.kind === 'and' ? cond.parts : [cond];
	const found = parts.filter((part): part is Leaf & { kind: 'compare' } => {
		if (part.kind !== 'compare' || part.op !== 'gt') return false;
		if (scope === 'line') return part.left.kind === 'cell' && part.left.table === 'fee' && ['pric', 'cnt'].includes(part.left.field);
		return part.left.kind === 'aggregate' && part.left.name !== 'count' && part.left.table === 'fee' && part.left.cell?.field === 'cnt';
	});
	return found.length === 1 ? found[0]! : null;
}

function lineOf({ definition, cond }: Judged, charge: Charge, at: Place): ReportedLine {
	if (definition.amount === 'whole') return { charge, role: 'offending' };
	const limit = limitOf(cond, 'line')!;
	const most = numberOf(limit.right, at);
	if (limit.left.kind === 'cell' && limit.left.field === 'pric')
		return { charge, role: 'offending', amount: Math.max(0, beyondCeiling(charge, most)) };
	const quantity = Math.min(charge.quantity, charge.quantity - most);
	return { charge, role: 'offending', quantity, amount: partAmount(charge, quantity) };
}

function beyondLines({ cond }: Judged, at: Place): ReportedLine[] {
	const limit = limitOf(cond, 'stay')!;
	const most = Math.max(0, numberOf(limit.right, at));
	const result = at.aggregate(limit.left as Aggregate);
	if ((limit.left as Aggregate).name === 'sum') return allocate(result.charges, result.value - most).map(offending);
	const over = [...result.days.values()]
		.filter(({ quantity }) => quantity > most)
		.flatMap(({ quantity, parts }) => allocateParts(parts, quantity - most));
	const byCharge = new Map<Charge, CountedPart>();
	for (const { charge, quantity } of over) byCharge.set(charge, { charge, quantity: quantity + (byCharge.get(charge)?.quantity ?? 0) });
	return [...byCharge.values()].map(offending);
}

/** Fee lines that the deciding comparisons counted; of `most_per_day` those of the days that made it true. */
function wholeLines(leaves: readonly Leaf[], at: Place): ReportedLine[] {
	const found = new Set<Charge>();
	for (const leaf of leaves) {
		for (const aggregate of aggregatesOfLeaf(leaf)) for (const charge of countedBy(leaf, aggregate, at)) found.add(charge);
	}
	return Array.from(found, (charge) => ({ charge, role: 'offending' }));
}

function countedBy(leaf: Leaf, aggregate: Aggregate, at: Place): readonly Charge[] {
	const { charges: all, days } = at.aggregate(aggregate);
	if (aggregate.name !== 'most_per_day' || leaf.kind !== 'compare' || leaf.left !== aggregate) return all;
	const limit = numberOf(leaf.right, at);
	return [...days.values()].filter(({ quantity }) => holds(leaf.op, quantity, limit)).flatMap(({ parts }) => parts.map(({ charge }) => charge));
}
