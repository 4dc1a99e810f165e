import type { Registry } from '../../../rules/engine/registry.ts';
import type { Entered } from '../../protocol/register.ts';
import type {
	Debrief,
	DebriefRow,
	TrainingAnswer,
	TrainingApi,
	TrainingAttempt,
	TrainingCalls,
	TrainingForm,
	TrainingKey,
	TrainingQuestion,
	TrainingSet,
	TrainingView
} from '../../protocol/training.ts';
import { Fault } from '../../store/index.ts';
import { callOf } from '../back-test-desk.ts';
import type { WorkspaceState } from '../workspace-state.ts';
import { askables, askedAs, type Askable, drawSet, scoreOf } from './exercise.ts';
import { readSet, setFile } from './set-file.ts';
import { readTruths } from './truths.ts';

export interface TrainingPorts {
	readonly state: () => Promise<WorkspaceState>;
	readonly registry: Registry;
	readonly uuid: () => string;
}
const KEY = 'key';

/** Training (培训): sets of questions about a batch whose answers are known, attempts at them, and what came of them. */
export class TrainingDesk implements TrainingCalls {
	readonly #ports: TrainingPorts;

	constructor(ports: TrainingPorts) {
		this.#ports = ports;
	}
	/** One call by its name: what crosses to the worker is one method. */
	answerCall: TrainingApi['training'] = (call, ...args) => callOf(this, call, args);

	async view(batch: string): Promise<TrainingView> {
		const { book } = await this.#ports.state();
		const key = this.#keyOf(await this.#ports.state(), batch);
		const answers = book.register(batch, 'trainingAnswers');
		const sets = book
			.register(batch, 'trainingSets')
			.map(({ id, value, actor }) => ({
				id,
				title: value.title,
				by: actor,
				questions: value.questions.length,
				attempts: attemptsAt(answers.filter((one) => one.value.set === id))
			}));
		const truths = key?.truths ?? [];
		const of = (kind: string, list = truths) => list.filter((truth) => truth.kind === kind).length;
		const all = this.#askables(truths);
		const rules = [...new Set(all.map(({ rule }) => rule))].sort().map((rule) => {
			const own = all.filter((one) => one.rule === rule).map(({ truth }) => truth);
			return { rule, planted: of('planted', own), lookAlikes: of('look-alike', own) };
		});
		return { made: key && { stays: key.stays, seed: key.seed, planted: of('planted'), lookAlikes: of('look-alike') }, rules, sets };
	}

	async keepKey(batch: string, stays: number, seed: number, key: File): Promise<void> {
		const truths = readTruths(new Uint8Array(await key.arrayBuffer()));
		await this.#enter(batch, 'trainingKeys', KEY, { stays, seed, truths } satisfies TrainingKey);
	}

