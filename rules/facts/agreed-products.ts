import type { BatchContext, Shard } from '../domain/shard.ts';
import type { Charge } from '../engine/charge.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Knowledge } from '../knowledge/lookup.ts';
import { normalizeCode } from '../knowledge/codes.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { dayOfIso } from '../domain/display.ts';
import { charges } from './charges.ts';
import { codesOf, numberAt, numbersOf, visitsThat } from './columns.ts';
import { feeItems, perItem } from './fee-items.ts';
import { institutionOf } from './institution-of-charge.ts';
import { namesOf, namesOfKey } from './item-names.ts';
import { monthOf } from './ledger.ts';
import { normalized } from './memo.ts';

type Agreed = PointOf<'agreedVolumes'>;
type StockRow = Row<'stock'>;

/** An institution whose stock of a period has the alternatives of a selected product (中选产品) and its own books. */
export interface Avoidance {
	readonly institution: string;
	readonly point: Agreed;
	/** Rows of the selected product in the months of the period, and of the alternatives that were handed out. */
	readonly selected: readonly StockRow[];
	readonly alternatives: readonly StockRow[];
	/** Months of the period that some row of the institution covers. */
	readonly months: number;
	readonly monthsNeeded: number;
}

const known = new WeakMap<BatchContext, WeakMap<Knowledge, readonly Avoidance[]>>();

/** Institutions and products to compare, read of the stock once a run. Points without a period say nothing of months. */
export function avoidances({ batch, knowledge }: RunContext): readonly Avoidance[] {
	let own = known.get(batch);
	if (!own) known.set(batch, (own = new WeakMap()));
	let made = own.get(knowledge);
	if (!made) own.set(knowledge, (made = read(batch, knowledge)));
	return made;
}

function read(batch: BatchContext, knowledge: Knowledge): Avoidance[] {
	const table = batch.tables.stock;
	const rows = Array.from({ length: table?.rowCount ?? 0 }, (_, index) => new Row<'stock'>(table!, index, batch));
	const places = [...new Set(rows.map((row) => row.text('fixmedins_code')))];
	return knowledge.points('agreedVolumes').flatMap((point) => {
		const months = monthsOf(point);
		if (months.length === 0) return [];
		const inPeriod = rows.filter((row) => months.includes(monthOf(row.text('period')) ?? NaN));
		return places.flatMap((institution) => {
			const here = inPeriod.filter((row) => row.text('fixmedins_code') === institution);
			const selected = here.filter((row) => isSelected(point, row));
			const alternatives = here.filter((row) => !selected.includes(row) && isAlternative(point, [normalized(row.text('name'))]));
			const covered = new Set(here.map((row) => monthOf(row.text('period')))).size;
			return alternatives.length === 0 ? [] : [{ institution, point, selected, alternatives, months: covered, monthsNeeded: months.length }];
		});
	});
}

const MONTHS = 12;
/** Months since year 0 of the period of a point. */
function monthsOf({ from, to }: Agreed): number[] {
	if (from === undefined || to === undefined || dayOfIso(to) < dayOfIso(from)) return [];
	const [first, last] = [from, to].map((day) => Number(day.slice(0, 4)) * MONTHS + Number(day.slice(5, 7)) - 1) as [number, number];
	return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** By its code; by its whole name where the point gives no code or the row carries none. */
function isSelected(point: Agreed, row: StockRow): boolean {
	const codes = [row.text('med_list_codg'), row.text('medins_list_codg')].filter((code) => code !== '').map(normalizeCode);
	if (point.codes.some((code) => codes.includes(normalizeCode(code)))) return true;
	const name = normalized(row.text('name'));
	return [point.name, ...(point.aliases ?? [])].some((own) => normalized(own) === name);
}
const isAlternative = (point: Agreed, names: readonly string[]): boolean => point.alternatives.some((one) => names.includes(normalized(one)));

const isAny = perItem((key, { batch, knowledge }) => {
	const names = namesOfKey(key, batch);
	return knowledge.points('agreedVolumes').some((point) => isAlternative(point, names));
});

/** Visits with a line of an alternative, and the amount of their largest, by institution and point: the visit with most anchors the finding. */
export type Anchors = Readonly<Record<string, { readonly visit: string; readonly amount: number }>>;

export function anchorsOf(shard: Shard, context: RunContext): Anchors {
	const anchors: Record<string, { visit: string; amount: number }> = {};
	const all = avoidances(context);
	if (all.length === 0) return anchors;
	const fee = shard.tables.fee!;
	const [items, any, amounts] = [feeItems(shard, context), isAny(context), numbersOf(fee, 'det_item_fee_sumamt')];
	const [ids, places] = [context.batch.dictionaries.get('visit'), codesOf(shard.tables.visit, 'fixmedins_code')];
	const codes = context.batch.dictionaries.get('fixmedins_code');
	for (let visit = 0; visit < shard.visitCount; visit++) {
		for (let row = fee.rowStart[visit]!; row < fee.rowStart[visit + 1]!; row++) {
			if (!any[items[row]!]) continue;
			const table = shard.tables.visit;
			const place = table && places && table.rowStart[visit]! < table.rowStart[visit + 1]! ? codes.text(places[table.rowStart[visit]!]!) : '';
			const names = namesOf(new Row<'fee'>(fee, row, context.batch));
			for (const [at, { institution, point }] of all.entries()) {
				if ((institution !== '' && institution !== place) || !isAlternative(point, names)) continue;
				add(anchors, String(at), ids.text(shard.visitCode[visit]!), numberAt(amounts, row));
			}
		}
	}
	return anchors;
}

export function mergeAnchors(partials: readonly Anchors[]): Anchors {
	const all: Record<string, { visit: string; amount: number }> = {};
	for (const partial of partials) for (const [at, { visit, amount }] of Object.entries(partial)) add(all, at, visit, amount);
	return all;
}

/** Of two equal lines the one of the lower visit, so that the order of the shards does not matter. */
function add(anchors: Record<string, { visit: string; amount: number }>, at: string, visit: string, amount: number): void {
	const own = anchors[at];
	if (!own || amount > own.amount || (amount === own.amount && visit < own.visit)) anchors[at] = { visit, amount };
}

export const visitsWithAnchor = (shard: Shard, { batch }: RunContext, anchors: Anchors): number[] => {
	const [visits, ids] = [new Set(Object.values(anchors).map(({ visit }) => visit)), batch.dictionaries.get('visit')];
	return visits.size === 0 ? [] : visitsThat(shard, (visit) => visits.has(ids.text(shard.visitCode[visit]!)));
};

/** Net charges of a stay that are an alternative of the point. */
export const alternativeCharges = (stay: Stay, { point, institution }: Avoidance): Charge[] =>
	stay
		.fact(charges)
		.net.filter((charge) => charge.quantity > 0 && isAlternative(point, namesOf(charge.row)))
		.filter((charge) => institution === '' || institutionOf(stay, charge.row) === institution);
