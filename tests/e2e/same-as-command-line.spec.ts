// Browser and command line are hosts of one core: the same files give the same findings, to the digest and the 分.
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { root } from './server.ts';
import * as step from './steps.ts';

interface Said {
	readonly key: string;
	readonly evidence: string;
	readonly amounts: readonly (number | null)[];
}

test('a training batch of 60 stays', async ({ page }, info) => {
	const made = info.outputPath('made');
	run('generate', '--stays', '60', '--seed', '7', '--out', made);
	const folder = info.outputPath('files');
	await mkdir(folder, { recursive: true });
	for (const name of readdirSync(made).filter((name) => name !== 'truth.csv')) await copyFile(join(made, name), join(folder, name));
	await compare(page, folder, info.outputPath('review'));
});

test('the ten public records', async ({ page }, info) => {
	const folder = join(root, '../shared/data/records');
	test.skip(!existsSync(folder), `the public records are not here: ${folder}`);
	await compare(page, folder, info.outputPath('review'));
});

async function compare(page: Parameters<typeof step.importFiles>[0], folder: string, out: string): Promise<void> {
	run('review', folder, '--out', out);
	const files = readdirSync(folder)
		.filter((name) => /\.(csv|xlsx|json|zip)$/.test(name))
		.sort();
	const batch = await step.importFiles(
		page,
		files.map((name) => join(folder, name))
	);
	await step.review(page);
	const members = unzipSync(await step.exportPackage(page, batch, { undecided: true }));
	const inBrowser = lines(new TextDecoder().decode(members['findings.jsonl'])).map(({ key, evidenceDigest, amounts }) => ({
		key,
		evidence: evidenceDigest,
		amounts: [amounts.amount, amounts.inScope, amounts.fund]
	}));
	const atCommandLine = lines(await readFile(join(out, 'findings.jsonl'), 'utf8')).map((one) => ({
		key: one.key,
		evidence: one.evidence_digest,
		amounts: [one.amount_fen, one.in_scope_fen, one.fund_fen]
	}));
	expect(atCommandLine.length).toBeGreaterThan(0);
	expect(byKey(inBrowser)).toEqual(byKey(atCommandLine));
}

const run = (name: string, ...words: string[]): unknown =>
	execFileSync('node', [join(root, `workers/node/${name}.mjs`), ...words], { encoding: 'utf8' });
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const lines = (text: string): any[] =>
	text
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line));
const byKey = (list: readonly Said[]): Said[] => list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
