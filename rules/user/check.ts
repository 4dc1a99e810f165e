import type { TableId } from '../domain/tables/index.ts';
import type { KnowledgeTableId } from '../knowledge/pack.ts';
import { isKnowledgeTable } from '../knowledge/tables/index.ts';
import { cellAt, isLiteral, NumberReader, wordOf, type Frame } from './check-numbers.ts';
import { Faulty, faulty, type RuleFault, type Span } from './fault.ts';
import { LIMITS } from './limits.ts';
import { isFault, parse, type Node } from './parse.ts';
import { negate, type Cell, type Comparison, type Cond, type TextTest } from './tree.ts';
import { ITEM_FIELDS, ITEM_KNOWLEDGE, METHODS, nearest, TYPE_NAMES } from './vocabulary.ts';

/** A condition that was read and typed, with what it needs. */
export interface Checked {
	readonly cond: Cond;
	readonly tables: readonly TableId[];
	readonly knowledge: readonly KnowledgeTableId[];
}
export type RuleScope = 'line' | 'stay';

/**
 * Reads and types a condition. A line rule looks at a fee line and its visit; a stay rule looks at the visit, and at other tables through `count`, `sum` and
 * `most_per_day`. Every fault stands at its place; a text with any fault gives no condition.
 */
export function check(source: string, scope: RuleScope): { readonly checked: Checked | null; readonly faults: readonly RuleFault[] } {
	const ast = parse(source);
	if (isFault(ast)) return { checked: null, faults: [ast] };
	const reader = new Reader(source);
	const cond = reader.attempt(() => reader.cond(ast, { row: scope === 'line' ? 'fee' : null, inside: false }, false));
	if (!cond || reader.faults.length > 0) return { checked: null, faults: reader.faults };
	if (reader.tables.size === 0) return { checked: null, faults: [{ ...whole(source), message: NOTHING_READ }] };
	return { checked: { cond, tables: [...reader.tables], knowledge: [...reader.knowledge] }, faults: [] };
}

const NOTHING_READ = { zh: '条件没有读取任何字段', en: 'The condition reads no field' };
const whole = (source: string): Span => ({ from: 0, to: source.length });
export const spanOf = (node: Node): Span => ({ from: node.start, to: node.end });

const COMPARISONS: Readonly<Record<string, Comparison>> = { '>': 'gt', '>=': 'ge', '<': 'lt', '<=': 'le', '==': 'eq', '!=': 'ne' };
const isKnowledge = ({ op, args }: Node): boolean => op === '.' && (args as [Node])[0].op === 'id' && (args as [Node])[0].args === 'knowledge';
const TESTS = METHODS.map(({ name }) => name);

/** Conditions, in negation normal form as they are read. */
class Reader {
	readonly faults: RuleFault[] = [];
	readonly tables = new Set<TableId>();
	readonly knowledge = new Set<KnowledgeTableId>();
	#texts = 0;
	readonly #numbers: NumberReader;

