import type { Finding } from '../../../../rules/domain/finding.ts';
import type { DecidedLine, DecisionKind, JournalFrame } from '../../../../workers/protocol/decision.ts';

/** What stands, told again over plain objects: nothing of the code that is tested is used. */
export interface Plain {
	readonly finding: Finding;
	readonly chunk: number;
}
interface Claim {
	readonly finding: number;
	readonly line: string;
	readonly amount: number;
	readonly inScope: number | null;
	readonly fund: number | null;
}

/** The latest decision about each finding that nobody took back, by reading the journal from its end. */
export function standingOf(frames: readonly JournalFrame[]): Map<string, { decision: DecisionKind; digest: string; lines: readonly DecidedLine[] }> {
	const gone = new Set<string>();
	const standing = new Map<string, { decision: DecisionKind; digest: string; lines: readonly DecidedLine[] }>();
	for (const { eventId, payload } of frames.toReversed()) {
		if (gone.has(eventId)) continue;
		if (payload.kind === 'undo') gone.add(payload.event);
		if (payload.kind !== 'decide') continue;
		for (const { key, evidenceDigest } of payload.targets) {
			if (!standing.has(key)) standing.set(key, { decision: payload.decision, digest: evidenceDigest, lines: payload.lines ?? [] });
		}
	}
	return standing;
}

/** Money of one finding after a decision; null: unknown. Lines that stand, with their three amounts. */
function linesOf({ finding, chunk }: Plain, position: number, frames: ReturnType<typeof standingOf>) {
	const said = frames.get(finding.key);
	const fits = said?.digest === finding.evidenceDigest ? said : undefined;
	if (fits?.decision === 'reject') return { claims: [], known: [true, true, true] };
	const offending = finding.lines.filter((line) => line.role === 'offending');
	const left = offending.flatMap((line) => {
		const own = fits?.lines.find((one) => one.table === line.table && one.file === line.file && one.record === line.record);
		if (own && !own.accepted) return [];
		const { amount, inScope, fund } = own?.counted ?? line;
		return [{ finding: position, line: `${chunk} ${line.record}`, amount, inScope, fund }];
	});
	const all = (pick: (line: (typeof left)[number]) => number | null): boolean => left.every((line) => pick(line) !== null);
	const nothing = offending.length === 0;
	const known = [!nothing && all((line) => line.amount), !nothing && all((line) => line.inScope), !nothing && all((line) => line.fund)];
	const claims = !known[0]
		? []
		: left.map((line): Claim => ({ ...line, amount: line.amount!, inScope: known[1] ? line.inScope : null, fund: known[2] ? line.fund : null }));
	return { claims, known };
}

/** Totals of a set, line by line. */
export function recount(set: readonly number[], all: readonly Plain[], frames: readonly JournalFrame[], as: 'stands' | 'found') {
	const standing = standingOf(as === 'found' ? [] : frames);
	const parts = set.map((position) => linesOf(all[position]!, position, standing));
	const byLine = new Map<string, Claim[]>();
	for (const claim of parts.flatMap(({ claims }) => claims)) byLine.set(claim.line, [...(byLine.get(claim.line) ?? []), claim]);
	const carried = [...byLine.values()].map(
		(claims) => claims.toSorted((a, b) => b.amount - a.amount || (b.fund ?? -1) - (a.fund ?? -1) || a.finding - b.finding)[0]!
	);
	const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);
	const claimed = sum(parts.flatMap(({ claims }) => claims.map(({ amount }) => amount)));
	const amount = sum(carried.map((claim) => claim.amount));
	const unknown = (at: number): number => parts.filter(({ known }) => !known[at]).length;
	return {
		totals: {
			findings: set.length,
			lines: carried.length,
			amount: { fen: amount, unknown: unknown(0) },
			inScope: { fen: sum(carried.map((claim) => claim.inScope)), unknown: unknown(1) },
			fund: { fen: sum(carried.map((claim) => claim.fund)), unknown: unknown(2) },
			repeated: claimed - amount
		},
		carrierOf: new Map(carried.map(({ line, finding }) => [line, finding]))
	};
}
