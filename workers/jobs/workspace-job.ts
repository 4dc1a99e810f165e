import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { BackTestApi } from '../protocol/back-test.ts';
import type { CaseView } from '../protocol/case.ts';
import type { CodeMappingApi } from '../protocol/code-mapping.ts';
import type { CoverageView } from '../protocol/coverage.ts';
import type { DecisionPayload, HistoryEntry } from '../protocol/decision.ts';
import type { DipApi } from '../protocol/dip.ts';
import type { ExplanationView } from '../protocol/explain.ts';
import type { KnowledgeApi } from '../protocol/knowledge.ts';
import type { MappingProfile } from '../protocol/mapping.ts';
import type { PackageContents, VerifyReport } from '../protocol/package.ts';
import type { Receipt } from '../protocol/receipt.ts';
import type { AttachedFile } from '../protocol/register.ts';
import type { ParameterSetting, QueueQuery, QueueWindow, RunInfo } from '../protocol/review.ts';
import type { QueueApi } from '../protocol/queue.ts';
import type { OnProgress } from '../protocol/source.ts';
import type { BatchInfo, RuleCard, StorageHealth, WorkspaceApi } from '../protocol/workspace.ts';
import { faultOf, Fault, type Store } from '../store/index.ts';
import { BackTestDesk } from './back-test-desk.ts';
import { AroundDesk } from './case/around-desk.ts';
import { openCase } from './case/open-case.ts';
import { coverageView } from './coverage-job.ts';
import { CodeMappingJob } from './code-mapping-job.ts';
import { viewOf } from './decision-book.ts';
import { DeltaDesk } from './delta/delta-desk.ts';
import { DipDesk } from './dip-desk.ts';
import { Explainer } from './explain-job.ts';
import { KnowledgeJob } from './knowledge-job.ts';
import { DecidingDesk } from './deciding/desk.ts';
import { DocumentDesk } from './documents/desk.ts';
import { DECISIONS } from './queue-index.ts';
import { QueueDesk } from './queue/queue-desk.ts';
import { requestWorkbook } from '../package/request-workbook.ts';
import { OverviewDesk } from './overview/overview-desk.ts';
import { exportJob, listJob, verifyJob, XLSX_TYPE, type ExportSource, type PackagePorts } from './package-job.ts';
import { ProblemDesk } from './problems/problem-desk.ts';
import { ruleCards, type RuleBase } from './registry.ts';
import { requestRows } from './request-list.ts';
import { RuleLifeDesk } from './rule-life-desk.ts';
import { SamplingDesk } from './sampling/desk.ts';
import { InspectionDesk } from './sampling/inspection-desk.ts';
import { recordsOf } from './second/blind-batch.ts';
import { SecondDesk } from './second/second-desk.ts';
import { ruleRecords } from './rule-record-job.ts';
import { tidy } from './tidy.ts';
import { TrainingDesk } from './training/desk.ts';
import { UserRuleDesk } from './user-rule-desk.ts';
import { namedUserRules, registryOf } from './user-rule-run.ts';
import type { WorkspaceState } from './workspace-state.ts';

export interface WorkspacePorts {
	readonly ruleBase: RuleBase;
	readonly build: string;
	readonly now: () => number;
	readonly estimate: () => Promise<{ readonly persisted: boolean; readonly usage: number | null; readonly quota: number | null }>;
}

/** The workspace as the page sees it. It answers `health` and `rules` even where the store does not open. */
export class WorkspaceJob implements WorkspaceApi {
	readonly #opening: Promise<WorkspaceState>;
	readonly #deciding = new DecidingDesk(() => this.#opening);
	readonly #ports: WorkspacePorts;
	readonly #desk: RuleLifeDesk;
	readonly #own: UserRuleDesk;
	readonly #knowledge: KnowledgeJob;
	readonly #codes: CodeMappingJob;
	readonly #around: AroundDesk;
	readonly #second: SecondDesk;
	readonly #delta: DeltaDesk;
	readonly #queue: QueueDesk;
	#explainer: Explainer | null = null;
	#dip: DipDesk | null = null;
	#documents: DocumentDesk | null = null;
	#backTests: BackTestDesk | null = null;
	#sampling: SamplingDesk | null = null;
	#inspection: InspectionDesk | null = null;
	#training: TrainingDesk | null = null;
	#overview: OverviewDesk | null = null;
	#problems: ProblemDesk | null = null;

