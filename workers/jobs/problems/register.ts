import type { Problem, ProblemFinding } from '../../protocol/problems-list.ts';
import type { RegisterName, Registers } from '../../protocol/register.ts';
import type { SelfList, SelfListEntry, SelfListPart } from '../../protocol/self-list.ts';
import { Fault } from '../../store/index.ts';
import type { Decisions } from '../decisions.ts';

/** Problems belong to no batch: repeated faults are looked for over all of them. */
const BATCH = '';
/** Findings, or rows of a list, in one entry: some 100 KB of JSON. */
export const PART = 500;

/** What the register adds itself is left out. */
export type NewProblem = Omit<Problem, 'number' | 'parts'>;

export interface ProblemEntry {
	readonly id: string;
	readonly value: Problem;
}

/** Problems as the journal holds them: a small entry each, and their frozen findings in parts that are written once. */
export class ProblemRegister {
	constructor(
		private readonly decisions: Decisions,
		private readonly actor: () => Promise<string>
	) {}

	all(): readonly ProblemEntry[] {
		return this.decisions.book.register(BATCH, 'problems');
	}
	/** @throws Fault not-found */
	get(id: string): Problem {
		const entry = this.all().find((one) => one.id === id);
		if (!entry) throw new Fault('not-found', `problem ${id}`);
		return entry.value;
	}
	findings({ id, value }: ProblemEntry): ProblemFinding[] {
		const parts = new Map(this.decisions.book.register(BATCH, 'problemFindings').map((part) => [part.id, part.value.findings]));
		return Array.from({ length: value.parts }, (_, n) => parts.get(`${id}/${n}`) ?? []).flat();
	}
	/** Keys of the findings of a batch that are in a problem. */
	taken(batch: string): Set<string> {
		return new Set(
			this.all()
				.filter(({ value }) => value.batch === batch)
				.flatMap((entry) => this.findings(entry).map(({ key }) => key))
		);
	}

	/** Writes the findings first: a problem that is seen is whole. */
	async add(id: string, problem: NewProblem, findings: readonly ProblemFinding[]): Promise<void> {
		const parts = Math.ceil(findings.length / PART);
		for (let n = 0; n < parts; n++) await this.#enter('problemFindings', `${id}/${n}`, { findings: findings.slice(n * PART, (n + 1) * PART) });
		const number = Math.max(0, ...this.all().map(({ value }) => value.number)) + 1;
		await this.write(id, { ...problem, number, parts });
	}
	write = (id: string, problem: Problem): Promise<string> => this.#enter('problems', id, problem);

	lists(): readonly SelfListEntry[] {
		return this.decisions.book.register(BATCH, 'selfLists').map(({ id, value }) => ({ id, list: value }));
	}
	/** @throws Fault not-found */
	list(id: string): SelfList {
		const entry = this.lists().find((one) => one.id === id);
		if (!entry) throw new Fault('not-found', `self-inspection list ${id}`);
		return entry.list;
	}
	listParts(id: string, { parts }: Pick<SelfList, 'parts'>): SelfListPart[] {
		const entries = new Map(this.decisions.book.register(BATCH, 'selfListRows').map((part) => [part.id, part.value]));
		return Array.from({ length: parts }, (_, n) => entries.get(`${id}/${n}`) ?? { rows: [], answers: null });
	}
	/** Writes the rows first: a list that is seen is whole. */
	async writeList(id: string, list: SelfList, parts: readonly SelfListPart[]): Promise<void> {
		for (const [n, part] of parts.entries()) await this.#enter('selfListRows', `${id}/${n}`, part);
		await this.#enter('selfLists', id, list);
	}

	history = () => this.decisions.book.history(BATCH, Infinity);

	async #enter<Name extends RegisterName>(register: Name, entry: string, value: Registers[Name]): Promise<string> {
		return this.decisions.decide({ kind: 'enter', batch: BATCH, register, entry, value }, await this.actor(), '');
	}
}
