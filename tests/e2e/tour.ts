// Every page of the workbench with something on it, in the order of the work.
import { expect, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './server.ts';
import * as step from './steps.ts';

export const SIZES = { '1440x900': { width: 1440, height: 900 }, '390x844': { width: 390, height: 844 } } as const;
export type Stop =
	| 'start'
	| 'import'
	| 'mapping'
	| 'receipt'
	| 'queue'
	| 'case'
	| 'reason'
	| 'rules'
	| 'rule'
	| 'knowledge'
	| 'export'
	| 'verify'
	| 'proof'
	| 'work-paper'
	| 'help'
	| 'batches';

/** Walks through all pages and calls `look` at each. */
export async function tour(page: Page, look: (stop: Stop) => Promise<void>): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'mingshen-tour-'));
	execFileSync('node', [join(root, 'workers/node/generate.mjs'), '--stays', '20', '--seed', '2026', '--out', folder]);
	const files = readdirSync(folder).filter((name) => name !== 'truth.csv');

	await step.open(page);
	await look('start');
	await step.open(page, '/import');
	await look('import');
	await step.choose(page, [...files.map((name) => join(folder, name)), { name: '空文件.csv', mimeType: 'text/csv', buffer: Buffer.from('') }]);
	const button = page.getByRole('button', { name: /^导入 \d+ 个文件$/ });
	await expect(button).toBeEnabled();
	await look('mapping');
	await button.click();
	await page.waitForURL(/\/receipt/);
	await expect(page.getByText('平账')).toBeVisible();
	await look('receipt');
	await step.review(page);
	await look('queue');
	await page.keyboard.press('?');
	await look('help');
	await page.keyboard.press('Escape');
	const batch = new URL(page.url()).pathname.split('/')[2]!;

	await step.openCase(page);
	await look('case');
	await page.keyboard.press('2');
	await expect(page.getByRole('radio').first()).toBeVisible();
	await look('reason');
	await page.keyboard.press('Escape');
	const key = step.findingKey(page);
	await page.keyboard.press('1');
	await step.movedFrom(page, key);
	await page.getByRole('link', { name: '打印检查底稿' }).click();
	await expect(page.getByRole('heading', { name: '检查底稿' })).toBeVisible();
	await look('work-paper');

	await step.open(page, '/rules');
	await look('rules');
	await page.getByRole('complementary', { name: '规则' }).getByRole('link').first().click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await look('rule');
	await step.open(page, '/knowledge');
	await look('knowledge');
	const bytes = await step.exportPackage(page, batch);
	await look('export');
	await step.verify(page, bytes, '全部成立，签名者已知');
	await look('verify');
	await step.open(page, '/proof');
	await look('proof');
	await step.open(page);
	await look('batches');
}
