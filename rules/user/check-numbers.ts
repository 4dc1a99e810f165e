import { TABLES, type TableId } from '../domain/tables/index.ts';
import { faulty, type Span } from './fault.ts';
import { dateOf, isLiteral, negative, product, quotient, span, sum, unify, wordOf, type Read, type Written } from './arithmetic.ts';
import { LIMITS } from './limits.ts';
import type { Node } from './parse.ts';
import { isNumber, type Aggregate, type AggregateName, type Cell, type Cond, type Num, type NumberType } from './tree.ts';
import { cellOf, FUNCTIONS, isField, isRuleTable, nearest, RULE_TABLES } from './vocabulary.ts';

/** Which row a condition looks at: a table's, or null for the visit alone; `inside` an aggregate no further one may stand. */
export interface Frame {
	readonly row: TableId | null;
	readonly inside: boolean;
}
/** What the reader of numbers tells the reader of conditions. */
export interface Seen {
	saw(cell: Cell): void;
	table(table: TableId): void;
	where(node: Node, table: TableId): Cond;
}

export { isLiteral, wordOf };

/** The cell that a node would be, without asking whether it may stand there. */
export function cellAt(node: Node): Cell | null {
	if (node.op !== '.') return null;
	const [owner, field] = node.args as [Node, string];
	const table = owner.op === 'id' ? (owner.args as string) : '';
	return isRuleTable(table) && isField(table, field) ? cellOf(table, field, node.start, node.end) : null;
}

/** Numbers: cells, literals, arithmetic with units, aggregates. */
export class NumberReader {
	readonly #source: string;
	readonly #seen: Seen;
	#aggregates = 0;

	constructor(source: string, seen: Seen) {
		this.#source = source;
		this.#seen = seen;
	}

	/** Both sides of a comparison, in one unit. @throws Faulty */
	pair(left: Node, right: Node, frame: Frame, at: Span): [Num, Num] {
		return unify(this.#read(left, frame), this.#read(right, frame), at);
	}

	/** A field of the row that the condition looks at, or of its visit. @throws Faulty */
	cell(node: Node, { row, inside }: Frame): Cell {
		if (node.op !== '.' || (node.args as [Node])[0].op !== 'id')
			return faulty(span(node), '这里应是字段，如 fee.cnt', 'A field is expected, such as fee.cnt');
		const [owner, field] = node.args as [Node, string];
		const table = this.#table(owner);
		if (!isField(table, field)) {
			const near = nearest(field, Object.keys(TABLES[table].fields));
			const at = { from: node.end - field.length, to: node.end };
			return faulty(
				at,
				`${TABLES[table].zh}没有字段 ${field}${near ? `，是否为 ${near}` : ''}`,
				`${TABLES[table].en} have no field ${field}${near ? `; ${near}?` : ''}`
			);
		}
		if (table !== 'visit' && table !== row) {
			const [zh, en] = inside
				? [
						`这里逐行看${TABLES[row!].zh}，只能读它和就诊的字段`,
						`Here each row of ${TABLES[row!].en} is looked at: only its fields and the visit’s can be read`
					]
				: [
						`一次就诊有多行${TABLES[table].zh}，请用 count、sum 或 most_per_day`,
						`A stay has many rows of ${TABLES[table].en}: use count, sum or most_per_day`
					];
			return faulty(span(node), zh, en);
		}
		const cell = cellOf(table, field, node.start, node.end);
		this.#seen.saw(cell);
		return cell;
	}

	/** @throws Faulty */
	unknownFunction(node: Node): never {
		const [name] = node.args as [string];
		const near = nearest(
			name,
			FUNCTIONS.map((doc) => doc.name)
		);
		return faulty(
			{ from: node.start, to: node.start + name.length },
			`没有函数 ${name}${near ? `，是否为 ${near}` : ''}`,
			`No function ${name}${near ? `; ${near}?` : ''}`
		);
	}

	#table(owner: Node): TableId {
		const name = owner.args as string;
		if (isRuleTable(name)) return name;
		const near = nearest(name, RULE_TABLES);
		return faulty(span(owner), `没有表 ${name}${near ? `，是否为 ${near}` : ''}`, `No table ${name}${near ? `; ${near}?` : ''}`);
	}

