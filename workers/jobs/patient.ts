import type { BatchContext, Shard } from '../../rules/domain/shard.ts';
import { dayOf } from '../../rules/domain/units.ts';
import { Row } from '../../rules/engine/row.ts';
import { yearsOn } from '../../rules/facts/person.ts';

export interface Patient {
	readonly name: string;
	/** National code of `gend`. */
	readonly sex: string;
	/** Whole years at the begin of the visit; null where unknown. */
	readonly age: number | null;
}
const UNKNOWN: Patient = { name: '', sex: '', age: null };

/** Who a visit of the shard is about, as its own record says. */
export function patientsOf(shard: Shard, context: BatchContext): (visit: number) => Patient {
	const memo = new Map<number, Patient>();
	return (visit) => {
		const known = memo.get(visit);
		if (known) return known;
		const row = visitRow(shard, visit, context);
		const patient = row ? { name: row.text('psn_name'), sex: row.text('gend'), age: row.number('age') ?? ageAt(row) } : UNKNOWN;
		memo.set(visit, patient);
		return patient;
	};
}

/** The visit's own record, or null where no file describes it. */
export function visitRow(shard: Shard, visit: number, context: BatchContext): Row<'visit'> | null {
	const table = shard.tables.visit;
	if (!table || visit < 0) return null;
	const row = table.rowStart[visit]!;
	return row < table.rowStart[visit + 1]! ? new Row<'visit'>(table, row, context) : null;
}

function ageAt(row: Row<'visit'>): number | null {
	const [born, begin] = [row.time('brdy'), row.time('begntime')];
	if (!born || !begin || begin.seconds < born.seconds) return null;
	return yearsOn(dayOf(born.seconds), dayOf(begin.seconds));
}
