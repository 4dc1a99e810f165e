import type { Charge } from '../engine/charge.ts';
import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source } from '../engine/traced.ts';
import { recordedVisit } from './person-items.ts';
import { isInpatient } from './stay-days.ts';

/** How departments and institutions of online care name themselves; no field or code of the hand-over tells it (FIELDS.md). */
const ONLINE = ['互联网', '线上', '云医院', '网络医院', '在线诊'];
const VISIT_FIELDS = ['adm_dept_name', 'dscg_dept_name', 'fixmedins_name'] as const;

/** Whether an outpatient charge is of online care (互联网诊疗), as a condition on the names of its department and institution; 无法判断 without any. */
export function isOnline(t: Trace, stay: Stay<'visit'>, { row }: Charge): boolean {
	const visit = recordedVisit(stay);
	if (visit === null || isInpatient(visit.text('med_type'))) return false;
	const places = named(visit, row);
	const online = places.filter(({ text }) => wordIn(text) !== undefined);
	const [told] = online.length > 0 ? online : places;
	const shown = (online.length > 0 ? online : places).map(({ source }) => source);
	const missing = { kind: 'value', what: 'visit.adm_dept_name' } as const;
	const value = told ? (wordIn(told.text) ?? told.text) : null;
	const left = t.derived<string>({ zh: '就诊科室或机构', en: 'Department or institution' }, 'text', value, shown, missing);
	return t.in('online', left, t.constant<readonly string[]>({ zh: '互联网诊疗', en: 'Online care' }, 'text', ONLINE));
}

const wordIn = (text: string): string | undefined => ONLINE.find((word) => text.includes(word));

function named(visit: Row<'visit'>, fee: Row<'fee'>): { text: string; source: Source }[] {
	const ordering = { text: fee.text('bilg_dept_name'), source: { row: fee, field: 'bilg_dept_name' } };
	const own = VISIT_FIELDS.map((field) => ({ text: visit.text(field), source: { row: visit, field } }));
	return [ordering, ...own].filter(({ text }) => text !== '');
}
