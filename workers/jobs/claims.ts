import type { Finding } from '../../rules/domain/finding.ts';

/** Offending lines of findings in their order with the three amounts of each, lines numbered within the chunk; 分, NaN where unknown. */
export interface Claims {
	readonly start: Uint32Array;
	readonly line: Uint32Array;
	readonly amount: Float64Array;
	readonly inScope: Float64Array;
	readonly fund: Float64Array;
	/** 分; the largest claim on each line, so that a line claimed by several findings counts once. */
	readonly total: number;
}

/** A finding whose amount is unknown counts for nothing in `total`: a partial sum would look whole. */
export function claimsOf(findings: readonly Pick<Finding, 'lines' | 'amounts'>[]): Claims {
	const numbers = new Map<string, number>();
	const start = new Uint32Array(findings.length + 1);
	const lines: number[] = [];
	const [amount, inScope, fund]: [number[], number[], number[]] = [[], [], []];
	const most: number[] = [];
	findings.forEach((finding, i) => {
		for (const line of finding.lines) {
			if (line.role !== 'offending') continue;
			const key = `${line.table} ${line.file} ${line.record}`;
			const number = numbers.get(key) ?? numbers.set(key, numbers.size).size - 1;
			lines.push(number);
			amount.push(line.amount ?? NaN);
			inScope.push(line.inScope ?? NaN);
			fund.push(line.fund ?? NaN);
			if (finding.amounts.amount !== null && line.amount !== null) most[number] = Math.max(most[number] ?? -Infinity, line.amount);
		}
		start[i + 1] = lines.length;
	});
	return {
		start,
		line: Uint32Array.from(lines),
		amount: Float64Array.from(amount),
		inScope: Float64Array.from(inScope),
		fund: Float64Array.from(fund),
		// A line that only unknown findings claim has no entry.
		total: most.reduce((sum, claim) => sum + claim, 0)
	};
}
