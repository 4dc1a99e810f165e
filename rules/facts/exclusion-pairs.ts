import { QUANTITY_SCALE, SECONDS_PER_DAY, SECONDS_PER_HOUR } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { RunContext } from '../engine/rule.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { ExclusionPair } from '../knowledge/pack.ts';
import { zero } from './cells.ts';
import type { CountedPart } from './excess.ts';
import { limitedCharges, type LimitedCharge } from './limited-charges.ts';
import { daysOf, lineDays, mayHaveGathered, unevenSpan, type LineDays } from './line-days.ts';

type Item = LimitedCharge<ExclusionPair>;

/** A pair of which both items are charged in a visit: the containing ones (涉及项) and the contained ones (违规项). */
export interface ChargedPair {
	readonly point: ExclusionPair;
	readonly mains: readonly Item[];
	readonly subs: readonly Item[];
}

/** Windows that fee lines alone can judge; the others need records of the operation or of the use, and have rules of their own. */
export type FeeWindow = 'day' | 'visit' | '6h' | '1h';
const FEE_WINDOWS: readonly string[] = ['day', 'visit', '6h', '1h'] satisfies readonly FeeWindow[];
export const byFeeLines = (point: ExclusionPair): boolean => FEE_WINDOWS.includes(point.window) && !byMaterial(point) && !bySystem(point);
/** 使用时段重叠: pairs of which the contained item may be charged at another time of the day. */
/** 项目内含耗材: materials that the price of the main item contains. */
export const byMaterial = ({ window, subKind }: ExclusionPair): boolean => FEE_WINDOWS.includes(window) && subKind === 'material';
/** 影像系统与脏器: pairs of examinations that reports and parts tell apart. */
export const bySystem = ({ family }: ExclusionPair): boolean => family === 'imaging-system';
/** 同一台手术: pairs of an operation and its step. */
export const byOperation = ({ window }: ExclusionPair): boolean => window === 'operation';
export const byUse = ({ window }: ExclusionPair): boolean => window === 'overlap';
export const PURIFICATION = 'purification';

/** Pairs charged in a visit that the test says yes to, net of refunds. A line that is both sides of a pair contains nothing of itself. */
export function chargedPairs(stay: Stay<never>, context: RunContext, day: number | null, test: (point: ExclusionPair) => boolean): ChargedPair[] {
	const subsOf = new Map(limitedCharges(stay, context, 'exclusions', day, 'sub').map(({ point, items }) => [point, items]));
	return limitedCharges(stay, context, 'exclusions', day)
		.filter(({ point }) => test(point) && subsOf.has(point))
		.map(({ point, items }) => {
			const mains = items.filter(billed);
			return { point, mains, subs: subsOf.get(point)!.filter((sub) => billed(sub) && !mains.some((main) => main.charge === sub.charge)) };
		})
		.filter(({ mains, subs }) => mains.length > 0 && subs.length > 0);
}
const billed = ({ charge }: Item): boolean => charge.quantity > 0 && charge.amount > 0;

/** What of a contained item lies in the window of its containers, and which they are. */
export interface Contained {
	readonly quantity: number;
	readonly mains: readonly Item[];
}

/**
 * What of a contained item lies in the window of its containers: records why, or null where nothing does.
 * @param stayDays calendar days of the visit
 */
function contained(t: Trace, sub: Charge, mains: readonly Item[], window: FeeWindow, stayDays: number): Contained | null {
	const found =
		window === 'visit'
			? { quantity: sub.quantity, mains }
			: window === 'day'
				? byDay(sub, mains, stayDays)
				: byHours(sub, mains, window === '1h' ? 1 : 6);
	if (!found) return null;
	const sure = certainOf(found.mains);
	if (window === 'visit')
		t.present(
			'same-visit',
			{ zh: '同次就诊的主项', en: 'Containing items of the visit' },
			sure.map(({ charge }) => charge.row),
			'fee_ocur_time'
		);
	for (const { charge } of window === 'visit' ? [] : sure) {
		if (window === 'day') recordDays(t, sub, charge);
		else recordHours(t, sub, charge, window === '1h' ? 1 : 6);
	}
	return { quantity: found.quantity, mains: sure };
}

/** An operation and its steps are charged on its day. */
const feeWindow = ({ window }: ExclusionPair): FeeWindow => (window === 'operation' || window === 'overlap' ? 'day' : window);

/** Lines of a pair found wrong. */
export interface ContainedLines {
	readonly lines: readonly CountedPart[];
	/** Items of those lines, and their containers. */
	readonly subs: readonly Item[];
	readonly mains: readonly Item[];
	/** Lines that may have gathered over the stay: no more than the containing quantity is counted. */
	readonly gathered: readonly Charge[];
}

/**
 * What of a pair lies in its window, each contained line judged by itself, with the comparisons recorded; null where nothing does.
 * @param also a further condition of a contained line
 */
