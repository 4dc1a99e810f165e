import { dayOf, PRECISION } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import { defineFact, type Stay } from '../engine/stay.ts';
import { YES } from './cells.ts';
import { normalized } from './memo.ts';

/** An operation or procedure of the record (手术操作), valid rows only. */
export interface Operation {
	readonly row: Row<'operation'>;
	/** ICD-9-CM-3 as given. */
	readonly code: string;
	/** Normalised name. */
	readonly name: string;
	/** Civil seconds, where known to the minute. */
	readonly begin: number | null;
	readonly end: number | null;
	/** Day since 1970-01-01 on which it began; null where no time is given. */
	readonly day: number | null;
	readonly isMain: boolean;
}

/** Operations of a stay in the order of the file; none where the batch has no such table. */
export const operationsIn = defineFact<readonly Operation[]>('operations', (stay: Stay) => {
	if (!stay.has('operation')) return [];
	return stay
		.rows('operation')
		.filter((row) => row.text('vali_flag') !== '0')
		.map((row) => {
			const times = [row.time('oprn_oprt_begntime'), row.time('oprn_oprt_endtime')].map((time) =>
				time?.precision === PRECISION.minute ? time.seconds : null
			);
			const began = row.time('oprn_oprt_begntime') ?? row.time('oprn_oprt_date');
			return {
				row,
				code: row.text('oprn_oprt_code'),
				name: normalized(row.text('oprn_oprt_name')),
				begin: times[0]!,
				end: times[1]!,
				day: began ? dayOf(began.seconds) : null,
				isMain: (YES as readonly string[]).includes(row.text('main_oprn_flag'))
			};
		});
});

/** Operations that a charge of a day may be of: those of the day, and those of the day before that ended after midnight. */
export const operationsOn = (stay: Stay, day: number): readonly Operation[] =>
	stay.fact(operationsIn).filter((one) => one.day === day || (one.day === day - 1 && one.end !== null && dayOf(one.end) === day));
