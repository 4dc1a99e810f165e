import type { OverviewView } from '../../protocol/overview.ts';
import type { OpenBatch } from '../batch-context.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { BUDGET_LIMITS, budgetViews } from './budget.ts';
import { readSettled, type SettledBatch } from './settled.ts';
import { spendOf } from './spend.ts';
import { Tally } from './tally.ts';

/** The overview of a batch (概览): findings are counted from the queue's columns, settlements from columns that are read once a batch. */
export class OverviewDesk {
	readonly #state: WorkspaceState;
	/** Of the batch looked at last. */
	#settled: { readonly storage: string; readonly read: Promise<SettledBatch> } | null = null;

	constructor(state: WorkspaceState) {
		this.#state = state;
	}

	/** @param institution as findings name it; '' for all. @throws Fault not-found where the batch has no run */
	async overview(batch: string, institution: string): Promise<OverviewView> {
		const [opened, run] = await Promise.all([this.#state.batch(batch), this.#state.runOf(batch)]);
		const budgets = this.#state.book.register(batch, 'budgets').map(({ value }) => value);
		return { ...overviewOf(opened, run, await this.settled(opened), institution, budgets) };
	}

	settled(opened: OpenBatch): Promise<SettledBatch> {
		const { storage } = opened.batch;
		if (this.#settled?.storage !== storage) {
			this.#settled = { storage, read: readSettled(this.#state.store, opened) };
			this.#settled.read.catch(() => (this.#settled = null));
		}
		return this.#settled.read;
	}
}

function overviewOf(
	{ context }: OpenBatch,
	{ index }: OpenRun,
	settled: SettledBatch,
	institution: string,
	budgets: Parameters<typeof budgetViews>[1]
): OverviewView {
	const tally = new Tally(index, institution);
	const looked = settled.institutions.map(({ name }) => institution === '' || name === institution);
	const inScope = (visit: number): boolean => looked[settled.institutionOf.get(visit)!]!;
	const visits = context.dictionaries.get('visit');
	const { texts } = index.coded.visit;
	const coded = (places: ReadonlySet<number>): Set<number> => new Set(Array.from(places, (place) => visits.code(texts[place]!)));
	const stays = institution === '' ? settled.visits.length : settled.visits.filter(inScope).length;
	const { funds, months: spend, contradicting } = spendOf(settled, inScope, coded(tally.flagged()), coded(tally.confirmed()));
	const whole = institution === '' ? spend : spendOf(settled, () => true, new Set(), new Set()).months;
	return {
		funnel: tally.funnel(stays),
		accepted: 0,
		violations: tally.slices(index.coded.violation),
		institutions: new Tally(index, '').slices(index.coded.institution),
		departments: tally.slices(index.coded.department),
		doctors: tally.slices(index.coded.doctor),
		months: tally.months(),
		rules: tally.rules(),
		funds,
		contradicting,
		spend,
		budgets: budgetViews(whole, budgets),
		limits: BUDGET_LIMITS
	};
}