	constructor(opening: Promise<WorkspaceState>, ports: WorkspacePorts) {
		this.#opening = opening.catch((error: unknown) => {
			throw faultOf(error);
		});
		// Told by `health`; an unhandled rejection would end the worker.
		this.#opening.catch(() => undefined);
		this.#ports = ports;
		this.#around = new AroundDesk(() => this.#opening);
		this.#delta = new DeltaDesk({ state: () => this.#opening, decide: (payload) => this.decide(payload), now: ports.now });
		const store = (): Promise<Store> => this.#store();
		this.#knowledge = new KnowledgeJob({ store, now: ports.now });
		this.#codes = new CodeMappingJob({ store, batch: async (id) => (await this.#opening).batch(id), now: ports.now });
		this.#queue = new QueueDesk({ state: () => this.#opening, decide: (payload) => this.decide(payload), now: ports.now });
		const { registry } = ports.ruleBase;
		const random = (): string => crypto.randomUUID().replaceAll('-', '');
		this.#second = new SecondDesk({ ...ports, registry, random, state: () => this.#opening, decide: (payload) => this.decide(payload) });
		const writing = async (): Promise<Store> => (await this.#writing()).store;
		this.#own = new UserRuleDesk({ store, writing, registry: ports.ruleBase.registry, now: ports.now });
		this.#desk = new RuleLifeDesk({ store: () => this.#store(), writing: async () => (await this.#writing()).store, ...ports });
	}

	async health(): Promise<StorageHealth> {
		const estimate = await this.#ports.estimate();
		try {
			const state = await this.#opening;
			return { ...estimate, waiting: await state.waiting(), damage: state.damage.join('\n') || null, writer: state.decisions.writer };
		} catch (error) {
			return { ...estimate, waiting: 0, damage: faultOf(error).message, writer: false };
		}
	}

	batches = async (): Promise<BatchInfo[]> => (await this.#opening).batches();
	async renameBatch(batch: string, name: string): Promise<void> {
		const { store, markers } = await this.#writing();
		await store.batches.rename(batch, name);
		await markers.set(batch, name);
	}
	deleteBatch = async (batch: string): Promise<void> => (await this.#writing()).delete(batch);
	receipt = async (batch: string): Promise<Receipt> => (await this.#store()).batches.receipt(recordsOf(batch));
	async tidy(): Promise<void> {
		const { store, locks } = await this.#opening;
		await tidy(store, locks);
	}
	acknowledgeDamage = async (): Promise<void> => (await this.#opening).acknowledgeDamage();

	openRun = async (batch: string): Promise<RunInfo | null> => (await (await this.#opening).run(batch))?.info ?? null;
	queue = (batch: string, query: QueueQuery): Promise<QueueWindow> => this.#queue.window(batch, query);
	queueDesk: QueueApi['queueDesk'] = (call, ...args) => this.#queue.answer(call, ...args);

	async findingsUnder(batch: string, query: QueueQuery): ReturnType<WorkspaceApi['findingsUnder']> {
		const { run, positions } = await this.#queue.positions(batch, query);
		const { index } = run;
		return Array.from(positions.subarray(query.from, query.from + query.count), (i) => ({
			key: index.keys[i]!,
			evidenceDigest: index.digest(i),
			visit: index.text('visit', i),
			decision: DECISIONS[index.decision[i]!]!
		}));
	}

	caseOf = async (batch: string, visit: string): Promise<CaseView> => openCase(await this.#opening, batch, visit);

	around: WorkspaceApi['around'] = (call, ...args) => this.#around.answer(call, ...args);

	async explain(batch: string, visit: string, rule: string): Promise<ExplanationView> {
		const state = await this.#opening;
		const [opened, run] = await Promise.all([state.batch(batch), state.runOf(batch)]);
		this.#explainer ??= new Explainer(state.store, this.#ports.ruleBase.registry);
		return this.#explainer.explain(opened, run.info, visit, rule);
	}

	deciding: WorkspaceApi['deciding'] = (call, ...args) => this.#deciding.answer(call, ...args);
	backTest: BackTestApi['backTest'] = (call, ...args) => this.#backTestDesk().then((desk) => desk.answer(call, ...args));

	sampling: WorkspaceApi['sampling'] = (call, ...args) =>
		(this.#sampling ??= new SamplingDesk({ state: () => this.#opening, registry: this.#ports.ruleBase.registry })).answer(call, ...args);
	inspection: WorkspaceApi['inspection'] = (call, ...args) => (this.#inspection ??= new InspectionDesk(() => this.#opening)).answer(call, ...args);

	second: WorkspaceApi['second'] = (call, ...args) => this.#second.answer(call, ...args);
	dip: DipApi['dip'] = async (request) => {
		const state = await this.#opening;
		const [opened, run] = await Promise.all([state.batch(request.batch), state.run(request.batch)]);
		this.#dip ??= new DipDesk(state.store, this.#ports.ruleBase.registry);
		return this.#dip.answer(opened, run?.info ?? null, request);
	};

	training: WorkspaceApi['training'] = (call, ...args) =>
		(this.#training ??= new TrainingDesk({
			state: () => this.#opening,
			registry: this.#ports.ruleBase.registry,
			uuid: () => crypto.randomUUID()
		})).answerCall(call, ...args);
	overview: WorkspaceApi['overview'] = async (batch, institution) => (await this.#overviewDesk()).overview(batch, institution);
	problems: WorkspaceApi['problems'] = (call, ...args) => this.#problemDesk().then((desk) => desk.answer(call, ...args));

	delta: WorkspaceApi['delta'] = (call, ...args) => this.#delta.answer(call, ...args);

	async visitOf(batch: string, key: string): Promise<string | null> {
		const run = await (await this.#opening).run(batch);
		const at = run?.index.find(key) ?? -1;
		return run && at >= 0 ? run.index.text('visit', at) : null;
	}

	async decide(payload: DecisionPayload, seen?: string | null): Promise<{ readonly event: string }> {
		const { decisions, store } = await this.#opening;
		return { event: await decisions.decide(await this.#deciding.checked(payload), await store.settings.actor(), '', seen) };
	}

	async decisionOf(batch: string, key: string): ReturnType<WorkspaceApi['decisionOf']> {
		const state = await this.#opening;
		const standing = state.book.standing(batch, key);
		const run = await state.run(batch).catch(() => null);
		const at = run?.index.find(key) ?? -1;
		const digest = run && at >= 0 ? run.index.digest(at) : null;
		return { state: run && at >= 0 ? DECISIONS[run.index.decision[at]!]! : 'open', decision: standing && viewOf(standing, digest) };
	}
	history = async (batch: string, limit: number): Promise<readonly HistoryEntry[]> => (await this.#opening).book.history(batch, limit);

	register: WorkspaceApi['register'] = async (batch, name) => (await this.#opening).book.register(batch, name);
	enter: WorkspaceApi['enter'] = (batch, name, id, value) => this.decide({ kind: 'enter', batch, register: name, entry: id, value });
	attach = async (file: File): Promise<AttachedFile> => (await this.#writing()).store.attachments.put(file);
	attached = async (digest: string): Promise<File> => (await this.#store()).attachments.get(digest);

	actor = async (): Promise<string> => (await this.#store()).settings.actor();
	setActor = async (name: string): Promise<void> => (await this.#store()).settings.setActor(name);
	ruleDesk: WorkspaceApi['ruleDesk'] = () => this.#desk.desk();
	stepRule: WorkspaceApi['stepRule'] = (step) => this.#desk.step(step);
	addException: WorkspaceApi['addException'] = (exception) => this.#desk.except(exception);
	endException: WorkspaceApi['endException'] = (id, reason) => this.#desk.end(id, reason);
	ruleRecords: WorkspaceApi['ruleRecords'] = async () => ruleRecords(await this.#opening);
	userRules: WorkspaceApi['userRules'] = (call, ...args) => this.#own.answer(call, ...args);
	rules = async (): Promise<readonly RuleCard[]> => {
		const own = await this.#store().then(namedUserRules, () => []);
		return ruleCards(this.#ports.ruleBase.registry, own);
	};
	coverage = async (): Promise<CoverageView> => coverageView(this.#ports.ruleBase.registry.rules, await this.packs());
	packs = async (): Promise<readonly KnowledgePack[]> => (await this.#store()).settings.packs();
	savePack = (pack: KnowledgePack): Promise<void> => this.#knowledge.save(pack);
	removePack = (id: string): Promise<void> => this.#knowledge.remove(id);
	knowledge: KnowledgeApi['knowledge'] = (call, ...args) => this.#knowledge.answer(call, ...args);
	localCodes: CodeMappingApi['localCodes'] = (query, onProgress) => this.#codes.localCodes(query, onProgress);
	codeMapping: CodeMappingApi['codeMapping'] = (call, ...args) => this.#codes.answer(call, ...args);
	parameters = async (): Promise<readonly ParameterSetting[]> => (await this.#store()).settings.parameters();
	saveParameters = async (settings: readonly ParameterSetting[]): Promise<void> => (await this.#store()).settings.saveParameters(settings);
	profiles = async (): Promise<readonly MappingProfile[]> => (await this.#store()).settings.profiles();
	saveProfile = async (profile: MappingProfile): Promise<void> => (await this.#store()).settings.saveProfile(profile);

	async exportPackage(batch: string, contents: PackageContents, onProgress: OnProgress): Promise<Blob> {
		return exportJob(await this.#exportSource(batch), contents, await this.#packagePorts(), onProgress);
	}
	async verifyPackage(file: Blob): Promise<VerifyReport> {
		return verifyJob(file, await this.#second.ring());
	}
	async exportList(batch: string, query: QueueQuery, identities: boolean): Promise<Blob> {
		const source = await this.#exportSource(batch);
		const { positions } = await this.#queue.positions(batch, query);
		return listJob(source, [...positions], identities, await this.#packagePorts());
	}

	documents: WorkspaceApi['documents'] = (call, ...args) =>
		(this.#documents ??= new DocumentDesk({
			state: () => this.#opening,
			source: (batch) => this.#exportSource(batch),
			ports: () => this.#packagePorts(),
			positions: async (batch, query) => (await this.#queue.positions(batch, query)).positions
		})).answer(call, ...args);
	async exportRequests(batch: string): Promise<Blob | null> {
		const state = await this.#opening;
		const [opened, run] = await Promise.all([state.batch(batch), state.runOf(batch)]);
		const rows = await requestRows(opened, run, state.book, state.store, registryOf(this.#ports.ruleBase.registry, run.info.recipe));
		return rows.length === 0 ? null : new Blob([await requestWorkbook(rows)], { type: XLSX_TYPE });
	}

	async #backTestDesk(): Promise<BackTestDesk> {
		const { store, decisions } = await this.#opening;
		const { ruleBase, build } = this.#ports;
		return (this.#backTests ??= new BackTestDesk({ store, ruleBase, build, journal: () => decisions.texts() }));
	}
	async #overviewDesk(): Promise<OverviewDesk> {
		return (this.#overview ??= new OverviewDesk(await this.#opening));
	}
	async #problemDesk(): Promise<ProblemDesk> {
		const [state, overview] = [await this.#opening, await this.#overviewDesk()];
		const { registry } = this.#ports.ruleBase;
		return (this.#problems ??= new ProblemDesk({ state, registry, settled: (opened) => overview.settled(opened), uuid: () => crypto.randomUUID() }));
	}
	async #store(): Promise<Store> {
		return (await this.#opening).store;
	}
	/** What changes batches is for the writing tab. @throws Fault read-only */
	async #writing(): Promise<WorkspaceState> {
		const state = await this.#opening;
		if (!state.decisions.writer) throw new Fault('read-only');
		return state;
	}

	async #exportSource(batch: string): Promise<ExportSource> {
		const state = await this.#opening;
		const [opened, run] = await Promise.all([state.batch(batch), state.runOf(batch)]);
		return { opened, run, journal: await state.decisions.texts(), actor: await state.store.settings.actor() };
	}
	async #packagePorts(): Promise<PackagePorts> {
		const { ruleBase, build, now } = this.#ports;
		return { store: await this.#store(), registry: ruleBase.registry, build, now };
	}
}
