// 回测: change a limit, see what appears and what goes, with what people had decided; everything can be done without a mouse.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { readFile } from 'node:fs/promises';
import * as step from './steps.ts';

const RULE = '床位费天数超过住院天数';
const cell = (table: Locator, row: string, column: number): Locator => table.getByRole('row', { name: row }).getByRole('cell').nth(column);
const side = (page: Page): Locator => page.getByRole('table', { name: '对照' });
const differences = (page: Page): Locator => page.getByRole('table', { name: '有变化的疑点' });

/** Starts the test that is put together and waits for its result. */
async function run(page: Page): Promise<void> {
	await page.getByRole('button', { name: '开始回测' }).press('Enter');
	await page.waitForURL(/\/rules\/back-test\?t=/, { timeout: 60_000 });
}

/** Leaves the rule out and opens the result. */
async function withoutRule(page: Page): Promise<void> {
	await step.open(page, '/rules/back-test');
	const group = page.getByRole('group', { name: '加上或去掉规则' });
	await group.getByRole('combobox', { name: '规则' }).selectOption({ label: RULE });
	await group.getByRole('button', { name: '去掉这条规则' }).press('Enter');
	await expect(page.getByRole('group', { name: '已选改动' })).toContainText(`去掉：${RULE}`);
	await run(page);
}

test('a rule left out loses its findings, with what was decided about them', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await page.goto(`/b/${batch}/queue?rule=bed-days-over-stay`);
	await expect(step.rows(page).first()).toBeVisible();
	const found = await step.rows(page).count();
	await step.openCase(page);
	await page.keyboard.press('1');
	await expect(step.saved(page)).toBeAttached();

	await withoutRule(page);
	await expect(cell(side(page), '疑点', 0)).toHaveText(String(found));
	await expect(cell(side(page), '疑点', 1)).toHaveText('0');
	await expect(cell(side(page), '已确认', 0)).toHaveText('1');
	await expect(differences(page).getByRole('row')).toHaveCount(found + 1);
	await page.getByRole('combobox', { name: '处理', exact: true }).selectOption({ label: '已确认' });
	await expect(differences(page).getByRole('row')).toHaveCount(2);

	await differences(page).getByRole('button').first().press('Enter');
	const dialog = page.getByRole('dialog', { name: '两边判定' });
	await expect(dialog).toContainText('床位费计费数量');
	await expect(dialog).toContainText('这一边没有这条疑点。');
	await dialog.getByRole('link', { name: '打开病例' }).press('Enter');
	await page.waitForURL(/\/case\//);
	await step.cardShows(page);

	await page.goto(`/b/${batch}/queue?rule=bed-days-over-stay`);
	await expect(step.rows(page)).toHaveCount(found);
});

test('a parameter of a rule is changed, and the result is kept, exported, opened again and deleted', async ({ page }) => {
	await step.trainingBatch(page);
	await step.open(page, '/rules/back-test');
	const form = page.getByRole('form', { name: '改参数' });
	await form.getByRole('combobox', { name: '规则' }).selectOption({ label: RULE });
	await form.getByRole('textbox', { name: /^改为/ }).fill('多');
	await form.getByRole('button', { name: '加入参数改动' }).press('Enter');
	await expect(form.getByRole('alert')).toBeVisible();
	await form.getByRole('textbox', { name: /^改为/ }).fill('400');
	await form.getByRole('button', { name: '加入参数改动' }).press('Enter');
	await expect(page.getByRole('group', { name: '已选改动' })).toContainText('改为 400');
	await run(page);
	await expect(page.getByText('重判 1 条规则')).toBeVisible();

	const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出疑点（CSV）' }).click()]);
	expect(await readFile(await csv.path(), 'utf8')).toContain('变化,规则编号,规则');
	const [json] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出全部（JSON）' }).click()]);
	const result = JSON.parse(await readFile(await json.path(), 'utf8')) as { format: string; digests: { before: string; after: string } };
	expect(result.format).toBe('mingshen.back-test/1');
	expect(result.digests.before).not.toBe(result.digests.after);

	const address = page.url();
	await step.open(page, '/rules/back-test');
	const former = page.getByRole('region', { name: '以往回测' });
	await former.getByRole('link').first().press('Enter');
	await page.waitForURL(address);
	await expect(side(page)).toBeVisible();
	await step.open(page, '/rules/back-test');
	await former.getByRole('button', { name: /^删除 / }).press('Enter');
	await expect(former).toContainText('保留最近 50 次');
	await page.goto(address);
	await expect(page.getByText('没有这次回测')).toBeVisible();
});

test.describe('axe', () => {
	// axe-core is injected as text, which the page's policy would refuse.
	test.use({ bypassCSP: true });
	test('finds nothing on the form, the result and the traces, light and dark, wide and narrow', async ({ page }) => {
		await step.trainingBatch(page);
		await withoutRule(page);
		await expect(differences(page)).toBeVisible();
		const result = page.url();
		const faults: string[] = [];
		for (const viewport of [
			{ width: 1440, height: 900 },
			{ width: 390, height: 844 }
		]) {
			await page.setViewportSize(viewport);
			const look = async (): Promise<void> => {
				faults.push(...(await axeFaults(page)).map((fault) => `${viewport.width} ${page.url()} ${fault}`));
			};
			await page.goto('/rules/back-test');
			await page.getByRole('form', { name: '改参数' }).getByRole('combobox', { name: '规则' }).selectOption({ label: RULE });
			await expect(page.getByRole('region', { name: '以往回测' }).getByRole('link').first()).toBeVisible();
			await look();
			await page.goto(result);
			await expect(differences(page)).toBeVisible();
			await look();
			await differences(page).getByRole('button').first().click();
			await expect(page.getByRole('dialog', { name: '两边判定' })).toContainText('床位费计费数量');
			await look();
		}
		expect(faults).toEqual([]);
	});
});
