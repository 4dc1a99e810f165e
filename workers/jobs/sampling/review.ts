import type { Finding } from '../../../rules/domain/finding.ts';
import type { DecidedLine } from '../../protocol/decision.ts';
import type { Entered } from '../../protocol/register.ts';
import type { Draw, Sample, SampleRow } from '../../protocol/sampling.ts';
import type { DecisionBook } from '../decision-book.ts';
import type { OpenRun } from '../open-run.ts';
import type { FrameUnit } from './frame.ts';

export const errorId = (draw: string, unit: string): string => `${draw}/${unit}`;

export interface ReviewSource {
	readonly batch: string;
	readonly id: string;
	readonly draw: Draw;
	readonly sample: Sample;
	readonly units: ReadonlyMap<string, FrameUnit>;
	/** Draws that this one enlarges, nearest first: what was reviewed there stands here too. */
	readonly parents: readonly string[];
	readonly book: DecisionBook;
	readonly run: OpenRun | null;
}

/** Drawn units with what is known of their errors: what was entered, else what the decisions about their findings say. */
export async function sampleRows(source: ReviewSource): Promise<SampleRow[]> {
	const { batch, id, sample, parents, book } = source;
	const entered = new Map(book.register(batch, 'sampleErrors').map((entry) => [entry.id, entry]));
	const said = (unit: string): Entered<'sampleErrors'> | undefined =>
		[id, ...parents].map((draw) => entered.get(errorId(draw, unit))).find((entry) => entry !== undefined);
	const rows: SampleRow[] = [];
	for (const drawn of sample.units) {
		const unit = source.units.get(drawn.id);
		const own = said(drawn.id)?.value;
		const error = own ? own.error : await decidedError(source, drawn.id, unit);
		rows.push({
			...drawn,
			visit: unit?.visit ?? drawn.id,
			finding: source.draw.commitment.query.unit === 'finding' ? drawn.id : '',
			institution: unit?.institution ?? '',
			department: unit?.department ?? '',
			amount: unit?.amount ?? null,
			error,
			from: own ? 'entered' : error === undefined ? null : 'decisions',
			note: own?.note ?? ''
		});
	}
	return rows;
}

/** 分 that the decisions about a unit's findings found wrong; undefined while one is open, waits for material, or has no amount. */
async function decidedError({ batch, draw, book, run }: ReviewSource, id: string, unit: FrameUnit | undefined): Promise<number | undefined> {
	if (!run || !unit) return undefined;
	const { unit: kind } = draw.commitment.query;
	// A stay without findings was decided by nobody.
	const at = kind === 'finding' ? [run.index.find(id)] : kind === 'stay' ? run.ofVisit(id) : [];
	if (at.length === 0 || at.includes(-1)) return undefined;
	const lines = new Map<string, number>();
	for (const index of at) {
		const standing = book.standing(batch, run.index.keys[index]!);
		if (!standing || standing.evidenceDigest !== run.index.digest(index)) return undefined;
		const { decision, lines: decided } = standing.frame.payload;
		if (decision === 'ask') return undefined;
		if (decision === 'confirm' && !addLines(lines, await run.finding(index), decided ?? [])) return undefined;
	}
	return [...lines.values()].reduce((sum, amount) => sum + amount, 0);
}

/** Adds what stands of a confirmed finding; a line that two findings claim counts once, with the larger claim. False where an amount is not known. */
function addLines(lines: Map<string, number>, finding: Finding, decided: readonly DecidedLine[]): boolean {
	const said = new Map(decided.map((line) => [lineKey(line), line]));
	const offending = finding.lines.filter(({ role }) => role === 'offending');
	if (offending.length === 0) {
		if (finding.amounts.amount === null) return false;
		lines.set(finding.key, finding.amounts.amount);
	}
	for (const line of offending) {
		const own = said.get(lineKey(line));
		const amount = own?.accepted === false ? 0 : (own?.amount ?? line.amount);
		if (amount === null) return false;
		lines.set(lineKey(line), Math.max(lines.get(lineKey(line)) ?? 0, amount));
	}
	return true;
}
const lineKey = ({ table, file, record }: Pick<DecidedLine, 'table' | 'file' | 'record'>): string => `${table} ${file} ${record}`;
