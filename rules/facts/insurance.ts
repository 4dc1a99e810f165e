import type { Missing } from '../domain/finding.ts';
import { settlementOf } from '../engine/amounts.ts';
import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Traced } from '../engine/traced.ts';
import { optionalCode, optionalText, YES } from './cells.ts';

/** Basic medical insurance (`insutype`, FIELDS.md E): 310 employees; 390, 391 residents; 392 residents' critical illness. */
export const BASIC_INSURANCE = ['310', '390', '391', '392'] as const;

/** Insurance kinds that pay for the drugs limited to them; 510 per FIELDS.md E, 410 is general knowledge (工伤保险). */
export const PAYING_INSURANCE = { injury: ['410'], maternity: ['510'] } as const;

/** The insurance kind that a charge was settled under: its settlement's where that says one, else the visit's; as the national three digits. */
export function insuranceOf(t: Trace, stay: Stay<'visit' | 'settlement'>, charge: Charge): Traced<string> {
	const settled = settlementOf(stay, charge);
	const row: Row<'visit'> | Row<'settlement'> = settled?.text('insutype') ? settled : stay.visit;
	const text = row.table === 'visit' ? (row as Row<'visit'>).text('insutype') : (row as Row<'settlement'>).text('insutype');
	const missing: Missing = { kind: row.hasField('insutype') ? 'value' : 'field', what: `${row.table}.insutype` };
	return t.derived<string>({ zh: '险种类型', en: 'Insurance kind' }, 'text', text.trim().slice(0, 3) || null, [{ row, field: 'insutype' }], missing);
}

/**
 * That a charge belongs to no birth: neither the visit (生育) nor the line (生育费用标志) says so. Where the funds are merged, maternity
 * drugs are paid for births under any kind of insurance.
 */
export function outsideMaternity(t: Trace, visit: Row<'visit'>, charge: Charge): boolean {
	t.known(t.text(visit, 'med_type'));
	const kinds = t.constant<readonly string[]>({ zh: '生育就医', en: 'Visits for a birth' }, 'text', ['52', '51']);
	if (!t.notIn('no-maternity-visit', optionalCode(visit, 'med_type', ['52', '51']), kinds)) return false;
	return t.notIn('no-maternity-fee', optionalText(charge.row, 'matn_fee_flag'), t.constant<readonly string[]>({ zh: '是', en: 'Yes' }, 'text', YES));
}
