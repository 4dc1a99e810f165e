import { transfer } from 'comlink';
import type { Follows } from '../../../workers/protocol/delta.ts';
import type { KnowledgeAnswer } from '../../../workers/protocol/knowledge.ts';
import type { FilePreview, MappingProfile, TableMapping } from '../../../workers/protocol/mapping.ts';
import type { Receipt } from '../../../workers/protocol/receipt.ts';
import type { ParserApi } from '../../../workers/protocol/parser.ts';
import type { OnProgress } from '../../../workers/protocol/source.ts';
import type { ImportApi } from '../../../workers/protocol/workspace.ts';
import { asJob } from './activity.ts';
import { abortError } from './fault.ts';
import { spawnImport, spawnParser } from './spawn.ts';
import { abortable, type Supervised } from './supervised.ts';
import { tidy } from './workspace.ts';

export interface JobOptions {
	readonly onProgress?: OnProgress;
	readonly signal?: AbortSignal;
}
export interface ImportRequest {
	readonly name: string;
	readonly files: readonly File[];
	/** Mappings made by hand for single files; they win over profile and recognition. */
	readonly corrections: readonly TableMapping[];
	readonly profile: MappingProfile | null;
	/** The batch that the files are a later version of. */
	readonly follows?: Follows | null;
}
export interface ImportOutcome {
	/** '' where no file could be read: nothing was kept, the receipt says why. */
	readonly batch: string;
	readonly receipt: Receipt;
}

/** What the files hold, before they are imported. */
export function previewFiles(files: readonly File[], profile: MappingProfile | null, options: JobOptions = {}): Promise<FilePreview[]> {
	void parserAhead();
	return inWorker(options, (api, onProgress) => api.preview(files, profile, onProgress));
}

/** Imports files into a new batch, whole or not at all. An abort ends the worker, removes what it wrote, and rejects with an AbortError. */
export function runImport(request: ImportRequest, options: JobOptions = {}): Promise<ImportOutcome> {
	// Asks the browser not to evict the records; the answer is shown by `health`.
	void navigator.storage?.persist?.();
	return asJob(async () => {
		try {
			const { name, files, corrections, profile, follows } = request;
			return await withParser((port, died) =>
				inWorker(options, (api, onProgress) =>
					Promise.race([api.importFiles(name, files, corrections, profile, port, onProgress, follows ?? null), died])
				)
			);
		} catch (error) {
			await tidy();
			throw error;
		}
	});
}

/** Knowledge out of a published workbook, a table of points, or a pack. */
export const readKnowledge = (file: File): Promise<KnowledgeAnswer> => inWorker({}, (api) => api.readKnowledge(file));

/** Files of a training batch: the same number and seed give the same bytes. */
export const generateTraining = (stays: number, seed: number, options: JobOptions = {}): Promise<File[]> =>
	asJob(() => inWorker(options, (api, onProgress) => api.generate(stays, seed, onProgress)));

/** The worker that will parse, started while its files are looked at: an import then begins with its first byte. */
let ahead: Promise<Supervised<ParserApi> | null> | null = null;
const parserAhead = (): Promise<unknown> => (ahead ??= spawnParser().catch(() => null));

async function takeParser(): Promise<Supervised<ParserApi>> {
	const ready = ahead;
	ahead = null;
	const worker = await ready;
	return worker?.alive ? worker : spawnParser();
}

/** A second worker, which parses what the first one reads and writes. It dies with the work, and the work with it. */
async function withParser<T>(work: (port: MessagePort, died: Promise<never>) => Promise<T>): Promise<T> {
	const worker = await takeParser();
	const { port1, port2 } = new MessageChannel();
	const died = worker.api.serve(transfer(port2, [port2]));
	// Also when the work is done and the worker ended.
	died.catch(() => undefined);
	try {
		return await work(transfer(port1, [port1]), died);
	} finally {
		worker.end(abortError());
	}
}

/** A worker for one piece of work, ended with it. */
async function inWorker<T>({ onProgress, signal }: JobOptions, work: (api: ImportApi, onProgress: OnProgress) => Promise<T>): Promise<T> {
	signal?.throwIfAborted();
	const worker = await spawnImport();
	try {
		return await abortable(worker, signal, abortError, () => work(worker.api, onProgress ?? (() => undefined)));
	} finally {
		worker.end(abortError());
	}
}
