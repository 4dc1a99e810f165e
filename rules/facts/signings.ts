import type { BatchContext, Shard } from '../domain/shard.ts';
import { PRECISION } from '../domain/units.ts';
import { Row } from '../engine/row.ts';
import type { RunContext } from '../engine/rule.ts';
import { codesOf, timesOf } from './columns.ts';
import { institutionsOf } from './trace-uploads.ts';

export const SECONDS_PER_MINUTE = 60;

/** Orders that name a doctor and a minute, each doctor, minute and institution once a visit, in columns. Doctors, institutions and visits by batch-wide codes. */
export interface Signings {
	readonly doctor: Uint32Array;
	readonly minute: Float64Array;
	readonly place: Uint32Array;
	readonly visit: Uint32Array;
}
/** A minute in which one doctor's name signed at two institutions. */
export interface Coincidence {
	readonly minute: number;
	readonly visit: number;
	readonly place: number;
	readonly otherVisit: number;
	readonly otherPlace: number;
}
/** Coincidences by doctor, in the order of time. */
export type Coincidences = ReadonlyMap<number, readonly Coincidence[]>;

export function signingsIn(shard: Shard, context: RunContext): Signings {
	const { order } = shard.tables;
	const [doctors, times, placeOf] = [codesOf(order, 'drord_dr'), timesOf(order, 'drord_begn_time'), institutionsOf(shard, context)];
	const places = context.batch.dictionaries.get('fixmedins_code');
	const found: Record<keyof Signings, number[]> = { doctor: [], minute: [], place: [], visit: [] };
	for (let visit = 0; order && doctors && times && visit < shard.visitCount; visit++) {
		const [place, seen] = [places.code(placeOf(visit)), new Set<string>()];
		if (place === 0) continue;
		for (let row = order.rowStart[visit]!; row < order.rowStart[visit + 1]!; row++) {
			if (doctors[row] === 0 || times.precision[row] !== PRECISION.minute) continue;
			const minute = Math.floor(times.seconds[row]! / SECONDS_PER_MINUTE);
			const key = `${doctors[row]!} ${minute}`;
			if (seen.has(key)) continue;
			seen.add(key);
			found.doctor.push(doctors[row]!);
			found.minute.push(minute);
			found.place.push(place);
			found.visit.push(shard.visitCode[visit]!);
		}
	}
	return {
		doctor: Uint32Array.from(found.doctor),
		minute: Float64Array.from(found.minute),
		place: Uint32Array.from(found.place),
		visit: Uint32Array.from(found.visit)
	};
}

/** Joins the orders of all shards and keeps the minutes in which a doctor signed at two institutions; the order of the shards does not matter. */
export function coincidencesOf(partials: readonly Signings[]): Coincidences {
	const byDoctor = new Map<number, { minute: number; place: number; visit: number }[]>();
	for (const { doctor, minute, place, visit } of partials) {
		for (let i = 0; i < doctor.length; i++) {
			const one = { minute: minute[i]!, place: place[i]!, visit: visit[i]! };
			const known = byDoctor.get(doctor[i]!);
			if (known) known.push(one);
			else byDoctor.set(doctor[i]!, [one]);
		}
	}
	const found = new Map<number, Coincidence[]>();
	for (const [doctor, all] of byDoctor) {
		if (all.every(({ place }) => place === all[0]!.place)) continue;
		all.sort((a, b) => a.minute - b.minute || a.visit - b.visit);
		let first = all[0]!;
		const pairs: Coincidence[] = [];
		for (const one of all) {
			if (one.minute !== first.minute) first = one;
			else if (one.place !== first.place && pairs.at(-1)?.minute !== one.minute)
				pairs.push({ minute: one.minute, visit: first.visit, place: first.place, otherVisit: one.visit, otherPlace: one.place });
		}
		if (pairs.length > 0) found.set(doctor, pairs);
	}
	return found;
}

const known = new WeakMap<BatchContext, ReadonlyMap<string, readonly Row<'doctor'>[]>>();
/** Rows of the register of doctors (医师表) by name; made once a run. */
export function doctorsNamed(batch: BatchContext, name: string): readonly Row<'doctor'>[] {
	let byName = known.get(batch);
	if (!byName) {
		const rows = new Map<string, Row<'doctor'>[]>();
		const table = batch.tables.doctor;
		for (let index = 0; table && index < table.rowCount; index++) {
			const row = new Row<'doctor'>(table, index, batch);
			rows.set(row.text('dr_name'), [...(rows.get(row.text('dr_name')) ?? []), row]);
		}
		known.set(batch, (byName = rows));
	}
	return byName.get(name) ?? [];
}
