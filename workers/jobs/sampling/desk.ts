import type { Registry } from '../../../rules/engine/registry.ts';
import { canonical } from '../../package/bytes.ts';
import type { Entered } from '../../protocol/register.ts';
import { MOST_ATTACHMENT_BYTES } from '../../protocol/register.ts';
import type {
	CommitAnswer,
	Draw,
	DrawInfo,
	DrawRequest,
	DrawView,
	FrameChange,
	FrameQuery,
	FrameStratum,
	FrameView,
	RedrawReport,
	Sample,
	SamplingApi,
	SamplingCalls,
	SizePlan
} from '../../protocol/sampling.ts';
import { sizeForNoneFound } from '../../statistics/rate.ts';
import { Fault } from '../../store/index.ts';
import { callOf } from '../back-test-desk.ts';
import { XLSX_TYPE } from '../package-job.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { changesOf } from './base.ts';
import { allocation, commitmentDigest, commitmentOf, drawId, refusalOf, sampleDigest } from './commitment.ts';
import { estimateOf, sizePlan } from './estimate.ts';
import { readFrame, type Frame } from './frame.ts';
import { Frames } from './frames.ts';
import { redraw, type DrawRecord } from './redraw.ts';
import { sampleRows } from './review.ts';
import { selectSample } from './select.ts';
import { sampleSheet } from './sheet.ts';

export interface SamplingPorts {
	readonly state: () => Promise<WorkspaceState>;
	readonly registry: Registry;
}
const FRAME_TYPE = 'text/csv';
/** Frames of draws read from their attachments, kept while their sample is reviewed. */
const KEPT = 2;
/** A sheet shows no interval: any will do. */
const ANY_CONFIDENCE = 0.9;

/** Draws of a batch (抽样): frames, commitments before samples, review and what it says of the frame. */
export class SamplingDesk implements SamplingCalls {
	readonly #ports: SamplingPorts;
	readonly #frames: Frames;
	readonly #kept = new Map<string, Frame>();

