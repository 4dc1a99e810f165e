// No fault that axe-core knows: every page, light and dark, wide and narrow. Each leaves a picture, for people to look at; nothing is compared.
import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { axeFaults } from './axe-faults.ts';
import { root } from './server.ts';
import { SIZES, tour, type Stop } from './tour.ts';

test.use({ bypassCSP: true });

for (const [size, viewport] of Object.entries(SIZES)) {
	test.describe(size, () => {
		test.use({ viewport });
		test('axe finds nothing, light and dark', async ({ page }) => {
			const faults: Record<string, string[]> = {};
			let at = 0;
			await tour(page, async (stop: Stop) => {
				at++;
				await page.screenshot({ path: join(root, 'test-results/screens', size, `${String(at).padStart(2, '0')}-${stop}.png`) });
				const found = await axeFaults(page);
				if (found.length > 0) faults[stop] = found;
			});
			expect(faults).toEqual({});
		});
	});
}
