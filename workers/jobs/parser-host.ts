import { expose, releaseProxy } from 'comlink';
import { importBatch } from '../ingest/index.ts';
import type { ImportedBatch } from '../protocol/batch.ts';
import type { ParserApi } from '../protocol/parser.ts';
import type { ByteSource, OnProgress } from '../protocol/source.ts';
import { packShard } from '../store/index.ts';
import { handedOver } from './hand-over.ts';
import type { FilesApi, KeptApi, PackedSink, ParseApi, ParseRequest } from './parse-api.ts';

/** Parses, links and packs, and does nothing else: bytes come from another worker, and shards go back to it. */
export class ParserHost implements ParserApi {
	serve(port: MessagePort): Promise<never> {
		const api: ParseApi = { parse: (...call) => holding(call.slice(1) as Remote[], () => parse(...call)) };
		expose(api, port);
		return new Promise(() => undefined);
	}
}

async function parse(request: ParseRequest, files: FilesApi, sink: PackedSink, onProgress: OnProgress, kept?: KeptApi): Promise<ImportedBatch> {
	const sources = request.files.map(({ name, size }, i): ByteSource => ({
		name,
		size,
		slice: (from, to) => files.slice(i, from, to),
		digest: () => files.digest(i)
	}));
	const { corrections, profile } = request;
	const follows = kept && { ...(await kept.head()), shard: (id: string) => kept.shard(id) };
	const options = {
		corrections,
		onProgress: seldom(onProgress),
		now: () => performance.now(),
		...(profile ? { profile } : {}),
		...(follows ? { follows } : {})
	};
	let writing: Promise<void> = Promise.resolve();
	const imported = await importBatch(sources, options, {
		// One shard is written there while the next is gathered and packed here.
		async shard(shard) {
			const packed = packShard(shard);
			await writing;
			writing = sink.packed(handedOver(packed));
			writing.catch(() => undefined);
		}
	});
	await writing;
	return handedOver(imported);
}

type Remote = { readonly [releaseProxy]?: () => void };

/** Runs `work` with proxies held until it ends: a collected proxy closes its port, and an answer under way would never come (comlink#692). */
async function holding<T>(proxies: readonly Remote[], work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} finally {
		for (const proxy of proxies) proxy[releaseProxy]?.();
	}
}

/** Ten times a second is what an eye can follow; every report costs the page a task. A change of phase is always told. */
function seldom(onProgress: OnProgress): OnProgress {
	let [last, phase] = [-Infinity, ''];
	return (progress) => {
		if (progress.phase === phase && progress.elapsedMs - last < 100) return;
		[last, phase] = [progress.elapsedMs, progress.phase];
		onProgress(progress);
	};
}
