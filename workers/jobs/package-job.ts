import type { Finding } from '../../rules/domain/finding.ts';
import type { Registry } from '../../rules/engine/registry.ts';
import { exportPackage } from '../package/export.ts';
import type { ListRow, RuleText, StayHead } from '../package/model.ts';
import { sanitize } from '../package/sanitize.ts';
import { ed25519Signer } from '../package/suites.ts';
import { verifyPackage } from '../package/verify.ts';
import { listWorkbook } from '../package/workbook.ts';
import type { PackageContents, VerifyReport } from '../protocol/package.ts';
import type { OnProgress } from '../protocol/source.ts';
import type { Store } from '../store/index.ts';
import type { OpenBatch } from './batch-context.ts';
import { listRows } from './list-rows.ts';
import type { OpenRun } from './open-run.ts';
import { recordsOf } from './second/blind-batch.ts';
import type { KeyRing } from './second/trusted-keys.ts';
import { registryOf } from './user-rule-run.ts';

export interface PackagePorts {
	readonly store: Store;
	readonly registry: Registry;
	/** Version of the app. */
	readonly build: string;
	readonly now: () => number;
}
export interface ExportSource {
	readonly opened: OpenBatch;
	readonly run: OpenRun;
	readonly journal: readonly string[];
	readonly actor: string;
}

export const ZIP_TYPE = 'application/zip';
export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The signed package of a run: findings, decisions, and all that recomputes them. */
export async function exportJob(source: ExportSource, contents: PackageContents, ports: PackagePorts, onProgress: OnProgress): Promise<Blob> {
	const { opened, run, journal, actor } = source;
	const { store, registry, build, now } = ports;
	const all = Array.from({ length: run.index.count }, (_, i) => i);
	const content = await collect(source, all, ports, onProgress);
	const signer = await ed25519Signer(actor, await store.keys.getOrCreateSigningKey(now()));
	const { recipe } = run.info;
	const bytes = await exportPackage({
		build,
		batch: opened.batch.id,
		at: now(),
		contents,
		recipe,
		packs: await store.settings.usedPacks(recipe.packs.map((pack) => pack.digest)),
		rules: ruleTexts(registryOf(registry, recipe)),
		signers: [signer],
		findings: content.findings,
		rows: content.rows,
		stays: content.stays,
		journal,
		files: opened.batch.content.files,
		profiles: await store.settings.profiles(),
		receipt: await store.batches.receipt(recordsOf(opened.batch.id)),
		exceptions: recipe.exceptions ?? [],
		excepted: run.exceptedFindings()
	});
	return new Blob([bytes], { type: ZIP_TYPE });
}

/** 疑点清单 of the findings given, in their order. */
export async function listJob(source: ExportSource, positions: readonly number[], identities: boolean, ports: PackagePorts): Promise<Blob> {
	const batch = source.opened.batch.id;
	const content = await collect(source, positions, ports, () => undefined);
	const records = {
		...content,
		journal: source.journal,
		files: source.opened.batch.content.files,
		profiles: await ports.store.settings.profiles(),
		receipt: await ports.store.batches.receipt(recordsOf(batch)),
		excepted: source.run.exceptedFindings()
	};
	// The list leaves the machine like a package does: without identities unless ticked.
	const { findings, rows, states, excepted = [] } = sanitize(records, { undecided: true, identities, workPapers: false }, batch);
	return new Blob([await listWorkbook({ findings, states, rules: ruleTexts(registryOf(ports.registry, source.run.info.recipe)), rows, excepted })], {
		type: XLSX_TYPE
	});
}

/** Verifies any package against the keys that this machine knows: its own and those in the list (受信密钥). */
export async function verifyJob(file: Blob, ring: KeyRing): Promise<VerifyReport> {
	return verifyPackage(new Uint8Array(await file.arrayBuffer()), ring.forVerification);
}

export const ruleTexts = (registry: Registry): RuleText[] =>
	registry.rules.map(({ meta }) => ({ id: meta.id, title: meta.title, messages: meta.messages }));

interface Collected {
	readonly findings: readonly Finding[];
	readonly rows: readonly ListRow[];
	readonly stays: readonly StayHead[];
}

/** Reads findings and the records that they speak of, shard by shard; the order of the positions stays. */
export async function collect(
	{ opened, run }: ExportSource,
	positions: readonly number[],
	ports: PackagePorts,
	onProgress: OnProgress
): Promise<Collected> {
	const startedAt = ports.now();
	const byChunk = new Map<number, number[]>();
	for (const position of positions) {
		const { chunk } = run.index.locate(position);
		(byChunk.get(chunk) ?? byChunk.set(chunk, []).get(chunk)!).push(position);
	}
	const findings = new Map<number, Finding>();
	const rows: ListRow[] = [];
	const stays: StayHead[] = [];
	let done = 0;
	for (const [chunk, own] of [...byChunk].sort(([a], [b]) => a - b)) {
		const shard = await ports.store.batches.shard(opened.batch.storage, run.index.shards[chunk]!, []);
		const read: Finding[] = [];
		for (const position of own) {
			const finding = await run.finding(position);
			findings.set(position, finding);
			read.push(finding);
		}
		const listed = listRows(shard, opened.context, read);
		for (const row of listed.rows) rows.push(row);
		for (const stay of listed.stays) stays.push(stay);
		onProgress({ phase: 'export', done: ++done, total: byChunk.size, rows: findings.size, file: '', elapsedMs: ports.now() - startedAt });
	}
	return { findings: positions.map((position) => findings.get(position)!), rows, stays };
}
