import { QUANTITY_SCALE } from '../domain/units.ts';
import { cellsOf, type Charge } from '../engine/charge.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { ExclusionPair } from '../knowledge/pack.ts';
import type { ChargedPair } from './exclusion-pairs.ts';
import type { CountedPart } from './excess.ts';
import { matchItem } from './items.ts';
import { lineDays } from './line-days.ts';
import { commonHours, daysOfUse, onDay, timeSpans, WHOLE_DAY, type DayOfUse, type Span } from './overlap.ts';

/** What of a contained item was in use at the time of its container on one day (同时段). */
export interface Overlap {
	readonly day: number;
	readonly mains: readonly Charge[];
	readonly subs: readonly Charge[];
	readonly over: readonly CountedPart[];
	/** `spans`: both stretches of use are known; `sum`: the hours of both do not fit into one day. */
	readonly by: 'spans' | 'sum';
}

/** Uses of both items on one day. */
interface Day {
	readonly day: number;
	readonly mains: readonly DayOfUse[];
	readonly subs: readonly DayOfUse[];
}

/** Days on which both items of a pair are charged. */
export function daysOfPair({ mains, subs }: ChargedPair): Day[] {
	const [main, sub] = [mains, subs].map((items) => items.flatMap(({ charge }) => daysOfUse(charge))) as [DayOfUse[], DayOfUse[]];
	return [...new Set(sub.map(({ day }) => day))]
		.map((day) => ({ day, mains: main.filter((use) => use.day === day), subs: sub.filter((use) => use.day === day) }))
		.filter((both) => both.mains.length > 0);
}

/**
 * What of the contained item overlaps its container on one day, with the comparisons recorded; null where nothing does, or not more than is tolerated.
 * Items by the time (小时、日) overlap by their stretches of use; where these are not known, hours of both that are more than a day's must overlap by what is
 * too much. Items by the time they are done (次) overlap as a whole.
 * @param tolerance hours, 1/10 000
 * @throws Undetermined where neither can be known
 */
export function overlapOfDay(stay: Stay, t: Trace, point: ExclusionPair, { day, mains, subs }: Day, tolerance: Traced<number>): Overlap | null {
	const [main, sub] = [hoursOf(mains), hoursOf(subs)];
	const lines = { day, mains: mains.map(({ charge }) => charge), subs: subs.map(({ charge }) => charge) };
	const isExact = main !== null && (main >= WHOLE_DAY || (sub !== null && sub >= WHOLE_DAY));
	const spans = isExact ? null : spansOfBoth(stay, t, point, { day, mains, subs });
	if (sub === null) {
		if (isExact) return wholeDay(t, mains) ? { ...lines, over: wholeOf(subs), by: 'sum' } : null;
		if (!spans) throw new Undetermined({ kind: 'precision', what: 'fee.fee_ocur_time' });
		return recordSpans(t, spans) > 0 ? { ...lines, over: wholeOf(subs), by: 'spans' } : null;
	}
	const common = spans ? recordSpans(t, spans) : main === null ? null : sumOver(t, mains, subs, main + sub - WHOLE_DAY);
	if (common === null) throw new Undetermined({ kind: 'precision', what: 'fee.fee_ocur_time' });
	const hours = Math.min(common, sub);
	const label = { zh: '同时段小时数', en: 'Hours of both' };
	const sources = [...(spans?.main ?? []), ...(spans?.sub ?? [])].flatMap((span) => span.sources);
	const traced = t.derived<number>(label, 'hours', Math.max(0, hours), spans ? sources : cells([...mains, ...subs]));
	if (hours <= 0 || !t.gt('overlap-hours', traced, tolerance)) return null;
	return { ...lines, over: shareOf(subs, hours), by: spans ? 'spans' : 'sum' };
}

/** Σ of hours; null where one line has none. */
const sumOfHours = (uses: readonly DayOfUse[]): number | null =>
	uses.some(({ hours }) => hours === null) ? null : uses.reduce((sum, { hours }) => sum + hours!, 0);
/** The same, no more than the day has: what is beyond is another rule's (hours-over-day). */
function hoursOf(uses: readonly DayOfUse[]): number | null {
	const sum = sumOfHours(uses);
	return sum === null ? null : Math.min(WHOLE_DAY, sum);
}
const wholeOf = (uses: readonly DayOfUse[]): CountedPart[] => uses.map(({ charge, quantity }) => ({ charge, quantity }));
const cells = (uses: readonly DayOfUse[]) => uses.flatMap(({ charge }) => cellsOf(charge, 'cnt'));

/** Hours of an overlap as parts of the lines, in their proportion. */
function shareOf(uses: readonly DayOfUse[], hours: number): CountedPart[] {
	const total = sumOfHours(uses)!;
	return uses.map(({ charge, quantity }) => ({ charge, quantity: Math.floor((quantity * hours) / total) })).filter(({ quantity }) => quantity > 0);
}

function wholeDay(t: Trace, mains: readonly DayOfUse[]): boolean {
	const charged = t.derived<number>({ zh: '主项当日小时数', en: 'Hours of the containing item' }, 'hours', hoursOf(mains)!, cells(mains));
	return t.ge('all-day', charged, hoursADay(t));
}

