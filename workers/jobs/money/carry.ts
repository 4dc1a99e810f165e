/**
 * Findings and the fee lines that they claim, as columns. Claims of finding i are `[start[i], start[i + 1])`. Amounts are 分; NaN claims nothing: the line
 * was not accepted, or that amount of the finding is unknown as a whole, since a partial sum would look whole.
 */
export interface MoneyColumns {
	readonly start: Uint32Array;
	/** Number of the claimed line, the same for all findings that claim it; `lines` is one more than the largest. */
	readonly line: Uint32Array;
	readonly lines: number;
	readonly amount: Float64Array;
	readonly inScope: Float64Array;
	readonly fund: Float64Array;
	/** Which of the finding's own sums are known: `KNOWN`. */
	readonly known: Uint8Array;
}
/** Positions of findings in the run. */
export type Positions = readonly number[] | Uint32Array;
export const KNOWN = { amount: 1, inScope: 2, fund: 4 } as const;

/** A sum that counts what it does not know apart. */
export interface Sum {
	/** 分. */
	readonly fen: number;
	/** Findings whose own amount is unknown: they add nothing to `fen`. */
	readonly unknown: number;
}
/** The three amounts of a set of findings, told apart; each fee line counts once. */
export interface MoneyTotals {
	readonly findings: number;
	/** Fee lines counted. */
	readonly lines: number;
	/** 违规金额. */
	readonly amount: Sum;
	/** 医保范围内金额. */
	readonly inScope: Sum;
	/** 基金损失. */
	readonly fund: Sum;
	/** 分 of 违规金额 that further findings claim of lines already counted: Σ of the findings' own amounts − `amount`. */
	readonly repeated: number;
}

/**
 * Which finding carries each line of a set: the one that claims most of it, of equal claims the one that knows more of the fund's loss, else the first in the
 * run. The rule does not look at the order of the set, so any two reckonings of the same set agree.
 */
export class Carrying {
	readonly #columns: MoneyColumns;
	/** Best claim of each line, −1 outside of a reckoning. */
	readonly #best: Int32Array;

	constructor(columns: MoneyColumns) {
		this.#columns = columns;
		this.#best = new Int32Array(columns.lines).fill(-1);
	}

	/**
	 * Calls `take` for each claim of the set, told whether it carries its line.
	 * @param findings positions, each once
	 */
	each(findings: Positions, take: (finding: number, claim: number, carries: boolean) => void): void {
		const { start, line, amount } = this.#columns;
		const best = this.#best;
		for (const finding of findings) {
			for (let claim = start[finding]!; claim < start[finding + 1]!; claim++) {
				if (Number.isNaN(amount[claim]!)) continue;
				const before = best[line[claim]!]!;
				if (before === -1 || this.#outranks(claim, before)) best[line[claim]!] = claim;
			}
		}
		for (const finding of findings) {
			for (let claim = start[finding]!; claim < start[finding + 1]!; claim++) {
				if (!Number.isNaN(amount[claim]!)) take(finding, claim, best[line[claim]!] === claim);
			}
		}
		for (const finding of findings) for (let claim = start[finding]!; claim < start[finding + 1]!; claim++) best[line[claim]!] = -1;
	}

	totals(findings: Positions): MoneyTotals {
		const { amount, inScope, fund, known } = this.#columns;
		const sums = { amount: 0, inScope: 0, fund: 0, repeated: 0, lines: 0 };
		this.each(findings, (_, claim, carries) => {
			if (!carries) {
				sums.repeated += amount[claim]!;
				return;
			}
			sums.lines++;
			sums.amount += amount[claim]!;
			sums.inScope += inScope[claim]! || 0;
			sums.fund += fund[claim]! || 0;
		});
		const unknown = (bit: number): number => {
			let count = 0;
			for (const finding of findings) if ((known[finding]! & bit) === 0) count++;
			return count;
		};
		return {
			findings: findings.length,
			lines: sums.lines,
			amount: { fen: sums.amount, unknown: unknown(KNOWN.amount) },
			inScope: { fen: sums.inScope, unknown: unknown(KNOWN.inScope) },
			fund: { fen: sums.fund, unknown: unknown(KNOWN.fund) },
			repeated: sums.repeated
		};
	}

	/** Claim a before claim b of the same line. Claims are numbered in the order of the run. */
	#outranks(a: number, b: number): boolean {
		const { amount, fund } = this.#columns;
		const known = (claim: number): number => (Number.isNaN(fund[claim]!) ? -Infinity : fund[claim]!);
		if (amount[a] !== amount[b]) return amount[a]! > amount[b]!;
		return known(a) === known(b) ? a < b : known(a) > known(b);
	}
}
