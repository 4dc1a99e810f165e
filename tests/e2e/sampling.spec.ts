// Sampling (抽样) and inspection draws (双随机): committed, drawn, reviewed, estimated, drawn again from files by another program.
import { expect, test, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';
import { redraw } from '../workers/jobs/sampling/redraw.mjs';

test.use({ bypassCSP: true });

async function download(page: Page, name: string): Promise<Buffer> {
	const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name, exact: true }).click()]);
	return readFile(await file.path());
}

test('a sample is committed, drawn, reviewed and estimated, and another program draws it again from its files', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.open(page, `/b/${batch}/sampling`);

	await test.step('a stratified draw of stays is committed with public numbers before it is drawn', async () => {
		await page.getByRole('textbox', { name: '名称' }).fill('一季度抽样');
		await page.getByRole('radio', { name: '分层' }).check();
		await page.getByRole('spinbutton', { name: '样本量' }).fill('8');
		await page.getByRole('spinbutton', { name: '样本量' }).blur();
		await page.getByRole('radio', { name: '公开随机数（如开奖号码）' }).check();
		await page.getByRole('button', { name: '登记', exact: true }).click();
		await expect(page.getByRole('alert').filter({ hasText: '种子没有写全' })).toBeVisible();
		await page.getByRole('textbox', { name: '来源和日期' }).fill('双色球 2026-11-22');
		await page.getByRole('textbox', { name: '号码' }).fill('03 09 14 21 26 33 + 05');
		expect(await axeFaults(page)).toEqual([]);
		await page.getByRole('button', { name: '登记', exact: true }).click();
		await page.getByRole('button', { name: '抽取样本' }).click();
		await expect(page.getByRole('table', { name: '样本复核' })).toBeVisible();
	});

	await test.step('each unit is reviewed by keyboard, and then an estimate stands', async () => {
		const fields = page.getByRole('table', { name: '样本复核' }).getByRole('textbox', { name: /的差错金额$/ });
		await expect(page.getByText(/还有 \d+ 个单元未复核/)).toBeVisible();
		await fields.first().fill('12.345');
		await page.keyboard.press('Enter');
		await expect(page.getByRole('alert').filter({ hasText: '“12.345”不是金额' })).toBeVisible();
		const all = await fields.count();
		for (let i = 0; i < all; i++) {
			await fields.nth(i).fill(i % 3 === 0 ? '35.5' : '0');
			await page.keyboard.press('Enter');
			await expect(page.getByRole('heading', { name: new RegExp(`已复核 ${i + 1}/${all} `) })).toBeVisible();
		}
		const estimate = page.getByRole('region', { name: '推断', exact: true });
		await expect(estimate.getByRole('row', { name: /^均值估计/ })).toContainText('¥');
		await expect(estimate).toContainText('单侧 95.0% 置信下限');
		await expect(estimate).toContainText('不是认定');
		expect(await axeFaults(page)).toEqual([]);
	});

	await test.step('a program of nobody of ours draws the same from the two files, and so does the page', async () => {
		const [frame, record] = [await download(page, '保存总体（CSV）'), await download(page, '保存登记与样本（JSON）')];
		const ids = redraw(frame, record.toString('utf8'));
		expect(ids).toEqual(JSON.parse(record.toString('utf8')).sample.units.map((unit: { id: string }) => unit.id));
		await page.getByRole('link', { name: '凭文件重抽' }).click();
		await page.getByLabel('总体文件（CSV）').setInputFiles({ name: 'frame.csv', mimeType: 'text/csv', buffer: frame });
		await page.getByLabel('登记与样本（JSON）').setInputFiles({ name: 'record.json', mimeType: 'application/json', buffer: record });
		await page.getByRole('button', { name: '重抽并核对' }).click();
		await expect(page.getByText(`重抽的 ${ids.length} 个单元都与记录相符`)).toBeVisible();
		const forged = Buffer.from(frame.toString('utf8').replace(/\d(,\n)$/, '$1'));
		await page.getByLabel('总体文件（CSV）').setInputFiles({ name: 'frame.csv', mimeType: 'text/csv', buffer: forged });
		await page.getByRole('button', { name: '重抽并核对' }).click();
		await expect(page.getByText('总体文件的摘要与登记不符')).toBeVisible();
	});
});

test('institutions and inspectors are drawn with avoidances, and the sheet holds seed and digests', async ({ page }) => {
	await step.open(page, '/draw');
	const list = (name: string) => page.getByRole('region', { name, exact: true });
	await list('检查对象名录').getByRole('textbox').fill('H1,市一院,A,低\nH2,市二院,D,高\nH3,市三院,E,高');
	await list('检查对象名录').getByRole('button', { name: '读入文字' }).click();
	await expect(list('检查对象名录').getByRole('alert')).toContainText('第 3 行 信用等级“E”不是 A、B、C、D 之一');
	await list('检查人员名录').getByRole('textbox').fill('编号\t姓名\t单位\t执法证号\nP1\t甲\t医保局\tZ1\nP2\t乙\t医保局\tZ2\nP3\t丙\t医保局\tZ3');
	await list('检查人员名录').getByRole('button', { name: '读入文字' }).click();
	await list('回避').getByRole('textbox').fill('P1,H2,配偶在该院任职');
	await list('回避').getByRole('button', { name: '读入文字' }).click();
	await expect(list('回避')).toContainText('1 项');
	await page.getByRole('spinbutton', { name: '抽取机构数' }).fill('2');
	const commit = page.getByRole('button', { name: '登记', exact: true });
	await commit.click();
	await expect(page.getByRole('alert').filter({ hasText: '请写明权重的理由' })).toBeVisible();
	await page.getByRole('textbox', { name: '权重的理由和依据（公开）' }).fill('信用越低、风险越高，抽取越多');
	expect(await axeFaults(page)).toEqual([]);
	await commit.click();
	await page.getByRole('button', { name: '抽取机构和人员' }).click();
	const row = page.getByRole('row', { name: /H2/ });
	await expect(row).toContainText('乙（Z2）');
	await expect(row).toContainText('丙（Z3）');
	await expect(row).not.toContainText('甲');
	await expect(page.getByText('结果摘要 SHA-256')).toBeVisible();
	expect(await axeFaults(page)).toEqual([]);
	const csv = (await download(page, '结果 CSV')).toString('utf8');
	expect(csv).toMatch(/登记摘要,[0-9a-f]{64}/);
	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation', { name: '工作区域' })).toBeHidden();
	await expect(page.getByText('监督人')).toBeVisible();
});
