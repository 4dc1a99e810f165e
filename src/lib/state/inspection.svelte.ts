import { failureText } from '$lib/format/problems.ts';
import type {
	InspectionAnswer,
	InspectionInfo,
	InspectionLists,
	InspectionRequest,
	InspectionView,
	InspectionWeights,
	ListKind,
	ListProblem
} from '$workers/protocol/inspection.ts';
import type { Workbench } from './workbench.svelte.ts';

/**
 * Weights that the form begins with: whoever has a worse credit or a higher risk is drawn more often. The steps are a proposal of this product; bureaus
 * set their own and say why.
 */
export const FIRST_WEIGHTS: InspectionWeights = {
	credit: { A: 1, B: 2, C: 4, D: 8, '': 2 },
	risk: { high: 3, medium: 2, low: 1, '': 1 },
	reason: ''
};
const NO_LISTS: InspectionLists = { institutions: [], inspectors: [], avoidances: [] };

/** Draws of institutions and inspectors (双随机一公开): the lists of the form, what was committed, and the open draw. */
export class Inspections {
	readonly #workbench: Workbench;
	#lists = $state.raw<InspectionLists>(NO_LISTS);
	#problems = $state.raw<Readonly<Record<ListKind, readonly ListProblem[]>>>({ institutions: [], inspectors: [], avoidances: [] });
	#draws = $state.raw<readonly InspectionInfo[]>([]);
	#view = $state.raw<InspectionView | null>(null);
	#answer = $state.raw<InspectionAnswer | null>(null);
	#failure = $state('');
	#loaded = $state(false);
	#busy = $state(false);

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}
	get lists() {
		return this.#lists;
	}
	get problems() {
		return this.#problems;
	}
	get draws() {
		return this.#draws;
	}
	get view() {
		return this.#view;
	}
	get refused(): InspectionAnswer | null {
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

	async load(): Promise<void> {
		await this.#try(async () => void (this.#draws = await this.#workbench.workspace.inspection('list')));
		this.#loaded = true;
	}

	/** Takes the rows of a list in place of those before; rows that are not sound are told and left out. */
	async read<Kind extends ListKind>(kind: Kind, from: File | string): Promise<void> {
		await this.#try(async () => {
			const { rows, problems } = await this.#workbench.workspace.inspection('read', kind, from);
			this.#lists = { ...this.#lists, [kind]: rows };
			this.#problems = { ...this.#problems, [kind]: problems };
		});
	}
	/** Lists of an earlier draw, for the next one. */
	take(lists: InspectionLists): void {
		this.#lists = lists;
	}

	async commit(request: InspectionRequest): Promise<string | null> {
		this.#answer = null;
		await this.#try(async () => {
			this.#answer = await this.#workbench.workspace.inspection('commit', request);
			this.#draws = await this.#workbench.workspace.inspection('list');
		});
		return (this.#answer as InspectionAnswer | null)?.id ?? null;
	}
	async open(id: string | null): Promise<void> {
		this.#view = null;
		if (id !== null) await this.#try(async () => void (this.#view = await this.#workbench.workspace.inspection('open', id)));
	}
	async draw(id: string): Promise<void> {
		await this.#try(async () => {
			await this.#workbench.workspace.inspection('draw', id);
			this.#draws = await this.#workbench.workspace.inspection('list');
			this.#view = await this.#workbench.workspace.inspection('open', id);
		});
	}
	frameFile = (id: string): Promise<Blob> => this.#workbench.workspace.inspection('frameFile', id);
	recordFile = (id: string): Promise<Blob> => this.#workbench.workspace.inspection('recordFile', id);
	sheet = (id: string, format: 'xlsx' | 'csv'): Promise<Blob> => this.#workbench.workspace.inspection('sheet', id, format);

	async #try(work: () => Promise<void>): Promise<void> {
		this.#busy = true;
		this.#failure = '';
		try {
			await work();
		} catch (error) {
			this.#failure = failureText(error);
		} finally {
			this.#busy = false;
		}
	}
}
