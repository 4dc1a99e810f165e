// Steps that the tests share: what a person does, found by role and name.
import { expect, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** A file to choose: a path, or bytes with a name. */
export type Chosen = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

export const saved = (page: Page): Locator => page.getByRole('banner').getByRole('status').getByText('已保存', { exact: true });
export const card = (page: Page): Locator => page.getByRole('article', { name: '证据卡' });
export const records = (page: Page): Locator => page.getByRole('region', { name: '原始记录' });
export const timeline = (page: Page): Locator => page.getByRole('group', { name: '时间轴' });

/** Opens an address and waits until the workspace is open for writing. */
export async function open(page: Page, path = '/'): Promise<void> {
	await page.goto(path);
	await expect(saved(page)).toBeAttached();
}

/** From the start page to the queue of a training batch of 20 stays. @returns the batch's id */
export async function trainingBatch(page: Page): Promise<string> {
	await open(page);
	await page.getByRole('button', { name: '20 次住院', exact: true }).click();
	return queueOf(page);
}

/** Waits for the queue with its rows. @returns the batch's id */
export async function queueOf(page: Page): Promise<string> {
	await page.waitForURL(/\/b\/[^/]+\/queue/, { timeout: 90_000 });
	await expect(rows(page).first()).toBeVisible();
	return new URL(page.url()).pathname.split('/')[2]!;
}
export const rows = (page: Page): Locator =>
	page
		.getByRole('grid', { name: '疑点' })
		.getByRole('row')
		.filter({ has: page.getByRole('checkbox') });

/** Gives files to the button with this name. */
export async function choose(
	page: Page,
	files: Chosen | readonly Chosen[],
	button: Locator = page.getByRole('button', { name: '选择文件', exact: true })
): Promise<void> {
	const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
	// Paths and bytes cannot be given together.
	const all = await Promise.all(
		[files].flat().map(async (file) => (typeof file === 'string' ? { name: basename(file), mimeType: '', buffer: await readFile(file) } : file))
	);
	await chooser.setFiles(all);
}

/** Imports files by way of the mapping screen. @returns the batch's id; the receipt is on screen */
export async function importFiles(page: Page, files: readonly Chosen[]): Promise<string> {
	await open(page, '/import');
	await choose(page, files);
	const button = page.getByRole('button', { name: /^导入 \d+ 个文件$/ });
	await expect(button).toBeEnabled({ timeout: 60_000 });
	await button.click();
	await page.waitForURL(/\/b\/[^/]+\/receipt/, { timeout: 90_000 });
	return new URL(page.url()).pathname.split('/')[2]!;
}

/** Runs the rules from the receipt; the queue is on screen afterwards. */
export async function review(page: Page): Promise<void> {
	await page.getByRole('button', { name: /^(运行审核|重新审核)$/ }).click();
	await queueOf(page);
}

/** Opens the row of the cursor by the keyboard and waits for its evidence card. */
export async function openCase(page: Page): Promise<void> {
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/case\//);
	await cardShows(page);
}

/** Key of the finding on the card, as the address has it. */
export const findingKey = (page: Page): string => new URL(page.url()).searchParams.get('f') ?? '';

/** Waits until the card shows another finding than this one. */
export async function movedFrom(page: Page, key: string): Promise<void> {
	await page.waitForURL((url) => url.searchParams.get('f') !== key);
	await cardShows(page);
}
/** The card shows the finding of the address. */
export const cardShows = (page: Page): Promise<void> => expect(card(page)).toHaveAttribute('data-finding', findingKey(page));

/** The line that says what was done last. */
export const said = (page: Page, words: string | RegExp): Locator => page.getByRole('main').getByRole('status').filter({ hasText: words });

/** Makes the signed package on the export page and saves it. */
export async function exportPackage(page: Page, batch: string, { undecided = false } = {}): Promise<Buffer> {
	await open(page, `/b/${batch}/export`);
	if (undecided) await page.getByRole('checkbox', { name: /^未处理的疑点/ }).check();
	const make = page.getByRole('button', { name: /^生成证据包（[1-9][\d,]* 条）$/ });
	await make.click();
	const save = page.getByRole('button', { name: '保存文件' });
	await expect(save).toBeVisible({ timeout: 60_000 });
	const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
	expect(download.suggestedFilename()).toMatch(/\.zip$/);
	return readFile(await download.path());
}

/** Verifies a package on the verify page; the verdict is on screen afterwards. */
export async function verify(page: Page, bytes: Buffer, verdict: string): Promise<void> {
	await open(page, '/verify');
	await choose(page, { name: 'package.zip', mimeType: 'application/zip', buffer: bytes });
	await expect(page.getByText(verdict)).toBeVisible({ timeout: 60_000 });
}

/** Presses Tab until something has the focus, as a person without a mouse does. */
export async function tabTo(page: Page, target: Locator, most = 120): Promise<void> {
	for (let i = 0; i < most; i++) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	throw new Error(`Tab does not reach ${target}`);
}
