import type { Finding } from '../../rules/domain/finding.ts';

/** Offending lines of findings with their amounts, lines numbered within the chunk. */
export interface Claims {
	readonly start: Uint32Array;
	readonly line: Uint32Array;
	readonly amount: Float64Array;
	/** 分; the largest claim on each line, so that a line claimed by several findings counts once. */
	readonly total: number;
}

/** A finding whose amount is unknown claims nothing: a partial sum would look whole. */
export function claimsOf(findings: readonly Finding[]): Claims {
	const numbers = new Map<string, number>();
	const start = new Uint32Array(findings.length + 1);
	const lines: number[] = [];
	const amounts: number[] = [];
	const most: number[] = [];
	findings.forEach((finding, i) => {
		for (const line of finding.amounts.amount === null ? [] : finding.lines) {
			if (line.role !== 'offending' || line.amount === null) continue;
			const key = `${line.table} ${line.file} ${line.record}`;
			const number = numbers.get(key) ?? numbers.set(key, numbers.size).size - 1;
			lines.push(number);
			amounts.push(line.amount);
			most[number] = Math.max(most[number] ?? -Infinity, line.amount);
		}
		start[i + 1] = lines.length;
	});
	return { start, line: Uint32Array.from(lines), amount: Float64Array.from(amounts), total: most.reduce((sum, amount) => sum + amount, 0) };
}
