// Two tabs never write at once: the second one reads and says so, and writes once the first is gone.
import { expect, test } from '@playwright/test';
import * as step from './steps.ts';

test('a second tab only reads, and writes when the first one closes', async ({ context, page }) => {
	const batch = await step.trainingBatch(page);
	const second = await context.newPage();
	await second.goto(`/b/${batch}/queue`);
	await expect(step.rows(second).first()).toBeVisible();
	const reading = second.getByRole('banner').getByRole('status').filter({ hasText: '只读' });
	await expect(reading).toBeVisible();
	await expect(reading).toHaveAttribute('title', '另一个标签页正在使用本工作区；本页只能阅读。');
	for (const name of ['确认', '排除', '调材料', '撤销']) await expect(second.getByRole('button', { name: new RegExp(`${name}$`) })).toBeDisabled();
	await second.keyboard.press('2');
	await expect(second.getByRole('dialog')).toHaveCount(0);
	await step.openCase(second);
	await expect(second.getByText('另一个标签页正在使用本工作区；本页只能阅读。')).toBeVisible();
	await expect(second.getByRole('button', { name: /确认$/ })).toBeDisabled();

	await step.openCase(page);
	const key = step.findingKey(page);
	await page.keyboard.press('1');
	await step.movedFrom(page, key);
	await expect(step.said(page, '已确认并保存')).toBeVisible();
	await page.close();

	await expect(step.saved(second)).toBeVisible();
	await expect(second.getByRole('button', { name: /确认$/ })).toBeEnabled();
	await second.goto(`/b/${batch}/queue?decision=confirm`);
	await expect(step.rows(second)).toHaveCount(1);
	await step.openCase(second);
	expect(step.findingKey(second)).toBe(key);
	await second.keyboard.press('z');
	await expect(step.said(second, '已撤销 1 条处理')).toBeVisible();
});
