import { dayOf } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import type { Match } from '../knowledge/lookup.ts';
import type { ItemKind } from '../knowledge/pack.ts';
import { normalizeName } from '../knowledge/names.ts';
import { unitIsHour } from './charge-days.ts';
import { charges } from './charges.ts';
import { kindTest } from './item-masks.ts';
import { matchItem } from './items.ts';
import { insideStay, staySpan } from './stay-days.ts';

/** 0 special 特级, then 一级, 二级, 三级: the smaller, the higher. */
export type NursingLevel = 0 | 1 | 2 | 3;

/** Levels as they stand in orders and notes; the folded form has Roman numerals as letters (Ⅱ → ii). */
const LEVELS: readonly (readonly [RegExp, NursingLevel])[] = [
	[/特级护理|特护/, 0],
	[/三级护理|3级护理|(?<![ivx])iii级护理/, 3],
	[/二级护理|2级护理|(?<![ivx])ii级护理/, 2],
	[/一级护理|1级护理|(?<![ivx])i级护理/, 1]
];
const STOPPED = /(停|取消|改|撤).{0,4}(特级护理|特护|[一二三123ivx]+级护理)/;

/** Level of care named in a text, or null; an order that stops a level names none. */
export function nursingLevel(text: string): NursingLevel | null {
	const folded = normalizeName(text);
	if (STOPPED.test(folded)) return null;
	return LEVELS.find(([words]) => words.test(folded))?.[1] ?? null;
}

export interface NursingOrder {
	readonly row: Row<'order'>;
	/** All cells that name the level. */
	readonly sources: readonly Source[];
	readonly level: NursingLevel;
	readonly first: number;
	/** Last day in force; null: until the end of the stay. */
	readonly last: number | null;
}

/** Orders of a level of care; one without a stop holds until the next begins. */
export const nursingOrders = defineFact<readonly NursingOrder[]>('nursing-orders', (stay: Stay) => {
	const named = (stay.rows('order') as readonly Row<'order'>[]).flatMap((row) => {
		const sources = (['drord_cont', 'drord_detl_name'] as const)
			.filter((field) => nursingLevel(row.text(field)) !== null)
			.map((field) => ({ row, field }));
		const begin = row.time('drord_begn_time');
		if (sources.length === 0 || !begin) return [];
		const stop = row.time('drord_stop_time');
		return [
			{ row, sources, level: nursingLevel(row.text(sources[0]!.field))!, first: dayOf(begin.seconds), last: stop ? dayOf(stop.seconds) : null }
		];
	});
	const ordered = [...named].sort((a, b) => a.first - b.first);
	return ordered.map((order, i) => (order.last === null ? { ...order, last: ordered[i + 1]?.first ?? null } : order));
});

export interface NursingCharge {
	readonly charge: Charge;
	readonly match: Match<ItemKind>;
}

/** Daily nursing charged inside the stay. Nursing by the hour counts no days; charges outside the stay belong to charge-outside-stay. */
export function nursingCharges(stay: Stay, context: RunContext, day: number | null): NursingCharge[] {
	const [span, isNursing] = [stay.fact(staySpan), kindTest(stay.book.shard, context, 'nursing')];
	return stay.fact(charges).net.flatMap((charge) => {
		if (!isNursing(charge.row.index) || !insideStay(charge, span) || unitIsHour(charge)) return [];
		const match = matchItem(context, 'itemKinds', charge.row, day).find(({ point }) => point.kind === 'nursing');
		return match ? [{ charge, match }] : [];
	});
}
