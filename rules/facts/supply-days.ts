import { QUANTITY_SCALE } from '../domain/units.ts';
import type { Charge } from '../engine/charge.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import { Undetermined } from '../engine/undetermined.ts';
import type { PointOf } from '../knowledge/pack.ts';
import { diagnosesAmong, diagnosesOf } from './diagnoses.ts';
import { ordersOfDrug } from './drug-orders.ts';

type Supply = PointOf<'supplyLimits'>;
type Visit = Stay<'visit' | 'fee' | 'order' | 'diagnosis'>;

/**
 * Days that a line supplies for (开药天数), 1/10 000 of a day, of what is left after refunds: those on the line (周期天数), else the longest of the orders
 * of the drug. 无法判断 where neither says them or a refund fits several lines.
 */
export function suppliedDays(t: Trace, stay: Visit, charge: Charge): Traced<number> {
	if (charge.ambiguous) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
	const { row } = charge;
	const { days, source } = toldDays(stay, charge);
	const full = t.known(t.number(row, 'cnt'));
	const label = { zh: '开药天数', en: 'Days of supply' };
	if (days === null || full <= 0) return t.derived<number>(label, 'quantity', null, source, { kind: 'value', what: 'fee.prd_days' });
	return t.derived(label, 'quantity', Math.round((days * charge.quantity) / full), source);
}

function toldDays(stay: Visit, charge: Charge): { days: number | null; source: Source[] } {
	const own = charge.row.number('prd_days');
	if (own !== null && own > 0) return { days: own, source: [{ row: charge.row, field: 'prd_days' }] };
	const orders = stay.has('order') ? ordersOfDrug(stay, [charge]).filter((order) => (order.number('days') ?? 0) > 0) : [];
	const [longest] = [...orders].sort((a, b) => b.number('days')! - a.number('days')!);
	return longest
		? { days: longest.number('days')! * QUANTITY_SCALE, source: [{ row: longest, field: 'days' }] }
		: { days: null, source: [{ row: charge.row, field: 'prd_days' }] };
}

/**
 * Most days that may be supplied to this patient, 1/10 000: those for the chronic disease (慢性病) where the point names one and the days could be lawful
 * under it, else the ordinary ones, with the conditions that the disease is not on record and the visit is under no benefit. Null where it is lawful.
 */
export function limitOfDays(t: Trace, stay: Visit, point: Supply, supplied: number): Traced<number> | null {
	const limit = (days: number) => t.knowledge(point, { zh: '限定开药天数', en: 'Most days of supply' }, 'quantity', days * QUANTITY_SCALE);
	const { days, chronicDays, chronicIcd = [] } = point;
	if (chronicDays === undefined) return days === undefined ? null : limit(days);
	if (days === undefined || supplied > Math.max(days, chronicDays) * QUANTITY_SCALE) return limit(Math.max(days ?? 0, chronicDays));
	if (supplied <= days * QUANTITY_SCALE) return null;
	const told = diagnosesOf(stay);
	if (told.length === 0)
		throw new Undetermined(stay.has('diagnosis') ? { kind: 'value', what: 'diagnosis.diag_code' } : { kind: 'table', what: 'diagnosis' });
	const found = diagnosesAmong(told, chronicIcd, []).map(({ row }) => row);
	const type = t.text(stay.visit, 'med_type');
	const kind = t.derived<string>(type.label, 'text', t.known(type).slice(0, 2), type.sources);
	const benefit = t.constant<readonly string[]>({ zh: '门诊慢特病', en: 'Outpatient benefits' }, 'text', ['14']);
	if (!t.notIn('no-benefit-visit', kind, benefit)) return null;
	const label = { zh: '可长期开药的慢性病诊断', en: 'Chronic diseases that allow more' };
	const fields = { mdtrt_id: stay.id, diag_code: chronicIcd[0] ?? '', diag_name: '' };
	const searched = told.map(({ row }) => row);
	return t.absent('not-chronic', label, found, searched, { table: 'diagnosis', fields }) ? limit(days) : null;
}
