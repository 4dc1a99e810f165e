// Second eyes (复核): a plan is committed, a colleague decides blind on another machine, both are merged by signed package, a conference settles.
import { expect, test, type Download, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';

async function fileOf(download: Promise<Download>): Promise<step.Chosen> {
	const done = await download;
	return { name: done.suggestedFilename(), mimeType: '', buffer: await readFile(await done.path()) };
}
/** Decides the findings of the queue one after the other, by key, on their cards. */
async function decide(page: Page, keys: readonly string[], more: boolean): Promise<void> {
	await step.openCase(page);
	for (const [i, key] of keys.entries()) {
		const before = step.findingKey(page);
		await page.keyboard.press(key);
		if (key === '2') {
			await expect(page.getByRole('radio').first()).toBeFocused();
			await page.keyboard.press('1');
			await page.keyboard.press('Enter');
		}
		if (i < keys.length - 1 || more) await step.movedFrom(page, before);
		else await expect(step.said(page, '没有未处理的疑点')).toBeVisible();
	}
}
/** Compares the fingerprint as a person does on the telephone, and trusts the key. */
async function trust(page: Page, holder: string): Promise<void> {
	await page.getByRole('button', { name: '信任此密钥' }).click();
	const dialog = page.getByRole('dialog', { name: '核对并信任密钥' });
	const shown = (await dialog.getByText(/^([0-9a-f]{8} ){7}[0-9a-f]{8}$/).textContent())!.trim();
	await dialog.getByLabel('对方读出的最后 8 位').fill('00000000');
	await dialog.getByLabel('持有人姓名').fill(holder);
	await dialog.getByLabel(/^如何核对/).fill('电话核对');
	await dialog.getByRole('button', { name: '信任此密钥' }).click();
	await expect(dialog.getByRole('alert')).toContainText('不要信任');
	await dialog.getByLabel('对方读出的最后 8 位').fill(shown.slice(-8));
	await dialog.getByRole('button', { name: '信任此密钥' }).click();
	await expect(dialog).toBeHidden();
}
const receive = (page: Page, file: step.Chosen): Promise<void> => step.choose(page, file);

test('two reviewers work apart and blind, and a conference settles what they differ in', async ({ page, browser }) => {
	const batch = await step.trainingBatch(page);
	await decide(page, ['1', '1', '1'], true);

	await page.goto(`/b/${batch}/second`);
	await page.getByLabel('复核员（每行一名）').fill('王复核');
	await page.getByLabel('种子').fill('2026-11-22 开奖 7719');
	await page.getByRole('button', { name: '承诺并抽取' }).click();
	const plan = page.getByRole('region', { name: /^复核方案/ });
	await expect(plan.getByRole('heading')).toHaveText(/^抽中 [1-3] \/ 3 条$/);
	const drawn = Number((await plan.getByRole('heading').textContent())!.match(/抽中 (\d)/)![1]);
	await expect(plan).toContainText('种子 2026-11-22 开奖 7719');
	const [download] = await Promise.all([page.waitForEvent('download'), plan.getByRole('button', { name: '导出任务 王复核' }).click()]);
	const task = await fileOf(Promise.resolve(download));
	expect(await axeFaults(page)).toEqual([]);

	const other = await browser.newContext();
	const second = await other.newPage();
	await test.step('the second reviewer takes the task after comparing the fingerprint, and sees nothing of the first review', async () => {
		expect(await step.trainingBatch(second)).toBe(batch);
		await second.goto(`/b/${batch}/second?t=receive`);
		await receive(second, task);
		await expect(second.getByText('签名密钥不在本机受信名单')).toBeVisible();
		await trust(second, '张初审');
		await second.getByRole('button', { name: '开始盲审' }).click();
		await second.waitForURL(/~/);
		await step.queueOf(second);
		await expect(step.rows(second)).toHaveCount(drawn);
		await expect(second.getByRole('banner')).toContainText('盲审 王复核');
		await decide(
			second,
			Array.from({ length: drawn }, (_, i) => (i === 0 ? '2' : '1')),
			false
		);
	});

	const answer = await test.step('exports a signed package', async () => {
		await second.getByRole('link', { name: '复核', exact: true }).click();
		await expect(second.getByText(`已处理 ${drawn} / ${drawn} 条`)).toBeVisible();
		expect(await axeFaults(second)).toEqual([]);
		const [made] = await Promise.all([second.waitForEvent('download'), second.getByRole('button', { name: '导出复核证据包' }).click()]);
		return fileOf(Promise.resolve(made));
	});

	await test.step('the first machine verifies and merges; merging twice changes nothing', async () => {
		await page.getByRole('link', { name: '接收文件' }).click();
		await receive(page, answer);
		await trust(page, '王复核');
		await page.getByRole('button', { name: `并入 ${drawn} 条` }).click();
		await expect(page.getByText(`已并入 ${drawn} 条处理。`)).toBeVisible();
		await receive(page, answer);
		await expect(page.getByText('这个文件先前已经收下')).toBeVisible();
	});

	await test.step('a conflict is settled by a conference that keeps both reasons', async () => {
		await page.getByRole('button', { name: '查看分歧' }).click();
		await page
			.getByRole('button', { name: /^对照 / })
			.first()
			.click();
		const dialog = page.getByRole('dialog', { name: '初审与复核对照' });
		await expect(dialog.getByRole('region', { name: '初审' })).toContainText('已确认');
		await expect(dialog.getByRole('region', { name: /^复核/ })).toContainText('已排除');
		await dialog.getByLabel('参加人（每行一名）').fill('张初审\n王复核\n李科长');
		await dialog.getByLabel('合议理由').fill('病程记录支持收费');
		await dialog.getByRole('radio', { name: '排除' }).check();
		await dialog.getByRole('button', { name: '写入合议' }).click();
		await expect(dialog.getByText('合议已写入，处理已按合议落定。')).toBeVisible();
		await page.keyboard.press('Escape');
		await page.getByRole('link', { name: '合议记录' }).click();
		await expect(page.getByText('参加人：张初审、王复核、李科长')).toBeVisible();
		await page.getByRole('link', { name: '一致率' }).click();
		await expect(page.getByRole('table', { name: '处理对照表' })).toBeVisible();
		expect(await axeFaults(page)).toEqual([]);
	});
	await other.close();
});
