import type { Bilingual, Clear, Condition, Grade, Missing, Operand, Operator, Unit } from '../domain/finding.ts';
import { fieldSpec, type NumberField, type TableId, type TextField, type TimeField } from '../domain/tables/index.ts';
import { dayOf, PRECISION, type CivilTime } from '../domain/units.ts';
import type { Match } from '../knowledge/lookup.ts';
import type { KnowledgePoint } from '../knowledge/pack.ts';
import { cellsOf, type Charge } from './charge.ts';
import { conditionOf, inside, known, plain, type Comparable, type Comparison, type LookedFor } from './comparison.ts';
import type { Row } from './row.ts';
import type { ParamSpecs, RunContext } from './rule.ts';
import { reference, Traced, type Source, type TracedValue } from './traced.ts';
import { Undetermined } from './undetermined.ts';

/** A part of a charge in a finding. Without `quantity` and `amount` the whole of it, net of refunds. */
export interface ReportedLine {
	readonly charge: Charge;
	readonly role: 'offending' | 'related';
	/** 1/10 000 units found wrong. */
	readonly quantity?: number;
	/** 分 found wrong; null where it cannot be known. */
	readonly amount?: number | null;
}
export interface Report {
	/** Id of one of the rule's messages, and its data. */
	readonly message: string;
	readonly data?: Readonly<Record<string, string | number>>;
	readonly lines: readonly ReportedLine[];
	/** Settlements (结算) found wrong as a whole: where the stay itself should not have been, all that it cost is. Never beside its offending fee lines. */
	readonly settlements?: readonly Row<'settlement'>[];
	readonly grade: Grade;
	/** Identifiers of other visits that the finding speaks of. */
	readonly related?: readonly string[];
	/** Tells apart findings of one rule on one stay, only where the subject is not the stay itself (a pair of stays, a ring). */
	readonly anchor?: string;
}
/**
 * Reads values with their rows and records every comparison, true or false. A finding can be made of nothing else, so each condition on the
 * evidence card was evaluated, and "why not flagged?" is the same trace of a judge that said no.
 */
export class Trace<Params extends ParamSpecs = ParamSpecs> {
	/** Comparisons in their order. Most judges find nothing: the cells behind a comparison are read only once somebody wants to see it. */
	readonly #made: Comparison[] = [];
	readonly #dropped: Comparison[] = [];
	readonly #clears: LookedFor[] = [];
	readonly reports: Report[] = [];
	readonly undetermined: Missing[] = [];

	constructor(
		readonly rule: string,
		readonly context: RunContext,
		private readonly clearTexts: Readonly<Record<string, Bilingual>>,
		/** Day of service, for parameters and knowledge in force; null where no date is known. */
		readonly day: number | null
	) {}

	/** Conditions of the finding, with the text of every cell that they read. */
	get conditions(): Condition[] {
		return this.#made.map(conditionOf);
	}
	/** Conditions of parts that gave no finding: the answer to "why not?". */
	get dropped(): Condition[] {
		return this.#dropped.map(conditionOf);
	}
	get holds(): boolean {
		return this.#made.some((comparison) => comparison.holds);
	}
	get clears(): Clear[] {
		return this.#clears.map(({ id, state, sources }) => ({ id, text: this.clearTexts[id]!, state, sources: sources.map(reference) }));
	}
	/** Whether any counter-evidence was looked for yet. */
	get lookedForClears(): boolean {
		return this.#clears.length > 0;
	}

	// Values

