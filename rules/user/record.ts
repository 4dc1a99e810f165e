import type { Bilingual, Unit } from '../domain/finding.ts';
import { TABLES, type NumberField, type TableId, type TextField, type TimeField } from '../domain/tables/index.ts';
import { cellsOf } from '../engine/charge.ts';
import type { Trace } from '../engine/trace.ts';
import type { Source, Traced } from '../engine/traced.ts';
import { descriptorOf } from '../knowledge/tables/index.ts';
import { matchOf, numberOf, rowOf, textOf, TRUE, truthOf, type Place } from './evaluate.ts';
import { cellsOfNum, aggregatesOfNum, isLeaf, type Cell, type Cond, type Leaf, type Num } from './tree.ts';

type AnyTable = TableId;

/** A condition as its author wrote it: labels of what has no name of its own. */
export interface Written {
	readonly source: string;
	/** Name of each leaf on the evidence card. */
	readonly names: ReadonlyMap<Leaf, string>;
}

/**
 * Of a condition whose truth is known, the leaves by which a condition is true, or by which it is false: all parts of an "and" that holds, the first part of an "or" that does; of a condition
 * that fails, what held before and the first that did not.
 */
export function deciding(cond: Cond, at: Place): readonly Leaf[] {
	if (isLeaf(cond)) return [cond];
	const truth = truthOf(cond, at);
	if ((cond.kind === 'and') === (truth === TRUE)) return cond.parts.flatMap((part) => deciding(part, at));
	const first = cond.parts.findIndex((part) => truthOf(part, at) === truth);
	const before = cond.kind === 'and' ? cond.parts.slice(0, first).filter((part) => truthOf(part, at) === TRUE) : [];
	return [...before, cond.parts[first]!].flatMap((part) => deciding(part, at));
}

/** Records a leaf whose truth is known as a traced comparison, with both values and their rows. */
export function record(t: Trace, leaf: Leaf, at: Place, written: Written): void {
	const name = written.names.get(leaf)!;
	switch (leaf.kind) {
		case 'compare':
			return void t[leaf.op](name, traced(t, leaf.left, at, written), traced(t, leaf.right, at, written));
		case 'text':
			return recordText(t, name, leaf, at);
		case 'same': {
			const [left, right] = [cellText(t, leaf.left, at), cellText(t, leaf.right, at)];
			return void (leaf.negated ? t.ne(name, left, right) : t.eq(name, left, right));
		}
		case 'known':
			return recordKnown(t, name, leaf, at);
		case 'has': {
			const filled = truthOf({ ...leaf, negated: false }, at) === TRUE;
			if (!leaf.negated) return void t.present(name, labelOf(leaf.cell), filled ? [rowOf(leaf.cell, at)!] : [], leaf.cell.field);
			const left = t.derived(labelOf(leaf.cell), 'text', filled ? FILLED : EMPTY, [sourceOf(leaf.cell, at)]);
			return void t.eq(name, left, t.constant(WANTED, 'text', EMPTY));
		}
	}
}
const [FILLED, EMPTY] = ['已填写', '未填写'];
const WANTED: Bilingual = { zh: '规则要求', en: 'The rule asks for' };

function recordText(t: Trace, name: string, leaf: Leaf & { kind: 'text' }, at: Place): void {
	const { test, words, negated, cell } = leaf;
	const label = TEST_LABELS[test];
	if (test === 'eq' && words.length === 1) {
		const [left, right] = [cellText(t, cell, at), t.constant(label, 'text', words[0]!)];
		return void (negated ? t.ne(name, left, right) : t.eq(name, left, right));
	}
	const text = textOf(cell, at);
	const found =
		test === 'eq'
			? undefined
			: words.find((word) => (test === 'contains' ? text.includes(word) : test === 'startsWith' ? text.startsWith(word) : text.endsWith(word)));
	const left = found === undefined ? cellText(t, cell, at, SHOWN) : t.derived(labelOf(cell), 'text', found, [spanOf(cell, at, text, found, test)]);
	const right = t.constant<readonly string[]>(label, 'text', words);
	if (negated) t.notIn(name, left, right);
	else t.in(name, left, right);
}
const TEST_LABELS = {
	eq: { zh: '规则给定', en: 'Given by the rule' },
	contains: { zh: '含有', en: 'Contains' },
	startsWith: { zh: '开头是', en: 'Begins with' },
	endsWith: { zh: '结尾是', en: 'Ends with' }
} as const;
/** Characters of a long text that a card repeats; the source marks the place itself. */
const SHOWN = 200;

