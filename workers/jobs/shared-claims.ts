import type { ChunkFacets } from '../store/index.ts';

/**
 * Amounts of findings split by whether a fee line is claimed once or several times. Sums add `own` and, for each shared line, its largest claim among
 * the findings that are counted; so a total costs a pass over the findings and a look at the few shared lines.
 */
export interface SharedClaims {
	/** Σ of a finding's lines that no other finding claims, 分. */
	readonly own: Float64Array;
	/** Claims of shared line l are `[start[l], start[l + 1])`, the largest first. */
	readonly start: Uint32Array;
	readonly finding: Uint32Array;
	readonly amount: Float64Array;
}

/** @param starts position of each chunk's first finding in the run */
export function sharedClaims(chunks: readonly ChunkFacets[], starts: Uint32Array): SharedClaims {
	const own = new Float64Array(starts.at(-1)!);
	const start = [0];
	const finding: number[] = [];
	const amount: number[] = [];
	chunks.forEach((chunk, c) => {
		const groups = new Map<number, [finding: number, amount: number][]>();
		const claimants = new Uint32Array(chunk.claimLine.reduce((most, line) => Math.max(most, line + 1), 0));
		// A finding whose amount is unknown claims nothing: a partial sum would look whole.
		const claiming = Array.from({ length: chunk.count }, (_, i) => i).filter((i) => !Number.isNaN(chunk.amount[i]!));
		for (const i of claiming) for (let k = chunk.claimStart[i]!; k < chunk.claimStart[i + 1]!; k++) claimants[chunk.claimLine[k]!]!++;
		for (const i of claiming) {
			for (let k = chunk.claimStart[i]!; k < chunk.claimStart[i + 1]!; k++) {
				const line = chunk.claimLine[k]!;
				if (claimants[line] === 1) own[starts[c]! + i]! += chunk.claimAmount[k]!;
				else (groups.get(line) ?? groups.set(line, []).get(line)!).push([starts[c]! + i, chunk.claimAmount[k]!]);
			}
		}
		for (const group of groups.values()) {
			group.sort((a, b) => b[1] - a[1]);
			for (const [claimant, claimed] of group) {
				finding.push(claimant);
				amount.push(claimed);
			}
			start.push(finding.length);
		}
	});
	return { own, start: Uint32Array.from(start), finding: Uint32Array.from(finding), amount: Float64Array.from(amount) };
}

/**
 * Adds what shared lines give to sums by value: among the findings that count, the largest claim of each value.
 * @param fails what each finding fails; it counts where nothing of `mask` is set
 * @param codes value of each finding; null where there is one value only
 */
export function addShared(claims: SharedClaims, fails: Uint16Array, mask: number, codes: Uint32Array | Uint8Array | null, sums: Float64Array): void {
	const { start, finding, amount } = claims;
	// Line that gave to a value last: claims come largest first, so whoever comes second gives nothing.
	const given = new Int32Array(sums.length).fill(-1);
	for (let line = 0; line + 1 < start.length; line++) {
		for (let k = start[line]!; k < start[line + 1]!; k++) {
			const claimant = finding[k]!;
			if ((fails[claimant]! & mask) !== 0) continue;
			const value = codes === null ? 0 : codes[claimant]!;
			if (given[value] === line) continue;
			given[value] = line;
			sums[value]! += amount[k]!;
		}
	}
}
