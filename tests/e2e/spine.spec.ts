// The spine of the work: from a training batch to a signed package that verifies and replays.
import { expect, test, type Locator, type Page } from '@playwright/test';
import * as step from './steps.ts';

test('a training batch is decided, exported, verified and replayed', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.openCase(page);
	await readEvidence(page);

	const first = await confirmCorrected(page);
	const second = await sayWithReason(page, '2', '病情需要，病历有记载', '已排除并保存');
	const third = await sayWithReason(page, '3', '病程记录', '已调材料并保存');
	await page.keyboard.press('z');
	await expect(step.said(page, '已撤销 1 条处理')).toBeVisible();
	expect(step.findingKey(page)).toBe(third);
	await expect(step.card(page).getByText('已调材料')).toHaveCount(0);
	await expect(step.saved(page)).toBeVisible();

	await page.reload();
	await expect(page.getByRole('contentinfo').getByText(/^已处理 2\/\d+$/)).toBeVisible();
	await showFinding(page, batch, first);
	await expect(step.card(page).getByText('已确认', { exact: true })).toBeVisible();
	await expect(step.card(page).getByText('更正了 1 行')).toBeVisible();
	await showFinding(page, batch, second);
	await expect(step.card(page).getByText('已排除', { exact: true })).toBeVisible();
	await expect(step.card(page).getByText('病情需要，病历有记载')).toBeVisible();
	await page.getByRole('button', { name: '处理记录' }).click();
	await expect(page.getByRole('dialog', { name: '处理记录' }).getByText('已撤销')).toHaveCount(1);
	await page.keyboard.press('Escape');

	for (const undecided of [false, true]) {
		const bytes = await step.exportPackage(page, batch, { undecided });
		await step.verify(page, bytes, '全部成立，签名者已知');
		await replayEquals(page);
		for (const at of [0.1, 0.5, 0.9]) {
			const changed = Buffer.from(bytes);
			const position = Math.floor(changed.length * at);
			changed[position] = changed[position]! ^ 1;
			await step.verify(page, changed, '不成立：证据包被改动或损坏');
		}
	}
});

test('the whole way works without a mouse', async ({ page }) => {
	await step.open(page);
	await step.tabTo(page, page.getByRole('button', { name: '20 次住院', exact: true }));
	await page.keyboard.press('Enter');
	await step.queueOf(page);
	await expect(page.getByText(/^1\/\d+$/)).toBeVisible();
	await page.keyboard.press('j');
	await expect(page.getByText(/^2\/\d+$/)).toBeVisible();
	await page.keyboard.press('k');
	await step.openCase(page);

	const first = step.findingKey(page);
	await page.keyboard.press('1');
	await step.movedFrom(page, first);
	await expect(step.said(page, '已确认并保存')).toBeVisible();
	await sayWithReason(page, '2', '反证成立', '已排除并保存');
	await page.keyboard.press('?');
	const help = page.getByRole('dialog', { name: '快捷键' });
	await expect(help).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(help).toBeHidden();
	await page.keyboard.press('Escape');
	await step.queueOf(page);
	await expect(page.getByRole('contentinfo').getByText(/^已处理 2\/\d+$/)).toBeVisible();
	await page.keyboard.press('n');
	await page.keyboard.press('3');
	await expect(page.getByRole('dialog')).toBeVisible();
	await page.keyboard.press('1');
	await page.keyboard.press('Enter');
	await expect(step.said(page, '调材料 1 条，Z 撤销')).toBeVisible();

	await step.tabTo(page, page.getByRole('navigation', { name: '工作区域' }).getByRole('link', { name: '导出' }));
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
	await step.tabTo(page, page.getByRole('button', { name: '生成证据包（3 条）' }));
	await page.keyboard.press('Enter');
	const save = page.getByRole('button', { name: '保存文件' });
	await expect(save).toBeVisible();
	await step.tabTo(page, save);
	const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);

	await step.tabTo(page, page.getByRole('navigation', { name: '工作区域' }).getByRole('link', { name: '验签' }));
	await page.keyboard.press('Enter');
	const choose = page.getByRole('button', { name: '选择文件', exact: true });
	await expect(choose).toBeVisible();
	await expect(page.getByRole('main')).toBeFocused();
	await step.tabTo(page, choose);
	const asked = page.waitForEvent('filechooser');
	// A call there and back: the browser knows by then that the dialog is to be caught.
	await page.title();
	await page.keyboard.press('Enter');
	const chooser = await asked;
	await chooser.setFiles(await download.path());
	await expect(page.getByText('全部成立，签名者已知')).toBeVisible();
	await step.tabTo(page, page.getByRole('button', { name: '重算并对照' }));
	await page.keyboard.press('Enter');
	await expect(page.getByText(/^相等：3 条疑点逐条一致$/)).toBeVisible();
});