function recordKnown(t: Trace, name: string, leaf: Leaf & { kind: 'known' }, at: Place): void {
	const match = matchOf(leaf, at);
	if (match) return void t.matches(name, rowOf(leaf.cell, at) as never, match);
	const { zh, en } = descriptorOf(leaf.table);
	const [left, right] = [cellText(t, leaf.cell, at), t.constant<readonly string[]>({ zh: `知识表 ${zh}`, en: `Knowledge table ${en}` }, 'text', [])];
	if (leaf.negated) t.notIn(name, left, right);
	else t.in(name, left, right);
}

const labelOf = (cell: Cell): Bilingual => (TABLES[cell.table].fields as Record<string, Bilingual>)[cell.field]!;
const sourceOf = (cell: Cell, at: Place): Source => ({ row: rowOf(cell, at)!, field: cell.field });

function spanOf(cell: Cell, at: Place, text: string, word: string, test: string): Source {
	const from = test === 'endsWith' ? text.length - word.length : text.indexOf(word);
	return { ...sourceOf(cell, at), span: [from, from + word.length] };
}

function cellText(t: Trace, cell: Cell, at: Place, most = Infinity): Traced<string> {
	const text = textOf(cell, at);
	if (text.length <= most) return t.text(rowOf(cell, at)! as never, cell.field as TextField<AnyTable> as never);
	return t.derived(labelOf(cell), 'text', `${text.slice(0, most)}…`, [sourceOf(cell, at)]);
}

/** A number of a condition with the cells that it was read from. */
function traced(t: Trace, num: Num, at: Place, written: Written): Traced<number> {
	const unit: Unit = num.type;
	switch (num.kind) {
		case 'literal':
			return t.constant<number>(TEST_LABELS.eq, unit, num.value);
		case 'cell':
			return cellNumber(t, num, at);
		case 'dayOf':
			return t.dayOf(rowOf(num.of, at)! as never, num.of.field as TimeField<AnyTable> as never);
		default:
			return t.derived<number>(textual(num, written), unit, numberOf(num, at), sourcesOf(num, at));
	}
}

function cellNumber(t: Trace, cell: Cell, at: Place): Traced<number> {
	const row = rowOf(cell, at)!;
	if (cell.type === 'time') return t.instant(row as never, cell.field as TimeField<AnyTable> as never) as unknown as Traced<number>;
	if (!cell.net || !at.charge || at.charge.refunds.length === 0) return t.number(row as never, cell.field as NumberField<AnyTable> as never);
	const { zh, en } = labelOf(cell);
	const label = { zh: `${zh}（减退费）`, en: `${en}, net of refunds` };
	return t.derived<number>(label, cell.type as Unit, numberOf(cell as Cell<'amount'>, at), cellsOf(at.charge, cell.field));
}

/** What is computed is called what its author wrote. */
function textual(num: Num, { source }: Written): Bilingual {
	const text = source.slice(num.from, num.to).replace(/\s+/g, ' ');
	if (num.kind !== 'aggregate') return { zh: text, en: text };
	const { zh, en } = TABLES[num.table];
	const names = { count: ['行数', 'rows'], sum: ['合计', 'sum'], most_per_day: ['最多的一天', 'largest day'] }[num.name] as [string, string];
	return { zh: `${zh}${names[0]}：${text}`, en: `${en}, ${names[1]}: ${text}` };
}

function sourcesOf(num: Num, at: Place): readonly Source[] {
	return [
		...cellsOfNum(num).flatMap((cell) => (cell.net && at.charge ? cellsOf(at.charge, cell.field) : [sourceOf(cell, at)])),
		...aggregatesOfNum(num).flatMap((aggregate) => {
			const { rows, charges } = at.aggregate(aggregate);
			const field = aggregate.cell?.field ?? null;
			return charges.length > 0 && field !== null ? charges.flatMap((charge) => cellsOf(charge, field)) : rows.map((row) => ({ row, field }));
		})
	];
}