export function containedLines(
	t: Trace,
	{ point, mains, subs }: ChargedPair,
	stayDays: number,
	also: (sub: Item, mains: readonly Item[]) => boolean = () => true
): ContainedLines | null {
	const [lines, wrong, gathered]: [CountedPart[], Item[], Charge[]] = [[], [], []];
	const related = new Set<Item>();
	t.each(subs, (sub) => {
		const { charge } = sub;
		const found = contained(t, charge, mains, feeWindow(point), stayDays);
		if (!found || !also(sub, found.mains)) return false;
		t.matches('contained-item', charge.row, sub.match);
		const amount = t.amount({ zh: '从项计费金额（减退费）', en: 'Charged for the contained item' }, [charge]);
		if (!t.gt('contained-charged', amount, zero('amount'))) return false;
		for (const main of found.mains) related.add(main);
		wrong.push(sub);
		if (found.quantity < charge.quantity && mayHaveGathered(charge, found.quantity, stayDays)) gathered.push(charge);
		return lines.push({ charge, quantity: found.quantity }) > 0;
	});
	if (lines.length === 0) return null;
	for (const { charge, match } of related) t.matches('containing-item', charge.row, match);
	return { lines, subs: wrong, mains: [...related], gathered };
}

/** A container that an ambiguous refund may have undone proves nothing; where there is no other, 无法判断. */
function certainOf(mains: readonly Item[]): readonly Item[] {
	const sure = mains.filter(({ charge }) => !charge.ambiguous);
	if (sure.length === 0) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	return sure;
}

function byDay(sub: Charge, mains: readonly Item[], stayDays: number): Contained | null {
	const line = lineDays(sub);
	const spans = mains.map((main) => ({ main, days: lineDays(main.charge) }));
	const covered = (sure: boolean): number => {
		const days = new Set(spans.flatMap(({ days: { first, last, perDay } }) => daysOf({ first, last: sure && perDay === null ? last - 1 : last })));
		return daysOf(line).filter((day) => days.has(day)).length;
	};
	const days = covered(false);
	if (days === 0) return null;
	const whole = days === daysOf(line).length;
	if (covered(true) !== days || (line.perDay === null && !whole)) throw new Undetermined(unevenSpan);
	const near = spans.filter(({ days: span }) => span.first <= line.last && line.first <= span.last).map(({ main }) => main);
	const quantity = whole ? sub.quantity : line.perDay! * days;
	return { quantity: gatheredBeside(sub, near, stayDays) ? quantityOf(near) : quantity, mains: near };
}

const quantityOf = (mains: readonly Item[]): number => mains.reduce((sum, { charge }) => sum + charge.quantity, 0);

/** A contained item of one line that may have gathered over the stay: no more of it lies in the window than there is of its containers. */
export const gatheredBeside = (sub: Charge, mains: readonly Item[], stayDays: number): boolean =>
	sub.quantity > quantityOf(mains) && mayHaveGathered(sub, QUANTITY_SCALE, stayDays);

function byHours(sub: Charge, mains: readonly Item[], hours: number): Contained | null {
	const own = moments(sub);
	const near = mains
		.map((main) => ({ main, at: moments(main.charge) }))
		.filter(({ at }) => Math.max(own.from - at.to, at.from - own.to) <= hours * SECONDS_PER_HOUR);
	if (near.length === 0) return null;
	const exact = own.exact ? near.filter(({ at }) => at.exact) : [];
	if (exact.length === 0) throw new Undetermined({ kind: 'precision', what: 'fee.fee_ocur_time' });
	return { quantity: sub.quantity, mains: exact.map(({ main }) => main) };
}

/** First and last second that a line may mean; exact where it is one moment known to the minute. */
function moments(charge: Charge): { from: number; to: number; exact: boolean } {
	const line = lineDays(charge);
	if (line.instant !== null) return { from: line.instant, to: line.instant, exact: true };
	return { from: line.first * SECONDS_PER_DAY, to: (line.last + 1) * SECONDS_PER_DAY - 1, exact: false };
}

/** That the days of a contained and a containing line meet. */
export function recordDays(t: Trace, sub: Charge, main: Charge): void {
	const span = (line: LineDays, zh: string, en: string) =>
		t.derived<readonly [number, number]>({ zh, en }, 'day', [line.first, line.last], line.sources);
	t.overlaps(
		'same-day',
		span(lineDays(sub), '从项计费日期', 'Days of the contained item'),
		span(lineDays(main), '主项计费日期', 'Days of the containing item')
	);
}

function recordHours(t: Trace, sub: Charge, main: Charge, hours: number): void {
	const at = main.row.time('fee_ocur_time')!.seconds;
	const window = [at - hours * SECONDS_PER_HOUR, at + hours * SECONDS_PER_HOUR] as const;
	const label = { zh: `主项计费时间前后 ${hours} 小时`, en: `${hours} hours around the containing item` };
	t.within(
		'within-hours',
		t.instant(sub.row, 'fee_ocur_time'),
		t.derived<readonly [number, number]>(label, 'time', window, [{ row: main.row, field: 'fee_ocur_time' }])
	);
}
