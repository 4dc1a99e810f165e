// No fault that axe-core knows: every page, light and dark, wide and narrow.
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { SIZES, tour, type Stop } from './tour.ts';

// axe-core is injected as text, which the page's policy would refuse.
test.use({ bypassCSP: true });

for (const [size, viewport] of Object.entries(SIZES)) {
	test.describe(size, () => {
		test.use({ viewport });
		test('axe finds nothing, light and dark', async ({ page }) => {
			const faults: Record<string, unknown> = {};
			await tour(page, async (stop: Stop) => {
				for (const colorScheme of ['light', 'dark'] as const) {
					await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
					const found = await violations(page);
					if (found.length > 0) faults[`${stop} ${colorScheme}`] = found;
				}
			});
			expect(faults).toEqual({});
		});
	});
}

async function violations(page: Page): Promise<object[]> {
	// A colour on its way from one scheme to the other is no fault.
	await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(({ id, help, nodes }) => ({
		id,
		help,
		where: nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`)
	}));
}
