import type { Amounts } from '../../../rules/domain/finding.ts';
import type { LineAmounts } from '../../../rules/domain/part-amounts.ts';
import { Fault, type Store } from '../../store/index.ts';
import type { DecisionBook, Standing } from '../decision-book.ts';
import type { OpenRun } from '../open-run.ts';
import { DECISIONS } from '../queue-index.ts';
import { Carrying, KNOWN, type MoneyColumns, type MoneyTotals, type Positions } from './carry.ts';
import { moneyOf } from './finding-money.ts';
import { copyOf, foundColumns } from './run-columns.ts';

/** Money of one finding within a set: what it claims, and what of that no finding before it carries. */
export interface FindingShare {
	readonly finding: number;
	/** 分; null where it is unknown. Carried amounts of a set add up to its totals. */
	readonly carried: { readonly amount: number | null; readonly inScope: number | null; readonly fund: number | null };
	/** Offending lines of the finding, by their order, that another finding of the set carries, and which (已计入疑点). */
	readonly elsewhere: readonly { readonly line: number; readonly finding: number; readonly amount: number }[];
}

const REJECT = DECISIONS.indexOf('reject');

/**
 * The money of a run as it stands: what its rules found, less what reviewers rejected, with lines and amounts as they corrected them. All positions are
 * those of the run's queue. A set of any size costs one pass over its claims; 100,000 findings are columns, never objects.
 */
export class Ledger {
	readonly #run: OpenRun;
	readonly #found: MoneyColumns;
	/** As it stands: the found columns, written over where lines were decided. */
	readonly #standing: MoneyColumns;
	readonly #ofFound: Carrying;
	readonly #ofStanding: Carrying;
	/** Event whose lines are written into `#standing`, by position. */
	readonly #corrected = new Map<number, string>();
	#turn: Promise<void> = Promise.resolve();

	private constructor(run: OpenRun, found: MoneyColumns) {
		this.#run = run;
		this.#found = found;
		this.#standing = copyOf(found);
		this.#ofFound = new Carrying(found);
		this.#ofStanding = new Carrying(this.#standing);
	}
	static async open(run: OpenRun, store: Store): Promise<Ledger> {
		return new Ledger(run, await foundColumns(run, store));
	}

	/** Takes over what was decided line by line since it was asked last. */
	bringUp(book: DecisionBook): Promise<void> {
		this.#turn = this.#turn.catch(() => undefined).then(() => this.#take(book));
		return this.#turn;
	}

