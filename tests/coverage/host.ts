import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { registry } from '../../workers/node/rules.ts';
import { planted } from './load.ts';
import { coverageReport } from './run.ts';

/**
 * `npm run coverage -- --json FILE`: plants every problem, runs every rule over it and writes the counts.
 * @param root folder of the project, where the starter pack stands
 * @returns exit code: 0 done, 1 a problem that a rule claims was not found or a near miss was flagged, 2 a fault of the call
 */
export async function main(argv: readonly string[], root: string): Promise<number> {
	const [flag, file, ...rest] = argv;
	if (argv.length > 0 && (flag !== '--json' || file === undefined || rest.length > 0)) {
		console.error('coverage: the only option is --json FILE');
		return 2;
	}
	const starter = JSON.parse(await readFile(join(root, 'static/knowledge/starter.json'), 'utf8')) as KnowledgePack;
	const report = coverageReport(registry.rules, starter, planted);
	if (file !== undefined) await writeFile(file, `${JSON.stringify(report, null, '\t')}\n`);
	const { rules, classes, problems, detail } = report;
	const missed = detail.problems.filter((row) => row.planted && row.rules.length > 0 && row.found_by.length === 0).map(({ id }) => id);
	const unproven = detail.problems.filter((row) => !row.planted && row.rules.length > 0).map(({ id }) => id);
	console.log(`${rules} rules; classes ${JSON.stringify(classes)}; problems ${JSON.stringify(problems)}`);
	for (const [what, ids] of Object.entries({ 'claimed and not found': missed, 'claimed and not planted': unproven }))
		if (ids.length > 0) console.log(`${what}: ${ids.join(', ')}`);
	for (const error of detail.errors) console.error(error);
	return missed.length + unproven.length + problems.near_miss_flagged + detail.errors.length > 0 ? 1 : 0;
}
