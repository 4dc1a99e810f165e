import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { sameBytes } from './byte-set.ts';
import { zero } from './cells.ts';
import { bytesOf, codesOf, isVoidFlag } from './columns.ts';

type FeeRow = Row<'fee'>;

/** Lines of a stay net of refunds, and lines that a refund may belong to. */
export interface Charges {
	/** Lines with something left after refunds, in file order. */
	readonly net: readonly Charge[];
	/** Original lines that were refunded in full. */
	readonly refunded: readonly FeeRow[];
	/** Refund lines that fit no original of the stay (cross-settlement): counted nowhere, shown as such. */
	readonly loose: readonly FeeRow[];
}

/**
 * Nets refunds (退费) to the date of the original line before anything is counted (RULES.md "Facts": else every refunded charge
 * becomes a false finding). A refund with `init_feedetl_sn` belongs to that line. Without it, it belongs to the one line of the same item and price
 * that is no later and large enough; where several fit, all of them are marked ambiguous and a count over them answers 无法判断.
 * Invalid lines (有效标志 0) are left out. Lines without quantity or amount were refused at intake.
 */
export const charges = defineFact<Charges>('charges', (stay: Stay) => {
	const all = stay.rows('fee') as readonly FeeRow[];
	const isVoid = voidTest(stay);
	const rows = isVoid ? all.filter((row) => !isVoid(row)) : all;
	return rows.some(isRefund) ? netOfRefunds(rows) : withoutRefunds(stay, rows);
});

/** Charges made so far of lines that nothing was taken back of: whoever asks for one gets the same. */
const plainCharges = defineFact<Map<number, Charge>>('plain-charges', () => new Map());

/** That something is left of a line after its refunds; 无法判断 where a refund fits several lines. */
export const notRefunded = (t: Trace, charge: Charge): boolean =>
	t.gt('not-refunded', t.quantity({ zh: '退费后数量', en: 'Quantity net of refunds' }, [charge]), zero('quantity'));

/** Whether a line is void (有效标志 0); null where none can be. */
export function voidTest({ book: { shard, batch } }: Stay): ((row: FeeRow) => boolean) | null {
	const [codes, voids] = [codesOf(shard.tables.fee, 'vali_flag'), isVoidFlag(batch)];
	return codes ? (row) => voids[codes[row.index]!] === 1 : null;
}

const NO_REFUNDS: readonly FeeRow[] = Object.freeze([]);

/** A line of which nothing was taken back. */
const plain = (row: FeeRow, ambiguous: boolean): Charge => ({
	row,
	quantity: row.number('cnt') ?? 0,
	amount: row.number('det_item_fee_sumamt') ?? 0,
	inScope: row.number('inscp_amt'),
	refunds: NO_REFUNDS,
	ambiguous
});

/** Most stays: a line is its charge. */
export function withoutRefunds(stay: Stay, rows: readonly FeeRow[]): Charges {
	const [made, lines, refunded]: [Map<number, Charge>, Charge[], FeeRow[]] = [stay.fact(plainCharges), [], []];
	for (const row of rows) {
		let charge = made.get(row.index);
		if (!charge) {
			charge = plain(row, false);
			made.set(row.index, charge);
		}
		if (charge.quantity > 0 || charge.amount > 0) lines.push(charge);
		else refunded.push(row);
	}
	return { net: lines, refunded, loose: NO_REFUNDS };
}

function netOfRefunds(rows: readonly FeeRow[]): Charges {
	const originals = rows.filter((row) => !isRefund(row));
	const refundsOf = new Map<FeeRow, FeeRow[]>();
	const ambiguous = new Set<FeeRow>();
	const loose: FeeRow[] = [];
	for (const refund of rows.filter(isRefund)) {
		const fitting = originalsOf(refund, originals, refundsOf);
		if (fitting.length === 1) refundsOf.set(fitting[0]!, [...(refundsOf.get(fitting[0]!) ?? []), refund]);
		else if (fitting.length > 1) fitting.forEach((row) => ambiguous.add(row));
		else loose.push(refund);
	}
	// A refund that fits nothing may undo part of a line of the same item under another price: counts over the item are not safe.
	for (const refund of loose) originals.filter((row) => sameItem(row, refund)).forEach((row) => ambiguous.add(row));
	const all = originals.map((row) => {
		const own = refundsOf.get(row);
		return own ? net(row, own, ambiguous.has(row)) : plain(row, ambiguous.has(row));
	});
	return {
		net: all.filter((charge) => charge.quantity > 0 || charge.amount > 0),
		refunded: all.filter((charge) => charge.quantity <= 0 && charge.amount <= 0).map((charge) => charge.row),
		loose
	};
}

const isRefund = (row: FeeRow): boolean => (row.number('cnt') ?? 0) < 0 || (row.number('det_item_fee_sumamt') ?? 0) < 0;

function originalsOf(refund: FeeRow, originals: readonly FeeRow[], taken: ReadonlyMap<FeeRow, readonly FeeRow[]>): FeeRow[] {
	const original = namedBy(refund, originals);
	if (original) return [original];
	return originals.filter(
		(row) => sameItem(row, refund) && samePrice(row, refund) && notLater(row, refund) && leftOf(row, taken.get(row)) >= -(refund.number('cnt') ?? 0)
	);
}
/** The original line that a refund names, by the bytes of its number. */
function namedBy(refund: FeeRow, originals: readonly FeeRow[]): FeeRow | undefined {
	const [named, numbers] = [bytesOf(refund.source, 'init_feedetl_sn'), bytesOf(refund.source, 'feedetl_sn')];
	if (!named || !numbers || named.offsets[refund.index] === named.offsets[refund.index + 1]) return undefined;
	return originals.find((row) => sameBytes(named, refund.index, numbers, row.index));
}
const leftOf = (row: FeeRow, refunds: readonly FeeRow[] = []): number =>
	refunds.reduce((left, refund) => left + (refund.number('cnt') ?? 0), row.number('cnt') ?? 0);
/** Cells by which a refund is of the same item: not the catalogue's code. */
export const SAME_ITEM = ['hilist_code', 'medins_list_codg', 'medins_list_name', 'hilist_name'] as const;
/** Lines of one table: codes tell apart what texts do. */
const sameItem = (a: FeeRow, b: FeeRow): boolean => SAME_ITEM.every((field) => sameCode(codesOf(a.source, field), a.index, b.index));
const sameCode = (codes: ReturnType<typeof codesOf>, a: number, b: number): boolean => !codes || codes[a] === codes[b];
const samePrice = (a: FeeRow, b: FeeRow): boolean => a.number('pric') === b.number('pric');
const notLater = (row: FeeRow, refund: FeeRow): boolean => {
	const [charged, returned] = [row.time('fee_ocur_time'), refund.time('fee_ocur_time')];
	return !charged || !returned || charged.seconds <= returned.seconds;
};

function net(row: FeeRow, refunds: readonly FeeRow[], ambiguous: boolean): Charge {
	const lines = [row, ...refunds];
	const total = (field: 'cnt' | 'det_item_fee_sumamt'): number => lines.reduce((sum, line) => sum + (line.number(field) ?? 0), 0);
	const scopes = lines.map((line) => line.number('inscp_amt'));
	const inScope = scopes.some((scope) => scope === null) ? null : scopes.reduce<number>((sum, scope) => sum + scope!, 0);
	return { row, quantity: total('cnt'), amount: total('det_item_fee_sumamt'), inScope, refunds, ambiguous };
}
