import type { Condition, EvidenceRef, Finding } from '../../../rules/domain/finding.ts';
import { display } from '../../../rules/domain/display.ts';
import { fieldSpec, type TableId } from '../../../rules/domain/tables/index.ts';
import type { Tables } from './record.ts';

/** Fields that name the item of a fee line: another item under the same name would still match. */
const NAMING = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'hilist_name', 'medins_list_name'];

/**
 * The record with the source cells of one condition set so that the condition no longer holds, or null where it has no cell
 * (a parameter against a constant).
 */
export function clearing(raw: Tables, condition: Condition): Tables | null {
	const { left, op, right } = condition;
	if (op === 'absent') return withRow(raw, condition);
	if (op === 'present') return withoutRows(raw, left.sources);
	if (op === 'matches') return left.sources.reduce((next, ref) => rename(next, ref), raw);
	const side = left.sources.length > 0 ? left : right;
	if (side.sources.length === 0) return null;
	const value = clearingValue(condition, side === left);
	return side.sources.reduce((next, ref) => (ref.field === null ? withoutRows(next, [ref]) : setCell(next, ref, value(fieldKind(ref)))), raw);
}

function clearingValue({ op, right, left }: Condition, isLeft: boolean): (kind: string) => string {
	const low = (kind: string): string => (kind === 'time' ? '1971-01-01 08:00' : kind === 'code' || kind === 'id' ? '~' : '0');
	const high = (kind: string): string => (kind === 'time' ? '2099-01-01 08:00' : kind === 'code' || kind === 'id' ? '~' : '9999999');
	const other = isLeft ? right : left;
	switch (op) {
		case 'gt':
		case 'ge':
			return isLeft ? low : high;
		case 'lt':
		case 'le':
			return isLeft ? high : low;
		case 'ne':
		case 'notIn':
		case 'outside': {
			const value = Array.isArray(other.value) ? other.value[0]! : other.value;
			return (kind) =>
				kind === 'time' && typeof value === 'number'
					? display.time({ seconds: (other.unit === 'day' || (op === 'outside' && value < 100_000) ? value * 86_400 : value) as never, precision: 2 })
					: String(value);
		}
		default:
			return (kind) => (kind === 'time' ? '1971-01-01 08:00' : kind === 'code' || kind === 'id' || kind === 'text' ? '~' : '9999999');
	}
}

const fieldKind = (ref: EvidenceRef): string => fieldSpec(ref.table, ref.field!)!.kind;

function setCell(raw: Tables, ref: EvidenceRef, value: string): Tables {
	return edit(raw, ref.table, (row, i) => (i === ref.record - 1 ? { ...row, [ref.field!]: value } : row));
}
function rename(raw: Tables, ref: EvidenceRef): Tables {
	return edit(raw, ref.table, (row, i) =>
		i === ref.record - 1
			? Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, NAMING.includes(name) && cell !== '' ? '无关项目' : cell]))
			: row
	);
}
function edit(
	raw: Tables,
	table: TableId,
	change: (row: Readonly<Record<string, string>>, index: number) => Readonly<Record<string, string>>
): Tables {
	return { ...raw, [table]: raw[table]!.map(change) };
}
function withoutRows(raw: Tables, refs: readonly EvidenceRef[]): Tables {
	const next: Tables = { ...raw };
	for (const table of new Set(refs.map((ref) => ref.table))) {
		const gone = new Set(refs.filter((ref) => ref.table === table).map((ref) => ref.record - 1));
		next[table] = raw[table]!.filter((_, i) => !gone.has(i));
	}
	return next;
}
function withRow(raw: Tables, condition: Condition): Tables {
	if (!condition.witness) throw new Error(`condition ${condition.name}: absent without a witness`);
	const { table, fields } = condition.witness;
	const row = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
	return { ...raw, [table]: [...(raw[table] ?? []), row] };
}

/**
 * Whether a finding still stands on the condition that was cleared: a condition on its card no longer holds; or the lines that the condition
 * read are still wrong by as much; or, where it read no fee line, no line has gone and the same messages stand (a finding that falls back to
 * a weaker message no longer says what the condition carried).
 */
export function stillStands(before: Finding, condition: Condition, after: Finding | undefined): boolean {
	if (!after) return false;
	if (after.conditions.some((candidate) => !candidate.holds)) return true;
	const place = ({ table, record }: { table: string; record: number }): string => `${table} ${record}`;
	const touched = new Set([...condition.left.sources, ...condition.right.sources].filter((ref) => ref.table === 'fee').map(place));
	const wrong = (finding: Finding): Map<string, number | null> =>
		new Map(finding.lines.filter((line) => line.role === 'offending').map((line) => [place(line), line.qty]));
	const [was, is] = [wrong(before), wrong(after)];
	const same = (line: string): boolean => is.has(line) && is.get(line) === was.get(line);
	const said = (finding: Finding): string => String(finding.messages.map(({ id }) => id));
	return touched.size > 0 ? [...touched].some(same) : [...was.keys()].every(same) && said(before) === said(after);
}
