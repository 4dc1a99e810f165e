import { nameId } from '$rules/domain/name-id.ts';
import type { CaseFinding, CaseView } from '$workers/protocol/case.ts';
import type { QueueFilter } from '$workers/protocol/review.ts';

/** Findings that share something with the case, as a filter of the queue. */
export interface RelatedQueue {
	readonly on: 'doctor' | 'department' | 'item';
	readonly name: string;
	readonly filter: Omit<QueueFilter, 'search'>;
}
/** Items named: those of the finding in sight first. */
const MOST_ITEMS = 6;

/** Doctor and department as the finding in sight says them, else as the stay does; main items of the stay's findings. Doctors go by id, as in addresses. */
export function relatedQueues(view: CaseView, chosen: CaseFinding | null): RelatedQueue[] {
	const head = (field: string): string => view.head[field] ?? '';
	const row = chosen?.row;
	const institution = row?.institution ?? head('fixmedins_code');
	const doctor = row?.doctor || head('chfpdr_name');
	const department = row?.department || head('dscg_dept_name') || head('adm_dept_name');
	const rows = row ? [row, ...view.findings.map((one) => one.row)] : view.findings.map((one) => one.row);
	const items = [...new Set(rows.map(({ item }) => item))].filter((item) => item !== '').slice(0, MOST_ITEMS);
	const here = institution === '' ? {} : { institution: [institution] };
	return [
		...(doctor === '' ? [] : [{ on: 'doctor' as const, name: doctor, filter: { facets: { doctor: [nameId(doctor)], ...here } } }]),
		...(department === '' ? [] : [{ on: 'department' as const, name: department, filter: { facets: { department: [department], ...here } } }]),
		...items.map((name): RelatedQueue => ({ on: 'item', name, filter: { facets: { item: [name] } } }))
	];
}
