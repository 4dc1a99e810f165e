import { dayOf, type CivilTime } from '../domain/units.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';

export interface Death {
	readonly time: CivilTime;
	readonly day: number;
	readonly sources: readonly Source[];
	/** Whether the way of leaving says so too, or says nothing: a date of death beside another way of leaving is a contradiction. */
	readonly agreed: boolean;
}

/** The day of a death, which the days of charges are compared with. */
export const dayOfDeath = (t: Trace, died: Death): Traced<number> => t.derived({ zh: '死亡日', en: 'Day of death' }, 'day', died.day, died.sources);

/** Whether a way of leaving is death. */
export const saysDied = (way: string): boolean => /^(0?5|死亡)/.test(way.trim());

/** Death of the patient (死亡): its date, else the end of a stay that was left by death. Null where nothing says so. */
export const death = defineFact<Death | null>('death', (stay: Stay) => {
	const { visit } = stay;
	const way = visit.text('dscg_way').trim();
	const died = visit.time('die_date');
	const agreed = way === '' || saysDied(way);
	if (died) return { time: died, day: dayOf(died.seconds), sources: [{ row: visit, field: 'die_date' }], agreed };
	const end = saysDied(way) ? visit.time('endtime') : null;
	if (!end) return null;
	return { time: end, day: dayOf(end.seconds), sources: ['endtime', 'dscg_way'].map((field) => ({ row: visit, field })), agreed };
});