	async makeSet(batch: string, form: TrainingForm): Promise<string> {
		const key = this.#keyOf(await this.#ports.state(), batch);
		const questions = drawSet(this.#askables(key?.truths ?? []), form);
		if (questions.length === 0) throw new Fault('not-found', 'nothing to ask');
		return this.#keepSet(batch, { title: form.title, questions });
	}
	async removeSet(batch: string, set: string): Promise<void> {
		await this.#enter(batch, 'trainingSets', set, null);
	}
	async questions(batch: string, set: string): Promise<readonly TrainingQuestion[]> {
		return (await this.#set(batch, set)).value.questions;
	}

	async answer(batch: string, answer: Omit<TrainingAnswer, 'trainee'>): Promise<void> {
		const { store } = await this.#ports.state();
		const value: TrainingAnswer = { ...answer, trainee: await store.settings.actor() };
		await this.#enter(batch, 'trainingAnswers', `${answer.attempt}/${answer.index}`, value);
	}
	async answered(batch: string, attempt: string): Promise<readonly number[]> {
		return (await this.#answers(batch, attempt)).map(({ value }) => value.index);
	}

	async debrief(batch: string, attempt: string): Promise<Debrief> {
		const state = await this.#ports.state();
		const answers = await this.#answers(batch, attempt);
		if (answers.length === 0) throw new Fault('not-found', `attempt ${attempt}`);
		const { questions } = (await this.#set(batch, answers[0]!.value.set)).value;
		const known = new Map(this.#askables(this.#keyOf(state, batch)?.truths ?? []).map((one) => [askedAs(one), one.truth]));
		const run = await state.run(batch);
		const rows = answers.flatMap(({ value: { index, there, ms } }): DebriefRow[] => {
			const question = questions[index];
			const truth = question && known.get(askedAs(question));
			if (!question || !truth) return [];
			const at = run?.ofVisit(question.visit).find((i) => run.index.text('rule', i) === question.rule);
			const finding = at === undefined ? null : run!.index.keys[at]!;
			return [{ ...question, index, truth, there, ms, right: there === (truth.kind === 'planted'), finding }];
		});
		rows.sort((a, b) => a.index - b.index);
		const rules = [...new Set(rows.map(({ rule }) => rule))].sort();
		const byRule = rules.map((rule) => ({ rule, ...scoreOf(rows.filter((row) => row.rule === rule)) }));
		return { trainee: answers[0]!.value.trainee, score: scoreOf(rows), byRule, rows };
	}

	async exportSet(batch: string, set: string): Promise<Blob> {
		const state = await this.#ports.state();
		const key = this.#keyOf(state, batch);
		if (!key) throw new Fault('not-found', `key of ${batch}`);
		return setFile(batch, key, (await this.#set(batch, set)).value);
	}
	async importSet(batch: string, file: File): Promise<string> {
		const set = readSet(await file.text(), batch);
		const known = new Set(this.#askables(this.#keyOf(await this.#ports.state(), batch)?.truths ?? []).map(askedAs));
		const strange = set.questions.find((question) => !known.has(askedAs(question)));
		if (strange) throw new Fault('bad-training-file', askedAs(strange));
		return this.#keepSet(batch, set);
	}

	async #keepSet(batch: string, set: TrainingSet): Promise<string> {
		const id = this.#ports.uuid();
		await this.#enter(batch, 'trainingSets', id, set);
		return id;
	}
	async #enter(batch: string, register: 'trainingKeys' | 'trainingSets' | 'trainingAnswers', entry: string, value: unknown): Promise<void> {
		const { decisions, store } = await this.#ports.state();
		await decisions.decide({ kind: 'enter', batch, register, entry, value }, await store.settings.actor(), '');
	}
	/** What is told by many persons' records together cannot be asked about one. */
	#askables(truths: TrainingKey['truths']): Askable[] {
		return askables(truths).filter(({ rule }) => this.#ports.registry.get(rule)?.meta.scope !== 'population');
	}
	#keyOf({ book }: WorkspaceState, batch: string): TrainingKey | null {
		return book.register(batch, 'trainingKeys').find(({ id }) => id === KEY)?.value ?? null;
	}
	async #set(batch: string, id: string): Promise<Entered<'trainingSets'>> {
		const set = (await this.#ports.state()).book.register(batch, 'trainingSets').find((one) => one.id === id);
		if (!set) throw new Fault('not-found', `set ${id}`);
		return set;
	}
	async #answers(batch: string, attempt: string): Promise<Entered<'trainingAnswers'>[]> {
		return (await this.#ports.state()).book.register(batch, 'trainingAnswers').filter(({ value }) => value.attempt === attempt);
	}
}

/** Attempts by their answers, the latest first. */
function attemptsAt(answers: readonly Entered<'trainingAnswers'>[]): TrainingAttempt[] {
	const attempts = new Map<string, TrainingAttempt>();
	for (const { value, at } of answers) {
		const known = attempts.get(value.attempt);
		attempts.set(value.attempt, {
			id: value.attempt,
			trainee: value.trainee,
			at: Math.max(known?.at ?? 0, at),
			answered: (known?.answered ?? 0) + 1
		});
	}
	return [...attempts.values()].sort((a, b) => b.at - a.at);
}
