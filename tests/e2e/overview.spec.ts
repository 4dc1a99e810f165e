// The overview, whose numbers open the queues that they count, and the way of a problem from confirmed findings to its closing (销号).
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';

// axe-core is injected as text, which the page's policy would refuse.
test.use({ bypassCSP: true });

const dialog = (page: Page) => page.getByRole('dialog');
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const clean = async (page: Page): Promise<void> => expect(await axeFaults(page)).toEqual([]);

/** Opens the address of a number and says how many findings its queue has. */
async function queued(page: Page, href: string): Promise<number> {
	await step.open(page, href);
	await expect(step.rows(page).first()).toBeVisible();
	return Number((await page.getByRole('grid', { name: '疑点' }).getAttribute('aria-rowcount')) ?? NaN) - 1;
}

test('from the overview to the queue, and from confirmed findings to a closed problem', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	for (let i = 0; i < 2; i++) {
		const key = step.findingKey(page);
		await page.keyboard.press('1');
		await step.movedFrom(page, key);
	}

	await page.getByRole('link', { name: '概览', exact: true }).click();
	const doctors = region(page, '医师').getByRole('row').nth(1).getByRole('link').first();
	const months = region(page, '行为月份').getByRole('row').nth(1).getByRole('link').first();
	const numbers = [];
	for (const link of [doctors, months, region(page, '违规类型').getByRole('row').nth(1).getByRole('link').first()]) {
		numbers.push({ shown: Number((await link.innerText()).replaceAll(',', '')), href: (await link.getAttribute('href'))! });
	}
	await page.getByRole('button', { name: '录入预算' }).click();
	await dialog(page).getByRole('button', { name: '保存预算' }).click();
	await expect(dialog(page).getByRole('alert')).toContainText('期间应写成年');
	await expect(dialog(page).getByRole('alert')).toContainText('预算金额应为大于 0');
	await dialog(page).getByLabel('期间（年或年月）').fill('2025');
	await dialog(page).getByLabel('预算金额（元）').fill('100.00');
	await page.keyboard.press('Enter');
	await expect(region(page, '每月基金支出与预算')).toContainText('超过年度预算 ¥100.00');
	await clean(page);
	for (const { shown, href } of numbers) expect(await queued(page, href)).toBe(shown);

	await step.open(page, `/b/${batch}/overview`);
	await page.getByRole('link', { name: '整改', exact: true }).click();
	await page.getByRole('button', { name: '从已确认疑点立项' }).click();
	await dialog(page)
		.getByRole('button', { name: /^立项 \d+ 个/ })
		.click();
	await expect(dialog(page).getByRole('alert')).toContainText('请填写责任人');
	await dialog(page).getByLabel('责任人').fill('王主任');
	await dialog(page).getByLabel('整改期限').fill('2000-01-01');
	await dialog(page)
		.getByRole('button', { name: /^立项 \d+ 个/ })
		.click();
	await expect(dialog(page).getByRole('alert')).toContainText('早于发现日期');
	await dialog(page)
		.getByLabel('整改期限')
		.fill(`${new Date().getFullYear() + 1}-12-31`);
	await dialog(page)
		.getByRole('button', { name: /^立项 \d+ 个/ })
		.click();
	await expect(dialog(page)).toBeHidden();
	await page.getByRole('link', { name: '第 1 号' }).click();
	const problem = page.getByRole('article', { name: '整改问题第 1 号' });
	await expect(problem.getByRole('button', { name: '销号' })).toBeDisabled();

	const act = async (name: string, fill: () => Promise<void>): Promise<void> => {
		await problem.getByRole('button', { name, exact: true }).click();
		await fill();
		await dialog(page).getByRole('button', { name, exact: true }).click();
	};
	await act('核定应退', async () => {
		await dialog(page).getByLabel('应退金额（元）').fill('10.00');
		await dialog(page).getByLabel('理由（必填）').fill('双方核对');
	});
	await expect(dialog(page)).toBeHidden();
	await act('登记退回', () => dialog(page).getByLabel('退回金额（元）').fill('10.01'));
	await expect(dialog(page).getByRole('alert')).toContainText('多出 ¥0.01');
	await dialog(page).getByLabel('退回金额（元）').fill('-3');
	await dialog(page).getByRole('button', { name: '登记退回' }).click();
	await expect(dialog(page).getByRole('alert')).toContainText('大于 0');
	await dialog(page).getByLabel('退回金额（元）').fill('10.00');
	await dialog(page).getByRole('button', { name: '登记退回' }).click();
	await expect(dialog(page)).toBeHidden();
	await act('添加整改材料', async () => {
		await dialog(page)
			.getByLabel(/^文件/)
			.setInputFiles({ name: '整改报告.txt', mimeType: 'text/plain', buffer: Buffer.from('已整改') });
	});
	await expect(dialog(page)).toBeHidden();
	await act('登记复查', async () => {
		await dialog(page).getByLabel('复查人').fill('李复核');
		await dialog(page).getByLabel('复查情况（必填）').fill('抽查 10 份，已改正');
	});
	await expect(dialog(page)).toBeHidden();
	await clean(page);
	await act('销号', async () => undefined);
	await expect(problem).toContainText('已销号');
	await problem.getByRole('button', { name: '撤销这一步' }).click();
	await expect(problem.getByRole('button', { name: '销号' })).toBeEnabled();
});
