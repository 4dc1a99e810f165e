import { proxy, releaseProxy, wrap } from 'comlink';
import type { ImportedBatch } from '../protocol/batch.ts';
import type { KeptBatch } from '../protocol/delta.ts';
import type { MappingProfile, TableMapping } from '../protocol/mapping.ts';
import type { OnProgress } from '../protocol/source.ts';
import { DigestingFile } from './digesting-file.ts';
import { nameOf } from './file-source.ts';
import { handedOver } from './hand-over.ts';
import type { FilesApi, KeptApi, PackedSink, ParseApi } from './parse-api.ts';

export interface IntakeRequest {
	readonly files: readonly File[];
	readonly corrections: readonly TableMapping[];
	readonly profile: MappingProfile | null;
	/** The batch that these files are a later version of. */
	readonly kept: KeptBatch | null;
}

/**
 * An intake whose parsing is done by the worker at the other end of `port`. Reading, digesting and writing stay with the caller: together they
 * cost as much as the parsing, and go on beside it.
 */
export function remoteIntake({ files, corrections, profile, kept }: IntakeRequest, port: MessagePort, onProgress: OnProgress) {
	return async (sink: PackedSink): Promise<ImportedBatch> => {
		const opened = files.map((file) => new DigestingFile(file));
		const api: FilesApi = {
			slice: async (file, from, to) => handedOver(await opened[file]!.slice(from, to)),
			digest: (file) => opened[file]!.digest()
		};
		const request = { files: files.map((file) => ({ name: nameOf(file), size: file.size })), corrections, profile };
		const parser = wrap<ParseApi>(port);
		try {
			const packed = proxy({ packed: (shard) => sink.packed(shard) } satisfies PackedSink);
			return await parser.parse(request, proxy(api), packed, proxy(onProgress), ...(kept ? [proxy(keptApi(kept))] : []));
		} finally {
			// Held until here: a collected proxy closes its port, and the answer would never come (comlink#692).
			parser[releaseProxy]();
		}
	};
}

const keptApi = ({ shard, ...head }: KeptBatch): KeptApi => ({
	head: async () => handedOver(head),
	shard: async (id) => handedOver(await shard(id))
});
