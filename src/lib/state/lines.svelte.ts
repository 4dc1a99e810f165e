import { parseMoney } from '$lib/format/number.ts';
import type { Amounts, Finding, FindingLine } from '$rules/domain/finding.ts';
import { foundAmounts, NO_MONEY, NOTHING, partAmounts, standingAmounts, type AmountBasis, type LineAmounts } from '$rules/domain/part-amounts.ts';
import { priceTimesQuantity } from '$rules/domain/units.ts';
import type { CaseView } from '$workers/protocol/case.ts';
import type { CountedView } from '$workers/protocol/deciding.ts';
import type { DecidedLine } from '$workers/protocol/decision.ts';
import { rowKey } from './numbering.ts';

/** An offending line with what its record says, so that the sum can be shown as a sum. */
export interface SumLine {
	readonly key: string;
	readonly line: FindingLine;
	readonly name: string;
	readonly time: string;
	/** 1/1 000 000 元, null where the record has none. */
	readonly price: number | null;
	/** The record's own amount, 分: a correction never goes above it. */
	readonly own: number | null;
	/** qty × price gives the amount to the 分: only then it is written as a product. */
	readonly product: boolean;
}

export function sumLines(view: CaseView, finding: Finding): SumLine[] {
	return finding.lines.filter((line) => line.role === 'offending').map((line) => sumLine(view, line));
}

function sumLine(view: CaseView, line: FindingLine): SumLine {
	const table = view.tables[line.table];
	const row = table?.rows.find((one) => one.record === line.record && one.file === line.file);
	const cell = (field: string): string => (row && table ? (row.cells[table.fields.indexOf(field)] ?? '') : '');
	const price = scaledText(cell('pric'), 6);
	const product = price !== null && line.qty !== null && line.amount !== null && priceTimesQuantity(price, line.qty) === line.amount;
	return {
		key: rowKey(line),
		line,
		name: cell('hilist_name') || cell('medins_list_name') || cell('name') || line.rowId,
		time: cell('fee_ocur_time') || cell('used_time'),
		price,
		own: scaledText(cell('det_item_fee_sumamt'), 2) ?? line.amount,
		product
	};
}

/** '50.00' → whole number in 10^-places, or null. */
function scaledText(text: string, places: number): number | null {
	const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.replaceAll(',', ''));
	if (!match || (match[3]?.length ?? 0) > places) return null;
	return Number(`${match[1]}${match[2]}${(match[3] ?? '').padEnd(places, '0')}`);
}

/** What an amount written for a line is: fine, or what is wrong with it. */
export type LineFault = 'ok' | 'negative' | 'not-money' | 'above';

/** What the workspace tells about the lines of one finding, asked for when it is needed. */
export interface LineSource {
	bases(): Promise<readonly (AmountBasis | null)[]>;
	counted(): Promise<CountedView>;
	/** Address of another finding's case. */
	href(visit: string, key: string): string;
}

/** Corrections of a finding's lines while it is looked at: which lines stand, for how much, and what that comes to. */
export class LineEdits {
	readonly lines: readonly SumLine[];
	readonly #found: Amounts;
	#refused = $state.raw<ReadonlySet<string>>(new Set());
	#texts = $state.raw<ReadonlyMap<string, string>>(new Map());
	/** What lines are reckoned from, by line; null until it was asked for. */
	#bases = $state.raw<ReadonlyMap<string, AmountBasis | null> | null>(null);
	/** What an earlier decision reckoned of the lines that it corrected. */
	readonly #before: ReadonlyMap<string, DecidedLine>;

	readonly source: LineSource | null;

