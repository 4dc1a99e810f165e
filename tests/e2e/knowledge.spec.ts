// Knowledge as a person works with it: packs, versions, files with a fault, local codes.
import { expect, test, type Page } from '@playwright/test';
import { axeFaults } from './axe-faults.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnowledgePack, KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { sealPack } from '../../workers/knowledge/seal.ts';
import { root } from './server.ts';
import * as step from './steps.ts';
import { SIZES } from './tour.ts';

// axe-core is injected as text, which the page's policy would refuse.
test.use({ bypassCSP: true });

const starter = JSON.parse(readFileSync(join(root, 'static/knowledge/starter.json'), 'utf8')) as KnowledgePack;
const file = (pack: KnowledgePack) => ({ name: `${pack.version}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(pack)) });
const fixture = (name: string): string => join(root, 'tests/fixtures/knowledge', name);
const main = (page: Page) => page.getByRole('main');

const drug = (name: string, code: string, sex: '1' | '2'): KnowledgePoint => ({
	table: 'sexLimits',
	id: code,
	officialClass: '药品区分性别使用',
	codes: [code],
	name,
	sex,
	notice: '测试通知',
	got: { sex: { by: 'text', verified: false } }
});
const packOf = (version: string, points: readonly KnowledgePoint[]): KnowledgePack =>
	sealPack({
		format: 'mingshen.knowledge/1',
		id: 'city',
		title: { zh: '某市知识包', en: 'A city' },
		version,
		region: '410400',
		published: '2026-01-01',
		source: { title: '某市医保局' },
		points
	});
const A = 'XZ99ZZZ999A001010100001';
const ONE = packOf('1', [drug('甲片', A, '1'), drug('乙片', 'XZ99ZZZ999A001010100002', '2')]);
const TWO = packOf('2', [drug('甲片', A, '2'), drug('丙片', 'XZ99ZZZ999A001010100003', '2')]);

test('a pack is read point by point, with how each parameter was got and which rules read it', async ({ page }) => {
	await step.open(page, '/knowledge');
	await page.getByRole('link', { name: '明审入门知识包' }).click();
	await expect(page.getByText('摘要已复核，内容完整')).toBeVisible();
	await page.getByRole('searchbox', { name: '搜索名称、编码' }).fill('比卡鲁胺片');
	const list = page.getByRole('table', { name: '知识点' });
	await list.getByRole('button', { name: '比卡鲁胺片', exact: true }).click();
	const point = page.getByRole('complementary', { name: '知识点' });
	await expect(point.getByRole('row', { name: /性别 男 出自栏目 已核对/ })).toBeVisible();
	await expect(point).toContainText('XL02BBB085A001010100662');
	await point.getByRole('link', { name: '项目或药品与性别不符' }).click();
	await expect(page.getByRole('heading', { level: 1, name: '项目或药品与性别不符' })).toBeVisible();
});

test('a further version is compared field by field, and the earlier one comes back', async ({ page }) => {
	await step.open(page, '/knowledge');
	await step.choose(page, file(ONE));
	await expect(main(page).getByText(/某市知识包：2\/2 个编码在其他知识包/)).toBeVisible();
	await step.choose(page, file(TWO));
	await expect(main(page).getByText('某市知识包：1 → 2')).toBeVisible();
	await main(page).getByRole('status').getByRole('link', { name: '查看差异' }).click();
	await expect(page.getByRole('heading', { name: '差异：1 → 2' })).toBeVisible();
	for (const words of ['+ 新增 1', '− 删除 1', '~ 修改 1']) await expect(page.getByRole('button', { name: words })).toBeVisible();
	await expect(main(page).getByText('限定性别 · 性别 男 → 女')).toBeVisible();
	await expect(main(page).getByRole('link', { name: '项目或药品与性别不符' })).toBeVisible();
	await page.getByRole('button', { name: '恢复此版' }).click();
	await expect(page.getByText('现用 1，下次审核起生效。')).toBeVisible();
	await step.open(page, '/knowledge');
	await expect(page.getByRole('row', { name: /某市知识包.*city 1/ })).toBeVisible();
	await page
		.getByRole('row', { name: /某市知识包/ })
		.getByRole('button', { name: '移除' })
		.click();
	await page.getByRole('button', { name: '恢复此版' }).click();
	await expect(page.getByRole('row', { name: /某市知识包.*city 1/ })).toBeVisible();
});

test.describe('another starter pack', () => {
	// What the product brings along is answered by the test.
	test.use({ serviceWorkers: 'block' });
	test('is offered where an older one is in force, and taken when somebody says so', async ({ page }) => {
		const { digest: _, ...content } = starter;
		const { points, ...head } = sealPack({ ...content, version: '1.0.0', points: starter.points.slice(1) });
		await page.route('**/knowledge/starter.json', (route) =>
			route.fulfill({ body: JSON.stringify({ ...head, points }), contentType: 'application/json' })
		);
		await step.open(page, '/knowledge');
		await expect(page.getByText('mingshen-starter 1.0.0')).toBeVisible();
		await page.unroute('**/knowledge/starter.json');
		await step.open(page, '/');
		await main(page).getByRole('link', { name: '查看差异' }).click();
		await expect(page.getByRole('button', { name: '+ 新增 1' })).toBeVisible();
		await page.getByRole('button', { name: '采用此版' }).click();
		await expect(page.getByText(`现用 ${starter.version}，下次审核起生效。`)).toBeVisible();
		await expect(page.getByRole('listitem').filter({ hasText: '1.0.0' })).toBeVisible();
		await step.open(page, '/');
		await expect(page.getByRole('heading', { name: '从哪里开始' })).toBeVisible();
		await expect(main(page).getByText('程序带有新版入门知识包')).toBeHidden();
	});
});

test('who removed every pack is given none', async ({ page }) => {
	await step.open(page, '/knowledge');
	await page.getByRole('button', { name: '移除' }).click();
	await expect(page.getByText('已移除的知识包')).toBeVisible();
	await step.open(page, '/knowledge');
	await expect(page.getByText('已移除的知识包')).toBeVisible();
});

test('a file with a fault is taken in no part unless somebody says so', async ({ page }) => {
	await step.open(page, '/knowledge');
	await step.choose(page, fixture('missing-column.csv'));
	await expect(page.getByText('missing-column.csv：未采用任何内容')).toBeVisible();
	await expect(page.getByText(/缺少列：科室角色.*文件现有的列：知识表、名称、依据、科室/)).toBeVisible();
	await step.choose(page, fixture('false-digest.json'));
	await expect(page.getByText(/摘要与内容不符/)).toBeVisible();
	await step.choose(page, fixture('overlapping-dates.csv'));
	await expect(page.getByText('共 3 行，采用 2 行，未采用 1 行')).toBeVisible();
	await expect(page.getByRole('table').getByText('local-overlapping-dates')).toBeHidden();
	await page.getByRole('button', { name: '采用其余 2 个知识点' }).click();
	await expect(page.getByRole('table').getByText('local-overlapping-dates')).toBeVisible();
});

test.describe('local codes', () => {
	const HEAD =
		'结算ID,就诊ID,人员编号,费用明细流水号,费用发生时间,医保目录代码,医保目录名称,医药机构目录编码,医药机构目录名称,数量,单价,明细项目费用总额';
	const lines = [
		['', '', 'B1', '比卡鲁胺片50mg', '300'],
		['001201000140000', '一般专项护理', 'B2', '专项护理', '20'],
		['', '', 'B2', '专项护理', '50'],
		['', '', 'B3', '停车费', '8']
	].map(([national, name, local, own, amount], i) => `S1,M1,P1,F${i},2026-05-10,${national},${name},${local},${own},1,${amount},${amount}`);
	const csv = { name: '费用.csv', mimeType: 'text/csv', buffer: Buffer.from([HEAD, ...lines].join('\r\n')) };

	test('stand by money, are mapped by hand and taken back', async ({ page }) => {
		await step.importFiles(page, [csv]);
		await step.open(page, '/knowledge/codes');
		const list = page.getByRole('table', { name: '本地编码' });
		await expect(page.getByText('已对照 ¥0.00 / ¥358.00')).toBeVisible();
		await expect(list.getByRole('row').nth(1)).toContainText('比卡鲁胺片');
		await expect(list.getByRole('row', { name: /B2/ })).toContainText('本批次其他行同一本地编码用此国家编码');

		await page.getByRole('button', { name: '专项护理 采用 001201000140000' }).click();
		await expect(page.getByText('已对照 ¥50.00 / ¥358.00')).toBeVisible();
		await page.getByRole('button', { name: '停车费 不是目录项目' }).click();
		await expect(list.getByRole('row')).toHaveCount(2);
		await page.getByRole('button', { name: '撤销上一步' }).click();
		await expect(list.getByRole('row')).toHaveCount(3);

		await page.getByRole('button', { name: '为 比卡鲁胺片50mg 另选国家编码' }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('searchbox').fill('1234567');
		await expect(dialog.getByText('不是国家编码的样式')).toBeVisible();
		await dialog.getByRole('searchbox').fill('比卡鲁胺片');
		await dialog.getByRole('button', { name: '比卡鲁胺片 XL02BBB085A001010100662' }).click();
		await expect(page.getByText('已对照 ¥350.00 / ¥358.00')).toBeVisible();
		await page.reload();
		await page.getByRole('button', { name: /^已对照/ }).click();
		await expect(list.getByRole('row', { name: /比卡鲁胺片50mg/ })).toContainText('XL02BBB085A001010100662');
	});

	for (const [size, viewport] of Object.entries(SIZES)) {
		test(`axe finds nothing, light and dark, ${size}`, async ({ page }) => {
			await page.setViewportSize(viewport);
			await step.importFiles(page, [csv]);
			await step.open(page, '/knowledge');
			await step.choose(page, [file(ONE), file(TWO)]);
			await expect(main(page).getByText('某市知识包：1 → 2')).toBeVisible();
			const faults: Record<string, unknown> = {};
			const look = async (stop: string) => {
				const found = await axeFaults(page);
				if (found.length > 0) faults[stop] = found;
			};
			await look('loaded');
			await main(page).getByRole('status').getByRole('link', { name: '查看差异' }).click();
			await page.getByRole('button', { name: '甲片' }).click();
			await look('differences');
			await step.open(page, '/knowledge/city');
			await page.getByRole('button', { name: '丙片' }).click();
			await look('pack');
			await step.open(page, '/knowledge/codes');
			await expect(page.getByText('已对照 ¥0.00 / ¥358.00')).toBeVisible();
			await look('codes');
			await page.getByRole('button', { name: /^为 比卡鲁胺片50mg/ }).click();
			await look('choose');
			expect(faults).toEqual({});
		});
	}
});
