// The rule workbench: what a rule says, what it did here, parameters by region and date, its life, and exceptions that end.
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import * as step from './steps.ts';

// axe-core is injected as text, which the page's policy would refuse.
test.use({ bypassCSP: true });

const RULE = 'bed-days-over-stay';
const TITLE = '床位费天数超过住院天数';
const section = (page: Page, name: string) =>
	page
		.getByRole('article')
		.locator('section')
		.filter({ has: page.getByRole('heading', { name, exact: true }) });
const dialog = (page: Page) => page.getByRole('dialog');
const nextYear = `${new Date().getFullYear() + 1}-12-31`;

/** Decides the first finding of the rule in the queue. */
async function confirmOne(page: Page, batch: string): Promise<void> {
	await step.open(page, `/b/${batch}/queue?rule=${RULE}`);
	await step.openCase(page);
	await page.keyboard.press('1');
	await expect(step.saved(page)).toBeAttached();
}

test('a rule shows an example that fires, one that does not, and its record on this machine', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await confirmOne(page, batch);
	await step.open(page, '/rules');
	await page.getByRole('searchbox', { name: '搜索规则' }).fill(TITLE);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.waitForURL(`/rules/${RULE}`);
	const fires = page.getByRole('region', { name: '触发', exact: true });
	await expect(fires.getByRole('list', { name: '条件' })).toContainText('大于');
	await expect(fires).not.toContainText('不成立');
	const passes = page.getByRole('region', { name: '不触发', exact: true });
	await expect(passes).toContainText('不成立');
	const record = section(page, '本机记录');
	await expect(record.getByText('1/1')).toBeVisible();
	await expect(record).toContainText('95% 区间 20.7%–100%');
	await expect(record.getByRole('row').nth(1)).toContainText('培训');
	const search = page.getByRole('searchbox', { name: '搜索规则' });
	await page.keyboard.press('/');
	await expect(search).toBeFocused();
	await search.fill('');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('j');
	await expect(page).not.toHaveURL(`/rules/${RULE}`);
	await page.keyboard.press('k');
	await page.waitForURL(`/rules/${RULE}`);
	expect(await axeFaults(page)).toEqual([]);

	const list = page.getByRole('complementary', { name: '规则' });
	const all = await list.getByRole('link').count();
	await page.getByRole('combobox', { name: '按数据筛选' }).selectOption({ index: 1 });
	const lacking = await list.getByRole('link').allInnerTexts();
	expect(lacking.length).toBeGreaterThan(0);
	expect(lacking.length).toBeLessThan(all);
	expect(lacking.filter((text) => !text.includes('缺 '))).toEqual([]);
	await page.getByRole('combobox', { name: '按状态筛选' }).selectOption('停用');
	await expect(list.getByText('没有符合的规则')).toBeVisible();
});

test('a parameter is set for a region from a day on, refused in sentences, and the next review has it', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.open(page, '/rules/low-cost-stay');
	const parameters = section(page, '参数');
	await parameters
		.getByRole('button', { name: /^设定 / })
		.first()
		.click();
	await dialog(page).getByRole('button', { name: '设定' }).click();
	const refused = dialog(page).getByRole('alert');
	await expect(refused).toContainText('请填写值。');
	await expect(refused).toContainText('请填写地区。');
	await expect(refused).toContainText('请填写依据。');
	await dialog(page).getByLabel(/^值/).fill('3');
	await dialog(page).getByLabel('地区').fill('某市');
	await dialog(page).getByLabel('自').fill('2020-01-01');
	await dialog(page).getByLabel('依据（必填）').fill('某医保〔2020〕1号');
	expect(await axeFaults(page, 'dialog')).toEqual([]);
	await page.keyboard.press('Enter');
	await expect(dialog(page)).toBeHidden();
	await expect(parameters.getByRole('row').filter({ hasText: '某医保〔2020〕1号' })).toContainText('生效');
	await expect(page.getByText(/^参数新增：/)).toContainText('某市');

	await parameters.getByLabel('查看某日生效的值').fill('2019-12-31');
	await expect(parameters).toContainText('2019-12-31 用默认值');
	await parameters
		.getByRole('button', { name: /^设定 / })
		.first()
		.click();
	await dialog(page).getByLabel(/^值/).fill('4');
	await dialog(page).getByLabel('地区').fill('某市');
	await dialog(page).getByLabel('依据（必填）').fill('另一文件');
	await page.keyboard.press('Enter');
	await expect(dialog(page).getByRole('alert')).toContainText('与某市已有的设定');
	await page.keyboard.press('Escape');

	await step.open(page, `/b/${batch}/receipt`);
	await expect(page.getByText(/^参数新增：/)).toContainText('某市');
	await step.review(page);
	await step.open(page, `/b/${batch}/receipt`);
	await expect(page.getByText(/^参数新增：/)).toHaveCount(0);
});

