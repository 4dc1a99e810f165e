import { preview } from '../ingest/index.ts';
import { generateBatch, FILE_NAMES } from '../generator/index.ts';
import { readKnowledgeFile } from '../knowledge/read.ts';
import type { Follows } from '../protocol/delta.ts';
import type { KnowledgeAnswer } from '../protocol/knowledge.ts';
import type { FilePreview, MappingProfile, TableMapping } from '../protocol/mapping.ts';
import type { OnProgress } from '../protocol/source.ts';
import type { ImportApi } from '../protocol/workspace.ts';
import { openStore, opfsMarkers, opfsRoot, webLocks } from '../store/index.ts';
import { keptBatch } from './delta/kept-batch.ts';
import { fileSource, nameOf } from './file-source.ts';
import { remoteIntake } from './remote-intake.ts';
import { importJob, type ImportPorts, type ImportResult } from './import-job.ts';

const steady = (): number => performance.now();

async function browserPorts(): Promise<ImportPorts> {
	const [store, root] = await Promise.all([openStore(), opfsRoot()]);
	return { store, locks: webLocks(navigator.locks), markers: opfsMarkers(root), now: Date.now, uuid: () => crypto.randomUUID() };
}

/** What reads files and keeps them: a worker of its own, ended to cancel it. Only an import opens the store. */
export class ImportHost implements ImportApi {
	async preview(files: readonly File[], profile: MappingProfile | null, onProgress: OnProgress): Promise<FilePreview[]> {
		const startedAt = steady();
		const previews: FilePreview[] = [];
		for (const [i, file] of files.entries()) {
			onProgress({ phase: 'read', done: i, total: files.length, rows: 0, file: file.name, elapsedMs: steady() - startedAt });
			for (const shown of await preview(fileSource(file), profile ?? undefined)) previews.push(shown);
		}
		return previews;
	}

	async importFiles(
		name: string,
		files: readonly File[],
		corrections: readonly TableMapping[],
		profile: MappingProfile | null,
		parser: MessagePort,
		onProgress: OnProgress,
		follows: Follows | null = null
	): Promise<ImportResult> {
		const ports = await browserPorts();
		const kept = follows && (await keptBatch(ports.store, follows));
		const sizes = new Map(files.map((file) => [nameOf(file), file.size]));
		// Of two files of one name, one may be kept: those are known by their digest.
		for (const { digest, size } of kept?.files ?? []) sizes.set(digest, size);
		return importJob(name, sizes, remoteIntake({ files, corrections, profile, kept }, parser, onProgress), ports);
	}

	async readKnowledge(file: File): Promise<KnowledgeAnswer> {
		return readKnowledgeFile(file.name, new Uint8Array(await file.arrayBuffer()));
	}

	/** Files of the training batch: their parts are gathered as blobs, which the browser may keep on disk. */
	async generate(stays: number, seed: number, onProgress: OnProgress): Promise<File[]> {
		const startedAt = steady();
		const parts = new Map<string, BlobPart[]>(FILE_NAMES.map((name) => [name, []]));
		await generateBatch(
			{ stays, seed },
			async (name, bytes) => void parts.get(name)?.push(new Blob([bytes as Uint8Array<ArrayBuffer>])),
			({ stays: done, of }) => onProgress({ phase: 'generate', done, total: of, rows: 0, file: '', elapsedMs: steady() - startedAt })
		);
		return [...parts].filter(([, blobs]) => blobs.length > 0).map(([name, blobs]) => new File(blobs, name, { type: 'text/csv' }));
	}
}
