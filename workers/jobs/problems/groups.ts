import type { Institution, ProblemFinding, ProblemProposal } from '../../protocol/problems-list.ts';
import type { OpenBatch } from '../batch-context.ts';
import type { FindingShare, Ledger } from '../money/ledger.ts';
import type { OpenRun } from '../open-run.ts';
import type { SettledBatch } from '../overview/settled.ts';
import { DECISIONS } from '../queue-index.ts';

/** Findings of one institution and violation, with the money that each adds. */
export interface Group {
	readonly proposal: ProblemProposal;
	readonly findings: readonly ProblemFinding[];
}

/** Institution of each finding: as its visit's record says, else by the name that the finding has. */
export function institutionsOf({ context }: OpenBatch, { index }: OpenRun, settled: SettledBatch): (finding: number) => Institution {
	const { texts, codes } = index.coded.visit;
	const visits = context.dictionaries.get('visit');
	const byVisit = texts.map((visit) => settled.institutions[settled.institutionOf.get(visits.code(visit)) ?? -1]);
	return (finding) => {
		const name = index.text('institution', finding);
		const known = byVisit[codes[finding]!];
		return known && known.name !== '' ? known : { name, code: known?.code ?? '' };
	};
}

export const institutionKey = ({ code, name }: Institution): string => (code === '' ? `name ${name}` : `code ${code}`);

/**
 * Confirmed findings that are in no problem, by institution and violation. What each adds is reckoned over all confirmed findings of the run, so that a
 * fee line is asked for under one of them.
 * @param taken keys of findings of this batch that are in a problem
 */
export function groupsOf(run: OpenRun, ledger: Ledger, institutionOf: (finding: number) => Institution, taken: ReadonlySet<string>): Group[] {
	const { index } = run;
	const confirm = DECISIONS.indexOf('confirm');
	const confirmed = Array.from(index.decision.keys()).filter((i) => index.decision[i] === confirm);
	const groups = new Map<string, { institution: Institution; violation: string; at: number[]; findings: ProblemFinding[] }>();
	const shares = ledger.shares(confirmed);
	const before = claimedBefore(shares, (i) => taken.has(index.keys[i]!));
	for (const { finding: i, carried } of shares) {
		if (taken.has(index.keys[i]!)) continue;
		const [institution, violation] = [institutionOf(i), index.text('violation', i)];
		const key = `${institutionKey(institution)} ${violation}`;
		const group = groups.get(key) ?? groups.set(key, { institution, violation, at: [], findings: [] }).get(key)!;
		group.at.push(i);
		group.findings.push({
			key: index.keys[i]!,
			rule: index.text('rule', i),
			visit: index.text('visit', i),
			date: index.text('date', i),
			amount: carried.amount,
			fund: carried.fund
		});
	}
	return [...groups.values()]
		.map(({ institution, violation, at, findings }) => ({
			findings,
			proposal: { institution, violation, ...summaryOf(findings), claimedBefore: at.filter((i) => before.has(i)).length }
		}))
		.sort((a, b) => b.proposal.amount - a.proposal.amount || (a.proposal.violation < b.proposal.violation ? -1 : 1));
}

/** Findings in no problem that share a fee line with one that is in one, whichever of the two carries it. */
function claimedBefore(shares: readonly FindingShare[], isTaken: (finding: number) => boolean): ReadonlySet<number> {
	const found = new Set<number>();
	for (const { finding, elsewhere } of shares) {
		for (const { finding: carrier } of elsewhere) {
			if (isTaken(finding) !== isTaken(carrier)) found.add(isTaken(finding) ? carrier : finding);
		}
	}
	return found;
}

/** What a problem freezes of its findings. */
export function summaryOf(findings: readonly ProblemFinding[]): Omit<ProblemProposal, 'institution' | 'violation' | 'claimedBefore'> {
	const dates = findings.flatMap(({ date }) => (date === '' ? [] : [date])).sort();
	const sum = (of: 'amount' | 'fund'): number => findings.reduce((total, finding) => total + (finding[of] ?? 0), 0);
	const unknown = (of: 'amount' | 'fund'): number => findings.filter((finding) => finding[of] === null).length;
	return {
		rules: [...new Set(findings.map(({ rule }) => rule))].sort(),
		findings: findings.length,
		visits: new Set(findings.map(({ visit }) => visit)).size,
		from: dates[0] ?? '',
		to: dates.at(-1) ?? '',
		amount: sum('amount'),
		amountUnknown: unknown('amount'),
		fund: sum('fund'),
		fundUnknown: unknown('fund')
	};
}
