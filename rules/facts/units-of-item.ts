import type { Missing } from '../domain/finding.ts';
import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import { serviceDay } from '../engine/service-day.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { dayAt, NO_DAY, timesOf } from './columns.ts';
import { namesOf } from './item-names.ts';
import { marked, type ItemSet } from './item-rows.ts';
import { matchItem } from './items.ts';
import { chargeDay, type LimitedCharge } from './limited-charges.ts';
import { calendarDays, daysOf, lineDays } from './line-days.ts';
import { sessionsIn, type Session } from './sessions.ts';
import { chargesWhere } from './some-charges.ts';
import { itemsOfTable, itemsThat, markDoubtful, quantitiesByPoint, type PointItems } from './table-items.ts';

export type UnitLimit = PointOf<'unitLimits'>;

/** Charges of one item whose unit (计价单位) knowledge knows. */
export interface UnitItems {
	readonly point: UnitLimit;
	readonly items: readonly LimitedCharge<UnitLimit>[];
	/** 1/10 000 units over the stay, net of refunds. */
	readonly charges: readonly Charge[];
}

/** Further time, parts or additions have units of their own. */
const ADDITION = /每增加|每加|加收|每超|续/;

/** By the single hour; 2小时 and 24小时 are units of an item done once. */
const BY_HOUR = /^(每|\/)?(小时|时|h|hr|hours?)$/i;

/** Items of some units charged in a stay, by their points in force. Lines by the hour are counted by other rules. */
export function unitItems(stay: Stay, t: Trace, units: readonly UnitLimit['unit'][]): UnitItems[] {
	const groups = new Map<UnitLimit, LimitedCharge<UnitLimit>[]>();
	for (const charge of chargesWhere(stay, t.context, itemsOfTable('unitLimits').rowTest(stay.book.shard, t.context))) {
		if (!isCounted(charge)) continue;
		for (const match of matchItem(t.context, 'unitLimits', charge.row, chargeDay(charge) ?? t.day)) {
			if (!units.includes(match.point.unit)) continue;
			const known = groups.get(match.point);
			if (known) known.push({ charge, match });
			else groups.set(match.point, [{ charge, match }]);
		}
	}
	return [...groups].map(([point, own]) => ({ point, items: own, charges: own.map(({ charge }) => charge) }));
}

const isCounted = (charge: Charge): boolean =>
	charge.quantity > 0 &&
	charge.amount > 0 &&
	!BY_HOUR.test(charge.row.text('unt').trim()) &&
	!namesOf(charge.row).some((name) => ADDITION.test(name));

/** Items of some units. */
const itemsByUnit = (units: readonly UnitLimit['unit'][]): PointItems<UnitLimit> => itemsThat('unitLimits', ({ unit }) => units.includes(unit));

/** Visits with an item of one of the units. */
export const visitsWithUnit = (units: readonly UnitLimit['unit'][]): ItemSet['visits'] => itemsByUnit(units).visits;

/**
 * The same, without those whose lines of a point are no more than one session has: dated lines of which no refund could fit several. Only for rules that allow
 * at least one session by their parameter assumedSessions.
 */
export function visitsBeyondOne(units: readonly UnitLimit['unit'][], rule: string): ItemSet['visits'] {
	const items = itemsByUnit(units);
	return (shard, context) => {
		const [begins, marks] = [timesOf(shard.tables.fee, 'fee_ocur_time'), new Uint8Array(shard.visitCount)];
		items.forEach(shard, context, (row, visit) => {
			if (dayAt(begins, row) === NO_DAY) marks[visit] = 1;
		});
		for (const visit of items.visits(shard, context))
			if ((context.parameters.get(rule, 'assumedSessions', serviceDay(shard, visit))?.value ?? 0) < 1) marks[visit] = 1;
		for (const [point, byVisit] of quantitiesByPoint(shard, context, items))
			for (const [visit, quantity] of byVisit) if (quantity > point.most * QUANTITY_SCALE) marks[visit] = 1;
		markDoubtful(shard, context, items, marks);
		return marked(marks);
	};
}