	/** A number cell. */
	number<T extends TableId>(row: Row<T>, field: NumberField<T>): Traced<number> {
		return this.#cell(row, field, row.number(field));
	}
	/** A text cell; the empty text counts as absent. */
	text<T extends TableId>(row: Row<T>, field: TextField<T>): Traced<string> {
		return this.#cell(row, field, row.text(field) || null);
	}
	/** A time cell, whatever its precision. */
	time<T extends TableId>(row: Row<T>, field: TimeField<T>): Traced<CivilTime> {
		return this.#cell(row, field, row.time(field));
	}
	/** A time cell that must be known to the minute: on a bare date the answer is 无法判断. */
	instant<T extends TableId>(row: Row<T>, field: TimeField<T>): Traced<CivilTime> {
		const time = row.time(field);
		if (time && time.precision === PRECISION.day) throw new Undetermined({ kind: 'precision', what: `${row.table}.${field}` });
		return this.#cell(row, field, time);
	}
	/** The calendar day of a time cell. */
	dayOf<T extends TableId>(row: Row<T>, field: TimeField<T>): Traced<number> {
		const time = row.time(field);
		return this.#cell(row, field, time ? dayOf(time.seconds) : null, 'day');
	}
	/** Σ of net quantities (1/10 000), carrying the lines and their refunds. An ambiguous refund makes it 无法判断. */
	quantity(label: Bilingual, charges: readonly Charge[]): Traced<number> {
		return this.#overCharges(label, 'quantity', charges, 'cnt', (charge) => charge.quantity);
	}
	/** Σ of net amounts, 分. */
	amount(label: Bilingual, charges: readonly Charge[]): Traced<number> {
		return this.#overCharges(label, 'amount', charges, 'det_item_fee_sumamt', (charge) => charge.amount);
	}
	/** A count of rows, carrying them. */
	count(label: Bilingual, rows: readonly Row[], field: string | null = null): Traced<number> {
		return new Traced(
			label,
			'integer',
			rows.length,
			rows.map((row) => ({ row, field })),
			'derived'
		);
	}
	/** A value derived from places in the record. Null means that it could not be derived: say what was missing. */
	derived<V extends TracedValue>(
		label: Bilingual,
		unit: Unit,
		value: V | null,
		sources: readonly Source[],
		missing: Missing | null = null
	): Traced<V> {
		return new Traced<V>(label, unit, value, sources, 'derived', missing);
	}
	/** A statistic over the batch, given to `judge` by the population step. */
	batch<V extends TracedValue>(label: Bilingual, unit: Unit, value: V | null): Traced<V> {
		return new Traced<V>(label, unit, value, [], 'batch', value === null ? { kind: 'peers', what: label.zh } : null);
	}
	/** A value that stands in the rule itself (a national code, a set of codes). */
	constant<V extends TracedValue>(label: Bilingual, unit: Unit, value: V): Traced<V> {
		return new Traced<V>(label, unit, value, [], 'constant');
	}
	/**
	 * A parameter in force on the day of service; 无法判断 where the region has set none and there is no default.
	 * @param scale to the unit it is compared in (QUANTITY_SCALE for days against quantities)
	 */
	param(name: keyof Params & string, unit: Unit = 'integer', scale = 1): Traced<number> {
		const found = this.context.parameters.get(this.rule, name, this.day);
		if (!found) throw new Error(`unknown parameter ${this.rule}.${name}`);
		const missing: Missing | null = found.value === null ? { kind: 'parameter', what: `${this.rule}.${name}` } : null;
		return new Traced(
			{ zh: `参数 ${name}`, en: `Parameter ${name}` },
			unit,
			found.value === null ? null : found.value * scale,
			[],
			'parameter',
			missing,
			found.source
		);
	}
	/** A value of a knowledge point. */
	knowledge<V extends TracedValue>(point: KnowledgePoint, label: Bilingual, unit: Unit, value: V): Traced<V> {
		return new Traced<V>(label, unit, value, [], 'knowledge', null, `${this.context.knowledge.packOf(point)}#${point.id}`);
	}

	// Conditions: each records both values and says whether it holds

	gt(name: string, left: Comparable, right: Comparable): boolean {
		return this.#compare(name, left, 'gt', right);
	}
	ge(name: string, left: Comparable, right: Comparable): boolean {
		return this.#compare(name, left, 'ge', right);
	}
	lt(name: string, left: Comparable, right: Comparable): boolean {
		return this.#compare(name, left, 'lt', right);
	}
	le(name: string, left: Comparable, right: Comparable): boolean {
		return this.#compare(name, left, 'le', right);
	}
	eq(name: string, left: Traced<string> | Comparable, right: Traced<string> | Comparable): boolean {
		return this.#record(name, left, 'eq', right, plain(left) === plain(right));
	}
	ne(name: string, left: Traced<string> | Comparable, right: Traced<string> | Comparable): boolean {
		return this.#record(name, left, 'ne', right, plain(left) !== plain(right));
	}
	in(name: string, left: Traced<string>, right: Traced<readonly string[]>): boolean {
		return this.#record(name, left, 'in', right, this.known(right).includes(this.known(left)));
	}
	notIn(name: string, left: Traced<string>, right: Traced<readonly string[]>): boolean {
		return this.#record(name, left, 'notIn', right, !this.known(right).includes(this.known(left)));
	}
	/** from ≤ left ≤ to */
	within(name: string, left: Comparable, right: Traced<readonly [number, number]>): boolean {
		return this.#record(name, left, 'within', right, inside(plain(left) as number, this.known(right)));
	}
	outside(name: string, left: Comparable, right: Traced<readonly [number, number]>): boolean {
		return this.#record(name, left, 'outside', right, !inside(plain(left) as number, this.known(right)));
	}
	/** Two closed spans share a point. */
	overlaps(name: string, left: Traced<readonly [number, number]>, right: Traced<readonly [number, number]>): boolean {
		const [a, b] = [this.known(left), this.known(right)];
		return this.#record(name, left, 'overlaps', right, a[0] <= b[1] && b[0] <= a[1]);
	}
	/** That an item is the one a knowledge point speaks of, and by what it was recognised. */
	matches(name: string, row: Row<'fee'>, match: Match): boolean {
		const left = this.text(row, match.field);
		const right = this.knowledge(
			match.point,
			{ zh: `知识点（按${MATCHED[match.by]}）`, en: `Knowledge point (by ${match.by})` },
			'text',
			match.point.name
		);
		return this.#record(name, left, 'matches', right, true);
	}
	/**
	 * That nothing was found where something should be. `searched` are the rows looked through, `witness` a row that would
	 * have made it false (canonical fields, raw text as in a file): the mutation tests add it and the finding must go.
	 */
	absent(name: string, label: Bilingual, found: readonly Row[], searched: readonly Row[], witness: NonNullable<Condition['witness']>): boolean {
		const left = this.count(label, found);
		const right = new Traced({ zh: `已查 ${searched.length} 条`, en: `${searched.length} records searched` }, 'integer', 0, [], 'derived');
		this.#made.push({ name, left, op: 'absent', right, holds: found.length === 0, witness });
		return found.length === 0;
	}
	present(name: string, label: Bilingual, found: readonly Row[], field: string | null = null): boolean {
		const right = new Traced({ zh: '至少一条', en: 'At least one' }, 'integer', 1, [], 'constant');
		return this.#record(name, this.count(label, found, field), 'present', right, found.length > 0);
	}

