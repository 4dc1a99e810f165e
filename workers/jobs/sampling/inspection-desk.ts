import { canonical } from '../../package/bytes.ts';
import { workbookOf } from '../../package/workbook.ts';
import type {
	InspectionAnswer,
	InspectionApi,
	InspectionCalls,
	InspectionInfo,
	InspectionRequest,
	InspectionView,
	ListKind,
	ListReading
} from '../../protocol/inspection.ts';
import { MOST_ATTACHMENT_BYTES, type Entered } from '../../protocol/register.ts';
import { Fault } from '../../store/index.ts';
import { callOf } from '../back-test-desk.ts';
import { XLSX_TYPE } from '../package-job.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { drawId } from './commitment.ts';
import { drawInspection, inspectionCommitment, inspectionDigest, inspectionRefusal, resultDigest } from './inspection-draw.ts';
import { inspectionFrame, readInspectionFrame, type InspectionFrame } from './inspection-frame.ts';
import { readList } from './inspection-lists.ts';
import { inspectionRows, INSPECTION_COLUMNS, inspectionCsv } from './inspection-sheet.ts';

/** Draws of institutions and inspectors (双随机一公开). They belong to no batch. */
export class InspectionDesk implements InspectionCalls {
	constructor(private readonly state: () => Promise<WorkspaceState>) {}

	/** One call by its name: what crosses to the worker is one method. */
	answer: InspectionApi['inspection'] = (call, ...args) => callOf(this, call, args);

	read = <Kind extends ListKind>(kind: Kind, from: File | string): Promise<ListReading<Kind>> => readList(kind, from);

	async commit(request: InspectionRequest): Promise<InspectionAnswer> {
		const { decisions, store } = await this.state();
		if (!decisions.writer) throw new Fault('read-only');
		const frame = inspectionFrame(request.lists, request.weights);
		const refused = inspectionRefusal(request, frame);
		if (refused) return { id: null, ...refused };
		if (frame.bytes.length > MOST_ATTACHMENT_BYTES) return { id: null, refused: 'too-large', detail: String(frame.bytes.length) };
		await store.attachments.put(new File([frame.bytes], `lists-${frame.digest.slice(0, 12)}.csv`, { type: 'text/csv' }));
		const earlier = (await this.list()).filter(({ inspection }) => inspection.commitment.frame.digest === frame.digest).length;
		const commitment = inspectionCommitment(request, frame, earlier);
		const digest = inspectionDigest(commitment);
		await this.#enter('inspections', drawId(digest), { commitment, digest });
		return { id: drawId(digest), refused: null, detail: '' };
	}

	async draw(id: string): Promise<void> {
		const info = await this.#info(id);
		if (info.result) return;
		const assignments = drawInspection(info.inspection.commitment, await this.#frame(info));
		await this.#enter('inspectionResults', id, { inspection: id, assignments, digest: resultDigest(assignments) });
	}

	async list(): Promise<readonly InspectionInfo[]> {
		const { book } = await this.state();
		const results = new Map(book.register('', 'inspectionResults').map(({ id, value }) => [id, value]));
		return book
			.register('', 'inspections')
			.map(({ id, value, at, actor }) => ({ id, inspection: value, at, actor, result: results.get(id) ?? null }));
	}

	async open(id: string): Promise<InspectionView> {
		const info = await this.#info(id);
		const { lists, weights } = await this.#frame(info);
		return { info, lists, weights };
	}

	async frameFile(id: string): Promise<Blob> {
		return new Blob([(await this.#frame(await this.#info(id))).bytes], { type: 'text/csv' });
	}
	async recordFile(id: string): Promise<Blob> {
		const { inspection, actor, at, result } = await this.#info(id);
		return new Blob([canonical({ format: 'mingshen.inspection-record/1', id, actor, at, ...inspection, result })], { type: 'application/json' });
	}
	async sheet(id: string, format: 'xlsx' | 'csv'): Promise<Blob> {
		const rows = inspectionRows(await this.open(id));
		if (format === 'csv') return new Blob([inspectionCsv(rows)], { type: 'text/csv' });
		return new Blob([await workbookOf('抽查结果', INSPECTION_COLUMNS, rows)], { type: XLSX_TYPE });
	}

	/** @throws Fault not-found */
	async #info(id: string): Promise<InspectionInfo> {
		const info = (await this.list()).find((one) => one.id === id);
		if (!info) throw new Fault('not-found', `inspection ${id}`);
		return info;
	}
	async #frame({ inspection }: InspectionInfo): Promise<InspectionFrame> {
		const { store } = await this.state();
		const file = await store.attachments.get(inspection.commitment.frame.digest);
		return readInspectionFrame(new Uint8Array(await file.arrayBuffer()));
	}
	async #enter<Name extends 'inspections' | 'inspectionResults'>(register: Name, entry: string, value: Entered<Name>['value']): Promise<void> {
		const { decisions, store } = await this.state();
		await decisions.decide({ kind: 'enter', batch: '', register, entry, value }, await store.settings.actor(), '');
	}
}
