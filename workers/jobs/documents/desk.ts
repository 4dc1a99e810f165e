import { wrap } from 'comlink';
import { evidenceRows, evidenceWorkbook } from '../../package/evidence-list.ts';
import { reportBlocks } from '../../package/report.ts';
import { sanitize, type Sanitized } from '../../package/sanitize.ts';
import { sourceOf, workPapers } from '../../package/work-papers.ts';
import {
	MOST_PAPERS,
	type DocumentCalls,
	type DocumentPreview,
	type DocumentRequest,
	type DocumentsApi,
	type MadeDocument,
	type PdfApi,
	type PdfFile
} from '../../protocol/documents.ts';
import type { DecisionState } from '../../protocol/review.ts';
import type { OnProgress } from '../../protocol/source.ts';
import { Fault } from '../../store/index.ts';
import { ledgerOf } from '../money/ledger.ts';
import { readSettled } from '../overview/settled.ts';
import { XLSX_TYPE, type ExportSource, type PackagePorts } from '../package-job.ts';
import { DECISIONS } from '../queue-index.ts';
import { registryOf } from '../user-rule-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { contentsOf, positionsOf, recordsOfFindings, type PositionsOf } from './records.ts';
import { reportInput, samplesOf } from './report-data.ts';
import { evidencePaper, exportHead, maskedIn, write, type Making, type Written } from './making.ts';
import { transferPackage } from './transfer.ts';

export interface DocumentPorts {
	readonly state: () => Promise<WorkspaceState>;
	readonly source: (batch: string) => Promise<ExportSource>;
	readonly ports: () => Promise<PackagePorts>;
	readonly positions: PositionsOf;
}
type Call = (...args: unknown[]) => never;

export const PDF_TYPE = 'application/pdf';

/** What leaves as papers for people (文书): looked at before it is made, and made anew each time. */
export class DocumentDesk implements DocumentCalls {
	readonly #ports: DocumentPorts;

	constructor(ports: DocumentPorts) {
		this.#ports = ports;
	}

	answer: DocumentsApi['documents'] = (call, ...args) => (this[call] as Call).apply(this, args);

	async institutions(batch: string): ReturnType<DocumentCalls['institutions']> {
		const { run } = await this.#ports.source(batch);
		const { texts, codes } = run.index.coded.institution;
		const counts = new Uint32Array(texts.length);
		for (const code of codes) counts[code]!++;
		return texts.map((name, i) => ({ name, findings: counts[i]! })).sort((a, b) => b.findings - a.findings);
	}

	async preview(request: DocumentRequest): Promise<DocumentPreview> {
		const source = await this.#ports.source(request.batch);
		const { index } = source.run;
		const positions = await positionsOf(source, request, this.#ports.positions);
		const ledger = await this.#ledger(source);
		const stateOf = (at: number): DecisionState => DECISIONS[index.decision[at]!]!;
		const byDecision = Object.fromEntries(DECISIONS.map((state) => [state, 0])) as Record<DecisionState, number>;
		for (const at of positions) byDecision[stateOf(at)]++;
		const leaving = request.kind === 'transfer' ? positions.filter((at) => stateOf(at) === 'confirm') : positions;
		return {
			findings: leaving.length,
			stays: staysOf(source, leaving),
			byDecision,
			found: ledger.totals(positions, 'found').amount.fen,
			accepted: ledger.totals(positions.filter((at) => stateOf(at) === 'confirm')).amount.fen
		};
	}

	async make(request: DocumentRequest, pdf: MessagePort | PdfApi, onProgress: OnProgress): Promise<MadeDocument> {
		const [source, ports] = await Promise.all([this.#ports.source(request.batch), this.#ports.ports()]);
		const positions = await positionsOf(source, request, this.#ports.positions);
		// A port crosses to this worker; tests hand over the writer itself.
		const writer = typeof MessagePort !== 'undefined' && pdf instanceof MessagePort ? (wrap(pdf) as unknown as PdfApi) : (pdf as PdfApi);
		const making: Making = { request, source, positions, ports, pdf: writer, onProgress };
		switch (request.kind) {
			case 'papers':
				return papers(making);
			case 'evidence':
				return evidence(making);
			case 'report':
				return this.#report(making);
			case 'transfer':
				return transferPackage(making, await this.#ledger(source));
		}
	}

	async #report({ request, source, positions, ports, pdf, onProgress }: Making): Promise<MadeDocument> {
		const registry = registryOf(ports.registry, source.run.info.recipe);
		const samples = await recordsOfFindings(source, samplesOf(source, positions), ports, onProgress);
		const content = sanitize(samples, contentsOf(request.identities, { undecided: true, workPapers: false }), request.batch);
		const institution = request.query.filter.facets.institution?.[0] ?? '';
		const settled = await readSettled((await this.#ports.state()).store, source.opened);
		const scope = { source, positions, institution, settled, ledger: await this.#ledger(source), registry };
		const input = reportInput(scope, content, sourceOf(exportHead(source, ports), content, false));
		return madePdf(await write(pdf, '检查报告', source, ports, [reportBlocks({ ...input, files: content.files })]), content);
	}

	async #ledger({ run }: ExportSource) {
		const { book, store } = await this.#ports.state();
		return ledgerOf(run, book, store);
	}
}

/** What may leave of the findings of a request, and what papers say of their making. */
async function contentOf({ request, source, positions, ports, onProgress }: Making): Promise<Sanitized> {
	const records = await recordsOfFindings(source, positions, ports, onProgress);
	return sanitize(records, contentsOf(request.identities, { undecided: true, workPapers: true }), request.batch);
}
async function papers(making: Making): Promise<MadeDocument> {
	const { source, ports, pdf, positions } = making;
	const stays = staysOf(source, positions);
	if (stays > MOST_PAPERS) throw new Fault('too-many', `${stays} > ${MOST_PAPERS}`);
	const content = await contentOf(making);
	const parts = workPapers(exportHead(source, ports), content, false).map(({ blocks }) => blocks);
	return madePdf(await write(pdf, '检查底稿', source, ports, parts), content);
}
const staysOf = ({ run: { index } }: ExportSource, positions: readonly number[]): number =>
	new Set(positions.map((at) => index.coded.visit.codes[at])).size;

async function evidence(making: Making): Promise<MadeDocument> {
	const { request, source, ports, pdf } = making;
	const content = await contentOf(making);
	const head = exportHead(source, ports);
	const rows = evidenceRows(content, head.rules);
	if (request.format === 'xlsx') {
		const bytes = await evidenceWorkbook(rows);
		return made(new Blob([bytes], { type: XLSX_TYPE }), '取证材料清单.xlsx', content);
	}
	return madePdf(await write(pdf, '取证材料清单', source, ports, [evidencePaper(rows, sourceOf(head, content, false))]), content);
}

const made = (blob: Blob, name: string, content: Sanitized, written?: PdfFile): MadeDocument => ({
	blob,
	files: [{ name, size: blob.size }],
	pages: written?.pages ?? 0,
	missing: written?.missing ?? [],
	masked: maskedIn(content)
});
const madePdf = (written: Written, content: Sanitized): MadeDocument =>
	made(new Blob([written.bytes], { type: PDF_TYPE }), written.name, content, written);
