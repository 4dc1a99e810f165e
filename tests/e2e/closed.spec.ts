// The page is closed: records cannot leave it, and nothing from elsewhere can come in.
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { attempts } from './ways-out.ts';
import { trap } from './server.ts';
import * as step from './steps.ts';

test('the policy is there, and the whole work asks no other origin for anything', async ({ page, context, baseURL }) => {
	const requests = await watch(page, context);
	const refused: string[] = [];
	page.on('console', (message) => {
		if (/Content Security Policy|Trusted Type/i.test(message.text())) refused.push(message.text());
	});
	const response = await page.goto('/');
	const policy = (await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content')) ?? '';
	for (const directive of [
		"default-src 'none'",
		"connect-src 'self'",
		"worker-src 'self' blob:",
		"style-src 'self'",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'"
	]) {
		expect(policy.split('; ')).toContain(directive);
	}
	expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
	expect(response!.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });

	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	const key = step.findingKey(page);
	await page.keyboard.press('1');
	await step.movedFrom(page, key);
	await step.exportPackage(page, batch);
	for (const path of ['rules', 'knowledge', 'verify', 'proof']) await step.open(page, `/${path}`);
	await expect(page.getByText('本页没有向其他网站发出请求')).toBeVisible();

	expect(requests.length).toBeGreaterThan(10);
	expect(requests.filter((url) => !/^(blob|data):/.test(url) && new URL(url).origin !== baseURL)).toEqual([]);
	// The kit's route announcer sets an inline style; nothing else may.
	expect([...new Set(refused)].filter((text) => !/inline style/.test(text))).toEqual([]);
	expect(
		await page
			.locator('[style]')
			.evaluateAll(
				(elements) =>
					elements.filter(
						(element) => element.id !== 'svelte-announcer' && element.getAttribute('style') !== '' && (element as HTMLElement).style.length === 0
					).length
			)
	).toBe(0);
});

test('no way out of page or workers works', async ({ page }) => {
	const elsewhere = await trap();
	try {
		await step.trainingBatch(page);
		const inPage = await page.evaluate(attempts, elsewhere.port);
		for (const [way, outcome] of Object.entries(inPage)) expect(outcome, `${way} in the page`).toMatch(/^refused|^absent/);
		expect(page.workers().length).toBeGreaterThan(0);
		for (const worker of page.workers()) {
			const inWorker = await worker.evaluate(attempts, elsewhere.port);
			for (const [way, outcome] of Object.entries(inWorker)) expect(outcome, `${way} in a worker`).toMatch(/^refused|^absent/);
		}
		expect(elsewhere.visitors()).toBe(0);
		expect(await page.evaluate(() => ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'].filter((name) => name in window))).toEqual([]);
	} finally {
		elsewhere.stop();
	}
});

/** Addresses that page, workers and service worker ask for, as the browser's own network log has them. */
async function watch(page: Page, context: BrowserContext): Promise<string[]> {
	const asked: string[] = [];
	context.on('request', (request) => asked.push(request.url()));
	const session = await context.newCDPSession(page);
	session.on('Network.requestWillBeSent', ({ request }) => asked.push(request.url));
	session.on('Network.webSocketCreated', ({ url }) => asked.push(url));
	await session.send('Network.enable');
	return asked;
}
