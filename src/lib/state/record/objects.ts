import type { CaseFinding, CaseTable, CaseView } from '$workers/protocol/case.ts';
import type { Note } from '$workers/protocol/register.ts';

/** Something that a note can be written on; wherever it appears again, the note shows. */
export interface NoteObject {
	readonly on: Note['on'];
	/** What the note names it by. Doctors and departments are known within their institution: two hospitals may have a 王医生 each. */
	readonly object: string;
	/** As people call it; '' for the finding, whose title the page knows. */
	readonly name: string;
}

export const noteKey = ({ on, object }: Pick<Note, 'on' | 'object'>): string => `${on}\n${object}`;
const within = (institution: string, name: string): string => `${institution}\n${name}`;

/** Everything in the case that a note can be on: the finding in sight, the stay and its person, who treated, where, and what was charged. */
export function objectsOf(view: CaseView, chosen: CaseFinding | null): NoteObject[] {
	const { fee } = view.tables;
	const head = (field: string): string => view.head[field] ?? '';
	const institution = head('fixmedins_code') || head('fixmedins_name');
	const departments = distinct([head('dscg_dept_name'), head('adm_dept_name'), chosen?.finding.department ?? '', ...cells(fee, 'bilg_dept_name')]);
	const doctors = distinct([head('chfpdr_name'), chosen?.finding.doctor ?? '', ...cells(fee, 'bilg_dr_name')]);
	const findings = chosen ? [chosen, ...view.findings.filter(({ row }) => row.key !== chosen.row.key)] : view.findings;
	return [
		...findings.map(({ row }): NoteObject => ({ on: 'finding', object: row.key, name: '' })),
		{ on: 'visit', object: view.visit, name: view.visit },
		...(view.person === '' ? [] : [{ on: 'person' as const, object: view.person, name: head('psn_name') || view.person }]),
		...departments.map((name): NoteObject => ({ on: 'department', object: within(institution, name), name })),
		...doctors.map((name): NoteObject => ({ on: 'doctor', object: within(institution, name), name })),
		...(institution === '' ? [] : [{ on: 'institution' as const, object: institution, name: head('fixmedins_name') || institution }]),
		...itemsOf(fee, institution)
	];
}

/** Charged items, by national code where there is one, else by the institution's own code or name. */
function itemsOf(fee: CaseTable | undefined, institution: string): NoteObject[] {
	if (!fee) return [];
	const at = (field: string): number => fee.fields.indexOf(field);
	const [code, local, name, own] = ['hilist_code', 'medins_list_codg', 'hilist_name', 'medins_list_name'].map(at) as [number, number, number, number];
	const items = new Map<string, NoteObject>();
	for (const { cells: row } of fee.rows) {
		const cell = (column: number): string => (column < 0 ? '' : row[column]!);
		const title = cell(name) || cell(own);
		const object = cell(code) || within(institution, cell(local) || title);
		if (title !== '' && !items.has(object)) items.set(object, { on: 'item', object, name: title });
	}
	return [...items.values()];
}

function cells(table: CaseTable | undefined, field: string): string[] {
	const at = table?.fields.indexOf(field) ?? -1;
	return at < 0 ? [] : table!.rows.map((row) => row.cells[at]!);
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].filter((text) => text !== '');
