import { importBatch, memorySource } from '../../../../workers/ingest/index.ts';
import { keptBatch } from '../../../../workers/jobs/delta/kept-batch.ts';
import { importJob, type ImportResult } from '../../../../workers/jobs/import-job.ts';
import type { FollowMode } from '../../../../workers/protocol/delta.ts';
import { csv } from '../../ingest/helpers.ts';
import type { Machine } from '../workbench.ts';

export type Files = Readonly<Record<string, string>>;

/** Two people of three stays, with one bed day too many at M1 and M2. */
export const VISITS = csv(`
	mdtrt_id | psn_no | psn_name | gend | age | med_type | begntime         | endtime          | fixmedins_code | fixmedins_name
	M1       | P1     | 周某     | 1    | 64  | 21       | 2026-04-10 09:00 | 2026-04-16 10:00 | H1             | 市一院
	M2       | P1     | 周某     | 1    | 64  | 21       | 2026-05-10 09:00 | 2026-05-12 10:00 | H1             | 市一院
	M3       | P2     | 冯某     | 2    | 31  | 21       | 2026-04-11 09:00 | 2026-04-13 10:00 | H1             | 市一院`);
const FEE_HEADING = 'feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code | medins_list_name | cnt | pric | det_item_fee_sumamt | bilg_dept_name';
/** Fee lines: id, visit, day, quantity, amount, department. */
export const feesOf = (...lines: readonly string[]): string =>
	csv(
		[
			FEE_HEADING,
			...lines.map((line) => {
				const [id, visit, day, count, amount, department = '内科'] = line.split(' ');
				return [id, visit, day, '001109000010000', '床位费', count, '50', amount, department].join(' | ');
			})
		].join('\n')
	);
export const FEES = feesOf('F1 M1 2026-04-10 8 400.00', 'F2 M2 2026-05-10 3 150.00', 'F3 M3 2026-04-11 2 100.00');
export const FIRST: Files = { 'visit.csv': VISITS, 'fee.csv': FEES };

/** Imports as the browser does, with the real intake. */
export async function load(machine: Machine, files: Files, follows?: { readonly batch: string; readonly mode: FollowMode }): Promise<ImportResult> {
	const sources = Object.entries(files).map(([name, text]) => memorySource(name, text));
	const kept = follows ? await keptBatch(machine.store, follows) : null;
	const sizes = new Map(sources.map(({ name, size }) => [name, size]));
	for (const { digest, size } of kept?.files ?? []) sizes.set(digest, size);
	return importJob('二季度', sizes, (sink) => importBatch(sources, kept ? { follows: kept } : {}, sink), machine.importPorts);
}
