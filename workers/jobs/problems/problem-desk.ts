import type {
	Day,
	MakeRequest,
	Problem,
	ProblemApi,
	ProblemCalls,
	ProblemFault,
	ProblemHistoryEntry,
	ProblemList,
	ProblemProposal,
	ProblemStep,
	ProblemView,
	Refusable
} from '../../protocol/problems-list.ts';
import type { Registry } from '../../../rules/engine/registry.ts';
import { Fault } from '../../store/index.ts';
import type { OpenBatch } from '../batch-context.ts';
import { ledgerOf } from '../money/ledger.ts';
import type { SettledBatch } from '../overview/settled.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { groupsOf, institutionKey, institutionsOf, type Group } from './groups.ts';
import { newProblem, startFaults } from './new-problem.ts';
import { ProblemRegister } from './register.ts';
import { rowsOf, SOON_DAYS } from './rows.ts';
import { SelfDesk } from './self-desk.ts';
import { take } from './steps.ts';

export interface ProblemPorts {
	readonly state: WorkspaceState;
	readonly settled: (opened: OpenBatch) => Promise<SettledBatch>;
	readonly uuid: () => string;
	readonly registry: Registry;
}
type Call = (...args: readonly unknown[]) => Promise<never>;

/** The list of problems (整改): made from confirmed findings, mended step by step, closed (销号) when nothing is left open. */
export class ProblemDesk implements ProblemCalls {
	readonly #ports: ProblemPorts;
	readonly #register: ProblemRegister;
	readonly #self: SelfDesk;

	constructor(ports: ProblemPorts) {
		this.#ports = ports;
		const { decisions, store } = ports.state;
		this.#register = new ProblemRegister(decisions, () => store.settings.actor());
		this.#self = new SelfDesk(ports, this.#register);
	}

	/** One call by its name: what crosses to the worker is one method. */
	answer: ProblemApi['problems'] = (call, ...args) => (this[call] as Call).apply(this, args);

	selfLists: ProblemCalls['selfLists'] = () => this.#self.selfLists();
	selfOffers: ProblemCalls['selfOffers'] = (batch) => this.#self.selfOffers(batch);
	makeSelfList: ProblemCalls['makeSelfList'] = (...args) => this.#self.makeSelfList(...args);
	selfFile: ProblemCalls['selfFile'] = (...args) => this.#self.selfFile(...args);
	readSelfList: ProblemCalls['readSelfList'] = (...args) => this.#self.readSelfList(...args);
	makeFromSelfList: ProblemCalls['makeFromSelfList'] = (...args) => this.#self.makeFromSelfList(...args);

	async list(today: Day): Promise<ProblemList> {
		return { rows: rowsOf(this.#register.all(), today), today, soonDays: SOON_DAYS };
	}

	async view(id: string, today: Day): Promise<ProblemView> {
		const row = rowsOf(this.#register.all(), today).find((one) => one.id === id);
		if (!row) throw new Fault('not-found', `problem ${id}`);
		return { row, findings: this.#register.findings({ id, value: row.problem }), history: this.#history(id) };
	}

	async proposals(batch: string): Promise<readonly ProblemProposal[]> {
		return (await this.#groups(batch)).map(({ proposal }) => proposal);
	}

	async make(request: MakeRequest, today: Day): Promise<Refusable<{ readonly made: readonly string[] }>> {
		const faults: ProblemFault[] = [...(request.groups.length === 0 ? [{ id: 'no-finding' } as const] : []), ...startFaults(request, today)];
		if (faults.length > 0) return { faults };
		const wanted = new Set(request.groups.map(keyOf));
		const { batch } = await this.#ports.state.batch(request.batch);
		const groups = (await this.#groups(request.batch)).filter(({ proposal }) => wanted.has(keyOf(proposal)));
		const made: string[] = [];
		for (const { proposal, findings } of groups) {
			const { claimedBefore: _, ...summary } = proposal;
			// The fund's loss is what is due; where part of it is unknown a person has to settle it.
			const due = summary.fundUnknown > 0 ? null : summary.fund;
			made.push(this.#ports.uuid());
			await this.#register.add(made.at(-1)!, newProblem(summary, { ...request, batchName: batch.name, source: 'review', due }), findings);
		}
		return { faults: null, made };
	}

	async step(id: string, step: ProblemStep, today: Day): Promise<Refusable<{ readonly event: string }>> {
		const taken = take(this.#register.get(id), step, today, this.#ports.uuid());
		if (taken.faults) return { faults: taken.faults };
		return { faults: null, event: await this.#register.write(id, taken.problem) };
	}

	async #groups(batch: string): Promise<Group[]> {
		const { state, settled } = this.#ports;
		const [opened, run] = await Promise.all([state.batch(batch), state.runOf(batch)]);
		const ledger = await ledgerOf(run, state.book, state.store);
		return groupsOf(run, ledger, institutionsOf(opened, run, await settled(opened)), this.#register.taken(batch));
	}

	#history(id: string): ProblemHistoryEntry[] {
		return this.#register.history().flatMap(({ event, at, actor, payload, undone }): ProblemHistoryEntry[] => {
			if (payload.kind !== 'enter' || payload.register !== 'problems' || payload.entry !== id) return [];
			return [{ event, at, actor, undone, step: (payload.value as Problem | null)?.last ?? null }];
		});
	}
}

const keyOf = ({ institution, violation }: Pick<ProblemProposal, 'institution' | 'violation'>): string =>
	`${institutionKey(institution)} ${violation}`;
