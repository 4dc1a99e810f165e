import type { Basis } from '../../../rules/domain/finding.ts';
import type { Registry } from '../../../rules/engine/registry.ts';
import { OPEN } from '../../package/journal.ts';
import type { ReportInput, ReportRow } from '../../package/report.ts';
import type { Sanitized } from '../../package/sanitize.ts';
import type { PaperFinding, PaperSource } from '../../package/work-paper.ts';
import type { DecisionState } from '../../protocol/review.ts';
import type { Ledger } from '../money/ledger.ts';
import type { SettledBatch } from '../overview/settled.ts';
import type { ExportSource } from '../package-job.ts';
import { DECISIONS, type FacetColumn } from '../queue-index.ts';
import { missingWords } from './missing-words.ts';

/** Where a report looks: all findings of a run, or those of an institution. */
export interface ReportScope {
	readonly source: ExportSource;
	readonly positions: readonly number[];
	/** '' for the whole batch. */
	readonly institution: string;
	readonly settled: SettledBatch;
	readonly ledger: Ledger;
	readonly registry: Registry;
}

/** Examples beyond this many make a report no clearer. */
const MOST_SAMPLES = 12;

/** Of each violation the confirmed finding with the largest amount. */
export function samplesOf({ run: { index } }: ExportSource, positions: readonly number[]): number[] {
	const best = new Map<number, number>();
	const { codes } = index.coded.violation;
	const amount = (at: number): number => index.amount[at]! || 0;
	for (const at of positions) {
		if (DECISIONS[index.decision[at]!] !== 'confirm') continue;
		const held = best.get(codes[at]!);
		if (held === undefined || amount(at) > amount(held)) best.set(codes[at]!, at);
	}
	return [...best.values()].sort((a, b) => amount(b) - amount(a)).slice(0, MOST_SAMPLES);
}

/** @param samples what may leave of the examples */
export function reportInput(scope: ReportScope, samples: Sanitized, made: PaperSource): ReportInput {
	const { source, positions, institution, settled, registry } = scope;
	const { opened, run } = source;
	const { index, info } = run;
	const titleOf = (rule: string): string => registry.get(rule)?.meta.title.zh ?? rule;
	const by = (column: FacetColumn, name = (text: string): string => text): ReportRow[] => rowsBy(scope, column, name);
	const dates = positions
		.map((position) => index.text('date', position))
		.filter(Boolean)
		.sort();
	return {
		batch: opened.batch.name,
		institution,
		stays: institution === '' ? opened.batch.content.stays : visitsOf(settled, institution),
		persons: institution === '' ? opened.batch.content.persons : null,
		from: dates[0]?.slice(0, 10) ?? '',
		to: dates.at(-1)?.slice(0, 10) ?? '',
		reviewers: reviewersOf(samples),
		files: opened.batch.content.files,
		recipe: info.recipe,
		total: rowOf(scope, '总计', positions),
		byViolation: by(index.coded.violation),
		byRule: by(index.coded.rule, titleOf),
		byDepartment: by(index.coded.department, (text) => text || '未填写'),
		byMonth: by(index.month, (text) => text || '日期未知').sort((a, b) => (a.label < b.label ? -1 : 1)),
		undetermined:
			institution === ''
				? info.undetermined.map(({ rule, missing, stays }) => ({ rule: titleOf(rule), missing: missingWords(missing), stays }))
				: null,
		samples: paperFindings(samples, registry),
		basis: basisOf(scope),
		source: made
	};
}

function visitsOf({ institutions, institutionOf, visits }: SettledBatch, institution: string): number {
	const at = institutions.findIndex(({ name }) => name === institution);
	return visits.filter((visit) => institutionOf.get(visit) === at).length;
}

function rowsBy(scope: ReportScope, { texts, codes }: FacetColumn, name: (text: string) => string): ReportRow[] {
	const groups = new Map<number, number[]>();
	for (const at of scope.positions) (groups.get(codes[at]!) ?? groups.set(codes[at]!, []).get(codes[at]!)!).push(at);
	return [...groups]
		.map(([code, own]) => rowOf(scope, name(texts[code]!), own))
		.sort((a, b) => b.found.amount.fen - a.found.amount.fen || (a.label < b.label ? -1 : 1));
}

function rowOf({ source, ledger }: ReportScope, label: string, positions: readonly number[]): ReportRow {
	const { decision } = source.run.index;
	const counts = Object.fromEntries(DECISIONS.map((state) => [state, 0])) as Record<DecisionState, number>;
	for (const at of positions) counts[DECISIONS[decision[at]!]!]++;
	const confirmed = positions.filter((at) => DECISIONS[decision[at]!] === 'confirm');
	return { label, counts, found: ledger.totals(positions, 'found'), accepted: ledger.totals(confirmed) };
}

/** Everybody whose decision stands about some finding of the batch. */
const reviewersOf = ({ states }: Sanitized): string[] =>
	[...new Set([...states.values()].filter(({ decision }) => decision).map(({ actor }) => actor))].filter(Boolean).sort();

const paperFindings = ({ findings, states }: Sanitized, registry: Registry): PaperFinding[] =>
	findings.map((finding, i) => ({
		finding,
		number: i + 1,
		rule: registry.get(finding.rule)?.meta,
		state: states.get(finding.key) ?? OPEN,
		rows: new Map()
	}));

/** Clauses of the rules that found something, each once, in their order. */
function basisOf({ source, positions, registry }: ReportScope): Basis[] {
	const { texts, codes } = source.run.index.coded.rule;
	const fired = new Set(positions.map((at) => codes[at]!));
	const clauses = new Map<string, Basis>();
	for (const code of fired) {
		for (const basis of registry.get(texts[code]!)?.meta.basis ?? []) clauses.set(`${basis.doc}\n${basis.clause}`, basis);
	}
	return [...clauses].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, basis]) => basis);
}