	constructor(source: string) {
		this.#numbers = new NumberReader(source, {
			saw: (cell) => this.#saw(cell),
			table: (table) => void this.tables.add(table),
			where: (node, table) => this.cond(node, { row: table, inside: true }, false)
		});
	}

	/** Keeps a fault and goes on: one look finds all that is wrong. */
	attempt<T>(read: () => T): T | null {
		try {
			return read();
		} catch (error) {
			if (!(error instanceof Faulty)) throw error;
			this.faults.push(error.fault);
			return null;
		}
	}

	/** @throws Faulty */
	cond(node: Node, frame: Frame, negated: boolean): Cond {
		const span = spanOf(node);
		switch (node.op) {
			case '&&':
			case '||':
				return this.#parts(node as Node, frame, negated);
			case '!_':
				return this.cond(node.args as Node, frame, !negated);
			case '==':
			case '!=':
			case '<':
			case '<=':
			case '>':
			case '>=':
				return this.#comparison(node, frame, negated);
			case 'in':
				return this.#membership(node, frame, negated);
			case 'rcall':
				return this.#method(node, frame, negated);
			case 'call':
				return this.#has(node, frame, negated);
			case 'value':
				return faulty(span, '条件不能只是一个值', 'A condition cannot be a mere value');
			case '?:':
				return faulty(span, '不支持 ?:，请用 && 和 || 写', 'No ?: here: write it with && and ||');
			default:
				return faulty(span, '这里应是条件，如 fee.cnt > 1', 'A condition is expected, such as fee.cnt > 1');
		}
	}

	#parts(node: Node, frame: Frame, negated: boolean): Cond {
		const kind = (node.op === '&&') === negated ? 'or' : 'and';
		const read = (node.args as [Node, Node]).map((part) => this.attempt(() => this.cond(part, frame, negated)));
		const parts = read.flatMap((part) => (part === null ? [] : part.kind === kind ? part.parts : [part]));
		return { kind, parts, ...spanOf(node) };
	}

	#comparison(node: Node, frame: Frame, negated: boolean): Cond {
		const [left, right] = node.args as [Node, Node];
		const op = COMPARISONS[node.op]!;
		const texts = [left, right].map((side) => isLiteral(side, 'string') || cellAt(side)?.type === 'text');
		if (texts[0] || texts[1]) return this.#sameText(node, left, right, frame, negated);
		const [a, b] = this.#numbers.pair(left, right, frame, spanOf(node));
		if (a.kind === 'literal' && b.kind === 'literal') faulty(spanOf(node), '两边都是数字，没有读取字段', 'Both sides are numbers: no field is read');
		const compared: Cond = { kind: 'compare', op, left: a, right: b, ...spanOf(node) };
		return negated ? negate(compared) : compared;
	}

	/** Texts are equal or not; they have no order. */
	#sameText(node: Node, left: Node, right: Node, frame: Frame, negated: boolean): Cond {
		if (node.op !== '==' && node.op !== '!=') faulty(spanOf(node), '文本只能用 == 或 != 比较', 'Texts are compared by == or != alone');
		const not = (node.op === '!=') !== negated;
		if (isLiteral(left, 'string') && isLiteral(right, 'string'))
			faulty(spanOf(node), '两边都是文本，没有读取字段', 'Both sides are texts: no field is read');
		const [cell, other] = isLiteral(left, 'string') ? [right, left] : [left, right];
		const read = this.#cell(cell, frame, 'text');
		if (isLiteral(other, 'string')) return { kind: 'text', test: 'eq', cell: read, words: [wordOf(other)], negated: not, ...spanOf(node) };
		return { kind: 'same', left: read, right: this.#cell(other, frame, 'text'), negated: not, ...spanOf(node) };
	}

	#membership(node: Node, frame: Frame, negated: boolean): Cond {
		const [left, right] = node.args as [Node, Node];
		if (isKnowledge(right)) {
			return this.#known(node, left, right, frame, negated);
		}
		if (right.op !== 'list') faulty(spanOf(right), 'in 的右边应是 ["…"] 或 knowledge.表名', 'Right of “in” stands ["…"] or knowledge.<table>');
		const items = right.args as Node[];
		if (items.length === 0) faulty(spanOf(right), '列表是空的', 'The list is empty');
		if (cellAt(left)?.type === 'text') {
			const words = items.map((item) =>
				isLiteral(item, 'string') ? wordOf(item) : faulty(spanOf(item), '列表里应是带引号的文本', 'The list holds quoted texts')
			);
			return { kind: 'text', test: 'eq', cell: this.#cell(left, frame, 'text'), words, negated, ...spanOf(node) };
		}
		const parts = items.map((item): Cond => {
			const [a, b] = this.#numbers.pair(left, item, frame, spanOf(node));
			return { kind: 'compare', op: negated ? 'ne' : 'eq', left: a, right: b, ...spanOf(node) };
		});
		return parts.length === 1 ? parts[0]! : { kind: negated ? 'and' : 'or', parts, ...spanOf(node) };
	}

	#known(node: Node, left: Node, right: Node, frame: Frame, negated: boolean): Cond {
		const [, name] = right.args as [Node, string];
		if (!isKnowledgeTable(name) || !ITEM_KNOWLEDGE.includes(name)) {
			const near = nearest(name, ITEM_KNOWLEDGE);
			return faulty(
				spanOf(right),
				`没有按项目匹配的知识表 ${name}${near ? `，是否为 ${near}` : ''}`,
				`No knowledge table of items ${name}${near ? `; ${near}?` : ''}`
			);
		}
		const cell = this.#cell(left, frame, 'text');
		if (cell.table !== 'fee' || !(ITEM_FIELDS as readonly string[]).includes(cell.field)) {
			faulty(
				spanOf(left),
				`只有费用明细的项目字段能在知识表中查：${ITEM_FIELDS.join('、')}`,
				`Only item fields of fee lines are looked up: ${ITEM_FIELDS.join(', ')}`
			);
		}
		this.knowledge.add(name);
		return { kind: 'known', cell, table: name, negated, ...spanOf(node) };
	}

	#method(node: Node, frame: Frame, negated: boolean): Cond {
		const [name, receiver, args] = node.args as [string, Node, Node[]];
		if (!TESTS.includes(name)) {
			const loops = ['all', 'exists', 'exists_one', 'filter', 'map', 'matches'].includes(name);
			const near = nearest(name, TESTS);
			faulty(
				spanOf(node),
				loops ? `不支持 ${name}：没有循环和正则表达式` : `没有函数 .${name}${near ? `，是否为 .${near}` : ''}`,
				loops ? `No ${name} here: there are no loops and no regular expressions` : `No function .${name}${near ? `; .${near}?` : ''}`
			);
		}
		const cell = this.#cell(receiver, frame, 'text');
		const word = args[0];
		if (args.length !== 1 || !word || !isLiteral(word, 'string') || wordOf(word) === '') {
			return faulty(spanOf(node), `.${name} 里应是一段带引号的文本`, `.${name} takes one quoted text`);
		}
		return { kind: 'text', test: name as TextTest, cell, words: [wordOf(word)], negated, ...spanOf(node) };
	}

	#has(node: Node, frame: Frame, negated: boolean): Cond {
		const [name, args] = node.args as [string, Node[]];
		if (name !== 'has') {
			const number = ['count', 'sum', 'most_per_day', 'day', 'date'].includes(name);
			if (number) return faulty(spanOf(node), `${name}(…) 是数，要与另一个数比较`, `${name}(…) is a number: compare it with another`);
			return this.#numbers.unknownFunction(node);
		}
		const cell = args[0];
		if (args.length !== 1 || !cell) return faulty(spanOf(node), 'has 里应是一个字段', 'has takes one field');
		return { kind: 'has', cell: this.#cell(cell, frame, null), negated, ...spanOf(node) };
	}

	#cell(node: Node, frame: Frame, type: 'text' | null): Cell {
		const cell = this.#numbers.cell(node, frame);
		if (type !== null && cell.type !== type)
			faulty(
				spanOf(node),
				`这里应是文本，${cell.field} 是${TYPE_NAMES[cell.type].zh}`,
				`A text is expected; ${cell.field} is ${TYPE_NAMES[cell.type].en}`
			);
		return cell;
	}

	#saw(cell: Cell): void {
		this.tables.add(cell.table);
		if (cell.stored === 'bytes' && ++this.#texts > LIMITS.texts)
			faulty(cell, `一条规则最多读 ${LIMITS.texts} 处长文本`, `A rule reads at most ${LIMITS.texts} long texts`);
	}
}