/** What the items of a point are called: by the point and by their lines. */
export const namesOfUnit = ({ point, charges: own }: UnitItems): string[] => [
	...new Set([point.name, ...(point.aliases ?? []), ...own.flatMap(({ row }) => namesOf(row))])
];

const RECORDS = ['device', 'exam', 'lab', 'document', 'nursing', 'operation', 'anesthesia'] as const;

/**
 * Sessions of the items by the table of the point's records that has most of them: one session may stand in several tables, so they are never added. Empty where none
 * of them names the item.
 */
export function recordedSessions(stay: Stay, unit: UnitItems, tables: readonly string[] = unit.point.records ?? []): readonly Session[] {
	const names = namesOfUnit(unit);
	const found = RECORDS.filter((table) => tables.includes(table)).map((table) => sessionsIn(stay, table, names));
	return found.reduce<readonly Session[]>((most, sessions) => (sessions.length > most.length ? sessions : most), []);
}

/** Σ charged, 1/10 000 units. */
export const unitsCharged = (t: Trace, { charges: own }: UnitItems): Traced<number> =>
	t.quantity({ zh: '计费数量（减退费）', en: 'Charged net of refunds' }, own);

/** Units that sessions make, 1/10 000, with the cells that say them. */
export const unitsOf = (t: Trace, { point }: UnitItems, sessions: readonly Session[]): Traced<number> =>
	t.derived<number>(
		{ zh: `记录 ${sessions.length} 次，每次 ${point.most}`, en: `${sessions.length} recorded, ${point.most} each` },
		'quantity',
		sessions.length * point.most * QUANTITY_SCALE,
		sessions.map(({ row, field }) => ({ row, field }))
	);

/** How many units a visit may have of an item, and how that is known. */
export interface Allowed {
	readonly units: Traced<number>;
	/** Sessions recorded, or days on which one is assumed. */
	readonly count: number;
	readonly isRecorded: boolean;
	/** What is missing to tell that a charge within the allowance is right. */
	readonly missing: Missing | null;
}

/**
 * Units that a visit may have: those of its records; without any, one session (or the day itself) for each day of the lines, and for each day of the stay where a
 * line may have gathered.
 * @param assumed sessions a day where none is recorded
 * @throws Undetermined where a line has no date, or the days of the stay are not known
 */
export function allowedUnits(stay: Stay, t: Trace, unit: UnitItems, assumed: Traced<number>): Allowed {
	const { point, charges: own } = unit;
	const tables = point.unit === 'operation' ? ['operation'] : point.unit === 'day' ? [] : (point.records ?? []);
	const sessions = recordedSessions(stay, unit, tables);
	if (sessions.length > 0) return { units: unitsOf(t, unit, sessions), count: sessions.length, isRecorded: true, missing: null };
	const days = new Set(own.flatMap((charge) => daysOf(lineDays(charge)))).size;
	const isGathered = own.some((charge) => charge.quantity > point.most * QUANTITY_SCALE && charge.row.time('fee_end_time') === null);
	const most = isGathered ? Math.max(days, stay.fact(calendarDays)) : days;
	if (!Number.isFinite(most)) throw new Undetermined({ kind: 'value', what: 'visit.endtime' });
	const each = point.most * (point.unit === 'day' ? 1 : t.known(assumed));
	const label = { zh: `${most} 日，每日至多 ${each}`, en: `${most} days, ${each} a day at most` };
	const dates = own.map(({ row }) => ({ row, field: 'fee_ocur_time' }));
	const fewer = own.reduce((sum, { quantity }) => sum + quantity, 0) > days * each * QUANTITY_SCALE;
	const missing: Missing | null = point.unit !== 'day' && fewer ? { kind: 'document', what: tables[0] ?? 'document' } : null;
	return { units: t.derived<number>(label, 'quantity', most * each * QUANTITY_SCALE, dates), count: most, isRecorded: false, missing };
}
