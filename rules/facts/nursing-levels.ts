import { dayOf } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { normalizeName } from '../knowledge/names.ts';
import { unitIsHour } from './charge-days.ts';
import { chargesOfKind, type KindCharge } from './kind-charges.ts';

/** 0 special 特级, then 一级, 二级, 三级: the smaller, the higher. */
export type NursingLevel = 0 | 1 | 2 | 3;

export const NURSING_LEVELS = ['特级护理', '一级护理', '二级护理', '三级护理'] as const satisfies Record<NursingLevel, string>;

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

/** Daily nursing charged inside the stay; nursing by the hour counts no days. */
export const nursingCharges = (stay: Stay, context: RunContext, day: number | null): KindCharge[] =>
	chargesOfKind(stay, context, 'nursing', day).filter(({ charge }) => !unitIsHour(charge));

/** Nursing records of a level or a higher one (护理记录); null where none are loaded. */
export function recordsOfLevel(stay: Stay<'nursing'>, level: NursingLevel): Source[] | null {
	if (!stay.has('nursing')) return null;
	const rows = stay.rows('nursing').filter((row) => (nursingLevel(row.text('nursing_level')) ?? Infinity) <= level);
	return rows.map((row) => ({ row, field: 'nursing_level' }));
}
