// The browser loses its database and keeps the journal: the reviewer is told, loads the same files again, and every decision is back in its place.
import { expect, test } from '@playwright/test';
import * as step from './steps.ts';

test('decisions come back when the database is lost and the files are loaded again', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	const key = step.findingKey(page);
	await page.keyboard.press('1');
	await step.movedFrom(page, key);

	// A page of ours without a worker holds no connection, so the deletion is not blocked.
	await page.goto('/knowledge/starter.json');
	await page.evaluate(
		() =>
			new Promise<void>((resolve, reject) => {
				const request = indexedDB.deleteDatabase('mingshen');
				request.onsuccess = () => resolve();
				request.onerror = () => reject(request.error);
				request.onblocked = () => reject(new Error('blocked'));
			})
	);

	await step.open(page);
	const told = page.getByRole('alert').filter({ hasText: '存储受损' });
	await expect(told).toBeVisible();
	await expect(page.getByRole('contentinfo')).toContainText('等待');
	await page.getByRole('button', { name: '20 次住院', exact: true }).click();
	expect(await step.queueOf(page)).toBe(batch);
	await page.goto(`/b/${batch}/queue?decision=confirm`);
	await expect(step.rows(page)).toHaveCount(1);
	await step.openCase(page);
	expect(step.findingKey(page)).toBe(key);
});
