import type { ParamSpecs, RuleMeta } from '../../rules/engine/rule.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { TableId } from '../../rules/domain/tables/index.ts';
import type { BackTestApi } from './back-test.ts';
import type { CaseView } from './case.ts';
import type { AroundApi } from './case-around.ts';
import type { CoverageView } from './coverage.ts';
import type { CodeMappingApi } from './code-mapping.ts';
import type { DecidingApi } from './deciding.ts';
import type { DecisionPayload, DecisionView, HistoryEntry } from './decision.ts';
import type { DeltaApi, Followed, Follows } from './delta.ts';
import type { DipApi } from './dip.ts';
import type { DocumentsApi } from './documents.ts';
import type { ExplanationView } from './explain.ts';
import type { KnowledgeAnswer, KnowledgeApi } from './knowledge.ts';
import type { FilePreview, MappingProfile, TableMapping } from './mapping.ts';
import type { OverviewApi } from './overview.ts';
import type { PackageContents, ReplayReport, VerifyReport } from './package.ts';
import type { QueueApi } from './queue.ts';
import type { ProblemApi } from './problems-list.ts';
import type { Receipt } from './receipt.ts';
import type { DecisionState, ParameterSetting, QueueQuery, QueueWindow, RunInfo, RunRequest } from './review.ts';
import type { RuleDeskApi } from './rule-life.ts';
import type { ShardWork } from './shard-work.ts';
import type { OnProgress } from './source.ts';
import type { InspectionApi } from './inspection.ts';
import type { RegisterApi } from './register.ts';
import type { SamplingApi } from './sampling.ts';
import type { SecondApi } from './second.ts';
import type { TrainingApi } from './training.ts';
import type { UserRuleApi } from './user-rule.ts';

export interface BatchInfo {
	readonly id: string;
	readonly name: string;
	readonly createdAt: number;
	readonly stays: number;
	readonly persons: number;
	readonly rows: number;
	readonly files: readonly { readonly name: string; readonly digest: string; readonly size: number }[];
	readonly tables: Readonly<Partial<Record<TableId, number>>>;
	readonly shards: number;
	/** Set where this is a blind second review (盲审) of a batch: who reviews. */
	readonly blind?: string;
	/** The batch that this one follows (上一版). */
	readonly follows?: Followed;
	readonly run: RunInfo | null;
	readonly decided: number;
	/** Made here as a training batch (培训批次): its answers are known. */
	readonly training: boolean;
	readonly lastDecisionAt: number | null;
}

/** What is known about the storage of this machine (TRUST.md 3, 10). */
export interface StorageHealth {
	readonly persisted: boolean;
	readonly usage: number | null;
	readonly quota: number | null;
	/** Decisions in the journal whose batch or finding is not there: they wait for their record to come back. */
	readonly waiting: number;
	/**
	 * Set where a store is damaged or was wiped: shown, never taken for an empty workspace. `<id>` or `<id>: <detail>`, several parted by line ends; ids:
	 * a `FaultId` (the database does not open), `lost-batches` (names), `incomplete-batches` (names), `journal-damaged` (bytes),
	 * `journal-rebuilt` (events), `journal-unavailable`.
	 */
	readonly damage: string | null;
	/** False in a second tab: it reads, the first one writes. */
	readonly writer: boolean;
}

/** A rule as the page knows it: plain data out of its file, nothing that runs. */
/** `own`: a rule of the user's own, whose life is led where it is written. */
export type RuleCard = RuleMeta & { readonly params: ParamSpecs; readonly own: boolean };

/** The one worker that holds the workspace: batches, queue, decisions, packages. */
export interface WorkspaceApi extends BackTestApi, DecidingApi, RuleDeskApi, UserRuleApi, CodeMappingApi, KnowledgeApi, RegisterApi {
	health(): Promise<StorageHealth>;
	batches(): Promise<BatchInfo[]>;
	renameBatch(batch: string, name: string): Promise<void>;
	deleteBatch(batch: string): Promise<void>;
	receipt(batch: string): Promise<Receipt>;

