import type { Missing } from '../domain/finding.ts';
import { PRECISION, QUANTITY_SCALE, SECONDS_PER_HOUR } from '../domain/units.ts';
import type { Row } from '../engine/row.ts';
import type { Source } from '../engine/traced.ts';
import { normalized } from './memo.ts';

/** Shortest name of a device by which another name is recognised. */
const MIN_NAME = 2;

/** Records of a device (设备记录) by its names, one containing the other. */
export function recordsOf(rows: readonly Row<'device'>[], names: readonly string[]): Row<'device'>[] {
	const wanted = names.map(normalized);
	return rows.filter((row) => {
		const device = normalized(row.text('device'));
		return device.length >= MIN_NAME && wanted.some((name) => device.includes(name) || name.includes(device));
	});
}

/** Σ of recorded hours, 1/10 000; null with what is missing where a record gives neither hours nor times to the minute. */
export function recordedHours(rows: readonly Row<'device'>[]): { hours: number | null; sources: Source[]; missing: Missing | null } {
	let hours = 0;
	const sources: Source[] = [];
	for (const row of rows) {
		const own = row.number('hours');
		const of = own ?? between(row);
		if (of === null) return { hours: null, sources: [], missing: { kind: 'value', what: 'device.hours' } };
		hours += of;
		sources.push(...(own === null ? ['begin_time', 'end_time'] : ['hours']).map((field) => ({ row, field })));
	}
	return { hours, sources, missing: null };
}

function between(row: Row<'device'>): number | null {
	const [begin, end] = [row.time('begin_time'), row.time('end_time')];
	if (!begin || !end || begin.precision === PRECISION.day || end.precision === PRECISION.day || end.seconds < begin.seconds) return null;
	return Math.round(((end.seconds - begin.seconds) * QUANTITY_SCALE) / SECONDS_PER_HOUR);
}
