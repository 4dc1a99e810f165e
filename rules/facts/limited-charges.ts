import type { Missing } from '../domain/finding.ts';
import { dayOf } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import type { Match, Side } from '../knowledge/lookup.ts';
import type { KnowledgePoint, KnowledgeTableId, PointOf } from '../knowledge/pack.ts';
import { zero } from './cells.ts';
import { rowTest } from './item-masks.ts';
import { gradeOf, matchItem } from './items.ts';
import { chargesWhere } from './some-charges.ts';

export interface LimitedCharge<P extends KnowledgePoint = KnowledgePoint> {
	readonly charge: Charge;
	readonly match: Match<P>;
}
/** One knowledge point and the charges of a stay that it speaks of. */
export interface Limited<P extends KnowledgePoint = KnowledgePoint> {
	readonly point: P;
	readonly items: readonly LimitedCharge<P>[];
}

/** Net charges of a stay by the points of a table in force on the day of each charge, in the order of their first line. */
export function limitedCharges<T extends KnowledgeTableId>(
	stay: Stay<never>,
	context: RunContext,
	table: T,
	day: number | null,
	side: Side = 'main'
): Limited<PointOf<T>>[] {
	const groups = new Map<PointOf<T>, LimitedCharge<PointOf<T>>[]>();
	const mayMatch = rowTest(stay.book.shard, context, table, side);
	for (const charge of chargesWhere(stay, context, mayMatch)) {
		for (const match of matchItem(context, table, charge.row, chargeDay(charge) ?? day, side)) {
			const known = groups.get(match.point);
			if (known) known.push({ charge, match });
			else groups.set(match.point, [{ charge, match }]);
		}
	}
	return [...groups].map(([point, items]) => ({ point, items }));
}

/** Calendar day of a charge, or null. */
export function chargeDay(charge: Charge): number | null {
	const time = charge.row.time('fee_ocur_time');
	return time ? dayOf(time.seconds) : null;
}

/** In-scope amount of a charge net of refunds (医保范围内金额). */
export function inScopeAmount(t: Trace, charge: Charge): Traced<number> {
	const missing: Missing = { kind: charge.row.hasField('inscp_amt') ? 'value' : 'field', what: 'fee.inscp_amt' };
	const label = { zh: '符合范围金额（减退费）', en: 'In-scope amount net of refunds' };
	return t.derived(label, 'amount', charge.inScope, cellsOf(charge, 'inscp_amt'), missing);
}

/**
 * Records that a charge is the item of the point and that the funds were asked to pay for it. False where the person paid it in full;
 * where the file does not give the in-scope amount it counts as claimed, and the finding is suspect at most.
 */
export function claimed(t: Trace, { charge, match }: LimitedCharge): boolean {
	t.matches('limited-item', charge.row, match);
	if (!t.gt('charged', t.amount({ zh: '计费金额（减退费）', en: 'Charged net of refunds' }, [charge]), zero('amount'))) return false;
	if (charge.inScope !== null) return t.gt('in-scope', inScopeAmount(t, charge), zero('amount'));
	return !paidByPerson(charge);
}

/** 全自费: the line says that the person pays all of it. */
function paidByPerson(charge: Charge): boolean {
	const own = charge.row.number('fulamt_ownpay_amt');
	return own !== null && own > 0 && own >= charge.amount;
}

/** The items that `claimed` says yes to; each is judged on its own. */
export function claimedOf<P extends KnowledgePoint>(
	t: Trace,
	items: readonly LimitedCharge<P>[],
	also: (item: LimitedCharge<P>) => boolean = () => true
): LimitedCharge<P>[] {
	const found: LimitedCharge<P>[] = [];
	t.each(items, (item) => claimed(t, item) && also(item) && found.push(item) > 0);
	return found;
}

/** Suspect by the weakest match, or where it is not known that the funds were asked to pay. */
export const gradeOfClaimed = (items: readonly LimitedCharge[]): 'certain' | 'suspect' =>
	items.every(({ charge, match }) => charge.inScope !== null && gradeOf(match) === 'certain') ? 'certain' : 'suspect';

/** Counter-evidence "self-paid" (自费): not to be known where a line does not give its in-scope amount. Null then, as `Trace.clear` takes it. */
export const selfPaidSources = (items: readonly LimitedCharge[]): readonly Source[] | null =>
	items.some(({ charge }) => charge.inScope === null) ? null : [];

/** Data of a message about items: how many lines of what. */
export const itemData = (items: readonly LimitedCharge[]): { item: string; lines: number } => ({
	item: items[0]?.match.point.name ?? '',
	lines: items.length
});
