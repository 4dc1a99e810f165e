import { getContext, setContext } from 'svelte';
import { failureText } from '$lib/format/problems.ts';
import { m } from '$lib/i18n/index.ts';
import {
	FACT_CHANGES,
	FINDING_FATES,
	type FactChange,
	type FactChanges,
	type FindingChanges,
	type FindingDiff,
	type FindingFate,
	type NoFindings,
	type RowChange,
	type Withdrawal
} from '$workers/protocol/delta.ts';
import type { Entered } from '$workers/protocol/register.ts';
import { crossedFault } from '$workers/protocol/fault.ts';
import { TABLE_IDS, type TableId } from '$rules/domain/tables/index.ts';
import { rowKey } from './numbering.ts';
import type { Workbench } from './workbench.svelte.ts';

/** Entry of the register `withdrawals`: a batch has one. */
const ANSWER = 'answer';

/** Which list of the page is shown; the address carries it: `stays.gone`, `table.fee`, `findings.returned`. */
export type Shown =
	| { readonly of: 'stays'; readonly change: FactChange }
	| { readonly of: 'table'; readonly table: TableId }
	| { readonly of: 'findings'; readonly fate: FindingFate };

export function shownOf(text: string | null): Shown | null {
	const [of, what] = (text ?? '').split('.');
	if (of === 'stays' && FACT_CHANGES.includes(what as FactChange)) return { of, change: what as FactChange };
	if (of === 'table' && TABLE_IDS.includes(what as TableId)) return { of, table: what as TableId };
	if (of === 'findings' && FINDING_FATES.includes(what as FindingFate)) return { of, fate: what as FindingFate };
	return null;
}

/** How a batch differs from the one that it follows. */
export class Changes {
	readonly batch: string;
	readonly #workbench: Workbench;
	#facts = $state.raw<FactChanges | null>(null);
	#findings = $state.raw<FindingChanges | NoFindings | null>(null);
	#answer = $state.raw<Entered<'withdrawals'> | null>(null);
	#failed = $state('');
	#lost = $state(false);
	#busy = $state(false);

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.batch = batch;
	}
	get facts() {
		return this.#facts;
	}
	get findings() {
		return this.#findings;
	}
	/** What was said of stays that are not there any more. */
	get answer() {
		return this.#answer;
	}
	get failed() {
		return this.#failed;
	}
	/** There is nothing to compare with (any more). */
	get lost() {
		return this.#lost;
	}
	get busy() {
		return this.#busy;
	}

	async load(): Promise<void> {
		const { workspace, jobs } = this.#workbench;
		try {
			const compared = await jobs.run(m.delta_job(), async ({ onProgress }) => ({
				facts: await workspace.delta('facts', this.batch, onProgress ?? (() => undefined)).catch(nothingFound)
			}));
			this.#facts = compared?.facts ?? null;
			this.#lost = compared !== null && this.#facts === null;
			await this.#said();
			if (this.#facts) this.#findings = await workspace.delta('findings', this.batch);
		} catch (error) {
			this.#failed = failureText(error);
		}
	}
	async #said(): Promise<void> {
		const entries = await this.#workbench.workspace.register(this.batch, 'withdrawals');
		this.#answer = entries.find(({ id }) => id === ANSWER) ?? null;
	}

	async carry(): Promise<void> {
		await this.#write(async () => {
			await this.#workbench.workspace.delta('carry', this.batch);
			this.#findings = await this.#workbench.workspace.delta('findings', this.batch);
			await this.#workbench.refresh();
		});
	}
	/** @param said null takes the answer back */
	async say(said: Withdrawal | null): Promise<void> {
		await this.#write(async () => {
			await this.#workbench.workspace.enter(this.batch, 'withdrawals', ANSWER, said);
			await this.#said();
		});
	}
	async #write(work: () => Promise<void>): Promise<void> {
		[this.#busy, this.#failed] = [true, ''];
		try {
			await work();
		} catch (error) {
			this.#failed = failureText(error);
		} finally {
			this.#busy = false;
		}
	}
}

function nothingFound(error: unknown): null {
	if (crossedFault(error)?.id === 'not-found') return null;
	throw error;
}

/** What changed in the case in sight: marks of its rows, rows that are gone, and what its finding was before. Nothing where the batch follows none. */
export class CaseDelta {
	readonly #workbench: Workbench;
	readonly #batch: string;
	#rows = $state.raw<readonly RowChange[]>([]);
	#diff = $state.raw<FindingDiff | null>(null);
	#visit = '';
	#key = '';

	constructor(workbench: Workbench, batch: string) {
		this.#workbench = workbench;
		this.#batch = batch;
	}
	get rows() {
		return this.#rows;
	}
	get diff() {
		return this.#diff;
	}
	/** By `rowKey`; of the rows that stand in this version. */
	readonly marks: ReadonlyMap<string, RowChange> = $derived(
		new Map(this.#rows.filter(({ change }) => change !== 'gone').map((row) => [rowKey(row), row]))
	);

	/** Follows the case screen; what fails leaves the case without marks, and the next one tries again. */
	async show(visit: string, key: string): Promise<void> {
		if (visit === '' || !this.#workbench.batch(this.#batch)?.follows) return;
		const { workspace } = this.#workbench;
		const [newVisit, newKey] = [visit !== this.#visit, key !== this.#key];
		[this.#visit, this.#key] = [visit, key];
		if (newVisit) this.#rows = [];
		if (newKey) this.#diff = null;
		const [rows, diff] = await Promise.all([
			newVisit ? workspace.delta('rows', this.#batch, visit).catch(() => null) : null,
			newKey && key !== '' ? workspace.delta('finding', this.#batch, key).catch(() => null) : null
		]);
		if (rows && visit === this.#visit) this.#rows = rows.rows;
		if (diff && key === this.#key) this.#diff = diff;
	}
}

const CASE_DELTA = Symbol('case delta');
export const provideCaseDelta = (delta: CaseDelta): CaseDelta => setContext(CASE_DELTA, delta);
/** Null where the card or the records stand outside of the case screen. */
export const useCaseDelta = (): CaseDelta | null => getContext<CaseDelta | undefined>(CASE_DELTA) ?? null;