	#read(node: Node, frame: Frame): Read {
		switch (node.op) {
			case 'value':
				return this.#literal(node);
			case '-_':
				return this.#negated(node, frame);
			case '.':
				return this.#numberCell(node, frame);
			case '+':
			case '-':
				return sum(...this.#both(node, frame), node.op === '-', span(node));
			case '*':
				return product(...this.#both(node, frame), span(node));
			case '/':
				return quotient(...this.#both(node, frame), span(node));
			case 'call':
				return this.#call(node, frame);
			case '%':
				return faulty(span(node), '不支持 %', 'No % here');
			default:
				return faulty(span(node), '这里应是数或字段', 'A number or a field is expected');
		}
	}

	#literal(node: Node): Written {
		const text = this.#source.slice(node.start, node.end);
		if (!/^\d+(\.\d+)?$/.test(text))
			return faulty(span(node), `不能写 ${text}：数字写作 12 或 12.50`, `Not ${text}: numbers are written 12 or 12.50`);
		return { kind: 'written', text, ...span(node) };
	}

	#negated(node: Node, frame: Frame): Read {
		const read = this.#read(node.args as Node, frame);
		if (read.kind !== 'written') return negative(read, span(node));
		return { ...read, text: read.text.startsWith('-') ? read.text.slice(1) : `-${read.text}`, ...span(node) };
	}

	#numberCell(node: Node, frame: Frame): Num {
		const cell = this.cell(node, frame);
		return isNumber(cell) ? cell : faulty(span(node), `${cell.field} 是文本，不能当数用`, `${cell.field} is a text, not a number`);
	}

	#both(node: Node, frame: Frame): [Read, Read] {
		return (node.args as [Node, Node]).map((part) => this.#read(part, frame)) as [Read, Read];
	}

	#call(node: Node, frame: Frame): Num {
		const [name, args] = node.args as [string, Node[]];
		if (name === 'day') return this.#dayOf(node, args, frame);
		if (name === 'date') return dateOf(node, args);
		if (name !== 'count' && name !== 'sum' && name !== 'most_per_day') {
			if (name === 'has') faulty(span(node), 'has(…) 是条件，不是数', 'has(…) is a condition, not a number');
			this.unknownFunction(node);
		}
		return this.#aggregate(node, name as AggregateName, args, frame);
	}

	#dayOf(node: Node, args: readonly Node[], frame: Frame): Num {
		const cell = args.length === 1 ? this.cell(args[0]!, frame) : faulty(span(node), 'day 里应是一个时间字段', 'day takes one time field');
		if (cell.type !== 'time') faulty(cell, `${cell.field} 不是时间`, `${cell.field} is no time`);
		return { kind: 'dayOf', type: 'day', of: cell, ...span(node) };
	}

	#aggregate(node: Node, name: AggregateName, args: readonly Node[], { inside }: Frame): Aggregate {
		if (inside) faulty(span(node), `${name} 不能写在另一个 count、sum、most_per_day 里`, `${name} cannot stand within another aggregate`);
		if (this.#aggregates >= LIMITS.aggregates)
			faulty(span(node), `一条规则最多 ${LIMITS.aggregates} 个 count、sum、most_per_day`, `A rule has at most ${LIMITS.aggregates} aggregates`);
		const index = this.#aggregates++;
		const [of, where, ...more] = args;
		if (!of || more.length > 0)
			return faulty(
				span(node),
				`写作 ${FUNCTIONS.find((doc) => doc.name === name)!.form}`,
				`Written ${FUNCTIONS.find((doc) => doc.name === name)!.form}`
			);
		const [table, cell] = name === 'count' ? [this.#counted(of), null] : this.#summed(of, name);
		this.#seen.table(table);
		const cond = where ? this.#seen.where(where, table) : null;
		return { kind: 'aggregate', name, type: cell ? cell.type : 'integer', table, cell, where: cond, index, ...span(node) };
	}

	#counted(of: Node): TableId {
		if (of.op !== 'id') return faulty(span(of), 'count 先写表名，如 count(fee, …)', 'count takes a table first, such as count(fee, …)');
		const table = this.#table(of);
		if (table === 'visit') faulty(span(of), '就诊只有一行，不用 count', 'There is one visit: nothing to count');
		return table;
	}

	#summed(of: Node, name: AggregateName): [TableId, Cell<NumberType>] {
		const known = cellAt(of);
		const cell = this.cell(of, { row: known?.table ?? null, inside: false });
		if (cell.table === 'visit') faulty(cell, '就诊只有一行，直接写字段', 'There is one visit: write the field itself');
		if (!isNumber(cell) || !['amount', 'quantity', 'integer'].includes(cell.type))
			return faulty(cell, `${name} 只能对数量、金额和整数`, `${name} takes quantities, amounts and whole numbers alone`);
		if (name === 'most_per_day' && (cell.table !== 'fee' || cell.field !== 'cnt'))
			faulty(cell, 'most_per_day 只能对 fee.cnt', 'most_per_day takes fee.cnt alone');
		return [cell.table, cell];
	}
}
