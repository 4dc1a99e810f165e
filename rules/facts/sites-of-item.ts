import type { Row } from '../engine/row.ts';
import type { Stay } from '../engine/stay.ts';
import type { Source } from '../engine/traced.ts';
import { partOf } from './imaging-parts.ts';
import { normalized } from './memo.ts';
import { operationsIn } from './operations.ts';
import { workedSites } from './one-session.ts';
import { sessionsIn } from './sessions.ts';
import { operationNotes } from './text/operation-notes.ts';
import { namesOfUnit, type UnitItems } from './units-of-item.ts';

/** Sites (部位、节段、侧别、标本) that records tell for an item: how many, and where they stand. */
export interface SitesTold {
	readonly count: number;
	readonly sources: readonly Source[];
	/** A record says that there are more than it names (多发、数个). */
	readonly isOpen: boolean;
}

const OPEN = /多发|多处|多枚|数个|数枚|若干/;
const PARTED = /[、,，;；+和及/]/;
const BOTH_SIDES = /双侧|两侧/;

/**
 * Sites of an item by its unit: vertebrae and sides out of the notes of operations and the names of the operations; sites and specimens out of the reports that name
 * the item, each report or each part that it lists one; operations where nothing else tells. Null where no record tells any.
 */
export function sitesTold(stay: Stay, unit: UnitItems): SitesTold | null {
	const { point } = unit;
	const isOperative = point.unit === 'vertebra' || point.unit === 'side';
	const told = isOperative ? ofNotes(stay, unit) : ofReports(stay, unit);
	if (told !== null || !(point.records ?? []).includes('operation')) return told;
	const operations = sessionsIn(stay, 'operation', []);
	if (operations.length === 0) return null;
	return { count: operations.length, sources: operations.map(({ row, field }) => ({ row, field })), isOpen: false };
}

function ofNotes(stay: Stay, unit: UnitItems): SitesTold | null {
	const kind = unit.point.unit === 'vertebra' ? 'vertebra' : 'side';
	const notes = stay.has('document') ? stay.fact(operationNotes) : [];
	const said = notes.flatMap((note) => workedSites(note).filter((site) => site.kind === kind));
	const codes = new Set(said.flatMap(({ code }) => (code === '双' ? ['左', '右'] : [code])));
	const named = stay.fact(operationsIn).filter(({ name }) => kind === 'side' && BOTH_SIDES.test(name));
	if (named.length > 0) ['左', '右'].forEach((side) => codes.add(side));
	if (codes.size === 0) return null;
	const sources = [...said.map(({ source }) => source), ...named.map(({ row }) => ({ row, field: 'oprn_oprt_name' }))];
	return { count: codes.size, sources, isOpen: notes.some((note) => OPEN.test(note.text.reading.text)) };
}

/** Reports that name the item; each part that a report lists is a site, and a report without parts is one. */
function ofReports(stay: Stay, unit: UnitItems): SitesTold | null {
	if (!(unit.point.records ?? []).includes('exam')) return null;
	const rows = sessionsIn(stay, 'exam', [...namesOfUnit(unit), ...(unit.point.siteWords ?? [])]).map(({ row }) => row as Row<'exam'>);
	if (rows.length === 0) return null;
	const parts = rows.map((row) => Math.max(1, listed(row.text('exam_part'))));
	const sources = rows.map((row) => ({ row, field: row.text('exam_part') === '' ? 'item_name' : 'exam_part' }));
	return {
		count: parts.reduce((sum, one) => sum + one, 0),
		sources,
		isOpen: rows.some((row) => OPEN.test(row.text('exam_part') + row.text('finding')))
	};
}

/** Parts of a list; both sides are two. */
function listed(text: string): number {
	const parts = text.split(PARTED).filter((part) => part.trim() !== '');
	const sides = parts.filter((part) => BOTH_SIDES.test(part) || /^双/.test(normalized(part))).length;
	const distinct = new Set(parts.map((part) => `${/[左右]/.exec(part)?.[0] ?? ''}${partOf(part) || part}`)).size;
	return distinct + sides;
}
