import { evidenceBlocks, type EvidenceRow } from '../../package/evidence-list.ts';
import type { Sanitized } from '../../package/sanitize.ts';
import type { PaperSource } from '../../package/work-paper.ts';
import { MOST_EVIDENCE_ROWS, type Block, type DocumentRequest, type PdfApi, type PdfFile } from '../../protocol/documents.ts';
import type { OnProgress } from '../../protocol/source.ts';
import { Fault } from '../../store/index.ts';
import { ruleTexts, type ExportSource, type PackagePorts } from '../package-job.ts';
import { registryOf } from '../user-rule-run.ts';

/** One document being made. */
export interface Making {
	readonly request: DocumentRequest;
	readonly source: ExportSource;
	readonly positions: readonly number[];
	readonly ports: PackagePorts;
	readonly pdf: PdfApi;
	readonly onProgress: OnProgress;
}
/** What an export says of its making. */
export const exportHead = ({ run }: ExportSource, { build, now, registry }: PackagePorts) => ({
	build,
	at: now(),
	recipe: run.info.recipe,
	rules: ruleTexts(registryOf(registry, run.info.recipe))
});

/** @throws Fault too-many beyond what anybody goes through on paper */
export function evidencePaper(rows: Iterable<EvidenceRow>, from: PaperSource): Block[] {
	const listed = [...rows];
	if (listed.length > MOST_EVIDENCE_ROWS) throw new Fault('too-many', `${listed.length} > ${MOST_EVIDENCE_ROWS}`);
	return evidenceBlocks(listed, from);
}

export interface Written extends PdfFile {
	readonly name: string;
}
/** Writes parts one by one, so that none but the one at hand is laid out. */
export async function write(
	pdf: PdfApi,
	title: string,
	{ actor }: ExportSource,
	{ build, now }: PackagePorts,
	parts: readonly (readonly Block[])[]
): Promise<Written> {
	await pdf.begin({ title, author: actor, creator: `明审 ${build}`, at: now() });
	for (const part of parts) await pdf.add(part);
	return { ...(await pdf.end()), name: `${title}.pdf` };
}

/** Identities masked; null where they leave as they are. */
export function maskedIn({ withheld: { masked } }: Sanitized): number | null {
	return masked && masked.names + masked.numbers + masked.phones;
}
