import type { PackageContents } from '../../protocol/package.ts';
import type { DocumentRequest, IdentityDegree } from '../../protocol/documents.ts';
import type { QueueQuery } from '../../protocol/review.ts';
import type { OnProgress } from '../../protocol/source.ts';
import type { RecordContent } from '../../package/model.ts';
import { collect, type ExportSource, type PackagePorts } from '../package-job.ts';
import { recordsOf } from '../second/blind-batch.ts';

/** Everything of some findings that holds data of people: it passes through `sanitize` before anything is written of it. */
export async function recordsOfFindings(
	source: ExportSource,
	positions: readonly number[],
	ports: PackagePorts,
	onProgress: OnProgress
): Promise<RecordContent> {
	const { batch } = source.opened;
	return {
		...(await collect(source, positions, ports, onProgress)),
		journal: source.journal,
		files: batch.content.files,
		profiles: [],
		receipt: await ports.store.batches.receipt(recordsOf(batch.id)),
		exceptions: source.run.info.recipe.exceptions ?? [],
		excepted: source.run.exceptedFindings()
	};
}

/** Ticks of a package for a degree of identities. */
export const contentsOf = (degree: IdentityDegree, rest: Pick<PackageContents, 'undecided' | 'workPapers'>): PackageContents => ({
	...rest,
	identities: degree === 'full',
	...(degree === 'initials' ? { initials: true } : {})
});

/** Findings under a query, in its order. */
export type PositionsOf = (batch: string, query: QueueQuery) => Promise<Iterable<number>>;

/** Positions of the findings that a request speaks of: of one stay, or under its query, stay by stay. */
export async function positionsOf({ run }: ExportSource, { batch, visit, query, kind }: DocumentRequest, under: PositionsOf): Promise<number[]> {
	if (visit !== null) return [...run.ofVisit(visit)].sort((a, b) => a - b);
	const { institution } = query.filter.facets;
	const filter = kind === 'report' ? { facets: institution ? { institution } : {} } : query.filter;
	return [...(await under(batch, { ...query, filter, sort: 'visit', descending: false }))];
}
