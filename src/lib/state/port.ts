import type { ImportOutcome, ImportRequest, JobOptions } from '$lib/client/import.ts';
import type { KnowledgeAnswer } from '$workers/protocol/knowledge.ts';
import type { BackTestInfo, BackTestRequest } from '$workers/protocol/back-test.ts';
import type { DocumentRequest, MadeDocument } from '$workers/protocol/documents.ts';
import type { FilePreview, MappingProfile } from '$workers/protocol/mapping.ts';
import type { ReplayReport } from '$workers/protocol/package.ts';
import type { RunInfo, RunRequest } from '$workers/protocol/review.ts';
import type { RuleExamples } from '$workers/protocol/rule-example.ts';
import type { TrialReport, UserRuleVersion } from '$workers/protocol/user-rule.ts';
import type { WorkspaceApi } from '$workers/protocol/workspace.ts';

export type Workspace = WorkspaceApi;
/** The one door from the page to the workers. The product passes `$lib/client`, tests a client of their own: only its types are taken from there. */
export interface Client {
	openWorkspace(): Promise<Workspace>;
	previewFiles(files: readonly File[], profile: MappingProfile | null, options: JobOptions): Promise<FilePreview[]>;
	runImport(request: ImportRequest, options: JobOptions): Promise<ImportOutcome>;
	runReview(request: RunRequest, options: JobOptions): Promise<RunInfo>;
	runBackTest(request: BackTestRequest, options: JobOptions): Promise<BackTestInfo>;
	generateTraining(stays: number, seed: number, options: JobOptions): Promise<File[]>;
	readKnowledge(file: File): Promise<KnowledgeAnswer>;
	replayPackage(request: RunRequest, file: Blob, options: JobOptions): Promise<ReplayReport>;
	makeDocument(request: DocumentRequest, options: JobOptions): Promise<MadeDocument>;
	/** The product's own knowledge pack as a file. */
	starterPack(): Promise<File>;
	/** Which version of it the product brings along. */
	starterHead(): Promise<{ readonly id: string; readonly version: string; readonly digest: string }>;
	/** One case of each rule that fires and one that does not. */
	ruleExamples(): Promise<RuleExamples>;
	tryUserRule(batch: string, version: UserRuleVersion, options: JobOptions): Promise<TrialReport>;
	registerOffline(): void;
	updateWaits(): Promise<boolean>;
	takeUpdate(): Promise<boolean>;
}
