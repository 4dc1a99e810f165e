// 为什么没报？ A rule that said no shows the comparison that said so; what nobody could judge goes out as a list to ask the hospital for.
import { expect, test } from '@playwright/test';
import * as step from './steps.ts';

test('a rule that said no shows why, and what is missing goes out as a list', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	await page.getByRole('button', { name: '为什么没报？' }).click();
	const dialog = page.getByRole('dialog', { name: '为什么没报？' });
	await dialog.getByRole('combobox', { name: '规则' }).selectOption('床位费天数超过住院天数');
	await expect(dialog.getByRole('status')).toContainText('规则判过，没有成立');
	await expect(dialog.getByRole('listitem').filter({ hasText: '不大于' })).toContainText('床位费计费数量');
	const line = dialog.getByRole('combobox', { name: '费用明细', exact: true });
	const noBed = line.getByRole('option').filter({ hasNotText: '床位费' });
	await line.selectOption({ label: await noBed.nth(1).innerText() });
	await expect(dialog.getByRole('status')).toContainText('规则没有读到这条明细');
	await page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();

	await step.open(page, `/b/${batch}/receipt`);
	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出调阅清单（XLSX）' }).click()]);
	expect(download.suggestedFilename()).toMatch(/调阅清单\.xlsx$/);
});