	// Outcome

	/** Counter-evidence looked for. `sources` null: its table was not loaded. Found counter-evidence is shown, never hidden. */
	clear(id: string, sources: readonly Source[] | null): void {
		const state = sources === null ? 'no-data' : sources.length > 0 ? 'found' : 'not-found';
		this.#clears.push({ id, state, sources: sources ?? [] });
	}
	/** A suspected point (疑点). Reports of one judge become one finding with all their lines. */
	report(report: Report): void {
		this.reports.push(report);
	}
	/** Says 无法判断 for this part without leaving the judge. */
	cannotTell(missing: Missing): void {
		this.undetermined.push(missing);
	}
	/**
	 * Judges each part on its own: conditions of parts without a report are dropped from the finding, and a part that cannot be judged
	 * does not hide the others. A part that returns true keeps its conditions for a report that its caller makes.
	 */
	each<V>(parts: Iterable<V>, judge: (part: V) => boolean | void): void {
		for (const part of parts) {
			const [made, clears, reports] = [this.#made.length, this.#clears.length, this.reports.length];
			let kept = false;
			try {
				kept = judge(part) === true;
			} catch (error) {
				if (!(error instanceof Undetermined)) throw error;
				this.undetermined.push(error.missing);
				this.reports.length = reports;
			}
			if (this.reports.length === reports && !kept) {
				this.#dropped.push(...this.#made.splice(made));
				this.#clears.length = clears;
			}
		}
	}

	/** The value, or 无法判断 where it is absent. */
	known<V extends TracedValue>(traced: Traced<V>): V {
		return known(traced);
	}

	#cell<T extends TableId, V extends TracedValue>(row: Row<T>, field: string, value: V | null, unit?: Unit): Traced<V> {
		const spec = fieldSpec(row.table, field)!;
		const missing: Missing | null = value !== null ? null : { kind: row.hasField(field) ? 'value' : 'field', what: `${row.table}.${field}` };
		const kind: Unit = unit ?? (spec.kind === 'code' || spec.kind === 'id' ? 'text' : spec.kind);
		return new Traced<V>({ zh: spec.zh, en: spec.en }, kind, value, [{ row, field }], 'record', missing);
	}
	#overCharges(label: Bilingual, unit: Unit, charges: readonly Charge[], field: string, pick: (charge: Charge) => number): Traced<number> {
		if (charges.some((charge) => charge.ambiguous)) throw new Undetermined({ kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' });
		const sources = charges.flatMap((charge) => cellsOf(charge, field));
		return new Traced(
			label,
			unit,
			charges.reduce((sum, charge) => sum + pick(charge), 0),
			sources,
			'derived'
		);
	}
	#compare(name: string, left: Comparable, op: 'gt' | 'ge' | 'lt' | 'le', right: Comparable): boolean {
		const [a, b] = [plain(left) as number, plain(right) as number];
		return this.#record(name, left, op, right, op === 'gt' ? a > b : op === 'ge' ? a >= b : op === 'lt' ? a < b : a <= b);
	}
	#record(name: string, left: Traced, op: Operator, right: Traced, holds: boolean): boolean {
		known(left);
		known(right);
		this.#made.push({ name, left, op, right, holds });
		return holds;
	}
}

const MATCHED = { national: '国家编码', local: '机构编码', name: '名称' } as const;

export type { Operand };
