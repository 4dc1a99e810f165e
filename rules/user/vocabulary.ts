import type { FieldKind } from '../domain/fields.ts';
import type { Bilingual } from '../domain/finding.ts';
import { fieldSpec, TABLES, type TableId } from '../domain/tables/index.ts';
import { descriptorOf, KNOWLEDGE_TABLES } from '../knowledge/tables/index.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';
import type { Cell, NumberType, Type } from './tree.ts';

/** What a rule can name: tables and fields of the domain, functions, knowledge tables. The grammar's words are these and no others. */

export const TYPE_NAMES: Readonly<Record<Type | 'boolean' | 'number', Bilingual>> = {
	amount: { zh: '金额', en: 'an amount' },
	price: { zh: '单价', en: 'a unit price' },
	quantity: { zh: '数量', en: 'a quantity' },
	ratio: { zh: '比例', en: 'a ratio' },
	integer: { zh: '整数', en: 'a whole number' },
	day: { zh: '日期', en: 'a day' },
	time: { zh: '时间', en: 'a time' },
	text: { zh: '文本', en: 'a text' },
	boolean: { zh: '条件', en: 'a condition' },
	number: { zh: '数字', en: 'a number' }
};

/** Decimals that a unit holds. */
export const PLACES: Readonly<Record<NumberType, number>> = { amount: 2, price: 6, quantity: 4, ratio: 4, integer: 0, day: 0, time: 0 };

/** What the template of a message can name. */
export const PLACEHOLDERS = ['item', 'value', 'limit', 'condition'] as const;

export interface FunctionDoc {
	readonly name: string;
	/** How it is written. */
	readonly form: string;
	readonly says: Bilingual;
}
export const FUNCTIONS: readonly FunctionDoc[] = [
	{ name: 'has', form: 'has(fee.pric)', says: { zh: '这一格是否填写', en: 'whether the cell is filled in' } },
	{ name: 'day', form: 'day(fee.fee_ocur_time)', says: { zh: '时间所在的日期', en: 'the calendar day of a time' } },
	{ name: 'date', form: 'date("2026-01-31")', says: { zh: '写明的日期', en: 'a day as written' } },
	{ name: 'count', form: 'count(fee, 条件)', says: { zh: '本次就诊中符合条件的行数', en: 'rows of the stay that fit' } },
	{ name: 'sum', form: 'sum(fee.cnt, 条件)', says: { zh: '本次就诊中符合条件的合计', en: 'sum over the rows of the stay that fit' } },
	{
		name: 'most_per_day',
		form: 'most_per_day(fee.cnt, 条件)',
		says: { zh: '本次就诊中合计最多的一天', en: 'the largest sum of one day of the stay' }
	}
];
export const METHODS: readonly FunctionDoc[] = [
	{ name: 'contains', form: '.contains("床位")', says: { zh: '文本含有', en: 'the text contains' } },
	{ name: 'startsWith', form: '.startsWith("0012")', says: { zh: '文本以此开头', en: 'the text begins with' } },
	{ name: 'endsWith', form: '.endsWith("费")', says: { zh: '文本以此结尾', en: 'the text ends with' } }
];

/** Tables whose rows belong to a stay. Stock, institutions, doctors and facilities belong to the batch: no rule of a stay reads them. */
export const RULE_TABLES: readonly TableId[] = (Object.keys(TABLES) as TableId[]).filter((id) => TABLES[id].belongs === 'visit');

export const isRuleTable = (name: string): name is TableId => (RULE_TABLES as readonly string[]).includes(name);

/** Whether a table has a field of its own of this name: `constructor` is none. */
export const isField = (table: TableId, name: string): boolean => Object.hasOwn(TABLES[table].fields, name);

/** Knowledge tables whose points are items of fee lines. */
export const ITEM_KNOWLEDGE: readonly KnowledgeTableId[] = (Object.keys(KNOWLEDGE_TABLES) as KnowledgeTableId[]).filter(
	(table) => descriptorOf(table).sides !== 'none'
);
/** Cells of a fee line that a knowledge table can know. */
export const ITEM_FIELDS = ['hilist_code', 'med_list_codg', 'medins_list_codg', 'hilist_name', 'medins_list_name'] as const;

const TYPES: Readonly<Record<FieldKind, Type>> = {
	code: 'text',
	id: 'text',
	text: 'text',
	amount: 'amount',
	price: 'price',
	quantity: 'quantity',
	ratio: 'ratio',
	integer: 'integer',
	time: 'time'
};
const NET = ['cnt', 'det_item_fee_sumamt', 'inscp_amt'];

export const typeOfField = (table: TableId, field: string): Type => TYPES[fieldSpec(table, field)!.kind];

/** The cell of a known field. */
export function cellOf(table: TableId, field: string, from: number, to: number): Cell {
	const { kind } = fieldSpec(table, field)!;
	const stored = kind === 'code' ? 'code' : kind === 'time' ? 'time' : kind === 'id' || kind === 'text' ? 'bytes' : 'number';
	return { kind: 'cell', table, field, type: TYPES[kind], stored, net: table === 'fee' && NET.includes(field), from, to };
}

/** The known name nearest to one that is not known, or null. */
export function nearest(name: string, known: readonly string[]): string | null {
	const scored = known.map((candidate) => [distance(name.toLowerCase(), candidate.toLowerCase()), candidate] as const).sort((a, b) => a[0] - b[0]);
	const best = scored[0];
	return best && best[0] <= Math.max(2, Math.floor(name.length / 3)) ? best[1] : null;
}

/** Levenshtein distance, of short names. */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
		row = next;
	}
	return row[b.length]!;
}
