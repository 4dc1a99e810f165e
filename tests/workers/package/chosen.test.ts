import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf, utf8 } from '../../../workers/package/bytes.ts';
import { exportPackage } from '../../../workers/package/export.ts';
import { sanitize } from '../../../workers/package/sanitize.ts';
import { verifyPackage } from '../../../workers/package/verify.ts';
import { BATCH, decide, exportInput, finding, journal, NAMES, NUMBERS } from './fixture.ts';

/** Of chosen findings only decided ones leave: the statement says that undecided ones stay behind. */
const contents = { undecided: false, identities: true, workPapers: true };
const findings = Array.from({ length: 6 }, (_, i) => finding(i + 1));
const frames = journal([
	decide(findings.slice(0, 3), 'confirm', `甲${findings[0]!.key}`),
	decide(findings.slice(3, 4), 'reject', '误点'),
	{ kind: 'undo', batch: BATCH, event: 'event-1' },
	{ kind: 'enter', batch: BATCH, register: 'notes', entry: 'n1', value: { on: 'visit', object: findings[5]!.visit, text: '另案' } },
	decide(findings.slice(0, 1), 'confirm', '复核')
]);
const chosen = new Set([findings[0]!.key]);

describe('a package of chosen findings', () => {
	it('holds them, their decisions and stays, and of all else nothing but hashes', async () => {
		const input = await exportInput(6, { contents, journal: frames, chosen });
		const content = sanitize(input, contents, BATCH);
		expect(content.findings.map(({ key }) => key)).toEqual([findings[0]!.key]);
		expect(content.stays).toHaveLength(1);
		expect(content.withheld.undecided).toBe(5);
		const lines = content.lines.map((line) => JSON.parse(line) as { withheld?: string; frame?: { payload: { targets?: unknown[] } } | null });
		expect(lines.map(({ withheld }) => withheld ?? 'whole')).toEqual(['masked', 'other-batch', 'other-batch', 'other-batch', 'whole']);
		expect(lines[0]!.frame!.payload.targets).toHaveLength(1);
		const text = JSON.stringify([content.findings, content.lines, content.rows, content.stays, content.receipt]);
		for (const other of findings.slice(1)) expect(text).not.toContain(other.key);
		expect(text).not.toContain('另案');
		// Rows that the receipt quotes are other people's.
		for (const raw of [NAMES[0]!, NAMES[2]!, NUMBERS[0]!, NUMBERS[2]!]) expect(text).not.toContain(raw);
		expect(content.receipt.refusals).toEqual([]);
	});
	it('holds under the same checks as any other, with the documents made of it', async () => {
		const file = await exportPackage(
			await exportInput(6, {
				contents,
				journal: frames,
				chosen,
				documents: async (content) => [{ name: '移送说明.txt', bytes: utf8(`共 ${content.findings.length} 条`) }]
			})
		);
		const report = await verifyPackage(file, []);
		expect(report.lines.filter((line) => line.state === 'fails')).toEqual([]);
		expect(report.lines.find((line) => line.id === 'member:移送说明.txt')).toMatchObject({ state: 'holds' });
		expect(report).toMatchObject({ verdict: 'unknown-key', findings: 1, decisions: 2 });
		expect(textOf(unzipSync(file)['移送说明.txt']!)).toBe('共 1 条');
	});
	it('leaves nothing of a number where only initials may leave', async () => {
		const input = await exportInput(6, { contents: { ...contents, identities: false, initials: true } });
		const text = JSON.stringify(sanitize(input, input.contents, BATCH), (_, value) => (value instanceof Map ? [...value] : value));
		for (const raw of [...NAMES, ...NUMBERS, ...NUMBERS.map((number) => number.slice(0, 4) + '**'), '138****']) expect(text).not.toContain(raw);
		expect(text).toContain('*'.repeat(18));
	});
});
