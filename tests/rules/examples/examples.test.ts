import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RuleExamples } from '../../../workers/protocol/rule-example.ts';
import { tables } from '../harness/record.ts';
import { shownConditions, shownTables } from './shown.ts';

const { rules } = JSON.parse(readFileSync('static/rules/examples.json', 'utf8')) as RuleExamples;

describe('examples of the rules', () => {
	it('are what the tests make', () => {
		const { status, stderr } = spawnSync(process.execPath, ['workers/node/examples.mjs', '--check'], { encoding: 'utf8' });
		expect(stderr).toBe('');
		expect(status).toBe(0);
	});
	it('show of every rule one case that fires and one that does not', () => {
		const checks = readdirSync('rules/checks', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
		const ids = checks.map((path) => basename(path, '.ts'));
		expect(ids.filter((id) => !rules[id]?.fires || !rules[id].passes)).toEqual([]);
	});
	it('fire on conditions that all hold', () => {
		for (const [id, { fires }] of Object.entries(rules)) {
			expect(fires!.conditions.length, id).toBeGreaterThan(0);
			expect(
				fires!.conditions.every((condition) => condition.holds),
				id
			).toBe(true);
			expect(fires!.message, id).not.toBeNull();
		}
	});
});

describe('what an example shows', () => {
	const raw = tables({
		visit: 'mdtrt_id | begntime\nM1 | ',
		fee: `feedetl_sn | mdtrt_id | cnt\n${Array.from({ length: 12 }, (_, i) => `F${i} | M1 | 1`).join('\n')}`
	});
	const side = (record: number) => ({
		label: { zh: '数量', en: 'Quantity' },
		unit: 'quantity' as const,
		value: 10_000,
		origin: 'record' as const,
		sources: [{ table: 'fee' as const, file: 'fixture', record, rowId: '', field: 'cnt', value: '1' }]
	});
	const condition = (record: number, holds: boolean) => ({ name: 'over', left: side(record), op: 'gt' as const, right: side(record), holds });

	it('the rows that were read, and counts the others', () => {
		const [visit, fee] = shownTables(raw, [condition(12, true)]).tables;
		expect(visit).toEqual({ table: 'visit', fields: ['mdtrt_id'], rows: [['M1']], more: 0 });
		expect(fee!.rows.map(([row]) => row)).toEqual(['F0', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F11']);
		expect(fee!.more).toBe(4);
	});
	it('the cells of a comparison by their place in the shown rows', () => {
		const [one] = shownConditions(raw, [condition(12, true)]).conditions;
		expect(one!.left.cells).toEqual([{ table: 'fee', row: 7, field: 'cnt' }]);
	});
	it('never leaves out the comparison that says no', () => {
		const many = Array.from({ length: 9 }, (_, i) => condition(i + 1, i < 8));
		const { conditions, more } = shownConditions(raw, many);
		expect(conditions.map(({ holds }) => holds)).toEqual([true, true, true, true, true, false]);
		expect(more).toBe(3);
	});
});
