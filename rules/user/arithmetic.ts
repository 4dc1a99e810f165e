import { dayNumber, display } from '../domain/display.ts';
import { faulty, type Span } from './fault.ts';
import { placesOf, scaled } from './fixed.ts';
import type { Node } from './parse.ts';
import type { Num, NumberType } from './tree.ts';
import { PLACES, TYPE_NAMES } from './vocabulary.ts';

/** A number as written, before its unit is known. */
export interface Written extends Span {
	readonly kind: 'written';
	/** Decimal text with its sign. */
	readonly text: string;
}
export type Read = Num | Written;

export const span = (node: Node): Span => ({ from: node.start, to: node.end });
export const isLiteral = (node: Node, type: 'string'): boolean => node.op === 'value' && typeof node.args === type;
export const wordOf = (node: Node): string => node.args as string;

/** Products of two units: type, divisor from the product of their scales to the unit of the result. */
const PRODUCTS: readonly (readonly [NumberType, NumberType, NumberType, number])[] = [
	['price', 'quantity', 'amount', 100_000_000],
	['amount', 'ratio', 'amount', 10_000],
	['price', 'ratio', 'price', 10_000],
	['quantity', 'ratio', 'quantity', 10_000],
	['quantity', 'integer', 'quantity', 1]
];
export const typeOf = (read: Read): NumberType | null => (read.kind === 'written' ? null : read.type);
export const placeOf = ({ from, to }: Span): Span => ({ from, to });
export const foldLiterals = (at: Span): never => faulty(at, '数字之间请直接写结果', 'Write the result of numbers yourself');

function plainNumber(num: Num): Num {
	if (num.type === 'day' || num.type === 'time')
		faulty(num, `${TYPE_NAMES[num.type].zh}不能乘除`, `${TYPE_NAMES[num.type].en} is not multiplied or divided`);
	return num;
}

/** left × a number as written. A count times a broken number is a quantity. */
function times(left: Num, written: Written, at: Span): Num {
	const { value, divisor } = exact(written);
	const of = left.type === 'integer' && divisor > 1 ? promote(left) : left;
	return { kind: 'product', type: of.type, left: of, right: { kind: 'literal', type: 'integer', value, ...placeOf(written) }, divisor, ...at };
}
/** A number as written, as a fraction of whole numbers. @throws Faulty where it has more digits than a number holds */
function exact(written: Written): { readonly value: number; readonly divisor: number } {
	const places = placesOf(written.text);
	const value = places > 6 ? null : scaled(written.text, places);
	if (value === null) return faulty(placeOf(written), '数字位数太多', 'The number has too many digits');
	return { value, divisor: 10 ** places };
}
/** A count in the unit of quantities. */
const promote = (num: Num): Num => ({
	kind: 'product',
	type: 'quantity',
	left: num,
	right: { kind: 'literal', type: 'integer', value: 10_000, ...placeOf(num) },
	divisor: 1,
	...placeOf(num)
});

export function bind(written: Written, type: Num['type']): Num {
	const at = placeOf(written);
	if (type === 'day' || type === 'time')
		return faulty(
			at,
			`这里应是${TYPE_NAMES[type].zh}${type === 'day' ? '，如 date("2026-01-31")' : ''}`,
			`${TYPE_NAMES[type].en} is expected${type === 'day' ? ', such as date("2026-01-31")' : ''}`
		);
	const value = scaled(written.text, PLACES[type]);
	if (value === null)
		return faulty(at, `${TYPE_NAMES[type].zh}最多 ${PLACES[type]} 位小数`, `${TYPE_NAMES[type].en} has at most ${PLACES[type]} decimals`);
	return { kind: 'literal', type, value, ...at };
}

export function dateOf(node: Node, args: readonly Node[]): Num {
	const text = args.length === 1 && isLiteral(args[0]!, 'string') ? wordOf(args[0]!) : '';
	const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
	const value = match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : Number.NaN;
	if (!match || display.day(value) !== text) return faulty(span(node), '日期写作 date("2026-01-31")', 'A day is written date("2026-01-31")');
	return { kind: 'literal', type: 'day', value, ...span(node) };
}

