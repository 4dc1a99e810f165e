import { ABSENT } from '../../rules/domain/columns.ts';
import { TABLE_IDS, TABLES, type TableId } from '../../rules/domain/tables/index.ts';
import type { SourceFile } from '../../rules/domain/shard.ts';
import type { Encoding, Problem } from '../protocol/mapping.ts';
import { LIST_LIMIT, type DanglingLink, type MoneyCheck, type Receipt, type ReceiptLine } from '../protocol/receipt.ts';
import type { DictionarySet } from './dictionary.ts';
import type { Duplicates } from './duplicates.ts';
import type { Links } from './link.ts';
import { STATE, type Segment } from './segment.ts';

/** What the receipt must know of a segment beside its rows. */
export interface LedgerEntry {
	readonly segment: Segment;
	readonly encoding: Encoding;
	readonly leftOut: readonly string[];
	/** Carried over from the batch that this one follows. */
	readonly kept?: true;
}

/** Field whose sum over taken records the ledger shows. */
const MAIN_AMOUNT: Readonly<Partial<Record<TableId, string>>> = { fee: 'det_item_fee_sumamt', settlement: 'medfee_sumamt' };

/** The ledger of an import: read = taken + refused + duplicates, money against money, and what is missing. */
export function receiptOf(
	entries: readonly LedgerEntry[],
	files: readonly SourceFile[],
	skipped: readonly Problem[],
	duplicates: Duplicates,
	links: Links,
	dictionaries: DictionarySet
): Receipt {
	const segments = entries.map((entry) => entry.segment);
	const lines = entries.map((entry) => ledgerLine(entry, files));
	const refusals = segments.flatMap((segment) => segment.refusals);
	refusals.sort((a, b) => (a.file === b.file && a.sheet === b.sheet ? a.line - b.line : 0));
	const given = new Set(segments.filter((segment) => segment.rows > 0).map((segment) => segment.table));
	return {
		lines,
		skipped,
		refusals: refusals.slice(0, LIST_LIMIT),
		refusalCount: segments.reduce((sum, segment) => sum + segment.refusalCount, 0),
		duplicates: duplicates.listed,
		duplicateCount: duplicates.count,
		money: moneyOf(segments, links, dictionaries),
		dangling: danglingOf(segments, links, dictionaries),
		visits: links.visits.length,
		persons: new Set(Array.from(links.visits, (visit) => links.personOf[visit])).size,
		rows: lines.reduce((sum, line) => sum + line.taken, 0),
		absent: TABLE_IDS.filter((table) => !given.has(table))
	};
}

function ledgerLine({ segment, encoding, leftOut, kept }: LedgerEntry, files: readonly SourceFile[]): ReceiptLine {
	const counts = [0, 0, 0, 0];
	const field = MAIN_AMOUNT[segment.table];
	const amounts = field ? segment.numbers(field) : null;
	let amount = 0;
	for (let row = 0; row < segment.rows; row++) {
		const state = segment.states.bytes[row]!;
		counts[state]!++;
		const value = state === STATE.taken && amounts ? amounts.at(row) : ABSENT;
		if (value !== ABSENT) amount += value;
	}
	const [taken, refused, repeated] = counts as [number, number, number];
	return {
		file: segment.origin.file,
		sheet: segment.origin.sheet,
		digest: files[segment.origin.fileIndex]!.digest,
		encoding,
		table: segment.table,
		read: taken + refused + repeated,
		taken,
		refused,
		duplicates: repeated,
		amount: field ? amount : null,
		leftOut,
		...(kept ? { kept } : {})
	};
}

const taken = function* (segment: Segment): Generator<number> {
	for (let row = 0; row < segment.rows; row++) if (segment.states.bytes[row] === STATE.taken) yield row;
};

/** Σ fee lines of each settlement: by the lines' settlement number, else by the visit where it was settled once. Void rows are left out. */
function moneyOf(segments: readonly Segment[], links: Links, dictionaries: DictionarySet): Receipt['money'] {
	const fees = segments.filter((segment) => segment.table === 'fee');
	const settlements = segments.filter((segment) => segment.table === 'settlement');
	const none = { settled: 0, lines: 0, checked: 0, different: [], differentCount: 0 };
	if (fees.length === 0 || settlements.length === 0) return none;
	const bySettlement = new Float64Array(dictionaries.get('settlement').size);
	const byVisit = new Float64Array(dictionaries.get('visit').size);
	for (const segment of fees) sumFees(segment, links, dictionaries, bySettlement, byVisit);
	const settledOf = new Uint32Array(byVisit.length);
	const rows = settlements.flatMap((segment) => settledRows(segment, links, dictionaries));
	for (const row of rows) settledOf[row.visit]!++;
	const different: MoneyCheck[] = [];
	let differentCount = 0;
	let settled = 0;
	let lines = 0;
	for (const row of rows) {
		const sum = bySettlement[row.settlement]! + (settledOf[row.visit] === 1 ? byVisit[row.visit]! : 0);
		settled += row.amount;
		lines += sum;
		if (sum === row.amount) continue;
		differentCount++;
		if (different.length >= LIST_LIMIT) continue;
		const settlement = dictionaries.get('settlement').text(row.settlement);
		different.push({ settlement, visit: dictionaries.get('visit').text(row.visit), settled: row.amount, lines: sum });
	}
	return { settled, lines, checked: rows.length, different, differentCount };
}

