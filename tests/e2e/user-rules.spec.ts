// Own rules (自定义规则): written, marked where wrong, mended, committed, tried, made live, and then a finding like any other.
import { expect, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';

test('a rule is written, its fault marked and mended, and once live it finds with both values', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.open(page, '/rules');
	await page.getByRole('link', { name: '自定义规则' }).click();
	await expect(page.getByRole('heading', { level: 1, name: '自定义规则' })).toBeVisible();

	const condition = page.getByRole('textbox', { name: '条件' });
	const faults = page.getByRole('list', { name: '条件中的错误' });
	const commit = page.getByRole('button', { name: '定稿', exact: true });
	await page.getByRole('textbox', { name: '名称' }).fill('单价过高');
	await page.getByRole('textbox', { name: '编号' }).fill('own-dear-item');
	await page.getByRole('textbox', { name: '文件' }).fill('本地价格通知');
	await page.getByRole('textbox', { name: '条款' }).fill('第二条');

	await test.step('a fault is marked at its place and hinders the commit', async () => {
		await condition.fill('fee.prce > 500');
		await expect(faults).toContainText('没有字段 prce，是否为 pric');
		await expect(page.locator('mark')).toHaveText('prce');
		await expect(condition).toHaveAttribute('aria-invalid', 'true');
		await expect(commit).toBeDisabled();
		await faults.getByRole('button', { name: '第 5 字' }).click();
		await expect(condition).toBeFocused();
	});

	await test.step('it is mended by keyboard: a Chinese name finds its field', async () => {
		await condition.fill('');
		await condition.pressSequentially('单价');
		const list = page.getByRole('listbox', { name: '候选' });
		await expect(list.getByRole('option', { selected: true })).toContainText('fee.pric');
		await page.keyboard.press('Enter');
		await condition.pressSequentially(' > 500');
		await expect(condition).toHaveValue('fee.pric > 500');
		await expect(condition).toHaveAttribute('aria-invalid', 'false');
		await expect(list).toBeHidden();
	});

	await test.step('it is committed, tried and made live with a reason', async () => {
		await commit.click();
		await expect(page.getByText('已定稿，内容不再改变')).toBeVisible();
		await expect(page.getByRole('button', { name: '启用第 1 版' })).toBeDisabled();
		await page.getByRole('button', { name: '试运行', exact: true }).click();
		await expect(page.getByText(/^命中 [1-9]\d* 次就诊、[1-9]\d* 条费用，涉及 ¥[\d,]+\.\d\d$/)).toBeVisible();
		expect(await axeFaults(page)).toEqual([]);
		await page.getByRole('textbox', { name: '启用或停用的理由' }).fill('价格通知已施行');
		await page.getByRole('button', { name: '启用第 1 版' }).click();
		await expect(page.getByText('已启用，下次审核时参加')).toBeVisible();
		await expect(page.getByRole('list', { name: '状态记录' })).toContainText('价格通知已施行');
	});

	await test.step('the next review finds by it, with both values on the card', async () => {
		await step.open(page, `/b/${batch}/receipt`);
		await step.review(page);
		await step.open(page, `/b/${batch}/queue?rule=own-dear-item`);
		await expect(step.rows(page).first()).toContainText('单价过高');
		await step.openCase(page);
		await expect(step.card(page)).toContainText('单价过高');
		await expect(step.card(page)).toContainText('本地价格通知');
		await expect(step.card(page).getByRole('listitem').filter({ hasText: '大于' }).first()).toContainText('500');
	});

	await test.step('its page sends what changes its state to where it is written', async () => {
		await step.open(page, '/rules/own-dear-item');
		await expect(page.getByRole('button', { name: '停用', exact: true })).toHaveCount(0);
		await page.getByRole('link', { name: '在自定义规则中改变状态' }).click();
		await expect(page.getByRole('textbox', { name: '编号' })).toHaveValue('own-dear-item');
		await page.getByRole('navigation', { name: '规则的其他页面' }).getByRole('link', { name: '全部规则' }).click();
		await expect(page).toHaveURL('/rules');
	});
});

test('a rule that finds everything is warned of before it can go live; a draft is never lost', async ({ page }) => {
	await step.trainingBatch(page);
	await step.open(page, '/rules/own');
	const condition = page.getByRole('textbox', { name: '条件' });
	await page.getByRole('textbox', { name: '名称' }).fill('每一条');
	await page.getByRole('textbox', { name: '编号' }).fill('own-everything');
	await condition.fill('fee.cnt / 0 > 1');
	await expect(page.getByRole('list', { name: '条件中的错误' })).toContainText('不能除以零');
	await page.getByRole('button', { name: '保存草稿' }).click();
	await expect(page.getByText('草稿已保存')).toBeVisible();
	await page.reload();
	await expect(condition).toHaveValue('fee.cnt / 0 > 1');

	await condition.fill('fee.cnt > 0');
	await page.getByRole('textbox', { name: '文件' }).fill('测试');
	await page.getByRole('textbox', { name: '条款' }).fill('一');
	await page.getByRole('button', { name: '定稿', exact: true }).click();
	await page.getByRole('button', { name: '试运行', exact: true }).click();
	await expect(page.getByText(/^几乎全部命中/)).toBeVisible();
	await page.getByRole('textbox', { name: '启用或停用的理由' }).fill('试试');
	const live = page.getByRole('button', { name: '启用第 1 版' });
	await expect(live).toBeDisabled();
	await page.getByRole('checkbox', { name: '我已看到它几乎全部命中，仍要启用' }).check();
	await expect(live).toBeEnabled();
});
