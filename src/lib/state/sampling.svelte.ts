import { failureText } from '$lib/format/problems.ts';
import type { Workspace } from './port.ts';
import type { Workbench } from './workbench.svelte.ts';
import type {
	CommitAnswer,
	DrawInfo,
	DrawRequest,
	DrawSeed,
	DrawView,
	FrameQuery,
	FrameView,
	RedrawReport,
	SampleRow,
	SizePlan
} from '$workers/protocol/sampling.ts';

/** Confidence of the two-sided interval; its lower limit is at the same time the one-sided bound at 95% that a recovery is asked by. */
export const CONFIDENCES = [0.8, 0.9, 0.95] as const;
export const USUAL_CONFIDENCE = 0.9;

/** Thirty-two bytes of the browser's own randomness. */
export const generatedSeed = (): DrawSeed => ({
	kind: 'generated',
	source: '',
	value: Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')
});

/** Draws of one batch (抽样): the one that is being put together, those that were committed, and the open one with its review. */
export class Sampling {
	readonly #workbench: Workbench;
	readonly batch: string;
	#draws = $state.raw<readonly DrawInfo[]>([]);
	#institutions = $state.raw<readonly string[]>([]);
	#query = $state.raw<FrameQuery>({ unit: 'stay', institution: '', inpatientOnly: true, by: null, bands: [] });
	#frame = $state.raw<FrameView | null>(null);
	#view = $state.raw<DrawView | null>(null);
	#confidence = $state<number>(USUAL_CONFIDENCE);
	#answer = $state.raw<CommitAnswer | null>(null);
	#failure = $state('');
	#loaded = $state(false);
	#busy = $state(false);
	#asked = 0;

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.batch = batch;
	}
	get draws() {
		return this.#draws;
	}
	get institutions() {
		return this.#institutions;
	}
	get query() {
		return this.#query;
	}
	get frame() {
		return this.#frame;
	}
	get view() {
		return this.#view;
	}
	get confidence() {
		return this.#confidence;
	}
	/** Why the last request was not committed. */
	get refused(): CommitAnswer | null {
		return this.#answer?.refused ? this.#answer : null;
	}
	get failure() {
		return this.#failure;
	}
	get loaded() {
		return this.#loaded;
	}
	get busy() {
		return this.#busy;
	}
	get #workspace(): Workspace {
		return this.#workbench.workspace;
	}

	async load(): Promise<void> {
		await this.#try(async () => {
			[this.#draws, this.#institutions] = await Promise.all([
				this.#workspace.sampling('list', this.batch),
				this.#workspace.sampling('institutions', this.batch)
			]);
		});
		this.#loaded = true;
	}

	/** Looks at another frame; an answer to an earlier question is dropped. */
	async ask(part: Partial<FrameQuery>): Promise<void> {
		this.#query = { ...this.#query, ...part };
		[this.#frame, this.#answer] = [null, null];
		const own = ++this.#asked;
		await this.#try(async () => {
			const frame = await this.#workspace.sampling('frame', this.batch, this.#query);
			if (own === this.#asked) this.#frame = frame;
		});
	}
	allocate = (size: number): Promise<Readonly<Record<string, number>>> => this.#workspace.sampling('allocate', this.#frame?.strata ?? [], size);

	/** @returns id of the committed draw; null where it was refused */
	async commit(request: DrawRequest): Promise<string | null> {
		this.#answer = null;
		await this.#try(async () => {
			const answer = await this.#workspace.sampling('commit', this.batch, request);
			this.#answer = answer;
			this.#draws = await this.#workspace.sampling('list', this.batch);
			// The person is asked to check the counts of now: they have to be in sight.
			if (answer.refused === 'frame-changed') this.#frame = await this.#workspace.sampling('frame', this.batch, this.#query);
		});
		return (this.#answer as CommitAnswer | null)?.id ?? null;
	}

	async open(id: string | null): Promise<void> {
		if (id !== this.#view?.info.id) this.#view = null;
		if (id === null) return;
		await this.#try(async () => void (this.#view = await this.#workspace.sampling('open', this.batch, id, this.#confidence)));
	}
	async draw(id: string): Promise<void> {
		const drawn = await this.#try(async () => {
			await this.#workspace.sampling('draw', this.batch, id);
			this.#draws = await this.#workspace.sampling('list', this.batch);
		});
		if (drawn) await this.open(id);
	}
	async setConfidence(confidence: number): Promise<void> {
		this.#confidence = confidence;
		await this.open(this.#view?.info.id ?? null);
	}

	/** Writes what a reviewer says of a unit; undefined strikes it out, so that the decisions about its findings speak again. */
	async say({ id: unit }: SampleRow, error: number | null | undefined, note: string): Promise<void> {
		const draw = this.#view!.info.id;
		const value = error === undefined ? null : { draw, unit, error, note };
		const saved = await this.#try(async () => {
			await this.#workspace.enter(this.batch, 'sampleErrors', `${draw}/${unit}`, value);
		});
		// A failure to save stays in sight: opening the draw again would wipe it away.
		if (saved) await this.open(draw);
	}

	plan = (margin: number): Promise<SizePlan> => this.#workspace.sampling('plan', this.batch, this.#view!.info.id, this.#confidence, margin);
	discovery = (most: number): Promise<number> => this.#workspace.sampling('discovery', most, (1 + this.#confidence) / 2);
	file = (kind: 'frameFile' | 'recordFile' | 'sheet', id: string): Promise<Blob> => this.#workspace.sampling(kind, this.batch, id);
	redraw = (frame: File, record: File): Promise<RedrawReport> => this.#workspace.sampling('redraw', frame, record);

	/** True where it was done. */
	async #try(work: () => Promise<void>): Promise<boolean> {
		this.#busy = true;
		this.#failure = '';
		try {
			await work();
			return true;
		} catch (error) {
			this.#failure = failureText(error);
			return false;
		} finally {
			this.#busy = false;
		}
	}
}
