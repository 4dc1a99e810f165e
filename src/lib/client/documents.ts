import { base } from '$app/paths';
import { transfer } from 'comlink';
import subsetter from 'harfbuzzjs/dist/harfbuzz-subset.wasm?url';
import type { DocumentRequest, MadeDocument, PdfParts } from '../../../workers/protocol/documents.ts';
import { asJob } from './activity.ts';
import { abortError, fault } from './fault.ts';
import type { JobOptions } from './import.ts';
import { spawnPdf } from './spawn.ts';
import { abortable } from './supervised.ts';
import { openWorkspace } from './workspace.ts';

/**
 * Makes a document: the workspace says what stands in it, a worker of its own sets it in type and ends with it. Nothing leaves the page; the answer is a
 * file in memory. An abort ends that worker, and rejects with an AbortError.
 */
export function makeDocument(request: DocumentRequest, { onProgress, signal }: JobOptions = {}): Promise<MadeDocument> {
	return asJob(async () => {
		const [workspace, worker, parts] = await Promise.all([openWorkspace(), spawnPdf(), pdfParts()]);
		const { port1, port2 } = new MessageChannel();
		const died = worker.api.serve(transfer(port2, [port2]), transfer(parts, [parts.font, parts.subsetter]));
		// Also when the work is done and the worker ended.
		died.catch(() => undefined);
		const progress = onProgress ?? (() => undefined);
		try {
			const making = (): Promise<MadeDocument> => workspace.documents('make', request, transfer(port1, [port1]), progress);
			return await abortable(worker, signal, abortError, () => Promise.race([making(), died]));
		} finally {
			worker.end(abortError());
		}
	});
}

/** The font and HarfBuzz from this origin or, offline, from the service worker's cache; read when a document is made, and not kept. */
async function pdfParts(): Promise<PdfParts> {
	const [font, module] = await Promise.all([`${base}/fonts/noto-sans-sc.ttf.gz`, subsetter].map(read));
	return { font: font!, subsetter: module! };
}
async function read(path: string): Promise<ArrayBuffer> {
	const response = await fetch(path).catch(() => null);
	if (!response?.ok) throw fault('font-unreadable', path);
	return response.arrayBuffer();
}