/** Every condition shows both sides; a number on the card is the same number on the timeline and at the rows. */
async function readEvidence(page: Page): Promise<void> {
	const conditions = step
		.card(page)
		.getByRole('heading', { name: '条件' })
		.locator('..')
		.getByRole('listitem')
		.filter({ has: page.locator('strong') });
	expect(await conditions.count()).toBeGreaterThan(0);
	for (const condition of await conditions.all()) {
		const outcome = (await condition.locator('strong').locator('..').innerText()).replace(/\s+/g, ' ').trim();
		const operator = (await condition.locator('strong').innerText()).trim();
		const [left, right] = outcome.split(operator);
		expect(left!.trim(), outcome).not.toBe('');
		expect(right!.trim(), outcome).not.toBe('');
	}
	const onCard = await numbers(step.card(page).getByRole('button', { name: /^证据 \d+：在记录中查看$/ }), /^证据 (\d+)/);
	expect(onCard.length).toBeGreaterThan(0);
	expect(onCard).toEqual(onCard.map((_, i) => i + 1));
	const onTimeline = await numbers(step.timeline(page).getByRole('button', { name: /^证据 / }), /^证据 ([\d、]+) · /);
	expect(onTimeline.length).toBeGreaterThan(0);
	expect(onCard).toEqual(expect.arrayContaining(onTimeline));
	for (const number of onCard) {
		await step
			.card(page)
			.getByRole('button', { name: `证据 ${number}：在记录中查看`, exact: true })
			.first()
			.click();
		await expect
			.poll(() => inSight(step.records(page).getByText(`证据 ${number}`, { exact: true }).locator('..')), `evidence ${number} in the records`)
			.toBe(true);
	}
}

/** Whether one of them is really to be seen: nothing lies over it, and no scrolling hides it. */
const inSight = (elements: Locator): Promise<boolean> =>
	elements.evaluateAll((all) =>
		all.some((element) => {
			const { x, y, width, height } = element.getBoundingClientRect();
			return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
		})
	);

async function numbers(badges: Locator, pattern: RegExp): Promise<number[]> {
	const labels = await badges.evaluateAll((elements) => elements.map((element) => element.getAttribute('aria-label') ?? ''));
	return [...new Set(labels.flatMap((label) => pattern.exec(label)![1]!.split('、').map(Number)))].sort((a, b) => a - b);
}

/** Confirms the finding on the card with one line at half a yuan. @returns its key */
async function confirmCorrected(page: Page): Promise<string> {
	const key = step.findingKey(page);
	await step.card(page).getByRole('button', { name: '逐行更正' }).click();
	const amount = step
		.card(page)
		.getByRole('textbox', { name: /^第 \d+ 行更正金额（元）/ })
		.first();
	await amount.fill('99999999');
	await expect(step.said(page, '先改正标红的金额')).toBeVisible();
	await expect(page.getByRole('button', { name: /确认$/ })).toBeDisabled();
	await amount.fill('0.5');
	await page.getByRole('button', { name: /确认$/ }).click();
	await step.movedFrom(page, key);
	await expect(step.said(page, '已确认并保存')).toBeVisible();
	return key;
}

/** Says something with a reason, all by keys. @returns the key of the finding it was about */
async function sayWithReason(page: Page, key: string, reason: string, words: string): Promise<string> {
	const finding = step.findingKey(page);
	await page.keyboard.press(key);
	const choice = page.getByRole('radio', { name: reason });
	const digit = (await choice.locator('..').getByText(/^\d$/).innerText()).trim();
	await page.keyboard.press(digit);
	await expect(choice).toBeChecked();
	await page.keyboard.press('Enter');
	await step.movedFrom(page, finding);
	await expect(step.said(page, words)).toBeVisible();
	return finding;
}

/** Opens a finding from the queue of decided ones. */
async function showFinding(page: Page, batch: string, key: string): Promise<void> {
	await step.open(page, `/b/${batch}/queue?decision=confirm&decision=reject`);
	await expect(step.rows(page)).toHaveCount(2);
	await step.openCase(page);
	if (step.findingKey(page) === key) return;
	const before = step.findingKey(page);
	await page.keyboard.press('j');
	await step.movedFrom(page, before);
	expect(step.findingKey(page)).toBe(key);
	await expect(step.card(page)).toBeVisible();
}

async function replayEquals(page: Page): Promise<void> {
	await page.getByRole('button', { name: '重算并对照' }).click();
	await expect(page.getByText(/^相等：\d+ 条疑点逐条一致$/)).toBeVisible({ timeout: 60_000 });
}