	constructor(lines: readonly SumLine[], before: readonly DecidedLine[] = [], found: Amounts = NO_MONEY, source: LineSource | null = null) {
		this.lines = lines;
		this.source = source;
		this.#found = found;
		this.#before = new Map(before.map((line) => [rowKey(line), line]));
		const known = this.#before;
		this.#refused = new Set(lines.filter((line) => known.get(line.key)?.accepted === false).map((line) => line.key));
		this.#texts = new Map(
			lines.flatMap((line) => (known.get(line.key)?.amount == null ? [] : [[line.key, yuanText(known.get(line.key)!.amount!)] as const]))
		);
	}
	/** Asks what lines are reckoned from, once; until it is there in-scope amount and fund loss of a corrected line are not known. */
	async reckon(): Promise<void> {
		if (this.#bases !== null || !this.source) return;
		const bases = await this.source.bases();
		this.#bases = new Map(this.lines.map((line, i) => [line.key, bases[i] ?? null]));
	}
	accepted(key: string): boolean {
		return !this.#refused.has(key);
	}
	text(key: string): string {
		return this.#texts.get(key) ?? '';
	}
	accept(key: string, yes: boolean): void {
		const next = new Set(this.#refused);
		if (yes) next.delete(key);
		else next.add(key);
		this.#refused = next;
	}
	write(key: string, text: string): void {
		this.#texts = new Map(this.#texts).set(key, text);
	}
	/** As the rule found it. */
	restore(): void {
		this.#refused = new Set();
		this.#texts = new Map();
	}
	/** The most that may stand of a line, 分: its charge net of refunds, else what its record says. */
	most(line: SumLine): number | null {
		const basis = this.#bases?.get(line.key);
		return basis ? Math.max(0, basis.amount) : line.own === null ? null : Math.abs(line.own);
	}
	fault(line: SumLine): LineFault {
		const text = this.text(line.key).trim();
		if (text === '' || !this.accepted(line.key)) return 'ok';
		if (/^[-−－]/.test(text) && parseMoney(text.slice(1)) !== null) return 'negative';
		const amount = parseMoney(text);
		if (amount === null) return 'not-money';
		const most = this.most(line);
		return most !== null && amount > most ? 'above' : 'ok';
	}
	/** What the line counts for, 分; null where it is not known. */
	amount(line: SumLine): number | null {
		return this.#amountsOf(line).amount;
	}
	readonly valid: boolean = $derived.by(() => this.lines.every((line) => this.fault(line) === 'ok'));
	readonly touched: boolean = $derived(this.#refused.size > 0 || [...this.#texts.values()].some((text) => text.trim() !== ''));
	/** The three amounts of what stands, to the 分: reckoned as the rule reckons. Null where a written amount is none. */
	readonly amounts: Amounts | null = $derived.by(() => {
		if (!this.touched) return this.#found;
		if (!this.valid) return null;
		return standingAmounts(this.lines.filter((line) => this.accepted(line.key)).map((line) => this.#amountsOf(line)));
	});
	#amountsOf(line: SumLine): LineAmounts {
		if (!this.accepted(line.key)) return NOTHING;
		const text = this.text(line.key).trim();
		const corrected = text === '' ? null : parseMoney(text);
		if (text !== '' && corrected === null) return unknown(null);
		if (corrected === null || corrected === line.line.amount) return foundAmounts(line.line, this.#found);
		const basis = this.#bases?.get(line.key);
		if (basis) return partAmounts(basis, corrected);
		const before = this.#before.get(line.key);
		return before?.amount === corrected && before.counted ? before.counted : unknown(corrected);
	}
	/** For the decision; null where nothing was corrected. */
	decided(): DecidedLine[] | null {
		if (!this.touched) return null;
		return this.lines.map((line) => {
			const text = this.text(line.key).trim();
			const { table, file, record } = line.line;
			const accepted = this.accepted(line.key);
			return { table, file, record, accepted, amount: text === '' || !accepted ? null : parseMoney(text) };
		});
	}
}

/** 12345 → '123.45', as people write it into the field. */
const yuanText = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const unknown = (amount: number | null): LineAmounts => ({ amount, inScope: null, fund: null, method: 'none', reasons: ['corrected-without-basis'] });