test('a rule that is retired runs no more, and an exception leaves findings out of the open work and says so', async ({ page }) => {
	const batch = await step.trainingBatch(page);
	await step.open(page, `/b/${batch}/queue?rule=${RULE}`);
	await expect(step.rows(page).first()).toBeVisible();
	const found = await step.rows(page).count();
	const department = await step.rows(page).first().getByRole('gridcell').nth(3).innerText();

	await step.open(page, `/rules/${RULE}`);
	await page.getByRole('button', { name: '增加例外' }).click();
	await dialog(page).getByRole('button', { name: '增加例外' }).click();
	await expect(dialog(page).getByRole('alert')).toContainText('请至少限定一项');
	await dialog(page).getByLabel('科室').fill(department);
	await dialog(page).getByLabel('截止日期').fill(nextYear);
	await dialog(page).getByLabel('理由').fill('专项检查已处理');
	await dialog(page).getByRole('button', { name: '增加例外' }).click();
	await expect(dialog(page)).toBeHidden();
	await expect(section(page, '例外')).toContainText(`至 ${nextYear}`);

	await step.open(page, `/b/${batch}/queue?rule=look-alike-claims`);
	await expect(step.rows(page).first()).toBeVisible();
	await step.open(page, '/rules/look-alike-claims');
	await page.getByRole('button', { name: '停用', exact: true }).click();
	await dialog(page).getByRole('button', { name: '停用', exact: true }).click();
	await expect(dialog(page).getByRole('alert')).toContainText('请写明理由');
	await dialog(page).getByLabel('理由').fill('本地另有规则');
	await dialog(page).getByRole('button', { name: '停用', exact: true }).click();
	await expect(page.getByRole('list', { name: '状态记录' })).toContainText('本地另有规则');

	await step.open(page, `/b/${batch}/receipt`);
	await expect(page.getByText(/^将不参加：/)).toBeVisible();
	await step.review(page);
	await expect(page.getByText(/^按例外不计 \d+ 条$/)).toBeVisible();
	await page.getByText(/^按例外不计 \d+ 条$/).click();
	await expect(page.getByText(`至 ${nextYear}：专项检查已处理`)).toBeVisible();
	await step.open(page, `/b/${batch}/queue?rule=${RULE}`);
	await expect(step.rows(page)).toHaveCount(found);
	await expect(step.rows(page).filter({ hasText: '例外不计' }).first()).toBeVisible();

	// The card names the exception, and a decision that is taken back gives the finding back to it.
	await step.openCase(page);
	const hint = step.card(page).getByText('不列为待办，仍可处理；例外到期或结束后恢复为未处理。');
	await expect(hint).toBeVisible();
	await expect(step.card(page)).toContainText('专项检查已处理');
	await page.keyboard.press('1');
	await expect(step.card(page)).toContainText('已确认');
	await expect(hint).toBeHidden();
	await page.keyboard.press('z');
	await expect(hint).toBeVisible();
	await step.open(page, `/b/${batch}/queue?rule=look-alike-claims`);
	await expect(page.getByText('没有符合筛选的疑点')).toBeVisible();
	await expect(page.getByRole('grid', { name: '疑点' })).toHaveCount(0);
});
