// DIP what-if on a case, policy beside a finding, and the page of coverage: as a reviewer meets them, by keyboard where that is the way.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { readFile } from 'node:fs/promises';
import * as step from './steps.ts';

// axe-core is injected as text, which the page's policy would refuse.
test.use({ bypassCSP: true });

const file = (name: string, ...lines: string[]): step.Chosen => ({
	name,
	mimeType: 'text/csv',
	buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`)
});
const FILES = [
	file(
		'就诊.csv',
		'mdtrt_id,psn_no,psn_name,gend,med_type,begntime,endtime,dscg_maindiag_code,dscg_maindiag_name,fixmedins_name',
		'M1,P1,周某,1,21,2026-05-04 09:00,2026-05-10 10:00,K80.100,胆囊结石伴慢性胆囊炎,市一院'
	),
	file(
		'诊断.csv',
		'mdtrt_id,setl_id,maindiag_flag,diag_code,diag_name,vali_flag',
		'M1,S1,1,K80.100,胆囊结石伴慢性胆囊炎,1',
		'M1,S1,0,K83.000,胆管炎,1'
	),
	file('结算.csv', 'mdtrt_id,setl_id,setl_time,medfee_sumamt,fund_pay_sumamt', 'M1,S1,2026-05-10 10:00,9000.00,6000.00'),
	file('手术.csv', 'mdtrt_id,oprn_oprt_code,oprn_oprt_name,oprn_oprt_date,main_oprn_flag,vali_flag', 'M1,51.2300,腹腔镜胆囊切除术,2026-05-05,1,1'),
	file(
		'费用.csv',
		'feedetl_sn,mdtrt_id,fee_ocur_time,medins_list_codg,medins_list_name,med_chrgitm_type,cnt,pric,det_item_fee_sumamt',
		'F1,M1,2026-05-05 10:00,L1,腹腔镜胆囊切除术,06,1,8600,8600.00',
		'F2,M1,2026-05-04 10:00,L2,床位费,01,8,50,400.00'
	),
	file('文书.csv', 'mdtrt_id,doc_id,doc_type,rec_time,text', 'M1,D1,病程记录,2026-05-05 08:00,入院后完善检查，考虑胆管炎，予抗感染治疗。')
];
/** Points by a city of our own; with M in its own column the means are 3,000, 10,000 and 2,500 元. */
const CATALOGUE = file('某市2026.csv', 'DIP_CODE,WEIGHT_SCORE,REGION_AVE_VAL', 'K80.1,600,5000', 'K80.1:51.2300,2000,5000', 'K83.0,500,5000');

const panel = (page: Page): Locator => page.getByRole('region', { name: 'DIP 试算' });
const line = (page: Page, name: string): Locator =>
	page.getByRole('table', { name: '原编码与变更后' }).getByRole('row').filter({ hasText: name }).first();

test('what-if on a case: group, points and money as coded and as changed, each code with its lines', async ({ page }) => {
	const batch = await step.importFiles(page, FILES);
	await step.review(page);
	await step.open(page, `/b/${batch}/case/M1`);
	await expect(step.records(page)).toBeVisible();

	await page.keyboard.press('d');
	await expect(panel(page)).toContainText('没有加载 DIP 病种目录');
	expect(await axeFaults(page)).toEqual([]);
	await panel(page).getByRole('link', { name: '去加载目录' }).click();
	await page.waitForURL(/\/knowledge/);
	await step.choose(page, CATALOGUE);
	await expect(page.getByText('DIP 病种目录（某市2026）').first()).toBeVisible();

	await step.open(page, `/b/${batch}/case/M1?dip=`);
	await expect(line(page, '病种')).toContainText('K80.1:51.2300');
	await expect(line(page, '病种分值')).toContainText('2,000.00');
	// Nothing is decided while its evidence is out of sight.
	await expect(page.getByRole('button', { name: '确认' })).toBeDisabled();
	await expect(line(page, '费用 / 均费')).toContainText('90% 正常');
	await expect(line(page, '支付标准')).toContainText('未知');
	await expect(panel(page)).toContainText('未设置：点值（元/分）、机构系数、辅助系数');

	// Values tried here give money; none was guessed before.
	for (const [name, value] of [
		['点值（元/分）', '6'],
		['机构系数', '0.95'],
		['辅助系数', '1']
	] as const) {
		const field = panel(page).getByRole('textbox', { name: `试算值：${name}` });
		await field.fill(value);
		await field.press('Enter');
		await expect(page).toHaveURL(new RegExp(encodeURIComponent(`:${value}`)));
	}
	await expect(line(page, '支付标准')).toContainText('¥11,400.00');

	await panel(page).getByRole('checkbox', { name: '51.2300 计入分组' }).press('Space');
	await expect(line(page, '病种分值')).toContainText('−1,400.00');
	await expect(line(page, '支付标准')).toContainText('¥6,840.00');
	await expect(line(page, '支付标准')).toContainText('−¥4,560.00');
	await panel(page).getByRole('radio', { name: '以 K83.000 为主要诊断' }).press('Space');
	await expect(line(page, '主诊断')).toContainText('K83.000');
	expect(await axeFaults(page)).toEqual([]);

	// The address carries the trial.
	await page.reload();
	await expect(line(page, '主诊断')).toContainText('K83.000');
	await expect(panel(page).getByRole('checkbox', { name: '51.2300 计入分组' })).not.toBeChecked();
	await expect(panel(page)).toContainText('入组步骤：原编码');

	// A line leads to its row; a document is marked at the place.
	await panel(page)
		.getByRole('button', { name: /文书 #1/ })
		.click();
	await expect(step.records(page).getByRole('tab', { name: /文书/ })).toHaveAttribute('aria-selected', 'true');
	await expect(step.records(page).locator('mark')).toContainText('胆管炎');
	await panel(page)
		.getByRole('button', { name: /费用 #1/ })
		.click();
	await expect(step.records(page).getByRole('tab', { name: /费用/ })).toHaveAttribute('aria-selected', 'true');

	await panel(page).getByRole('button', { name: '恢复原编码' }).click();
	await expect(line(page, '病种分值')).not.toContainText('−1,400.00');
	await page.keyboard.press('Escape');
	await expect(panel(page)).toBeHidden();
	expect(new URL(page.url()).searchParams.has('dip')).toBe(false);

	// Policy beside the finding: our own words, said to be such.
	await expect(step.card(page)).toContainText('同一服务收两次钱');
	await expect(step.card(page)).toContainText('不是原文');
	await page.goto(`/print/${batch}/M1`);
	await expect(page.getByText('同一服务收两次钱').first()).toBeVisible();
});

test('the panel on a phone', async ({ page }) => {
	await page.setViewportSize({ width: 390, height: 844 });
	const batch = await step.importFiles(page, FILES);
	await step.review(page);
	await step.open(page, '/knowledge');
	await step.choose(page, CATALOGUE);
	await expect(page.getByText('DIP 病种目录（某市2026）').first()).toBeVisible();
	await step.open(page, `/b/${batch}/case/M1?dip=strike:51.2300`);
	await expect(line(page, '病种分值')).toContainText('−1,400.00');
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	expect(await axeFaults(page)).toEqual([]);
});

test('coverage: classes and problems with their rules, filtered, searched and taken out', async ({ page }) => {
	await step.open(page, '/rules/coverage');
	const table = page.getByRole('table', { name: '国家规则分类（2025年版）' });
	await expect(table.getByRole('row')).toHaveCount(89);
	expect(await axeFaults(page)).toEqual([]);

	const counts = await page.getByRole('group', { name: '筛选' }).getByRole('button').allInnerTexts();
	const numbers = counts.filter((text) => !/下载|全部/.test(text)).map((text) => Number(/(\d+)/.exec(text)![1]));
	expect(numbers.reduce((sum, n) => sum + n, 0)).toBe(88);
	await page.getByRole('button', { name: /^已覆盖/ }).click();
	await expect(page).toHaveURL(/status=covered/);
	await expect(table.getByRole('row')).toHaveCount(numbers[0]! + 1);

	await page.getByRole('searchbox', { name: '搜索分类、问题、规则' }).fill('重复收费');
	await expect(table.getByRole('row').filter({ hasText: '医疗服务项目重复收费' })).toBeVisible();
	const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: /^下载 \d+ 行/ }).click()]);
	expect(await readFile(await download.path(), 'utf8')).toContain('医疗服务项目重复收费');

	await page.getByRole('link', { name: /^典型问题/ }).click();
	await page.getByRole('searchbox', { name: '搜索分类、问题、规则' }).fill('药店12');
	await expect(page.getByRole('table').getByRole('row').filter({ hasText: '现场比对' })).toContainText('数据不具备');
	await page.getByRole('searchbox', { name: '搜索分类、问题、规则' }).fill('11');
	await page.getByRole('table').getByRole('link').first().click();
	await page.waitForURL(/\/rules\/[a-z-]+$/);
	await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
});