	constructor(ports: SamplingPorts) {
		this.#ports = ports;
		this.#frames = new Frames(ports);
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: SamplingApi['sampling'] = (call, ...args) => callOf(this, call, args);

	institutions = (batch: string): Promise<readonly string[]> => this.#frames.institutions(batch);

	async frame(batch: string, query: FrameQuery): Promise<FrameView> {
		const { view } = await this.#frames.of(batch, query);
		const earlier = (await this.list(batch)).filter(({ draw }) => draw.commitment.frame.digest === view.digest).length;
		return { ...view, earlier };
	}

	async commit(batch: string, request: DrawRequest): Promise<CommitAnswer> {
		const state = await this.#ports.state();
		if (!state.decisions.writer) throw new Fault('read-only');
		const { unit } = request.query;
		if (unit !== 'stay' && !(await state.run(batch))) return { id: null, refused: 'no-run', detail: '' };
		const view = await this.frame(batch, request.query);
		const parent = (await this.list(batch)).find(({ id }) => id === request.extends) ?? null;
		const refused = refusalOf(request, view, parent);
		if (refused) return { id: null, ...refused };
		const { frame } = await this.#frames.of(batch, request.query);
		if (frame.bytes.length > MOST_ATTACHMENT_BYTES) return { id: null, refused: 'frame-too-large', detail: String(frame.bytes.length) };
		await this.#keep(frame, state);
		const commitment = commitmentOf(batch, request, view);
		const draw: Draw = { commitment, digest: commitmentDigest(commitment) };
		await this.#enter(batch, 'draws', drawId(draw.digest), draw);
		return { id: drawId(draw.digest), refused: null, detail: '' };
	}

	async draw(batch: string, id: string): Promise<readonly FrameChange[]> {
		const { draw } = await this.#info(batch, id);
		const changes = await this.#changes(batch, draw);
		// What was committed is drawn of its own frame or not at all; a sample that is there stays as it is.
		if (changes.length > 0 || (await this.#sample(batch, id))) return changes;
		const { frame } = await this.#frames.of(batch, draw.commitment.query);
		const units = selectSample(draw.commitment, frame.units);
		await this.#enter(batch, 'samples', id, { draw: id, units, digest: sampleDigest(units.map((unit) => unit.id)) });
		return [];
	}

	async list(batch: string): Promise<readonly DrawInfo[]> {
		const { book } = await this.#ports.state();
		const samples = new Map(book.register(batch, 'samples').map(({ id, value }) => [id, value]));
		return book
			.register(batch, 'draws')
			.map(({ id, value, at, actor }) => ({ id, draw: value, at, actor, drawn: samples.get(id)?.units.length ?? null }));
	}

	async open(batch: string, id: string, confidence: number): Promise<DrawView> {
		const state = await this.#ports.state();
		const [info, sample] = [await this.#info(batch, id), await this.#sample(batch, id)];
		const changes = await this.#changes(batch, info.draw);
		if (!sample) return { info, sample: null, rows: [], changes, estimate: null };
		const units = new Map((await this.#frameOf(batch, info.draw)).units.map((unit) => [unit.id, unit]));
		const run = await state.run(batch);
		const parents = await this.#parents(batch, info.draw);
		const rows = await sampleRows({ batch, id, draw: info.draw, sample, units, parents, book: state.book, run });
		return { info, sample: sample.digest, rows, changes, estimate: estimateOf(info.draw.commitment, rows, confidence) };
	}

	allocate = async (strata: readonly FrameStratum[], size: number): Promise<Record<string, number>> => allocation(strata, size);
	async plan(batch: string, id: string, confidence: number, margin: number): Promise<SizePlan> {
		const { info, rows } = await this.open(batch, id, confidence);
		return sizePlan(info.draw.commitment, rows, confidence, margin);
	}
	discovery = async (most: number, confidence: number): Promise<number> => sizeForNoneFound(most, confidence);

	async frameFile(batch: string, id: string): Promise<Blob> {
		const { draw } = await this.#info(batch, id);
		return new Blob([(await this.#frameOf(batch, draw)).bytes], { type: FRAME_TYPE });
	}
	async recordFile(batch: string, id: string): Promise<Blob> {
		const { draw, actor, at } = await this.#info(batch, id);
		const record: DrawRecord = { format: 'mingshen.draw-record/1', id, actor, at, ...draw, sample: await this.#sample(batch, id) };
		return new Blob([canonical(record)], { type: 'application/json' });
	}
	async sheet(batch: string, id: string): Promise<Blob> {
		return new Blob([await sampleSheet(await this.open(batch, id, ANY_CONFIDENCE))], { type: XLSX_TYPE });
	}
	redraw = async (frame: File, record: File): Promise<RedrawReport> => redraw(new Uint8Array(await frame.arrayBuffer()), await record.text());

	/** @throws Fault not-found */
	async #info(batch: string, id: string): Promise<DrawInfo> {
		const info = (await this.list(batch)).find((one) => one.id === id);
		if (!info) throw new Fault('not-found', `draw ${id}`);
		return info;
	}
	async #sample(batch: string, id: string): Promise<Sample | null> {
		const { book } = await this.#ports.state();
		return book.register(batch, 'samples').find((entry: Entered<'samples'>) => entry.id === id)?.value ?? null;
	}
	async #enter<Name extends 'draws' | 'samples'>(batch: string, register: Name, entry: string, value: Entered<Name>['value']): Promise<void> {
		const { decisions, store } = await this.#ports.state();
		await decisions.decide({ kind: 'enter', batch, register, entry, value }, await store.settings.actor(), '');
	}

	/** What changed since the commitment. */
	async #changes(batch: string, { commitment }: Draw): Promise<readonly FrameChange[]> {
		const { query, frame, base } = commitment;
		const { view } = await this.#frames.of(batch, query);
		return changesOf({ ...frame, base }, view);
	}

	/** Draws that this one enlarges, nearest first. */
	async #parents(batch: string, draw: Draw): Promise<string[]> {
		const known = new Map((await this.list(batch)).map((info) => [info.id, info.draw]));
		const parents: string[] = [];
		for (let id = draw.commitment.extends; id !== null && known.has(id); id = known.get(id)!.commitment.extends) parents.push(id);
		return parents;
	}

	async #keep({ bytes, digest }: Frame, { store }: WorkspaceState): Promise<void> {
		await store.attachments.put(new File([bytes], `frame-${digest.slice(0, 12)}.csv`, { type: FRAME_TYPE }));
	}
	/** The frame as committed: the kept file, or where it was lost the frame of now if it is still the same. @throws Fault not-found */
	async #frameOf(batch: string, { commitment }: Draw): Promise<Frame> {
		const { digest } = commitment.frame;
		const known = this.#kept.get(digest);
		if (known) return known;
		const { store } = await this.#ports.state();
		const file = await store.attachments.get(digest).catch(() => null);
		const frame = file ? readFrame(new Uint8Array(await file.arrayBuffer())) : (await this.#frames.of(batch, commitment.query)).frame;
		if (frame?.digest !== digest) throw new Fault('not-found', `frame ${digest.slice(0, 12)}`);
		this.#kept.set(digest, frame);
		if (this.#kept.size > KEPT) this.#kept.delete(this.#kept.keys().next().value!);
		return frame;
	}
}
