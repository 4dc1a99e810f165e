// A trainer makes a set on a training batch; a trainee answers it by keyboard, sees nothing of what the rules found, and reads the debrief.
import { expect, test } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';

test.use({ bypassCSP: true });

test('a set is made, answered without a mouse and debriefed', async ({ page }) => {
	await step.trainingBatch(page);
	await page.getByRole('link', { name: '培训', exact: true }).click();
	await page.getByLabel('题集名称').fill('新人第一套');
	await page.getByLabel('题数').fill('4');
	await page.keyboard.press('Enter');
	await expect(page.getByText('新人第一套')).toBeVisible();
	expect(await axeFaults(page)).toEqual([]);

	await page.getByRole('button', { name: '开始练习' }).click();
	const question = page.getByRole('region', { name: '题目' });
	const asked: string[] = [];
	for (const key of ['1', '2', '1', '2']) {
		await expect(question.getByRole('status')).toHaveText(`${asked.length + 1}/4`);
		await expect(page.getByRole('tablist', { name: '原始记录' })).toBeVisible();
		await expect(page.getByRole('tab', { name: '对照' })).toHaveCount(0);
		if (asked.length === 0) expect(await axeFaults(page)).toEqual([]);
		asked.push((await question.getByRole('heading', { level: 1 }).textContent())!);
		await page.keyboard.press(key);
	}
	await expect(page.getByRole('heading', { level: 1, name: '讲评' })).toBeVisible();
	await expect(page.getByRole('table', { name: '按规则' })).toBeVisible();
	const rows = page.getByRole('main').getByRole('list').getByRole('button', { expanded: false });
	await rows.first().click();
	await expect(page.getByText('医疗保障基金使用监督管理条例').first()).toBeVisible();
	expect(await axeFaults(page)).toEqual([]);
	await page.getByRole('link', { name: '返回题集' }).click();
	await expect(page.getByText('已答 4/4')).toBeVisible();
});
