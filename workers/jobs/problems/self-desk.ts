import type { Registry } from '../../../rules/engine/registry.ts';
import { messagesOf } from '../../package/list-columns.ts';
import type { Day, Institution, ProblemFinding } from '../../protocol/problems-list.ts';
import type {
	SelfAnswer,
	SelfAnswerRow,
	SelfFile,
	SelfList,
	SelfListCalls,
	SelfListEntry,
	SelfListPart,
	SelfOffer,
	SelfRequest,
	SelfRow
} from '../../protocol/self-list.ts';
import { Fault } from '../../store/index.ts';
import { ledgerOf } from '../money/ledger.ts';
import type { OpenRun } from '../open-run.ts';
import { XLSX_TYPE } from '../package-job.ts';
import { DECISIONS } from '../queue-index.ts';
import { registryOf } from '../user-rule-run.ts';
import { institutionKey, institutionsOf, summaryOf } from './groups.ts';
import { newProblem, startFaults } from './new-problem.ts';
import type { ProblemPorts } from './problem-desk.ts';
import { PART, type ProblemRegister } from './register.ts';
import { readAnswers, rowsOfFile } from './self-read.ts';
import { selfCsv, selfWorkbook } from './self-sheet.ts';

/** What a list leaves out: what reviewers rejected, and what an exception covers. */
const LEFT_OUT = [DECISIONS.indexOf('reject'), DECISIONS.indexOf('excepted')];

/** Lists for self-inspection (自查自纠): handed out, read back whole or not at all, and made problems of. */
export class SelfDesk implements SelfListCalls {
	readonly #ports: ProblemPorts;
	readonly #register: ProblemRegister;

	constructor(ports: ProblemPorts, register: ProblemRegister) {
		this.#ports = ports;
		this.#register = register;
	}

	selfLists = async (): Promise<readonly SelfListEntry[]> => this.#register.lists();

	async selfOffers(batch: string): Promise<readonly SelfOffer[]> {
		const { run, institutionOf } = await this.#open(batch);
		const offers = new Map<string, { institution: Institution; rules: Map<string, number>; findings: number }>();
		for (const i of offered(run)) {
			const institution = institutionOf(i);
			const key = institutionKey(institution);
			const offer = offers.get(key) ?? offers.set(key, { institution, rules: new Map(), findings: 0 }).get(key)!;
			const rule = run.index.text('rule', i);
			offer.rules.set(rule, (offer.rules.get(rule) ?? 0) + 1);
			offer.findings++;
		}
		return [...offers.values()].map(({ institution, rules, findings }) => ({
			institution,
			findings,
			rules: [...rules].map(([rule, n]) => ({ rule, findings: n })).sort((a, b) => b.findings - a.findings || (a.rule < b.rule ? -1 : 1))
		}));
	}

	async makeSelfList({ batch, institution, rules }: SelfRequest, today: Day): Promise<SelfListEntry> {
		const { run, opened, institutionOf } = await this.#open(batch);
		const [key, wanted] = [institutionKey(institution), new Set(rules)];
		const positions = offered(run).filter(
			(i) => institutionKey(institutionOf(i)) === key && (wanted.size === 0 || wanted.has(run.index.text('rule', i)))
		);
		if (positions.length === 0) throw new Fault('not-found', `findings of ${institution.name}`);
		const rows = await this.#rows(run, positions);
		const id = `ZC-${this.#ports.uuid().replaceAll('-', '').slice(0, 8).toUpperCase()}`;
		const parts = inParts(rows).map((part): SelfListPart => ({ rows: part, answers: null }));
		const list: SelfList = {
			...{ institution, batch, batchName: opened.batch.name, made: today, rules },
			...{ rows: rows.length, parts: parts.length, amount: rows.reduce((sum, row) => sum + (row.amount ?? 0), 0) },
			...{ amountUnknown: rows.filter(({ amount }) => amount === null).length, answer: null, problems: [] }
		};
		await this.#register.writeList(id, list, parts);
		return { id, list };
	}

	async selfFile(id: string, format: 'xlsx' | 'csv'): Promise<SelfFile> {
		const list = this.#register.list(id);
		const rows = this.#register.listParts(id, list).flatMap((part) => part.rows);
		const titleOf = await this.#titles(list.batch);
		const name = `自查清单-${list.institution.name || list.institution.code}-${id}.${format}`;
		if (format === 'xlsx') return { name, blob: new Blob([await selfWorkbook(id, list, rows, titleOf)], { type: XLSX_TYPE }) };
		return { name, blob: new Blob([selfCsv(id, list, rows, titleOf)], { type: 'text/csv;charset=utf-8' }) };
	}

