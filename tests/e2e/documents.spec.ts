// Documents out: counted before they are made, seen before they are saved, readable as text, without identities unless ticked, offline too.
import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { axeFaults } from './axe-faults.ts';
import { textOfPdf } from '../workers/documents/read-pdf.ts';
import * as step from './steps.ts';

const panel = (page: Page) =>
	page
		.getByRole('main')
		.locator('section')
		.filter({ has: page.getByRole('heading', { name: '文书', exact: true }) });

/** Makes what is chosen, reads what leaves, saves it. */
async function makeAndSave(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
	await panel(page).getByRole('button', { name: button, exact: true }).click();
	await expect(panel(page).getByText('已生成，尚未离开本机')).toBeVisible({ timeout: 60_000 });
	const [download] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name: '保存文件' }).click()]);
	return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('papers, a report and a transfer package leave as new files, masked, without a network', async ({ page, context }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	const visit = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!);
	const key = step.findingKey(page);
	await page.keyboard.press('1');
	await step.movedFrom(page, key);
	await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
	await step.open(page, `/b/${batch}/export`);
	await context.setOffline(true);

	await expect(panel(page).getByText('疑点 1 条，涉及 1 次就诊')).toBeVisible();
	expect(await axeFaults(page)).toEqual([]);
	const papers = await makeAndSave(page, '生成检查底稿（PDF）');
	expect(papers.name).toMatch(/检查底稿-\d{4}-\d\d-\d\d\.pdf$/);
	const text = textOfPdf(papers.bytes);
	expect(text).toContain('身份信息已脱敏');
	expect(text).toContain(visit);

	await panel(page)
		.getByRole('radio', { name: /^检查报告/ })
		.check();
	const report = await makeAndSave(page, '生成检查报告（PDF）');
	expect(textOfPdf(report.bytes)).toContain('三、检查结果');

	await panel(page)
		.getByRole('radio', { name: /^移送包/ })
		.check();
	await expect(panel(page).getByText('请填写受移送单位。')).toBeVisible();
	await panel(page).getByLabel('受移送单位').fill('市公安局');
	const transfer = await makeAndSave(page, '生成移送包（签名 ZIP）');
	await context.setOffline(false);
	await step.verify(page, transfer.bytes, '全部成立，签名者已知');
	await expect(page.getByText('移送说明.pdf')).toBeVisible();
});
