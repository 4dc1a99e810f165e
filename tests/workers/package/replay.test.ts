import { describe, expect, it } from 'vitest';
import { exportPackage } from '../../../workers/package/export.ts';
import { compareFindings, type Recomputed } from '../../../workers/package/replay.ts';
import { digest, utf8 } from '../../../workers/package/bytes.ts';
import type { ExportInput } from '../../../workers/package/model.ts';
import { exportInput, finding, FILE, RECIPE } from './fixture.ts';

const all = { undecided: true, identities: true, workPapers: false };
const again = (input: ExportInput, change: Partial<Recomputed> = {}): Recomputed => ({
	recipe: input.recipe,
	files: input.files,
	findings: input.findings,
	...change
});
const packed = async (count: number, change: Partial<ExportInput> = {}) => {
	const input = await exportInput(count, { contents: all, ...change });
	return { input, file: await exportPackage(input) };
};

describe('a run made again', () => {
	it('is equal, whatever the order of rules and findings', async () => {
		const { input, file } = await packed(6);
		const recipe = { ...RECIPE, rules: [...RECIPE.rules].reverse() };
		expect(await compareFindings(file, again(input, { recipe, findings: [...input.findings].reverse() }))).toMatchObject({
			verdict: 'equal',
			equal: 6,
			changedRules: []
		});
	});
	it('differs: gone, fresh, other evidence', async () => {
		const { input, file } = await packed(4);
		const findings = [...input.findings.slice(1, 3), { ...input.findings[3]!, evidenceDigest: 'e' }, finding(9)];
		expect(await compareFindings(file, again(input, { findings }))).toEqual({
			verdict: 'different',
			missingFiles: [],
			extraFiles: [],
			changedRules: [],
			equal: 2,
			gone: [finding(1).key],
			fresh: [finding(9).key],
			changed: [{ key: finding(4).key, before: finding(4).evidenceDigest, now: 'e' }]
		});
	});
	it('is equal over masked keys too, even where two keys look alike when masked', async () => {
		const twin = finding(4, { key: finding(1).key.replace('19991212', '19550505') });
		const input = await exportInput(3, { contents: { ...all, identities: false } });
		const findings = [...input.findings, twin];
		const file = await exportPackage({ ...input, findings });
		expect(await compareFindings(file, again(input, { findings }))).toMatchObject({ verdict: 'equal', equal: 4 });
		expect(await compareFindings(file, again(input, { findings: findings.slice(0, 3) }))).toMatchObject({
			verdict: 'different',
			equal: 3,
			fresh: []
		});
	});
	it('does not take findings that were left out for new ones', async () => {
		const { input, file } = await packed(6, { contents: { ...all, undecided: false } });
		expect(await compareFindings(file, again(input))).toMatchObject({ verdict: 'equal', equal: 3, fresh: [] });
		expect((await compareFindings(file, again(input, { findings: [...input.findings, finding(20)] }))).verdict).toBe('different');
	});
});

describe('what cannot be compared', () => {
	it('other files', async () => {
		const { input, file } = await packed(3);
		const other = { name: 'x.csv', digest: digest(utf8('x')) };
		expect(await compareFindings(file, again(input, { files: [{ name: 'fee.csv', digest: FILE }, other] }))).toMatchObject({
			verdict: 'not-comparable',
			missingFiles: ['王小明.csv'],
			extraFiles: ['x.csv'],
			equal: 0,
			gone: []
		});
	});
	it('rules whose version changed: only theirs', async () => {
		const findings = [finding(1), finding(2, { rule: 'other', key: 'other:1', version: 2 })];
		const { input, file } = await packed(0, { findings });
		const recipe = {
			...RECIPE,
			ruleBase: 'f'.repeat(64),
			rules: [
				{ id: 'bed-days', version: 2 },
				{ id: 'other', version: 2 }
			]
		};
		expect(await compareFindings(file, again(input, { recipe }))).toMatchObject({
			verdict: 'not-comparable',
			changedRules: ['bed-days'],
			equal: 1,
			gone: [],
			fresh: []
		});
	});
	it('another rule base under the same versions, other packs: all rules, or those that look up knowledge', async () => {
		const { input, file } = await packed(3);
		expect((await compareFindings(file, again(input, { recipe: { ...RECIPE, ruleBase: 'f'.repeat(64) } }))).changedRules).toEqual([
			'bed-days',
			'other'
		]);
		expect((await compareFindings(file, again(input, { recipe: { ...RECIPE, packs: [] } }))).changedRules).toEqual(['bed-days', 'other']);
		expect(await compareFindings(file, again(input, { recipe: { ...RECIPE, packs: [] }, knowledgeRules: ['other'] }))).toMatchObject({
			verdict: 'not-comparable',
			changedRules: ['other'],
			equal: 3
		});
	});
	it('parameters: their rule; stage: nothing at all; local codes: all rules', async () => {
		const { input, file } = await packed(3);
		const parameters = [{ rule: 'bed-days', name: 'grace', value: 1, region: 'CN', source: '测试' }];
		expect(await compareFindings(file, again(input, { recipe: { ...RECIPE, parameters } }))).toMatchObject({
			verdict: 'not-comparable',
			changedRules: ['bed-days'],
			equal: 0
		});
		expect(await compareFindings(file, again(input, { recipe: { ...RECIPE, stage: 'in-stay' } }))).toMatchObject({
			verdict: 'not-comparable',
			changedRules: [],
			equal: 0
		});
		expect((await compareFindings(file, again(input, { recipe: { ...RECIPE, localCodes: { a: 'b' } } }))).changedRules).toEqual([
			'bed-days',
			'other'
		]);
	});
	it('what is no package', async () => {
		await expect(compareFindings(utf8('x'), again(await exportInput()))).rejects.toThrow();
	});
});