	async readSelfList(id: string, file: File, today: Day): ReturnType<SelfListCalls['readSelfList']> {
		const list = this.#register.list(id);
		const parts = this.#register.listParts(id, list);
		const texts = await rowsOfFile(new Uint8Array(await file.arrayBuffer()));
		if (!texts) return { faults: [{ id: 'unreadable' }] };
		const lists = this.#register.lists();
		const answered = readAnswers(texts, {
			id,
			institution: list.institution.name,
			rows: parts.flatMap(({ rows }) => rows),
			institutionOf: (other) => lists.find((one) => one.id === other)?.list.institution.name ?? ''
		});
		if (answered.faults) return { faults: answered.faults };
		const said = (word: SelfAnswerRow['said']): number => answered.answers.filter((answer) => answer.said === word).length;
		const answer: SelfAnswer = {
			...{ day: today, file: await this.#ports.state.store.attachments.put(file), admitted: answered.admitted },
			...{ admittedRows: said('认可'), partlyRows: said('部分认可'), deniedRows: said('不认可') }
		};
		const answers = inParts(answered.answers);
		await this.#register.writeList(
			id,
			{ ...list, answer },
			parts.map(({ rows }, n) => ({ rows, answers: answers[n]! }))
		);
		return { faults: null, answer };
	}

	async makeFromSelfList(
		id: string,
		given: Parameters<SelfListCalls['makeFromSelfList']>[1],
		today: Day
	): ReturnType<SelfListCalls['makeFromSelfList']> {
		const list = this.#register.list(id);
		const faults = startFaults(given, today);
		const taken = this.#register.taken(list.batch);
		const admitted = this.#register.listParts(id, list).flatMap(admittedOf);
		const fresh = admitted.filter(({ finding }) => !taken.has(finding.key));
		if (fresh.length === 0) faults.push({ id: 'no-finding' });
		if (faults.length > 0) return { faults };
		const made: string[] = [];
		for (const violation of new Set(fresh.map((one) => one.violation))) {
			const findings = fresh.filter((one) => one.violation === violation).map(({ finding }) => finding);
			const { institution, batch, batchName } = list;
			const summary = { ...summaryOf(findings), institution, violation };
			const problem = newProblem(summary, { ...given, batch, batchName, source: 'self', due: summary.amount });
			made.push(this.#ports.uuid());
			await this.#register.add(made.at(-1)!, problem, findings);
		}
		await this.#register.writeList(id, { ...list, problems: [...list.problems, ...made] }, []);
		return { faults: null, made, leftOut: admitted.length - fresh.length };
	}

	async #open(batch: string) {
		const { state, settled } = this.#ports;
		const [opened, run] = await Promise.all([state.batch(batch), state.runOf(batch)]);
		return { opened, run, institutionOf: institutionsOf(opened, run, await settled(opened)) };
	}

	async #rows(run: OpenRun, positions: readonly number[]): Promise<SelfRow[]> {
		const { state, registry } = this.#ports;
		const own = registryOf(registry, run.info.recipe);
		const ledger = await ledgerOf(run, state.book, state.store);
		const rows: SelfRow[] = [];
		for (const { finding: i, carried } of ledger.shares(positions)) {
			const finding = await run.finding(i);
			const { key, rule, violation, visit, department, date } = finding;
			const meta = own.get(rule)?.meta;
			const text = messagesOf(finding, meta && { id: rule, title: meta.title, messages: meta.messages }).join('；');
			rows.push({ no: rows.length + 1, key, rule, violation, visit, department, date, text, amount: carried.amount });
		}
		return rows;
	}

	/** Titles of rules, those of the user's own as the run has them; ids where the batch is gone. */
	async #titles(batch: string): Promise<(rule: string) => string> {
		const run = await this.#ports.state.run(batch).catch(() => null);
		const registry: Registry = run ? registryOf(this.#ports.registry, run.info.recipe) : this.#ports.registry;
		return (rule) => registry.get(rule)?.meta.title.zh ?? rule;
	}
}

/** In the order of the run: each chunk of evidence is read once. */
const offered = ({ index }: OpenRun): number[] => Array.from(index.decision.keys()).filter((i) => !LEFT_OUT.includes(index.decision[i]!));

/** Points that the institution admitted, with what it admitted: that is what it owes. */
function admittedOf({ rows, answers }: SelfListPart): { violation: string; finding: ProblemFinding }[] {
	return (answers ?? []).flatMap(({ no, admitted }) => {
		const row = rows.find((one) => one.no === no);
		if (!row || admitted === 0) return [];
		const { key, rule, visit, date, violation } = row;
		return [{ violation, finding: { key, rule, visit, date, amount: admitted, fund: null } }];
	});
}

function inParts<T>(rows: readonly T[]): T[][] {
	return Array.from({ length: Math.ceil(rows.length / PART) }, (_, n) => rows.slice(n * PART, (n + 1) * PART));
}
