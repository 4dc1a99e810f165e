import type { BackTestWorkApi } from '../../../workers/protocol/back-test.ts';
import type { PdfHostApi } from '../../../workers/protocol/documents.ts';
import type { ParserApi } from '../../../workers/protocol/parser.ts';
import type { UserRuleTrialApi } from '../../../workers/protocol/user-rule.ts';
import type { ImportApi, ReviewApi, WorkspaceApi } from '../../../workers/protocol/workspace.ts';
import { supervise, type Supervised } from './supervised.ts';

/**
 * The only place where workers are made. They are inlined and start from a blob: such a worker inherits the page's policy, one loaded by its address does
 * not (TRUST.md). Each is loaded when it is first needed.
 */
export async function spawnWorkspace(): Promise<Supervised<WorkspaceApi>> {
	const { default: Worker } = await import('../../../workers/entries/workspace.worker.ts?worker&inline');
	return supervise<WorkspaceApi>(new Worker({ name: 'workspace' }));
}

export async function spawnImport(): Promise<Supervised<ImportApi>> {
	const { default: Worker } = await import('../../../workers/entries/import.worker.ts?worker&inline');
	return supervise<ImportApi>(new Worker({ name: 'import' }));
}

export async function spawnParser(): Promise<Supervised<ParserApi>> {
	const { default: Worker } = await import('../../../workers/entries/parser.worker.ts?worker&inline');
	return supervise<ParserApi>(new Worker({ name: 'parser' }));
}

export async function spawnReview(): Promise<Supervised<ReviewApi & BackTestWorkApi & UserRuleTrialApi>> {
	const { default: Worker } = await import('../../../workers/entries/review.worker.ts?worker&inline');
	return supervise<ReviewApi & BackTestWorkApi & UserRuleTrialApi>(new Worker({ name: 'review' }));
}

export async function spawnPdf(): Promise<Supervised<PdfHostApi>> {
	const { default: Worker } = await import('../../../workers/entries/documents.worker.ts?worker&inline');
	return supervise<PdfHostApi>(new Worker({ name: 'documents' }));
}
