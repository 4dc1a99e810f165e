import type { Condition, Operand } from '../../../rules/domain/finding.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import type { ExampleCondition, ExampleOperand, ExampleTable, RuleExample } from '../../../workers/protocol/rule-example.ts';
import type { Tables } from '../harness/record.ts';

/** An example is read at one glance: more rows or comparisons than these are counted, not shown. */
const ROWS = 8;
const CONDITIONS = 6;
/** Values of a list, and characters of a text. */
const VALUES = 8;
const CHARACTERS = 120;

type Row = Readonly<Record<string, string>>;

/** Rows of each table that the example shows, 0-based: those that were read come first. */
function rowsShown(raw: Tables, conditions: readonly Condition[]): Map<TableId, number[]> {
	const read = new Map<TableId, Set<number>>();
	for (const { table, record } of conditions.slice(0, CONDITIONS).flatMap(({ left, right }) => [...left.sources, ...right.sources]))
		(read.get(table) ?? read.set(table, new Set()).get(table)!).add(record - 1);
	return new Map(
		(Object.entries(raw) as [TableId, readonly Row[]][]).map(([table, rows]) => {
			const all = rows.map((_, i) => i);
			const first = all.filter((i) => read.get(table)?.has(i));
			const rest = all.filter((i) => !read.get(table)?.has(i));
			return [table, [...first, ...rest].slice(0, ROWS).sort((a, b) => a - b)];
		})
	);
}

/** Tables of a record without columns that say nothing. */
export function shownTables(raw: Tables, conditions: readonly Condition[]): Pick<RuleExample, 'tables'> {
	const shown = rowsShown(raw, conditions);
	return {
		tables: (Object.entries(raw) as [TableId, readonly Row[]][]).map(([table, rows]): ExampleTable => {
			const own = shown.get(table)!.map((i) => rows[i]!);
			const fields = [...new Set(own.flatMap((row) => Object.keys(row)))].filter((field) => own.some((row) => (row[field] ?? '') !== ''));
			return { table, fields, rows: own.map((row) => fields.map((field) => short(row[field] ?? ''))), more: rows.length - own.length };
		})
	};
}

export function shownConditions(raw: Tables, conditions: readonly Condition[]): Pick<RuleExample, 'conditions' | 'more'> {
	const shown = rowsShown(raw, conditions);
	const said = new Set<string>();
	const own = conditions
		.map(({ left, op, right, holds }): ExampleCondition => ({ left: operand(left, shown), op, right: operand(right, shown), holds }))
		.filter((one) => !said.has(JSON.stringify(one)) && said.add(JSON.stringify(one)));
	// What says no is the point of an example that passes: it is never among those left out.
	const first = own.toSorted((a, b) => Number(a.holds) - Number(b.holds)).slice(0, CONDITIONS);
	const kept = own.filter((one) => first.includes(one));
	return { conditions: kept, more: own.length - kept.length };
}

function operand({ label, unit, value, origin, originRef, sources }: Operand, shown: ReadonlyMap<TableId, readonly number[]>): ExampleOperand {
	const cells = sources.flatMap(({ table, record, field }) => {
		const row = shown.get(table)?.indexOf(record - 1) ?? -1;
		return row < 0 ? [] : [{ table, row, field }];
	});
	const list = Array.isArray(value) ? (value.slice(0, VALUES) as string[]) : typeof value === 'string' ? short(value) : value;
	return { label, unit, value: list, origin, ...(originRef === undefined ? {} : { originRef }), cells };
}

const short = (text: string): string => (text.length > CHARACTERS ? `${text.slice(0, CHARACTERS)}…` : text);
