import { display } from '../../rules/domain/display.ts';
import type { Finding, FindingLine } from '../../rules/domain/finding.ts';
import type { BatchContext, Shard } from '../../rules/domain/shard.ts';
import { QUANTITY_SCALE, SECONDS_PER_DAY } from '../../rules/domain/units.ts';
import { Row } from '../../rules/engine/row.ts';
import type { ListRow, StayHead } from '../package/model.ts';
import { cellText, timeOf } from './case-rows.ts';
import { patientsOf, visitRow } from './patient.ts';

/** What lists and work papers show of the stays and lines of one shard's findings, read from their records. */
export function listRows(
	shard: Shard,
	context: BatchContext,
	findings: readonly Finding[]
): { readonly rows: ListRow[]; readonly stays: StayHead[] } {
	const index = new Map(Array.from(shard.visitCode, (code, i) => [context.dictionaries.get('visit').text(code), i]));
	const find = rowFinder(shard, context);
	const patient = patientsOf(shard, context);
	const rows: ListRow[] = [];
	const stays = new Map<string, StayHead>();
	for (const finding of findings) {
		const visit = index.get(finding.visit) ?? -1;
		const own = visitRow(shard, visit, context);
		const cell = (field: string): string => (own ? cellText(own, field) : '');
		const who = patient(visit);
		const common: StayCells = {
			visitKind: cell('med_type'),
			institutionCode: cell('fixmedins_code'),
			institutionName: cell('fixmedins_name') || finding.institution,
			certificate: cell('certno'),
			name: who.name,
			sex: sexWord(who.sex),
			age: who.age,
			visitDate: cell('begntime').slice(0, 10),
			visitDays: daysOf(own),
			diagnosis: cell('dscg_maindiag_name') || cell('dscg_maindiag_code'),
			paid: null,
			paidDate: paidDate(shard, visit, context)
		};
		if (!stays.has(finding.visit)) stays.set(finding.visit, stayHead(finding, common, cell));
		const lines: readonly (FindingLine | null)[] = finding.lines.length === 0 ? [null] : finding.lines;
		lines.forEach((line, i) => rows.push({ key: finding.key, line: line ? i : -1, ...common, ...lineCells(line ? find(line) : null) }));
	}
	return { rows, stays: [...stays.values()] };
}

type StayCells = Pick<
	ListRow,
	| 'visitKind'
	| 'institutionCode'
	| 'institutionName'
	| 'certificate'
	| 'name'
	| 'sex'
	| 'age'
	| 'visitDate'
	| 'visitDays'
	| 'diagnosis'
	| 'paid'
	| 'paidDate'
>;
type LineCells = Omit<ListRow, keyof StayCells | 'key' | 'line'>;

function stayHead(finding: Finding, stay: StayCells, cell: (field: string) => string): StayHead {
	return {
		visit: finding.visit,
		stayNumber: cell('ipt_otp_no'),
		person: finding.person,
		name: stay.name,
		certificate: stay.certificate,
		sex: stay.sex,
		age: stay.age === null ? '' : String(stay.age),
		institution: stay.institutionName,
		department: cell('dscg_dept_name') || cell('adm_dept_name'),
		doctor: cell('chfpdr_name'),
		from: cell('begntime'),
		to: cell('endtime'),
		diagnosis: stay.diagnosis
	};
}

function lineCells(row: Row | null): LineCells {
	const text = (...fields: string[]): string => (row ? (fields.map((field) => cellText(row, field)).find(Boolean) ?? '') : '');
	const value = (field: string): number | null => row?.number(field as never) ?? null;
	const days = value('prd_days');
	return {
		category: text('med_chrgitm_type'),
		code: text('hilist_code', 'med_list_codg', 'medins_list_codg'),
		item: text('hilist_name', 'medins_list_name', 'name'),
		specification: text('spec'),
		unit: text('unt'),
		price: value('pric'),
		days: days === null ? null : days / QUANTITY_SCALE,
		frequency: text('used_frqu_dscr'),
		dose: text('sin_dos_dscr'),
		quantity: value('cnt'),
		charged: value('det_item_fee_sumamt'),
		lineDate: text('fee_ocur_time', 'used_time')
	};
}

/** Finds a line's row by its identity; a table is indexed when it is first asked for. */
export function rowFinder(shard: Shard, context: BatchContext): (line: FindingLine) => Row | null {
	const indexes = new Map<string, Map<string, number>>();
	const keyOf = (file: string, record: number): string => `${file} ${record}`;
	return ({ table, file, record }) => {
		const source = shard.tables[table];
		if (!source) return null;
		let index = indexes.get(table);
		if (!index) {
			index = new Map(Array.from(source.record, (r, i) => [keyOf(context.files[source.file[i]!]!.digest, r), i]));
			indexes.set(table, index);
		}
		const at = index.get(keyOf(file, record));
		return at === undefined ? null : new Row(source, at, context);
	};
}

function daysOf(row: Row<'visit'> | null): number | null {
	const [begin, end] = [row && timeOf(row, 'begntime'), row && timeOf(row, 'endtime')];
	if (!begin || !end) return row?.number('ipt_days') ?? null;
	return Math.max(1, Math.floor(end.seconds / SECONDS_PER_DAY) - Math.floor(begin.seconds / SECONDS_PER_DAY));
}

/** Day of the settlement, where the stay has only one. */
function paidDate(shard: Shard, visit: number, context: BatchContext): string {
	const source = shard.tables.settlement;
	if (!source || visit < 0 || source.rowStart[visit + 1]! - source.rowStart[visit]! !== 1) return '';
	const time = timeOf(new Row(source, source.rowStart[visit]!, context), 'setl_time');
	return time ? display.time(time).slice(0, 10) : '';
}

const sexWord = (code: string): string => (code === '1' ? '男' : code === '2' ? '女' : code);