	/**
	 * Totals of a set of findings; a fee line that several claim counts once. Rejected findings add nothing.
	 * @param as 'stands': after decisions (认定金额); 'found': as the rules found it, whatever was decided (疑点金额)
	 */
	totals(findings: Positions, as: 'stands' | 'found' = 'stands'): MoneyTotals {
		if (as === 'found') return this.#ofFound.totals(findings);
		return { ...this.#ofStanding.totals(this.#left(findings)), findings: findings.length };
	}

	/** Totals of a set by a value of each finding: a line counts once for each value. @param valueOf code of a finding, from 0 to `size` − 1 */
	totalsBy(findings: Positions, valueOf: (finding: number) => number, size: number, as: 'stands' | 'found' = 'stands'): MoneyTotals[] {
		const groups: number[][] = Array.from({ length: size }, () => []);
		for (const finding of findings) groups[valueOf(finding)]!.push(finding);
		return groups.map((group) => this.totals(group, as));
	}

	/** The three amounts of one finding as they stand, 分; null where unknown. */
	of(finding: number): Pick<Amounts, 'amount' | 'inScope' | 'fund'> {
		if (this.#rejected(finding)) return { amount: 0, inScope: 0, fund: 0 };
		const { start, amount, inScope, fund, known } = this.#standing;
		const sum = (values: Float64Array, bit: number): number | null => {
			if ((known[finding]! & bit) === 0) return null;
			let total = 0;
			for (let claim = start[finding]!; claim < start[finding + 1]!; claim++) total += values[claim]! || 0;
			return total;
		};
		return { amount: sum(amount, KNOWN.amount), inScope: sum(inScope, KNOWN.inScope), fund: sum(fund, KNOWN.fund) };
	}

	/** What each finding of a set adds to the set's totals, and which of its lines count under another finding. */
	shares(findings: Positions): FindingShare[] {
		const { start, line, amount, inScope, fund, known } = this.#standing;
		const shares = new Map(Array.from(findings, (finding) => [finding, newShare(finding)]));
		const carrier = new Map<number, number>();
		const rest: { readonly finding: number; readonly claim: number }[] = [];
		this.#ofStanding.each(this.#left(findings), (finding, claim, carries) => {
			if (!carries) return void rest.push({ finding, claim });
			carrier.set(line[claim]!, finding);
			const { carried } = shares.get(finding)!;
			carried.amount += amount[claim]!;
			carried.inScope += inScope[claim]! || 0;
			carried.fund += fund[claim]! || 0;
		});
		for (const { finding, claim } of rest) {
			const { elsewhere } = shares.get(finding)!;
			elsewhere.push({ line: claim - start[finding]!, finding: carrier.get(line[claim]!)!, amount: amount[claim]! });
		}
		return Array.from(findings, (finding) => {
			const { carried, elsewhere } = shares.get(finding)!;
			const told = (value: number, bit: number): number | null => (this.#rejected(finding) || known[finding]! & bit ? value : null);
			return {
				finding,
				carried: { amount: told(carried.amount, KNOWN.amount), inScope: told(carried.inScope, KNOWN.inScope), fund: told(carried.fund, KNOWN.fund) },
				elsewhere
			};
		});
	}

	/** Findings that claim a line that this one claims too, rejected ones aside. */
	rivals(finding: number): number[] {
		const { start, line } = this.#found;
		const own = new Set(line.subarray(start[finding]!, start[finding + 1]!));
		const { chunk } = this.#run.index.locate(finding);
		const { starts } = this.#run.index;
		const others: number[] = [];
		for (let other = starts[chunk]!; other < starts[chunk + 1]!; other++) {
			if (other === finding || this.#rejected(other)) continue;
			if (line.subarray(start[other]!, start[other + 1]!).some((claimed) => own.has(claimed))) others.push(other);
		}
		return others;
	}

	#rejected(finding: number): boolean {
		return this.#run.index.decision[finding] === REJECT;
	}
	#left(findings: Positions): Positions {
		return (findings as readonly number[]).filter((finding) => !this.#rejected(finding));
	}

	async #take(book: DecisionBook): Promise<void> {
		const wanted = new Map<number, Standing>();
		for (const { key, standing } of book.corrected(this.#run.info.batch)) {
			const at = this.#run.index.find(key);
			if (at >= 0 && this.#run.index.digest(at) === standing.evidenceDigest) wanted.set(at, standing);
		}
		for (const [at, event] of this.#corrected) if (wanted.get(at)?.frame.eventId !== event) this.#restore(at);
		// In the order of the run: each chunk of evidence is read once.
		for (const at of [...wanted.keys()].sort((a, b) => a - b)) {
			if (!this.#corrected.has(at)) await this.#correct(at, wanted.get(at)!);
		}
	}
	#restore(at: number): void {
		const { start } = this.#found;
		for (const name of ['amount', 'inScope', 'fund'] as const) {
			this.#standing[name].set(this.#found[name].subarray(start[at]!, start[at + 1]!), start[at]!);
		}
		this.#standing.known[at] = this.#found.known[at]!;
		this.#corrected.delete(at);
	}
	async #correct(at: number, { frame }: Standing): Promise<void> {
		const finding = await this.#run.finding(at);
		const { decision, lines: decided } = frame.payload;
		const { lines, amounts } = moneyOf(finding, { decision, lines: decided ?? [] });
		const { start, known } = this.#standing;
		if (lines.length !== start[at + 1]! - start[at]!) throw new Fault('store-damaged', `lines of ${finding.key}`);
		for (const name of ['amount', 'inScope', 'fund'] as const) {
			const value = (line: LineAmounts): number => (amounts[name] === null ? NaN : (line[name] ?? NaN));
			lines.forEach(({ accepted, amounts: own }, i) => (this.#standing[name][start[at]! + i] = accepted ? value(own) : NaN));
		}
		known[at] =
			(amounts.amount === null ? 0 : KNOWN.amount) | (amounts.inScope === null ? 0 : KNOWN.inScope) | (amounts.fund === null ? 0 : KNOWN.fund);
		this.#corrected.set(at, frame.eventId);
	}
}

const newShare = (finding: number) => ({
	finding,
	carried: { amount: 0, inScope: 0, fund: 0 },
	elsewhere: [] as { line: number; finding: number; amount: number }[]
});

const ledgers = new WeakMap<OpenRun, Promise<Ledger>>();

/** The ledger of a run, opened once and brought up to the decisions that stand now. */
export async function ledgerOf(run: OpenRun, book: DecisionBook, store: Store): Promise<Ledger> {
	let opening = ledgers.get(run);
	if (!opening) {
		opening = Ledger.open(run, store);
		ledgers.set(run, opening);
		opening.catch(() => ledgers.delete(run));
	}
	const ledger = await opening;
	await ledger.bringUp(book);
	return ledger;
}
