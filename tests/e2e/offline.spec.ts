// The second visit needs no network: the server is switched off, and everything goes on.
import { expect, test } from '@playwright/test';
import { answers, serveOn } from './server.ts';
import * as step from './steps.ts';

const PORT = 5213;
test.use({ baseURL: `http://127.0.0.1:${PORT}` });

test('with the server off a deep link opens, a review runs and the starter pack comes from the cache', async ({ page, context }) => {
	const server = await serveOn(PORT);
	try {
		const batch = await step.trainingBatch(page);
		await step.openCase(page);
		const address = page.url();
		const title = await step.card(page).getByRole('heading', { level: 2 }).innerText();
		const active = await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
		expect(['activating', 'activated']).toContain(active);

		await server.stop();
		expect(await answers(PORT)).toBe(false);
		await page.close();

		const second = await context.newPage();
		await second.goto(address);
		await expect(step.card(second).getByRole('heading', { level: 2 })).toHaveText(title);
		expect(await second.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');

		await step.open(second, '/knowledge');
		await second.getByRole('button', { name: '移除' }).click();
		await expect(second.getByText('还没有知识包')).toBeVisible();
		// What was removed does not come back by itself; asked for, it comes from the cache.
		await second.getByRole('button', { name: '加载入门知识包' }).click();
		await expect(second.getByRole('table').getByText('mingshen-starter')).toBeVisible();

		await step.open(second, `/b/${batch}/receipt`);
		await step.review(second);
		await step.openCase(second);
		await second.keyboard.press('1');
		await expect(step.said(second, '已确认并保存')).toBeVisible();
		await step.verify(second, await step.exportPackage(second, batch), '全部成立，签名者已知');
	} finally {
		await server.stop();
	}
});
