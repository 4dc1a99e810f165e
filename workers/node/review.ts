import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Shard } from '../../rules/domain/shard.ts';
import type { ParameterSetting } from '../../rules/domain/parameter.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { importBatch } from '../ingest/index.ts';
import { readKnowledgeFile } from '../knowledge/read.ts';
import type { ImportedBatch } from '../protocol/batch.ts';
import type { MappingProfile } from '../protocol/mapping.ts';
import { readArguments, UsageError, type ReviewArguments } from './arguments.ts';
import { fileSource, filesUnder, readBytes } from './files.ts';
import { findingRecord } from './findings-file.ts';
import { registry, RULE_BASE_DIGEST, rulesOfStage } from './rules.ts';
import { runBatch, type NodeRun } from './run.ts';

/**
 * The command line host: files in; receipt.json, summary.json and findings.jsonl out.
 * @param root folder of the project, where the starter pack stands
 * @returns exit code: 0 done, 2 a fault of the call or an unreadable file (one sentence on stderr)
 */
export async function main(argv: readonly string[], root: string): Promise<number> {
	try {
		const args = readArguments(argv);
		const rules = chosenRules(args);
		const packs = await readPacks(args, root);
		const overrides = args.parameters ? (JSON.parse(new TextDecoder().decode(await readBytes(args.parameters))) as ParameterSetting[]) : [];
		const profile = args.profile ? (JSON.parse(new TextDecoder().decode(await readBytes(args.profile))) as MappingProfile) : null;
		const { batch, shards } = await importPaths(args, profile);
		const run = runBatch(batch, shards, rules, packs, overrides, profile?.localCodes ?? {});
		await write(
			args,
			batch,
			run,
			packs,
			rules.map((rule) => rule.meta.id)
		);
		console.log(
			`${batch.receipt.visits} visits, ${batch.receipt.rows} records, ${batch.receipt.refusalCount} refused; ${run.findings.length} findings in ${join(args.out, 'findings.jsonl')}`
		);
		return 0;
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		console.error(error.message);
		return 2;
	}
}

function chosenRules(args: ReviewArguments) {
	const unknown = args.rules.find((id) => !registry.get(id));
	if (unknown) throw new UsageError(`--rules: there is no rule ${unknown}; there are ${registry.rules.map((rule) => rule.meta.id).join(', ')}`);
	const rules = rulesOfStage(registry.rules, args.stage);
	return args.rules.length === 0 ? rules : rules.filter((rule) => args.rules.includes(rule.meta.id));
}

/** The starter pack first, then the given files: later packs override earlier ones by class and code. */
async function readPacks(args: ReviewArguments, root: string): Promise<KnowledgePack[]> {
	const packs: KnowledgePack[] = [];
	for (const path of [join(root, 'static/knowledge/starter.json'), ...(await filesUnder(args.knowledge))]) {
		const { packs: read, problems } = await readKnowledgeFile(basename(path), await readBytes(path));
		if (read.length === 0 && problems.length > 0) throw new UsageError(`--knowledge ${path}: ${problems[0]!.text.zh}`);
		packs.push(...read);
	}
	return packs;
}

async function importPaths(args: ReviewArguments, profile: MappingProfile | null): Promise<{ batch: ImportedBatch; shards: Shard[] }> {
	const names = await filesUnder(args.paths);
	const sources = await Promise.all(names.map(fileSource));
	if (sources.length === 0) throw new UsageError(`${args.paths.join(', ')}: no files there`);
	const shards: Shard[] = [];
	const sink = { shard: async (shard: Shard) => void shards.push(shard) };
	const batch = await importBatch(sources, profile ? { profile } : {}, sink);
	if (batch.files.length === 0) {
		throw new UsageError(
			batch.receipt.skipped.map((problem) => `${problem.file}: ${problem.expected} ${problem.advice}`).join('\n') || 'nothing could be read'
		);
	}
	return { batch, shards };
}

async function write(
	args: ReviewArguments,
	batch: ImportedBatch,
	run: NodeRun,
	packs: readonly KnowledgePack[],
	rules: readonly string[]
): Promise<void> {
	await mkdir(args.out, { recursive: true });
	const json = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;
	await writeFile(join(args.out, 'receipt.json'), json({ files: batch.files, ...batch.receipt }));
	await writeFile(
		join(args.out, 'findings.jsonl'),
		run.findings.map((finding) => `${JSON.stringify(findingRecord(finding, registry, batch.files))}\n`).join('')
	);
	await writeFile(join(args.out, 'summary.json'), json(summary(args, batch, run, packs, rules)));
}

function summary(args: ReviewArguments, batch: ImportedBatch, run: NodeRun, packs: readonly KnowledgePack[], rules: readonly string[]): object {
	const byRule = rules.map((rule) => {
		const own = run.findings.filter((finding) => finding.rule === rule);
		return {
			rule,
			findings: own.length,
			amount_fen: own.reduce((sum, finding) => sum + (finding.amounts.amount ?? 0), 0),
			amount_unknown: own.filter((finding) => finding.amounts.amount === null).length,
			undetermined: run.undetermined.filter((row) => row.rule === rule).map(({ kind, missing, stays }) => ({ kind, missing, stays }))
		};
	});
	return {
		stage: args.stage,
		rule_base: RULE_BASE_DIGEST,
		packs: packs.map(({ id, version, digest }) => ({ id, version, digest })),
		visits: batch.receipt.visits,
		persons: batch.receipt.persons,
		records: batch.receipt.rows,
		absent_tables: batch.receipt.absent,
		findings: run.findings.length,
		rules: byRule,
		undetermined: run.undetermined,
		errors: run.errors
	};
}
