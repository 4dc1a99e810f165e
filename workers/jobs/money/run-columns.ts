import type { ChunkBlob, ChunkFacets, Store } from '../../store/index.ts';
import { claimsOf } from '../claims.ts';
import type { OpenRun } from '../open-run.ts';
import { findingAt } from '../pack-findings.ts';
import { KNOWN, type MoneyColumns } from './carry.ts';

type Claimed = Pick<ChunkFacets, 'claimStart' | 'claimLine' | 'claimAmount'> & {
	readonly claimInScope: Float64Array;
	readonly claimFund: Float64Array;
};

/** Money of a run as its rules found it: the columns of its chunks joined, lines numbered over the whole run. */
export async function foundColumns(run: OpenRun, store: Store): Promise<MoneyColumns> {
	const { index } = run;
	const chunks: Claimed[] = [];
	for (const [number, shard] of index.shards.entries()) {
		const facets = index.chunk(number);
		chunks.push(isWhole(facets) ? facets : readAgain(facets, await store.runs.blob(run.info.id, shard)));
	}
	const claims = chunks.reduce((sum, { claimLine }) => sum + claimLine.length, 0);
	const float = (): Float64Array => new Float64Array(claims);
	const columns = {
		start: new Uint32Array(index.count + 1),
		line: new Uint32Array(claims),
		lines: 0,
		amount: float(),
		inScope: float(),
		fund: float(),
		known: new Uint8Array(index.count)
	};
	let at = 0;
	chunks.forEach((chunk, number) => {
		const facets = index.chunk(number);
		const first = index.starts[number]!;
		for (let i = 0; i < facets.count; i++) join(columns, chunk, facets, i, first + i, at);
		const most = chunk.claimLine.reduce((largest, line) => Math.max(largest, line + 1), 0);
		for (let claim = 0; claim < chunk.claimLine.length; claim++) columns.line[at + claim] = columns.lines + chunk.claimLine[claim]!;
		columns.lines += most;
		at += chunk.claimLine.length;
	});
	columns.start[index.count] = claims;
	return columns;
}

type Open = { -readonly [Name in keyof MoneyColumns]: MoneyColumns[Name] };

/** Finding `i` of a chunk whose claims begin at `offset` of the run. A sum that is unknown makes all its parts unknown. */
function join(columns: Open, chunk: Claimed, facets: ChunkFacets, i: number, finding: number, offset: number): void {
	const [from, to] = [chunk.claimStart[i]!, chunk.claimStart[i + 1]!];
	columns.start[finding] = offset + from;
	const parts = [
		['amount', chunk.claimAmount, KNOWN.amount],
		['inScope', chunk.claimInScope, KNOWN.inScope],
		['fund', chunk.claimFund, KNOWN.fund]
	] as const;
	for (const [name, claims, bit] of parts) {
		const unknown = Number.isNaN(facets[name][i]!);
		if (!unknown) columns.known[finding]! |= bit;
		if (unknown) columns[name].fill(NaN, offset + from, offset + to);
		else columns[name].set(claims.subarray(from, to), offset + from);
	}
}

const isWhole = (facets: ChunkFacets): facets is ChunkFacets & Claimed => facets.claimInScope !== undefined && facets.claimFund !== undefined;

/** Claims of a chunk that an earlier version wrote, from its evidence. */
function readAgain({ count }: ChunkFacets, blob: ChunkBlob): Claimed {
	const { start, line, amount, inScope, fund } = claimsOf(Array.from({ length: count }, (_, i) => findingAt(blob, i)));
	return { claimStart: start, claimLine: line, claimAmount: amount, claimInScope: inScope, claimFund: fund };
}

/** The same columns with amounts of their own to write in. */
export const copyOf = (columns: MoneyColumns): MoneyColumns => ({
	...columns,
	amount: columns.amount.slice(),
	inScope: columns.inScope.slice(),
	fund: columns.fund.slice(),
	known: columns.known.slice()
});
