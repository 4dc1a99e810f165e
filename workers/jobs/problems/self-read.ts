import { parseCsv } from 'hucre/csv';
import { readWorkbook } from '../../knowledge/workbook.ts';
import { SELF_ANSWERS, type SelfAnswerRow, type SelfFault, type SelfRow } from '../../protocol/self-list.ts';
import { SELF_HEADINGS, TOTAL } from './self-sheet.ts';

/** Rows of a returned file as text, XLSX or CSV (UTF-8, else GB18030 as Chinese Excel saves it); null where it is neither. */
export async function rowsOfFile(bytes: Uint8Array): Promise<readonly (readonly string[])[] | null> {
	try {
		if (bytes[0] === 0x50 && bytes[1] === 0x4b) return (await readWorkbook(bytes))[0]?.rows ?? null;
		return parseCsv(decode(bytes), { unescapeFormulae: true }).map((row) => row.map((cell) => String(cell ?? '').trim()));
	} catch {
		return null;
	}
}

function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
	}
}

export interface ListAsked {
	readonly id: string;
	readonly institution: string;
	readonly rows: readonly SelfRow[];
	/** Institution of another list of this machine; '' where it knows none such. */
	readonly institutionOf: (list: string) => string;
}
export type Answered =
	{ readonly faults: readonly SelfFault[] } | { readonly faults: null; readonly answers: readonly SelfAnswerRow[]; readonly admitted: number };

type Cell = (heading: keyof typeof SELF_HEADINGS) => string;

/** What a returned list says: every row answered once, each in itself right, and the total equal to their sum to the 分; else all that is wrong with it. */
export function readAnswers(rows: readonly (readonly string[])[], list: ListAsked): Answered {
	const head = rows.findIndex((row) => row.some((cell) => cell.trim() === SELF_HEADINGS.list));
	if (head < 0) return { faults: [{ id: 'no-heading' }] };
	const places = Object.fromEntries(
		Object.entries(SELF_HEADINGS).map(([name, text]) => [name, rows[head]!.findIndex((cell) => cell.trim() === text)])
	);
	const lacking = (['no', 'list', 'key', 'amount', 'said', 'admitted'] as const).filter((name) => places[name]! < 0);
	if (lacking.length > 0) return { faults: lacking.map((name) => ({ id: 'no-column', name: SELF_HEADINGS[name] })) };
	const reading = new Reading(list);
	rows.slice(head + 1).forEach((row, i) => {
		if (row.every((cell) => cell.trim() === '')) return;
		reading.take(head + i + 2, (name) => (places[name]! < 0 ? '' : (row[places[name]!] ?? '').trim()));
	});
	return reading.end();
}

class Reading {
	readonly #list: ListAsked;
	readonly #rows: ReadonlyMap<number, SelfRow>;
	readonly #faults: SelfFault[] = [];
	readonly #seen = new Map<number, number>();
	readonly #answers: SelfAnswerRow[] = [];
	#total: { readonly row: number; readonly stated: number | null } | null = null;

	constructor(list: ListAsked) {
		this.#list = list;
		this.#rows = new Map(list.rows.map((row) => [row.no, row]));
	}

	take(row: number, cell: Cell): void {
		if (cell('no') === TOTAL) return this.#takeTotal(row, cell('admitted'));
		if (cell('list') !== this.#list.id) {
			const list = cell('list');
			return this.#fault({ id: 'other-list', row, list, institution: this.#list.institutionOf(list), wanted: this.#list.institution });
		}
		const own = /^\d+(\.0+)?$/.test(cell('no')) ? this.#rows.get(Number(cell('no'))) : undefined;
		if (!own) return this.#fault({ id: 'row-unknown', row, value: cell('no') });
		if (cell('key') !== own.key) return this.#fault({ id: 'row-changed', row, value: cell('key') });
		const first = this.#seen.get(own.no);
		if (first !== undefined) return this.#fault({ id: 'row-twice', row, no: own.no, first });
		this.#seen.set(own.no, row);
		const amount = cell('amount') === '' ? null : fenOf(cell('amount'));
		if (amount !== own.amount || (cell('amount') !== '' && amount === null)) {
			return this.#fault({ id: 'amount-changed', row, value: cell('amount'), amount: own.amount });
		}
		const answer = answerOf(row, own, cell);
		if ('id' in answer) this.#fault(answer);
		else this.#answers.push(answer);
	}

	end(): Answered {
		const faults = this.#faults;
		// Rows of another list are said once: the file is the wrong one as a whole.
		const foreign = faults.filter(({ id }) => id === 'other-list');
		if (foreign.length > 0 && this.#seen.size === 0) return { faults: [foreign[0]!] };
		const absent = this.#list.rows.filter(({ no }) => !this.#seen.has(no)).map(({ no }) => no);
		if (absent.length > 0) faults.push({ id: 'rows-absent', count: absent.length, first: absent.slice(0, 5) });
		if (!this.#total) faults.push({ id: 'total-absent' });
		const sum = this.#answers.reduce((total, { admitted }) => total + admitted, 0);
		// A sum of some rows is no sum: it is compared where every row was read.
		if (faults.length === 0 && this.#total!.stated !== sum) {
			faults.push({ id: 'total-differs', row: this.#total!.row, stated: this.#total!.stated!, sum });
		}
		return faults.length > 0 ? { faults } : { faults: null, answers: this.#answers.sort((a, b) => a.no - b.no), admitted: sum };
	}

	#takeTotal(row: number, text: string): void {
		if (this.#total) return this.#fault({ id: 'total-twice' });
		const stated = fenOf(text);
		this.#total = { row, stated };
		if (stated === null) this.#fault({ id: 'total-not-money', row, value: text });
	}
	#fault(fault: SelfFault): void {
		this.#faults.push(fault);
	}
}

function answerOf(row: number, { no, amount }: SelfRow, cell: Cell): SelfAnswerRow | SelfFault {
	const said = SELF_ANSWERS.find((one) => one === cell('said'));
	if (!said) return { id: 'said-unknown', row, value: cell('said') };
	const blank = cell('admitted') === '';
	const admitted = blank ? null : fenOf(cell('admitted'));
	if (!blank && admitted === null) return { id: 'admitted-not-money', row, value: cell('admitted') };
	const answer = (fen: number): SelfAnswerRow => ({ no, said, admitted: fen, note: cell('note') });
	if (said === '不认可') return admitted ? { id: 'denied-with-amount', row } : answer(0);
	if (said === '认可' && blank && amount !== null) return answer(amount);
	if (admitted === null || admitted === 0) return { id: 'admitted-absent', row };
	if (amount === null) return answer(admitted);
	if (admitted > amount) return { id: 'admitted-over', row, admitted, amount };
	if (said === '认可') return admitted < amount ? { id: 'admitted-not-all', row, admitted, amount } : answer(admitted);
	return admitted === amount ? { id: 'admitted-not-part', row } : answer(admitted);
}

/** 元 of at most two decimals, thousands allowed → 分; null for anything else, negative amounts among it. */
function fenOf(text: string): number | null {
	const match = /^[¥￥]?(\d{1,12})(?:\.(\d{1,2})0*)?$/.exec(text.replaceAll(/[,，\s]/g, ''));
	return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null;
}
