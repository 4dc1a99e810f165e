// Pictures of every page for people to look at; nothing is compared.
import { test } from '@playwright/test';
import { join } from 'node:path';
import { root } from './server.ts';
import { SIZES, tour } from './tour.ts';

for (const [size, viewport] of Object.entries(SIZES)) {
	test.describe(size, () => {
		test.use({ viewport });
		test('screens', async ({ page }) => {
			let at = 0;
			await tour(page, async (stop) => {
				at++;
				await page.screenshot({ path: join(root, 'test-results/screens', size, `${String(at).padStart(2, '0')}-${stop}.png`) });
			});
		});
	});
}