/** Hours by which both items are more than a day; null where they fit into it. */
function sumOver(t: Trace, mains: readonly DayOfUse[], subs: readonly DayOfUse[], over: number): number | null {
	if (over <= 0) return null;
	const both = t.derived<number>({ zh: '两项当日小时数合计', en: 'Hours of both items' }, 'hours', over + WHOLE_DAY, cells([...mains, ...subs]));
	return t.gt('more-than-a-day', both, hoursADay(t)) ? over : null;
}
const hoursADay = (t: Trace): Traced<number> => t.constant({ zh: '一日', en: 'A day' }, 'hours', 24 * QUANTITY_SCALE);

interface Both {
	readonly main: readonly Span[];
	readonly sub: readonly Span[];
}

/** Stretches of use of both items on the day; null unless both are known. */
function spansOfBoth(stay: Stay, t: Trace, point: ExclusionPair, { day, mains, subs }: Day): Both | null {
	const main = namesOfSide(t, point.name, point.aliases, mains);
	const sub = namesOfSide(t, point.subName, point.subAliases, subs);
	const of = (uses: readonly DayOfUse[], names: readonly string[], others: readonly string[]): Span[] | null => {
		const spans = uses.map((use) => onDay(timeSpans(stay, use.charge, names, others) ?? momentOf(use), day));
		return spans.some((list) => list.length === 0) ? null : unique(spans.flat());
	};
	const [ofMain, ofSub] = [of(mains, main, sub), of(subs, sub, main)];
	return ofMain && ofSub ? { main: ofMain, sub: ofSub } : null;
}

const MINUTE = 60;
/** The minute at which what is charged by the time was done, where the line knows it. */
function momentOf({ charge, hours }: DayOfUse): Span[] {
	const { instant, sources } = lineDays(charge);
	return hours !== null || instant === null ? [] : [{ from: instant, to: instant + MINUTE, sources }];
}

/** What an item is called: by its point, by its lines, and by the device that knowledge knows for it. */
function namesOfSide(t: Trace, name: string, aliases: readonly string[] = [], uses: readonly DayOfUse[]): string[] {
	const rows = uses.map(({ charge }) => charge.row);
	const devices = rows.flatMap((row) => matchItem(t.context, 'itemKinds', row, t.day).flatMap(({ point }) => point.devices ?? []));
	const own = rows.flatMap((row) => [row.text('medins_list_name'), row.text('hilist_name')]);
	return [...new Set([name, ...aliases, ...own, ...devices].filter((text) => text !== ''))];
}

/** One record serves all lines of its item; of several records that tell the same stretch each is evidence. */
function unique(spans: readonly Span[]): Span[] {
	const stretches = new Map<string, Span>();
	for (const span of spans) {
		const key = `${span.from} ${span.to}`;
		const sources = [...(stretches.get(key)?.sources ?? []), ...span.sources];
		const apart = new Map(sources.map((source) => [`${source.row.table} ${source.row.index} ${source.field}`, source]));
		stretches.set(key, { ...span, sources: [...apart.values()] });
	}
	return [...stretches.values()];
}

/** Records each pair of stretches that meet; the hours in common. */
function recordSpans(t: Trace, { main, sub }: Both): number {
	const traced = (span: Span, zh: string, en: string) =>
		t.derived<readonly [number, number]>({ zh, en }, 'time', [span.from, span.to - 1], span.sources);
	for (const one of sub) {
		for (const other of main) {
			if (commonHours([one], [other]) === 0) continue;
			t.overlaps('spans-meet', traced(one, '从项使用时段', 'Use of the contained item'), traced(other, '主项使用时段', 'Use of the containing item'));
		}
	}
	return commonHours(main, sub);
}

/** Overlaps of a pair on all its days, with what was charged; days on which nothing can be known are 无法判断 and hide no other. */
export function overlapsOf(stay: Stay, t: Trace, { point, mains, subs }: ChargedPair, tolerance: Traced<number>): Overlap[] {
	const found: Overlap[] = [];
	t.each(daysOfPair({ point, mains, subs }), (day) => {
		const charges = [...day.mains, ...day.subs].map(({ charge }) => charge);
		// Asked for refunds that fit several lines.
		t.quantity({ zh: '计费数量', en: 'Quantity charged' }, charges);
		const overlap = overlapOfDay(stay, t, point, day, tolerance);
		if (!overlap) return false;
		for (const { charge, match } of subs) if (overlap.subs.includes(charge)) t.matches('contained-item', charge.row, match);
		for (const { charge, match } of mains) if (overlap.mains.includes(charge)) t.matches('containing-item', charge.row, match);
		return found.push(overlap) > 0;
	});
	return found;
}

/** Parts found wrong, one a line whatever its days; and the lines of the containers. */
export function linesOf(overlaps: readonly Overlap[]): { over: CountedPart[]; mains: Charge[] } {
	const over = new Map<Charge, number>();
	for (const { charge, quantity } of overlaps.flatMap((overlap) => overlap.over)) over.set(charge, (over.get(charge) ?? 0) + quantity);
	return { over: [...over].map(([charge, quantity]) => ({ charge, quantity })), mains: [...new Set(overlaps.flatMap(({ mains }) => mains))] };
}

/** Whether both items of a pair were in use on a day at times known to the minute that do not meet: each is then charged for its own. */
export function usedApart(stay: Stay, t: Trace, point: ExclusionPair, mains: readonly Charge[], sub: Charge, day: number): boolean {
	const of = (charge: Charge): DayOfUse => ({ charge, day, quantity: charge.quantity, hours: null });
	const spans = spansOfBoth(stay, t, point, { day, mains: mains.map(of), subs: [of(sub)] });
	return spans !== null && commonHours(spans.main, spans.sub) === 0;
}
