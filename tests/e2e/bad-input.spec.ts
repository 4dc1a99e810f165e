// Bad files: each gets a sentence with file, line, column and advice; an import that is cancelled leaves nothing.
import { expect, test, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gb18030 } from './gb18030.ts';
import { root } from './server.ts';
import * as step from './steps.ts';

const file = (name: string, content: string | Buffer) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) });
let fees = '';
let visits = '';
// Playwright takes the fixtures' names from the pattern, so an empty one says that none is wanted.
// eslint-disable-next-line no-empty-pattern
test.beforeAll(async ({}, info) => {
	const folder = info.outputPath('made');
	execFileSync('node', [join(root, 'workers/node/generate.mjs'), '--stays', '20', '--seed', '3', '--out', folder]);
	fees = (await readFile(join(folder, 'fee.csv'), 'utf8')).replace(/^\uFEFF/, '');
	visits = (await readFile(join(folder, 'mdtrt.csv'), 'utf8')).replace(/^\uFEFF/, '');
});

test('files that cannot be read are named with the reason before and after the import', async ({ page }) => {
	// Only the import reads to the end: that no row follows the headings is advised on afterwards.
	const bad: { given: ReturnType<typeof file>; title: string; advice: string; later?: boolean }[] = [
		{ given: file('空文件.csv', ''), title: '文件是空的', advice: '文件为空（0 字节），请重新导出' },
		{ given: file('只有表头.csv', fees.slice(0, fees.indexOf('\n') + 1)), title: '只有表头', advice: '只有表头没有数据', later: true },
		{
			given: file('图片.csv', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 197) % 256))),
			title: '不是文本文件',
			advice: '请按 CSV 或 XLSX 重新导出'
		},
		{ given: file('说明.csv', '标题,作者\n审核说明,王\n'), title: '没有识别出表', advice: '请核对表头' }
	];
	await step.open(page, '/import');
	await step.choose(
		page,
		bad.map(({ given }) => given)
	);
	const files = page.getByRole('complementary', { name: '文件' });
	for (const { given, title, advice, later } of bad) {
		const one = files.getByRole('listitem').filter({ hasText: given.name });
		await expect(one).toContainText(title);
		if (!later) await expect(one).toContainText(advice);
	}
	await page.getByRole('button', { name: '导入 4 个文件' }).click();
	const refused = page.getByRole('alert').filter({ hasText: '没有文件能导入，批次未建立' });
	for (const { given, title, advice } of bad)
		await expect(refused.getByRole('listitem').filter({ hasText: given.name })).toContainText(new RegExp(`${title}.*${advice}`));

	await step.choose(page, [file('费用.csv', fees), file('就诊.csv', visits)]);
	await page.getByRole('button', { name: '导入 6 个文件' }).click();
	await page.waitForURL(/\/receipt/);
	for (const { given, title, advice } of bad) {
		// The ledger stands before the list of what was left out.
		const line = page.getByRole('row').filter({ hasText: given.name }).last();
		await expect(line).toContainText(title);
		await expect(line).toContainText(advice);
	}
	await expect(page.getByText('平账')).toBeVisible();
});

test('a GB18030 file is read as what it is', async ({ page }) => {
	await step.open(page, '/import');
	await step.choose(page, [file('费用.csv', gb18030(fees)), file('就诊.csv', gb18030(visits))]);
	const one = page.getByRole('complementary', { name: '文件' }).getByRole('listitem').filter({ hasText: '费用.csv' });
	await expect(one).toContainText('GB18030');
	await expect(page.getByRole('region', { name: '费用.csv' })).toContainText('普通病房床位费');
	await page.getByRole('button', { name: '导入 2 个文件' }).click();
	await page.waitForURL(/\/receipt/);
	await expect(page.getByRole('row').filter({ hasText: '费用.csv' })).toContainText('GB18030');
	await expect(page.getByText('平账')).toBeVisible();
	await step.review(page);
	await step.openCase(page);
	await expect(page.getByText('�')).toHaveCount(0);
});

test('rows that Excel has spoilt are refused with line, column, value and advice', async ({ page }) => {
	const rows = fees.split('\n');
	const columns = rows[0]!.split(',');
	const change = (row: number, column: string, value: string): void => {
		const cells = rows[row]!.split(',');
		cells[columns.indexOf(column)] = value;
		rows[row] = cells.join(',');
	};
	change(3, 'mdtrt_id', '1.23E+18');
	change(5, 'det_item_fee_sumamt', '四十元');
	change(7, 'fee_ocur_time', '2025-02-30 08:00:00');
	rows[9] = `${rows[9]},多一格`;
	const expected = [
		{ line: '4', column: 'mdtrt_id', value: '1.23E+18', title: '编号被 Excel 改坏', advice: '请把该列设为文本后重新导出' },
		{ line: '6', column: 'det_item_fee_sumamt', value: '四十元', title: '不是数字', advice: '改为数字后重新导出' },
		{ line: '8', column: 'fee_ocur_time', value: '2025-02-30', title: '日期不存在', advice: '请核对原始记录' },
		{ line: '10', column: '', value: '', title: '列数与表头不符', advice: '请重新导出该行' }
	];
	await step.importFiles(page, [file('费用.csv', rows.join('\n')), file('就诊.csv', visits)]);
	await page.getByRole('heading', { name: '拒收的行 4' }).click();
	for (const { line, column, value, title, advice } of expected) {
		const row = page.getByRole('row').filter({ hasText: title });
		await expect(row).toContainText('费用.csv');
		await expect(row.getByRole('cell').nth(1)).toHaveText(line);
		if (column) await expect(row.getByRole('cell').nth(2)).toContainText(column);
		await expect(row).toContainText(value);
		await expect(row).toContainText(advice);
	}
	const ledger = page.getByRole('row').filter({ hasText: '费用.csv' }).first();
	await expect(ledger.getByRole('link', { name: '4', exact: true })).toBeVisible();
	await expect(page.getByText('平账')).toBeVisible();
});

test('an import that is cancelled leaves nothing', async ({ page }) => {
	const [heading, ...rows] = fees.trimEnd().split('\n');
	const many = Array.from({ length: Math.ceil(150_000 / rows.length) }, (_, copy) =>
		rows.map((row) => row.replace(/^M(\d+)/, `M${copy}$1`)).join('\n')
	).join('\n');
	await step.open(page, '/import');
	await step.choose(page, [file('费用.csv', `${heading}\n${many}\n`), file('就诊.csv', visits)]);
	const button = page.getByRole('button', { name: '导入 2 个文件' });
	await expect(button).toBeEnabled();
	await button.click();
	const progress = page.getByRole('progressbar', { name: /^导入 / });
	await expect(progress).toHaveAttribute('aria-valuenow', /^[1-9]/);
	await page.getByRole('contentinfo').getByRole('button', { name: '取消' }).click();
	await expect(progress).toHaveCount(0);
	await expect(button).toBeEnabled();
	await nothingHere(page);
	await page.reload();
	await nothingHere(page);
	await expect(page.getByText('存储受损')).toHaveCount(0);
});

async function nothingHere(page: Page): Promise<void> {
	await page.getByRole('link', { name: '明审' }).click();
	await expect(page.getByText('导入过的批次会列在这里')).toBeVisible();
	await expect(page.getByRole('contentinfo').getByText('还没有批次')).toBeVisible();
}
