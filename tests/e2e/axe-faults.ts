import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * Faults that axe-core knows of the page as it stands, in light colours and in dark ones, a sentence each; the page is left light. axe-core is injected
 * as text, which the page's policy would refuse: a test that asks this uses `bypassCSP`.
 * @param within selector of the part that is meant; without it the whole page
 */
export async function axeFaults(page: Page, within?: string): Promise<string[]> {
	const faults: string[] = [];
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// A colour on its way from one scheme to the other is no fault.
		await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
		const axe = new AxeBuilder({ page });
		if (within) axe.include(within);
		// The same page in other colours: only these can be wrong in another way.
		if (colorScheme === 'dark') axe.withRules(['color-contrast']);
		const { violations } = await axe.analyze();
		for (const { id, help, nodes } of violations)
			for (const { target, failureSummary } of nodes.slice(0, 3))
				faults.push(`${colorScheme} ${id} (${help}) ${target.join(' ')} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`);
	}
	await page.emulateMedia({ colorScheme: 'light' });
	return faults;
}
