// Fifty findings decided one after the other by the keyboard alone, as on a working day; each is saved before the next is shown.
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './server.ts';
import * as step from './steps.ts';

/** Every fifth is rejected and every seventh asked for, with the first reason of the list; the others are confirmed. */
const keyOf = (n: number): '1' | '2' | '3' => (n % 5 === 0 ? '2' : n % 7 === 0 ? '3' : '1');
const FIFTY = Array.from({ length: 50 }, (_, i) => keyOf(i + 1));

test('fifty findings are decided without a mouse', async ({ page }) => {
	const folder = mkdtempSync(join(tmpdir(), 'mingshen-fifty-'));
	execFileSync('node', [join(root, 'workers/node/generate.mjs'), '--stays', '120', '--seed', '50', '--out', folder]);
	const files = readdirSync(folder).filter((name) => name !== 'truth.csv');
	const batch = await step.importFiles(
		page,
		files.map((name) => join(folder, name))
	);
	await step.review(page);
	await expect(page.getByText(/^1\/\d+$/)).toBeVisible();
	await step.openCase(page);
	for (const key of FIFTY) {
		const finding = step.findingKey(page);
		await step.cardShows(page);
		await page.keyboard.press(key);
		if (key !== '1') {
			await expect(page.getByRole('radio').first()).toBeFocused();
			await page.keyboard.press('1');
			await page.keyboard.press('Enter');
		}
		await step.movedFrom(page, finding);
	}
	await expect(page.getByRole('contentinfo').getByText(/^已处理 50\/\d+$/)).toBeVisible();

	// They are there for whoever comes next, each as it was said.
	await step.open(page, `/b/${batch}/queue`);
	const facet = page.getByRole('group', { name: '处理' });
	for (const [name, key] of [
		['已确认', '1'],
		['已排除', '2'],
		['调材料', '3']
	] as const) {
		const count = FIFTY.filter((one) => one === key).length;
		await expect(facet.getByRole('checkbox', { name: new RegExp(`^${name} ${count}\\b`) })).toBeVisible();
	}
});
