// A corrected export: what is new, changed and gone is told; decisions stay with their evidence, the others come back with what differs.
import { expect, test, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFaults } from './axe-faults.ts';
import { root } from './server.ts';
import * as step from './steps.ts';

type Files = ReadonlyMap<string, string>;
const asChosen = (files: Files): step.Chosen[] => [...files].map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) }));
const cell = (page: Page, table: string, row: string | RegExp, column: number) =>
	page.getByRole('table', { name: table }).getByRole('row', { name: row }).getByRole('cell').nth(column);

/** A training batch as files. */
function generated(out: string): Files {
	execFileSync('node', [join(root, 'workers/node/generate.mjs'), '--stays', '20', '--seed', '11', '--out', out], { stdio: 'pipe' });
	const names = readdirSync(out).filter((name) => name !== 'truth.csv');
	return new Map(names.map((name) => [name, readFileSync(join(out, name), 'utf8')]));
}

/** Records of a file: a quoted cell may hold line ends. */
const recordsOf = (text: string): string[] => text.match(/(?:"[^"]*"|[^"\n])+\n?/g) ?? [];

/** The export that comes later: the fee lines of one stay have other numbers, another stay is gone from every file. */
function corrected(files: Files, renumbered: string, gone: string): Files {
	const change = (name: string, record: string): string =>
		record.includes(gone) ? '' : name === 'fee.csv' && record.includes(renumbered) ? `N${record}` : record;
	return new Map(
		[...files].map(([name, text]) => [
			name,
			recordsOf(text)
				.map((record) => change(name, record))
				.join('')
		])
	);
}

/** Imports files as a later version of the only batch that is there. */
async function importAfter(page: Page, files: Files): Promise<string> {
	await step.open(page, '/import');
	await step.choose(page, asChosen(files));
	await page.getByRole('combobox', { name: '基于已有批次' }).selectOption({ index: 1 });
	await page.getByRole('radio', { name: '更正' }).check();
	const button = page.getByRole('button', { name: /^导入 \d+ 个文件$/ });
	await expect(button).toBeEnabled({ timeout: 60_000 });
	await button.click();
	await page.waitForURL(/\/b\/[^/]+\/receipt/, { timeout: 60_000 });
	return new URL(page.url()).pathname.split('/')[2]!;
}

/** Confirms the first finding of a rule. @returns its key */
async function confirmed(page: Page, batch: string, rule: string): Promise<string> {
	await step.open(page, `/b/${batch}/queue?rule=${rule}`);
	await expect(step.rows(page).first()).toBeVisible();
	await step.openCase(page);
	const key = step.findingKey(page);
	await page.keyboard.press('1');
	await expect(step.said(page, '确认')).toBeVisible();
	await expect(step.saved(page)).toBeAttached();
	return key;
}

test('decisions stay where the evidence is the same, others come back with what differs', async ({ page }, info) => {
	const files = generated(info.outputPath('made'));
	const batch = await step.importFiles(page, asChosen(files));
	await step.review(page);

	// Two findings of two stays are decided.
	const returned = await confirmed(page, batch, 'bed-days-over-stay');
	const kept = await confirmed(page, batch, 'price-over-limit');
	const [visit, other] = [returned, kept].map((key) => key.split(':')[1]!) as [string, string];
	const ids = [...files.get('mdtrt.csv')!.matchAll(/^(M\d+),/gm)].map(([, id]) => id!);
	const gone = ids.find((id) => id !== visit && id !== other)!;

	const later = await importAfter(page, corrected(files, visit, gone));
	expect(later).not.toBe(batch);
	await step.review(page);
	await page.getByRole('navigation', { name: '工作区域' }).getByRole('link', { name: '变更' }).click();

	await expect(page.getByText(/^已沿用 \d+ 条处理。$/)).toBeVisible({ timeout: 30_000 });
	await expect(page.getByText(/不在本版数据里/)).toBeVisible();
	await expect(cell(page, '变化概况', '就诊', 4)).toHaveText('1');
	expect(await axeFaults(page)).toEqual([]);

	// The stay that is gone: shown, and said what it is.
	await page.getByRole('link', { name: '查看这些就诊' }).click();
	await page.getByRole('button', { name: `就诊 ${gone} 的记录变化` }).click();
	await expect(page.getByRole('dialog').getByText('已无').first()).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('button', { name: '确已撤销' }).click();
	await expect(page.getByText('已说明：1 次就诊确已撤销。')).toBeVisible();

	// A decision that stands names where it comes from.
	await page.goto(`/b/${later}/case/${encodeURIComponent(other)}?f=${encodeURIComponent(kept)}`);
	await expect(step.card(page)).toContainText('沿用');
	// Another one came back, with what differs and what was said.
	await page.goto(`/b/${later}/case/${encodeURIComponent(visit)}?f=${encodeURIComponent(returned)}`);
	const former = step.card(page).getByRole('region', { name: '与上一版相比' });
	await expect(former).toContainText('证据与上一版不同，处理已退回，请重看。');
	await expect(former).toContainText('确认');
	await page.getByRole('tab', { name: /^费用/ }).click();
	await expect(step.records(page).getByText('上一版：费用明细流水号').first()).toBeAttached();
});
