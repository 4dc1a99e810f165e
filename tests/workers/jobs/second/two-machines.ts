import { tables, type Tables } from '../../../rules/harness/record.ts';
import type { WorkspaceJob } from '../../../../workers/jobs/workspace-job.ts';
import type { DecisionKind } from '../../../../workers/protocol/decision.ts';
import type { FindingRow, QueueQuery } from '../../../../workers/protocol/review.ts';
import type { PlanTerms } from '../../../../workers/protocol/second.ts';
import { Machine } from '../workbench.ts';

export const ALL: QueueQuery = { filter: { facets: {} }, sort: 'visit', descending: false, from: 0, count: 1000 };
export const NAMES = ['周明远', '冯晓兰'];

/** Stays of six days with more bed days than they lasted: one finding each, of 50 × (i + 1) 元. */
export function records(stays: number): Tables {
	const rows = Array.from({ length: stays }, (_, i) => i);
	const two = (n: number): string => String(n).padStart(2, '0');
	return tables({
		visit: `
		mdtrt_id | psn_no | psn_name | certno | gend | age | med_type | begntime | endtime | fixmedins_name | dscg_maindiag_name
		${rows.map((i) => `M${two(i)} | P${two(i)} | ${NAMES[i % 2]} | 33010219800101123${i % 10} | 1 | 64 | 21 | 2026-04-10 09:00 | 2026-04-16 10:00 | 市一院 | 肺炎`).join('\n\t\t')}`,
		fee: `
		feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code | medins_list_name | cnt | pric | det_item_fee_sumamt | bilg_dept_name | bilg_dr_name | memo
		${rows.map((i) => `F${two(i)} | M${two(i)} | 2026-04-10 | 001109000010000 | 床位费 | ${7 + i} | 50 | ${(7 + i) * 50}.00 | 内科 | 甲 | `).join('\n\t\t')}`
	});
}

export const TERMS: PlanTerms = {
	scope: 'decided',
	bands: [
		{ from: 500_00, permille: 1000 },
		{ from: 0, permille: 500 }
	],
	unknown: 1000,
	perRule: 0,
	reviewers: ['王复核']
};

/** A machine on which somebody has imported the records and let the rules run. */
export async function machineOf(actor: string, stays: number, file?: string): Promise<{ machine: Machine; tab: WorkspaceJob; batch: string }> {
	const machine = await Machine.start();
	const batch = await machine.import('一季度', records(stays), file);
	await machine.review(batch);
	const tab = await machine.tab();
	await tab.setActor(actor);
	return { machine, tab, batch };
}

export async function rowsOf(tab: WorkspaceJob, batch: string): Promise<readonly FindingRow[]> {
	return (await tab.queue(batch, ALL)).rows;
}

export async function say(tab: WorkspaceJob, batch: string, rows: readonly FindingRow[], decision: DecisionKind, note = ''): Promise<string> {
	const digests = new Map((await tab.findingsUnder(batch, ALL)).map(({ key, evidenceDigest }) => [key, evidenceDigest]));
	const targets = rows.map(({ key }) => ({ key, evidenceDigest: digests.get(key)! }));
	return (await tab.decide({ kind: 'decide', batch, decision, targets, reason: decision === 'reject' ? '反证成立' : '', note })).event;
}

export const fileOf = async (blob: Blob, name = 'file'): Promise<File> => new File([await blob.arrayBuffer()], name);

/** Takes the key that signed a file into the list, as a person does who has compared the fingerprint. */
export async function trust(tab: WorkspaceJob, keyId: string, holder: string): Promise<void> {
	await tab.second('trust', keyId, { holder, checked: '电话核对', from: '1970-01-01', until: '', revoked: null });
}
