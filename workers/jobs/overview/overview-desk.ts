import type { Budget, OverviewView } from '../../protocol/overview.ts';
import type { OpenBatch } from '../batch-context.ts';
import { ledgerOf, type Ledger } from '../money/ledger.ts';
import type { OpenRun } from '../open-run.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { BUDGET_LIMITS, budgetViews } from './budget.ts';
import { lostByFund } from './lost.ts';
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
		const { book, store } = this.#state;
		const [settled, ledger] = await Promise.all([this.settled(opened), ledgerOf(run, book, store)]);
		const budgets = book.register(batch, 'budgets').map(({ value }) => value);
		return overviewOf({ opened, run, settled, ledger, institution, budgets });
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

interface Sources {
	readonly opened: OpenBatch;
	readonly run: OpenRun;
	readonly settled: SettledBatch;
	readonly ledger: Ledger;
	readonly institution: string;
	readonly budgets: readonly Budget[];
}

function overviewOf({ opened, run: { index }, settled, ledger, institution, budgets }: Sources): OverviewView {
	const tally = new Tally(index, institution);
	const looked = settled.institutions.map(({ name }) => institution === '' || name === institution);
	const inScope = (visit: number): boolean => looked[settled.institutionOf.get(visit)!]!;
	const { texts, codes } = index.coded.visit;
	const visits = opened.context.dictionaries.get('visit');
	const visitOf = texts.map((text) => visits.code(text));
	const coded = (places: ReadonlySet<number>): Set<number> => new Set(Array.from(places, (place) => visitOf[place]!));
	const stays = institution === '' ? settled.visits.length : settled.visits.filter(inScope).length;
	const { funds, months: spend, contradicting } = spendOf(settled, inScope, coded(tally.flagged()), coded(tally.confirmed()));
	const whole = institution === '' ? spend : spendOf(settled, () => true, new Set(), new Set()).months;
	const confirmed = tally.confirmedFindings();
	const { amount, inScope: scoped, fund } = ledger.totals(confirmed);
	const losses = new Map<number, number>();
	for (const { finding, carried } of ledger.shares(confirmed)) {
		const visit = visitOf[codes[finding]!]!;
		if (carried.fund) losses.set(visit, (losses.get(visit) ?? 0) + carried.fund);
	}
	const { byFund, unplaced } = lostByFund(settled, losses);
	return {
		funnel: tally.funnel(stays),
		accepted: { amount, inScope: scoped, fund },
		violations: tally.slices(index.coded.violation),
		institutions: new Tally(index, '').slices(index.coded.institution),
		departments: tally.slices(index.coded.department),
		doctors: tally.slices(index.coded.doctor),
		months: tally.months(),
		rules: tally.rules(),
		funds: funds.map((row) => ({ ...row, lost: row.fund === 'total' ? null : byFund[row.fund] })),
		lostUnplaced: unplaced,
		contradicting,
		spend,
		budgets: budgetViews(whole, budgets),
		limits: BUDGET_LIMITS
	};
}
