// The whole record of a stay on one screen: a stretch of it, day list, trends, search, notes, hidden identities, and what surrounds it.
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';

test.use({ bypassCSP: true });

const tab = (page: Page, name: string) => step.records(page).getByRole('tab', { name: new RegExp(`^${name}`) });
const rangeText = (page: Page) => page.getByRole('status').filter({ hasText: '→' }).first();

test('a record is read as a whole and by stretches, searched, noted, hidden and compared', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	await expect(tab(page, '费用')).toHaveText(/^费用 \d+/);

	// A stretch: drawn over the lanes, changed by key, given back. Records follow.
	const box = (await step.timeline(page).boundingBox())!;
	await page.mouse.move(box.x + 300, box.y + box.height - 12);
	await page.mouse.down();
	await page.mouse.move(box.x + 560, box.y + box.height - 12, { steps: 4 });
	await page.mouse.up();
	await expect(tab(page, '费用')).toHaveText(/^费用 \d+\/\d+/);
	await page.keyboard.press('0');
	await expect(rangeText(page)).toContainText('全程');
	await page.getByRole('slider', { name: '时段起点' }).press('Shift+ArrowRight');
	await expect(rangeText(page)).not.toContainText('全程');

	// Day list: what is shown and what is not add up to the stay.
	await page.keyboard.press('g');
	await expect(step.records(page).getByRole('grid', { name: '日清单' })).toBeVisible();
	await expect(step.records(page).getByText(/= 总额 .* ✓/)).toBeVisible();
	await page.keyboard.press('0');
	await expect(step.records(page).getByText(/^所示 \d+ 行/)).toBeVisible();
	expect(await axeFaults(page)).toEqual([]);
	await step.records(page).getByRole('grid').getByRole('button').first().press('Enter');
	await expect(step.records(page).getByRole('table', { name: '费用明细' })).toBeVisible();

	// Trends of the laboratory rows.
	await tab(page, '检验').click();
	await page.keyboard.press('g');
	await expect(page.getByRole('region', { name: '趋势' }).getByRole('listitem').first()).toBeVisible();

	// Search over all tabs, stepped by key.
	await page.keyboard.press('/');
	await page.keyboard.type('护理');
	await expect(page.getByRole('search').getByRole('status')).toHaveText(/^\d+ 处$/);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('search').getByRole('status')).toHaveText(/^1\/\d+$/);
	await expect(step.records(page).locator('mark').filter({ hasText: '护理' }).first()).toBeVisible();
	await page.keyboard.press('Escape');

	// A note on the hospital shows in the next case too, and after a reload.
	await page.keyboard.press('b');
	await page.getByRole('combobox', { name: '对象' }).selectOption({ label: (await page.locator('optgroup[label="机构"] option').textContent())! });
	await page.getByRole('textbox', { name: '内容' }).fill('已与医院核对收费目录。');
	await page.getByRole('button', { name: '保存备注' }).click();
	const note = page.getByRole('region', { name: '备注' }).getByText('已与医院核对收费目录。');
	await expect(note).toBeVisible();
	const before = step.findingKey(page);
	await page.keyboard.press('j');
	await step.movedFrom(page, before);
	await expect(note).toBeVisible();

	// Identities are hidden, stay hidden, and come back by the same key.
	const name = page.getByRole('heading', { level: 1 });
	const person = (await name.textContent())!;
	await page.keyboard.press('p');
	await expect(name).toHaveText('＊'.repeat(person.length));
	await page.reload();
	await expect(name).toHaveText('＊'.repeat(person.length));
	await expect(page.getByRole('main')).not.toContainText(person);
	await page.keyboard.press('p');
	await expect(name).toHaveText(person);

	// What surrounds the stay; a number opens the queue that it counts.
	await page.keyboard.press('c');
	await expect(page.getByRole('region', { name: '同组比较' }).getByText(/^本批次 20 次已出院住院/)).toBeVisible();
	expect(await axeFaults(page)).toEqual([]);
	const doctor = page.getByRole('region', { name: '其他疑点' }).getByRole('listitem').filter({ hasText: '医师' }).getByRole('link');
	const count = (await doctor.textContent())!.replace(/\D/g, '');
	await doctor.click();
	await page.waitForURL(new RegExp(`/b/${batch}/queue\\?doctor=`));
	await expect(page.getByRole('status').filter({ hasText: new RegExp(`^疑点 ${count}\\b`) })).toBeVisible();
});