	/** Opens the latest run of a batch for the queue; null where there is none. */
	openRun(batch: string): Promise<RunInfo | null>;
	queue(batch: string, query: QueueQuery): Promise<QueueWindow>;
	queueDesk: QueueApi['queueDesk'];
	/** Findings [from, from + count) under a filter, in its order: neighbours of a case. */
	findingsUnder(
		batch: string,
		query: QueueQuery
	): Promise<readonly { readonly key: string; readonly evidenceDigest: string; readonly visit: string; readonly decision: string }[]>;
	caseOf(batch: string, visit: string): Promise<CaseView>;
	/** Peers of a stay, and what else was found about its person. */
	around: AroundApi['around'];
	/** Second eyes: plans, tasks, merging, conferences, opinions, trusted keys. */
	second: SecondApi['second'];
	/** Why a rule said what it said about a stay, judged again as the latest run judged it. */
	explain(batch: string, visit: string, rule: string): Promise<ExplanationView>;
	/** Papers for people: looked at, and made. */
	documents: DocumentsApi['documents'];
	/** What-if of a stay under DIP: group, points and money as coded and as changed. */
	dip: DipApi['dip'];
	/** Draws of a batch's stays and findings (抽样), and of institutions and inspectors (双随机). */
	sampling: SamplingApi['sampling'];
	training: TrainingApi['training'];
	inspection: InspectionApi['inspection'];
	/** How a batch differs from the one that it follows. */
	delta: DeltaApi['delta'];
	overview: OverviewApi['overview'];
	problems: ProblemApi['problems'];
	/** Identifier of the stay behind a finding's key, or null. */
	visitOf(batch: string, key: string): Promise<string | null>;

	/**
	 * Appends to the journal; resolves when the frame is on disk.
	 * @param seen event of the decision that the reviewer saw about the finding, null for none: where another stands nothing is written
	 * @throws Fault read-only, journal-failed, not-found, decided-elsewhere, amount-wrong, amount-above, line-unknown
	 */
	decide(payload: DecisionPayload, seen?: string | null): Promise<{ readonly event: string }>;
	/** Where the finding stands in the queue (未处理, or 例外不计 under an exception, where nobody decided), and the decision that stands about it. */
	decisionOf(batch: string, key: string): Promise<{ readonly state: DecisionState; readonly decision: DecisionView | null }>;
	history(batch: string, limit: number): Promise<readonly HistoryEntry[]>;

	/** Removes what dead imports and unfinished reviews left; the client calls it after a cancel. */
	tidy(): Promise<void>;
	/** The user has read `health().damage`: batches that were lost are forgotten, a report is not made again. */
	acknowledgeDamage(): Promise<void>;

	actor(): Promise<string>;
	setActor(name: string): Promise<void>;

	/** Every rule of the rule base, in the order of dimension and id. */
	rules(): Promise<readonly RuleCard[]>;
	/** Which official classes and typical problems the rules serve, with the packs on this machine. */
	coverage(): Promise<CoverageView>;
	packs(): Promise<readonly KnowledgePack[]>;
	savePack(pack: KnowledgePack): Promise<void>;
	removePack(id: string): Promise<void>;
	parameters(): Promise<readonly ParameterSetting[]>;
	saveParameters(settings: readonly ParameterSetting[]): Promise<void>;
	profiles(): Promise<readonly MappingProfile[]>;
	saveProfile(profile: MappingProfile): Promise<void>;

	/** Signed ZIP of findings and decisions. */
	exportPackage(batch: string, contents: PackageContents, onProgress: OnProgress): Promise<Blob>;
	verifyPackage(file: Blob): Promise<VerifyReport>;
	/** 疑点清单 as XLSX, and 检查底稿 of a stay as HTML to print: files without a signature. */
	/** `identities` false: names and identity documents masked. */
	exportList(batch: string, query: QueueQuery, identities: boolean): Promise<Blob>;
	/** 调阅清单 as XLSX: what the rules could not judge for want of, by institution; null where nothing is missing. */
	exportRequests(batch: string): Promise<Blob | null>;
}

/** A worker of its own: long, heavy, cancelled by ending it. The import is whole or absent. */
export interface ImportApi {
	preview(files: readonly File[], profile: MappingProfile | null, onProgress: OnProgress): Promise<FilePreview[]>;
	/** Imports into a new batch. `parser` answers `ParseApi`: another worker parses what this one reads, digests and writes. */
	importFiles(
		name: string,
		files: readonly File[],
		corrections: readonly TableMapping[],
		profile: MappingProfile | null,
		parser: MessagePort,
		onProgress: OnProgress,
		/** The batch that the files are a later version of. */
		follows?: Follows | null
	): Promise<{ readonly batch: string; readonly receipt: Receipt }>;
	/** Knowledge from a published XLSX, CSV or pack. */
	readKnowledge(file: File): Promise<KnowledgeAnswer>;
	/** Makes the files of a training batch. */
	generate(stays: number, seed: number, onProgress: OnProgress): Promise<File[]>;
}

/** Workers of the pool: each maps or judges whole shards; the page deals the shards. `finish` lets earlier runs of the batch go. */
export interface ReviewApi extends ShardWork<RunRequest, RunInfo> {
	/** Recomputes the findings of a package over the files' batch, without writing. */
	replay(request: RunRequest, packageFile: Blob, onProgress: OnProgress): Promise<ReplayReport>;
}
