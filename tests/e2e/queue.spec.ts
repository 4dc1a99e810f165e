// The queue as the place where the work is ordered: searched, grouped, put off, kept.
import { expect, test, type Page } from '@playwright/test';
import * as step from './steps.ts';

const grid = (page: Page) => page.getByRole('grid', { name: '疑点' });
const search = (page: Page) => page.getByRole('search').getByRole('searchbox');
const total = (page: Page) => page.getByRole('status').filter({ hasText: /^疑点 \d/ });

test('a queue is searched without a name in its address, grouped, put off and kept', async ({ page }) => {
	await step.trainingBatch(page);
	const all = await total(page).textContent();

	// Search: by the name of the patient in the first row, by the keyboard.
	const name = (await step.rows(page).first().getByRole('gridcell').nth(4).textContent())!.trim();
	await page.keyboard.press('/');
	await expect(search(page)).toBeFocused();
	await page.keyboard.type(name);
	await page.keyboard.press('Enter');
	await page.waitForURL(/[?&]q=[0-9a-f]{12}$/);
	expect(decodeURIComponent(page.url())).not.toContain(name);
	await expect(step.rows(page).first()).toContainText(`参保人 ${name}`);
	await page.reload();
	await expect(page.getByRole('button', { name: `移除筛选 “${name}”` })).toBeVisible();
	await page.getByRole('button', { name: '清除筛选' }).click();
	await expect(total(page)).toHaveText(all!);

	// Groups: opened by the keyboard, decided as one, taken back in one step.
	await page.getByRole('button', { name: '排序与分组' }).click();
	await page.getByRole('radio', { name: '规则', exact: true }).last().click();
	await page.waitForURL(/by=rule/);
	await page.getByRole('button', { name: '排序与分组' }).press('Escape');
	const group = grid(page).getByRole('row').filter({ hasText: '多人多日就诊费用雷同' }).first();
	await group.click();
	await page.getByRole('button', { name: /^1\s*确认$/ }).click();
	const dialog = page.getByRole('dialog');
	await expect(dialog.getByText(/整组确认须先看过证据/)).toBeVisible();
	await expect(dialog.getByRole('button', { name: /^确认 \d+ 条$/ })).toBeDisabled();
	await dialog.getByRole('button', { name: '排除', exact: true }).click();
	await dialog.getByRole('radio').first().check();
	await dialog.getByRole('button', { name: '排除', exact: true }).last().click();
	await expect(step.said(page, /排除 \d+ 条/)).toBeVisible();
	await expect(group).toContainText('未处理 0');
	await page.keyboard.press('z');
	await expect(group).toContainText('已处理 0');

	// Put off: the finding waits for its day under a state of its own.
	await page.goto(page.url().replace(/\?.*/, ''));
	await expect(step.rows(page).first()).toBeVisible();
	await page.keyboard.press('4');
	await page.getByRole('textbox', { name: '原因（必填）' }).fill('等院方回复');
	await page.keyboard.press('Enter');
	await expect(step.rows(page).first()).toContainText('暂缓至');

	// Kept: filter, order and columns under a name; the address carries no more than before.
	await page.getByRole('checkbox', { name: /^明确违规/ }).check();
	await page.getByRole('button', { name: '列', exact: true }).click();
	await page.getByRole('checkbox', { name: '准确率' }).check();
	await page.getByRole('button', { name: '列', exact: true }).press('Escape');
	await expect(grid(page).getByRole('columnheader', { name: '准确率' })).toBeVisible();
	await page.getByRole('button', { name: '保存的队列' }).click();
	await page.getByRole('button', { name: '存为队列' }).click();
	await page.getByRole('textbox', { name: '名称' }).fill('明确违规');
	await page.keyboard.press('Enter');
	await page.waitForURL(/queue=[0-9a-f]{12}/);
	await page.goto(page.url().replace(/\?.*/, ''));
	await page.getByRole('button', { name: '保存的队列' }).click();
	await page
		.getByRole('list', { name: '保存的队列' })
		.getByRole('button', { name: /^明确违规/ })
		.click();
	await page.waitForURL(/grade=certain.*queue=/);
	await expect(grid(page).getByRole('columnheader', { name: '准确率' })).toBeVisible();
	await page.goBack();
	await expect(total(page)).toHaveText(all!);
});
