import type { Clear, Condition, EvidenceRef, Finding, Operand } from '$rules/domain/finding.ts';

/** One numbering ties the evidence card, the timeline and the records: ① ② … in the order of the conditions. */
export interface NumberedOperand {
	/** Null where the value does not come from the record. */
	readonly number: number | null;
	readonly operand: Operand;
}
export interface NumberedCondition {
	readonly condition: Condition;
	readonly left: NumberedOperand;
	readonly right: NumberedOperand;
	/** Conditions alike in everything but their rows stand as one. */
	readonly times: number;
}
export interface NumberedClear {
	readonly clear: Clear;
	readonly number: number | null;
}
export interface RowMark {
	readonly number: number;
	readonly field: string | null;
	readonly span?: readonly [number, number];
}
export interface Numbering {
	readonly conditions: readonly NumberedCondition[];
	readonly clears: readonly NumberedClear[];
	/** Marks of each row, by `rowKey`. */
	readonly rows: ReadonlyMap<string, readonly RowMark[]>;
	/** First source of each number: where a click goes. */
	readonly first: ReadonlyMap<number, EvidenceRef>;
	readonly count: number;
}

export const rowKey = (row: { table: string; file: string; record: number }): string => `${row.table}:${row.file}:${row.record}`;

export function numberEvidence(finding: Pick<Finding, 'conditions' | 'clears'>): Numbering {
	const numbers = new Map<string, number>();
	const rows = new Map<string, RowMark[]>();
	const first = new Map<number, EvidenceRef>();
	const numberOf = (identity: string, sources: readonly EvidenceRef[]): number | null => {
		if (sources.length === 0) return null;
		const number = numbers.get(identity) ?? numbers.size + 1;
		numbers.set(identity, number);
		for (const source of sources) mark(rows, source, number);
		if (!first.has(number)) first.set(number, sources[0]!);
		return number;
	};
	const numbered = (operand: Operand): NumberedOperand => ({ number: numberOf(identityOf(operand), operand.sources), operand });
	const conditions = grouped(finding.conditions).map(({ condition, times }) => ({
		condition,
		left: numbered(condition.left),
		right: numbered(condition.right),
		times
	}));
	const clears = finding.clears.map((clear) => ({ clear, number: clear.state === 'found' ? numberOf(`clear ${clear.id}`, clear.sources) : null }));
	return { conditions, clears, rows, first, count: numbers.size };
}

function mark(rows: Map<string, RowMark[]>, source: EvidenceRef, number: number): void {
	const marks = rows.get(rowKey(source)) ?? [];
	const known = marks.some((other) => other.number === number && other.field === source.field && other.span?.[0] === source.span?.[0]);
	if (!known) marks.push({ number, field: source.field, ...(source.span ? { span: source.span } : {}) });
	rows.set(rowKey(source), marks);
}

/** Joins conditions that differ only in the rows that they read: fourteen bed lines matched to one knowledge point are one line of the card. */
function grouped(conditions: readonly Condition[]): { condition: Condition; times: number }[] {
	const groups = new Map<string, { condition: Condition; times: number }>();
	for (const condition of conditions) {
		const key = JSON.stringify([condition.name, condition.op, condition.holds, face(condition.left), face(condition.right)]);
		const group = groups.get(key);
		groups.set(key, group ? { condition: joined(group.condition, condition), times: group.times + 1 } : { condition, times: 1 });
	}
	return [...groups.values()];
}

function joined(a: Condition, b: Condition): Condition {
	const join = (x: Operand, y: Operand): Operand => ({ ...x, sources: union(x.sources, y.sources) });
	return { ...a, left: join(a.left, b.left), right: join(a.right, b.right) };
}

function union(a: readonly EvidenceRef[], b: readonly EvidenceRef[]): readonly EvidenceRef[] {
	const keys = new Set(a.map(identityOfRef));
	return [...a, ...b.filter((ref) => !keys.has(identityOfRef(ref)))];
}

const face = (operand: Operand) => [operand.label.zh, operand.unit, operand.value, operand.origin, operand.originRef];
const identityOfRef = (ref: EvidenceRef): string => `${rowKey(ref)} ${ref.field} ${ref.span?.join('-')}`;
const identityOf = (operand: Operand): string => JSON.stringify([face(operand), operand.sources.map(identityOfRef)]);
