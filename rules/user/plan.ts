import { aggregatesOfLeaf, cellsOfLeaf, isLeaf, negate, type Cell, type Cond, type Leaf, type Num } from './tree.ts';

/**
 * The same condition with the cheapest parts first: what a kernel narrows first, the next need not look at. The order of the text stays on the card, for the
 * judge goes by the condition itself.
 */
export function planned(cond: Cond): Cond {
	if (isLeaf(cond)) return cond.kind === 'compare' ? plannedComparison(cond) : cond;
	const parts = cond.parts.map(planned);
	return { ...cond, parts: cond.kind === 'and' ? askedOnce(parts).toSorted((a, b) => cost(a) - cost(b)) : parts };
}

/** `has(x) && x == "…"` is one look at the cell: the text test takes an absent cell for false, and `has` goes. Not of the visit, whose record itself may be missing. */
function askedOnce(parts: readonly Cond[]): readonly Cond[] {
	const same = (a: Cell, b: Cell): boolean => a.table === b.table && a.field === b.field;
	const asked = parts.flatMap((part) =>
		part.kind === 'has' && !part.negated && part.cell.stored === 'code' && part.cell.table !== 'visit' ? [part.cell] : []
	);
	const tests = parts.map((part) => (part.kind === 'text' && asked.some((cell) => same(cell, part.cell)) ? { ...part, filled: true } : part));
	return tests.filter(
		(part) => part.kind !== 'has' || part.negated || !tests.some((one) => one.kind === 'text' && one.filled && same(one.cell, part.cell))
	);
}

const MIRROR = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge', eq: 'eq', ne: 'ne' } as const;
/** A constant stands right, where the kernels expect it; conditions within aggregates are planned too. */
function plannedComparison(leaf: Leaf & { kind: 'compare' }): Leaf {
	const [left, right] = [plannedNum(leaf.left), plannedNum(leaf.right)];
	return left.kind === 'literal' ? { ...leaf, op: MIRROR[leaf.op], left: right, right: left } : { ...leaf, left, right };
}

function plannedNum(num: Num): Num {
	if (num.kind === 'aggregate') return num.where ? { ...num, where: planned(num.where) } : num;
	if (num.kind === 'sum' || num.kind === 'product' || num.kind === 'quotient')
		return { ...num, left: plannedNum(num.left), right: plannedNum(num.right) };
	return num;
}

function cost(cond: Cond): number {
	if (!isLeaf(cond)) return 4 + Math.max(...cond.parts.map(cost));
	if (aggregatesOfLeaf(cond).length > 0) return 20;
	if (cellsOfLeaf(cond).some((cell) => cell.stored === 'bytes')) return 30;
	if (cellsOfLeaf(cond).every((cell) => cell.table === 'visit')) return 3;
	if (cond.kind === 'text' && cond.test === 'eq' && !cond.negated && cond.words.length === 1) return 0;
	if (cond.kind === 'text' || cond.kind === 'known') return 1;
	return cond.kind === 'compare' && cond.left.kind === 'cell' && cond.right.kind === 'literal' ? 2 : 5;
}

const negations = new WeakMap<Cond, Cond>();
/** The negation of a condition, made once: what kernels prepare for its leaves is kept for all shards of a run. */
export function negationOf(cond: Cond): Cond {
	let made = negations.get(cond);
	if (!made) negations.set(cond, (made = negate(cond)));
	return made;
}