const mismatch = (a: Num, b: Num, zh: string, en: string, at: Span): never =>
	faulty(at, `${TYPE_NAMES[a.type].zh}${zh}${TYPE_NAMES[b.type].zh}`, `${TYPE_NAMES[a.type].en} ${en} ${TYPE_NAMES[b.type].en}`);

/** Both numbers in one unit. @throws Faulty where no unit holds both */
export function unify(l: Read, r: Read, at: Span): [Num, Num] {
	if (l.kind === 'written' && r.kind === 'written') return foldLiterals(at);
	if (l.kind === 'written') return [bind(l, (r as Num).type), r as Num];
	if (r.kind === 'written') return [l, bind(r, l.type)];
	if (l.type === r.type) return [l, r];
	if (l.type === 'integer' && r.type === 'quantity') return [promote(l), r];
	if (r.type === 'integer' && l.type === 'quantity') return [l, promote(r)];
	return mismatch(l, r, '不能与', 'does not go with', at);
}

/** @throws Faulty */
export function sum(l: Read, r: Read, minus: boolean, at: Span): Num {
	if (typeOf(l) === 'day' && (r.kind === 'written' || r.type === 'integer')) {
		return { kind: 'sum', type: 'day', minus, left: l as Num, right: r.kind === 'written' ? bind(r, 'integer') : r, ...at };
	}
	const [left, right] = unify(l, r, at);
	if (left.type === 'time') return faulty(at, '时间不能相加减，请用 day(…) 取日期', 'Times are not added: take day(…)');
	if (left.type === 'day' && !minus) return faulty(at, '两个日期不能相加', 'Two days are not added');
	return { kind: 'sum', type: left.type === 'day' ? 'integer' : left.type, minus, left, right, ...at };
}

/** @throws Faulty */
export function negative(num: Num, at: Span): Num {
	if (num.type === 'day' || num.type === 'time') return faulty(at, '日期和时间没有负数', 'Days and times have no negative');
	return { kind: 'sum', type: num.type, minus: true, left: { kind: 'literal', type: num.type, value: 0, ...at }, right: num, ...at };
}

/** @throws Faulty */
export function product(l: Read, r: Read, at: Span): Num {
	if (l.kind === 'written') return r.kind === 'written' ? foldLiterals(at) : times(plainNumber(r), l, at);
	if (r.kind === 'written') return times(plainNumber(l), r, at);
	const [a, b] = [plainNumber(l), plainNumber(r)];
	const known = PRODUCTS.find(([x, y]) => (x === a.type && y === b.type) || (x === b.type && y === a.type));
	if (known) return { kind: 'product', type: known[2], left: a, right: b, divisor: known[3], ...at };
	if (a.type !== 'integer' && b.type !== 'integer') return mismatch(a, b, '不能乘', 'is not multiplied by', at);
	return { kind: 'product', type: a.type === 'integer' ? b.type : a.type, left: a, right: b, divisor: 1, ...at };
}

/** @throws Faulty */
export function quotient(l: Read, r: Read, at: Span): Num {
	if (l.kind === 'written') return r.kind === 'written' ? foldLiterals(at) : faulty(placeOf(l), '被除数应是字段', 'A field is to be divided');
	const left = plainNumber(l);
	if (r.kind === 'written') {
		const { value, divisor } = exact(r);
		if (value === 0) return faulty(placeOf(r), '不能除以零', 'Division by zero');
		const of = left.type === 'integer' ? promote(left) : left;
		return { kind: 'quotient', type: of.type, left: of, right: { kind: 'literal', type: 'integer', value, ...placeOf(r) }, factor: divisor, ...at };
	}
	const right = plainNumber(r);
	if (left.type === 'amount' && right.type === 'quantity') return { kind: 'quotient', type: 'price', left, right, factor: 100_000_000, ...at };
	if (left.type === right.type) return { kind: 'quotient', type: 'ratio', left, right, factor: 10_000, ...at };
	if (right.type === 'integer') return { kind: 'quotient', type: left.type, left, right, factor: 1, ...at };
	return mismatch(left, right, '不能除以', 'is not divided by', at);
}
