import { parseMoney } from '$lib/format/number.ts';
import type { Finding, FindingLine } from '$rules/domain/finding.ts';
import { priceTimesQuantity } from '$rules/domain/units.ts';
import type { CaseView } from '$workers/protocol/case.ts';
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

/** Corrections of a finding's lines while it is looked at: which lines stand, and for how much. */
export class LineEdits {
	readonly lines: readonly SumLine[];
	#refused = $state.raw<ReadonlySet<string>>(new Set());
	#texts = $state.raw<ReadonlyMap<string, string>>(new Map());

	constructor(lines: readonly SumLine[], before: readonly DecidedLine[] = []) {
		this.lines = lines;
		const known = new Map(before.map((line) => [rowKey(line), line]));
		this.#refused = new Set(lines.filter((line) => known.get(line.key)?.accepted === false).map((line) => line.key));
		this.#texts = new Map(
			lines.flatMap((line) => (known.get(line.key)?.amount == null ? [] : [[line.key, String(known.get(line.key)!.amount! / 100)] as const]))
		);
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
	/** 'ok', or what is wrong with the written amount. */
	fault(line: SumLine): 'ok' | 'not-money' | 'above' {
		const text = this.text(line.key).trim();
		if (text === '') return 'ok';
		const amount = parseMoney(text);
		if (amount === null) return 'not-money';
		return line.own !== null && amount > Math.abs(line.own) ? 'above' : 'ok';
	}
	/** What the line counts for, 分; null where it is not known. */
	amount(line: SumLine): number | null {
		if (!this.accepted(line.key)) return 0;
		const text = this.text(line.key).trim();
		return text === '' ? line.line.amount : parseMoney(text);
	}
	readonly valid: boolean = $derived.by(() => this.lines.every((line) => this.fault(line) === 'ok'));
	readonly touched: boolean = $derived(this.#refused.size > 0 || [...this.#texts.values()].some((text) => text.trim() !== ''));
	readonly total: number | null = $derived.by(() => {
		const amounts = this.lines.map((line) => this.amount(line));
		return amounts.some((amount) => amount === null) ? null : amounts.reduce<number>((sum, amount) => sum + amount!, 0);
	});
	/** For the decision; null where nothing was corrected. */
	decided(): DecidedLine[] | null {
		if (!this.touched) return null;
		return this.lines.map((line) => {
			const text = this.text(line.key).trim();
			const { table, file, record } = line.line;
			return { table, file, record, accepted: this.accepted(line.key), amount: text === '' ? null : parseMoney(text) };
		});
	}
}
