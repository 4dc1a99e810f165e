// A decision in all its parts: line by line, to the 分, with files, reasons of the bureau's own, and another tab that looks on.
import { expect, test, type Page } from '@playwright/test';
import * as step from './steps.ts';

test('a finding is decided line by line, and what it comes to is seen before the key is taken', async ({ context, page }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	const key = await decideLines(page);
	await attachTo(page, key);
	await addReason(page);
	await seenInAnotherTab(await context.newPage(), page, batch);
});

const amountOf = async (page: Page): Promise<number> => {
	const text = await step.card(page).getByRole('definition').first().innerText();
	return Math.round(Number(text.replaceAll(/[¥,]/g, '')) * 100);
};

/** Keys alone: L into the lines, space lets one go, an amount that is none is told, and Escape comes back. @returns the finding's key */
async function decideLines(page: Page): Promise<string> {
	const key = step.findingKey(page);
	const whole = await amountOf(page);
	await page.keyboard.press('l');
	const box = step
		.card(page)
		.getByRole('checkbox', { name: /^第 \d+ 行/ })
		.first();
	await expect(box).toBeFocused();
	await page.keyboard.press(' ');
	await expect(box).not.toBeChecked();
	expect(await amountOf(page)).toBeLessThan(whole);
	await page.keyboard.press(' ');
	await step.tabTo(page, step.card(page).getByRole('textbox').first());
	for (const [text, sentence] of [
		['-5', '金额不能为负'],
		['一百', '请填写不为负、两位小数以内的金额'],
		['99999999', '不能超过该行金额']
	] as const) {
		await page.keyboard.press('Control+A');
		await page.keyboard.insertText(text);
		await expect(step.card(page).getByRole('alert')).toContainText(sentence);
		await expect(step.said(page, '先改正标红的金额')).toBeVisible();
	}
	await page.keyboard.press('Control+A');
	await page.keyboard.insertText('0.5');
	await expect(step.card(page).getByRole('alert')).toHaveCount(0);
	await page.keyboard.press('Escape');
	await expect(step.card(page).getByRole('button', { name: '逐行更正' })).toBeFocused();
	await page.keyboard.press('1');
	await step.movedFrom(page, key);
	await expect(step.said(page, '已确认并保存')).toBeVisible();
	return key;
}

/** Opens a finding of the queue by its key. */
async function back(page: Page, key: string): Promise<void> {
	const before = step.findingKey(page);
	await page.keyboard.press('k');
	await step.movedFrom(page, before);
	expect(step.findingKey(page)).toBe(key);
}

/** The confirmed finding says what the article would allow; a file goes with it, and stands in the history. */
async function attachTo(page: Page, key: string): Promise<void> {
	await back(page, key);
	await expect(step.card(page).getByText('裁量幅度（供参考）')).toBeVisible();
	await expect(step.card(page).getByText('处 1–2 倍罚款')).toBeVisible();
	await expect(step.card(page).getByText(/不是处理决定/)).toBeVisible();
	const file = { name: '护理记录.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a page of the record') };
	await step.choose(page, file, page.getByRole('button', { name: '附件', exact: true }));
	await expect(page.getByRole('button', { name: '移除附件 护理记录.jpg' })).toBeVisible();
	await page.getByRole('button', { name: /确认$/ }).click();
	await step.movedFrom(page, key);
	await page.getByRole('button', { name: '处理记录' }).click();
	const history = page.getByRole('dialog', { name: '处理记录' });
	await expect(history.getByRole('button', { name: '保存附件 护理记录.jpg' })).toBeVisible();
	await expect(history.getByText('更正了 1 行').first()).toBeVisible();
	await page.keyboard.press('Escape');
}

/** A reason of the bureau's own is there at once, and decides. */
async function addReason(page: Page): Promise<void> {
	const key = step.findingKey(page);
	await page.keyboard.press('2');
	await page.getByRole('button', { name: '编辑理由清单' }).click();
	const list = page.getByRole('dialog', { name: '排除理由清单' });
	await list.getByRole('textbox', { name: '新增一条' }).fill('反证成立');
	await list.getByRole('button', { name: '新增', exact: true }).click();
	await expect(list.getByRole('alert')).toHaveText('清单中已有同名的理由，请换一个名称。');
	await list.getByRole('textbox', { name: '新增一条' }).fill('已由上级检查处理');
	await list.getByRole('button', { name: '新增', exact: true }).click();
	await expect(list.getByText('已由上级检查处理', { exact: true })).toBeVisible();
	await page.keyboard.press('Escape');
	await page.getByRole('radio', { name: '已由上级检查处理' }).check();
	await page.keyboard.press('Enter');
	await step.movedFrom(page, key);
	await expect(step.said(page, '已排除并保存')).toBeVisible();
}

/** A tab that has the same case open shows the decision without being asked. */
async function seenInAnotherTab(other: Page, page: Page, batch: string): Promise<void> {
	const key = step.findingKey(page);
	await other.goto(page.url());
	await expect(step.card(other)).toHaveAttribute('data-finding', key);
	await page.bringToFront();
	await page.keyboard.press('1');
	await step.movedFrom(page, key);
	await other.bringToFront();
	await expect(step.said(other, /这条疑点刚在别处由 .+ 处理为“已确认”/)).toBeAttached();
	await expect(step.card(other).getByText('已确认', { exact: true })).toBeVisible();
	expect(new URL(other.url()).pathname).toContain(batch);
}