function sumFees(segment: Segment, links: Links, dictionaries: DictionarySet, bySettlement: Float64Array, byVisit: Float64Array): void {
	const amounts = segment.numbers('det_item_fee_sumamt');
	const settlement = segment.codes('setl_id');
	const valid = segment.codes('vali_flag');
	const voidCode = dictionaries.get('vali_flag').code('0');
	const visits = links.visitOf.get(segment)!;
	if (!amounts) return;
	const states = segment.states.bytes;
	for (let row = 0; row < segment.rows; row++) {
		if (states[row] !== STATE.taken) continue;
		const amount = amounts.at(row);
		if (amount === ABSENT || (valid && voidCode !== 0 && valid(row) === voidCode)) continue;
		const code = settlement ? settlement(row) : 0;
		if (code !== 0) bySettlement[code]! += amount;
		else byVisit[visits[row]!]! += amount;
	}
}

function settledRows(segment: Segment, links: Links, dictionaries: DictionarySet): { settlement: number; visit: number; amount: number }[] {
	const amounts = segment.numbers('medfee_sumamt');
	const codes = segment.codes('setl_id');
	const valid = segment.codes('vali_flag');
	const voidCode = dictionaries.get('vali_flag').code('0');
	const visits = links.visitOf.get(segment)!;
	const rows: { settlement: number; visit: number; amount: number }[] = [];
	for (const row of taken(segment)) {
		const amount = amounts ? amounts.at(row) : ABSENT;
		if (amount === ABSENT || (valid && voidCode !== 0 && valid(row) === voidCode)) continue;
		rows.push({ settlement: codes ? codes(row) : 0, visit: visits[row]!, amount });
	}
	return rows;
}

const EXAMPLES = 20;

/** Rows that name a visit or settlement that no file describes. */
function danglingOf(segments: readonly Segment[], links: Links, dictionaries: DictionarySet): DanglingLink[] {
	const found = new Map<string, { table: TableId; field: string; target: TableId; rows: number; codes: Set<number>; dictionary: string }>();
	const settlements = knownSettlements(segments);
	const entryOf = (table: TableId, field: string, target: TableId, dictionary: string) => {
		const key = `${table}.${field}`;
		let entry = found.get(key);
		if (!entry) found.set(key, (entry = { table, field, target, rows: 0, codes: new Set(), dictionary }));
		return entry;
	};
	const note = (entry: { rows: number; codes: Set<number> }, code: number): void => {
		entry.rows++;
		if (entry.codes.size < EXAMPLES) entry.codes.add(code);
	};
	for (const segment of segments) {
		if (segment.table === 'visit' || TABLES[segment.table].belongs !== 'visit') continue;
		const visits = links.visitOf.get(segment)!;
		const field = segment.table === 'earlierVisit' ? 'rel_mdtrt_id' : 'mdtrt_id';
		const settlement = settlements && segment.table !== 'settlement' ? segment.codes('setl_id') : null;
		const states = segment.states.bytes;
		const { described } = links;
		let undescribed: ReturnType<typeof entryOf> | null = null;
		let unsettled: ReturnType<typeof entryOf> | null = null;
		for (let row = 0; row < segment.rows; row++) {
			if (states[row] !== STATE.taken) continue;
			const visit = visits[row]!;
			if (described[visit] === 0) note((undescribed ??= entryOf(segment.table, field, 'visit', 'visit')), visit);
			const code = settlement ? settlement(row) : 0;
			if (code !== 0 && !settlements!.has(code)) note((unsettled ??= entryOf(segment.table, 'setl_id', 'settlement', 'settlement')), code);
		}
	}
	return [...found.values()].map(({ table, field, target, rows, codes, dictionary }) => {
		const examples = [...codes].map((code) => dictionaries.get(dictionary).text(code));
		return { table, field, target, rows, examples };
	});
}

/** Settlement codes that the settlement table has; null where no file gives that table. */
function knownSettlements(segments: readonly Segment[]): Set<number> | null {
	const own = segments.filter((segment) => segment.table === 'settlement' && segment.rows > 0);
	if (own.length === 0) return null;
	const known = new Set<number>();
	for (const segment of own) {
		const codes = segment.codes('setl_id');
		if (codes) for (const row of taken(segment)) known.add(codes(row));
	}
	return known;
}
