import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Finding } from '../../rules/domain/finding.ts';
import { problemCoverage } from '../../rules/coverage/problems.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import { registry } from '../../workers/node/rules.ts';
import { clearing, stillStands } from '../rules/harness/mutation.ts';
import { planted } from './load.ts';
import type { Planted } from './planted.ts';
import { outcomeOf, runRecord } from './run.ts';

const starter = JSON.parse(readFileSync(new URL('../../static/knowledge/starter.json', import.meta.url), 'utf8')) as KnowledgePack;

/** What a rule says it found on a planted record stands on that record: clearing any condition's cells makes it go. */
function expectStands(one: Planted, finding: Finding): void {
	const rule = registry.get(finding.rule)!;
	let cleared = 0;
	for (const condition of finding.conditions) {
		expect(condition.holds, condition.name).toBe(true);
		const changed = clearing(one.record, condition);
		if (!changed) continue;
		cleared++;
		const { findings, errors } = runRecord([rule], starter, changed, one, true);
		expect(errors).toEqual([]);
		const after = findings.find(({ key }) => key === finding.key);
		expect(stillStands(finding, condition, after), `cleared "${condition.name}" of ${finding.key}, yet it stands`).toBe(false);
	}
	expect(cleared, `${finding.key} stands on no cell`).toBeGreaterThan(0);
}

/** Problems that no rule claims yet have nothing to stand on. */
const claimed = new Set(problemCoverage(registry.rules).flatMap(({ id, rules }) => (rules.length > 0 ? [id] : [])));

it.each(planted.filter(({ id }) => claimed.has(id)).map((one) => [one.id, one] as const))(
	'%s',
	(_, one) => {
		const { found } = outcomeOf(registry.rules, starter, one);
		const first = new Map(found.map((finding) => [finding.rule, finding]).reverse() as [string, Finding][]);
		for (const finding of first.values()) expectStands(one, finding);
	},
	120_000
);
