import { readXlsx } from 'hucre/xlsx';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../workers/package/bytes.ts';
import { foldDecisions } from '../../../workers/package/journal.ts';
import { LIST_COLUMNS, SHARED_COLUMNS } from '../../../workers/package/list-columns.ts';
import { listWorkbook, type ListInput } from '../../../workers/package/workbook.ts';
import { BATCH, decide, exportInput, finding, journal, listRow } from './fixture.ts';
import { FORMULA_PAYLOADS } from './payloads.ts';

const HEADINGS = [
	'就医来源',
	'项目来源',
	'线索来源',
	'问题类型',
	'问题情形',
	'问题性质',
	'问题数量',
	'问题金额',
	'机构编码',
	'机构名称',
	'科室',
	'医生',
	'身份证号',
	'姓名',
	'性别',
	'年龄',
	'就医日期',
	'就医天数',
	'疾病诊断',
	'分类',
	'代码',
	'名称',
	'规格',
	'单位',
	'单价',
	'人次',
	'天数',
	'频次',
	'剂量',
	'数量',
	'医疗金额',
	'医保支付',
	'支付日期'
];
async function input(change: Partial<ListInput> = {}): Promise<ListInput> {
	const { findings, rows, rules, journal: frames } = await exportInput(3);
	return {
		findings,
		rows,
		rules,
		states: foldDecisions(
			frames.map((text) => JSON.parse(text)),
			BATCH
		),
		...change
	};
}
const sheetXml = (bytes: Uint8Array): string => textOf(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
async function cells(bytes: Uint8Array): Promise<Record<string, unknown>[]> {
	const [headings, ...rows] = (await readXlsx(bytes)).sheets[0]!.rows as unknown[][];
	return rows.map((row) => Object.fromEntries(headings!.map((heading, i) => [heading, row[i] ?? null])));
}

describe('the list of suspected points', () => {
	it('has the 34 columns that auditors hand on first, in their order, and ours after them', () => {
		const headings = LIST_COLUMNS.map((column) => column.heading);
		expect(headings.slice(0, SHARED_COLUMNS)).toEqual(['疑点编号', ...HEADINGS]);
		expect(headings.slice(SHARED_COLUMNS, SHARED_COLUMNS + 4)).toEqual(['规则', '等级', '处理', '理由']);
		expect(new Set(headings).size).toBe(headings.length);
	});
	it('has one row a line, amounts as numbers in 元, negatives as numbers', async () => {
		const rows = await cells(await listWorkbook(await input()));
		expect(rows).toHaveLength(6);
		expect(rows[0]).toMatchObject({
			疑点编号: 1,
			规则: '床位费天数超过住院天数',
			等级: '可疑',
			处理: '确认',
			问题情形: '计 5 天，住院 3 天',
			问题数量: 2,
			问题金额: 12.35,
			医疗金额: -177.5,
			医保支付: 100,
			单价: 35.5,
			认定金额: 12.35,
			项目角色: '违规项',
			疾病诊断: '=cmd|calc',
			就医天数: 3
		});
		expect(rows[1]).toMatchObject({ 疑点编号: 1, 项目角色: '涉及项', 问题金额: null, 认定金额: null });
		expect(rows[4]).toMatchObject({ 处理: '调材料', 认定金额: null });
	});
	it.each([
		['XL02BBA326A001010102180', '药品'],
		['ZA04CAE0023010100166', '药品'],
		['C0101010100100101234', '材料'],
		['003110000160000', '诊疗'],
		['LOCAL-1', '费用明细'],
		['', '费用明细']
	])('tells the kind of item of code %s: %s', async (code, kind) => {
		const f = finding(1);
		const rows = await cells(await listWorkbook(await input({ findings: [f], rows: [{ ...listRow(f, 0, 1), code }] })));
		expect(rows[0]!.项目来源).toBe(kind);
	});
	it('shows what was accepted line by line, and decisions about other evidence as such', async () => {
		const f = finding(1);
		const { table, file, record } = f.lines[0]!;
		const states = (accepted: boolean, amount: number | null, evidenceDigest = f.evidenceDigest) =>
			foldDecisions(
				journal([{ ...decide([{ ...f, evidenceDigest }], 'confirm'), lines: [{ table, file, record, accepted, amount }] } as never]).map((text) =>
					JSON.parse(text)
				),
				BATCH
			);
		const first = async (change: Partial<ListInput>) => (await cells(await listWorkbook(await input({ findings: [f], ...change }))))[0]!;
		expect((await first({ states: states(true, 500) })).认定金额).toBe(5);
		expect((await first({ states: states(false, 500) })).认定金额).toBe(0);
		expect(await first({ states: states(true, 500, 'other') })).toMatchObject({ 认定金额: null, 处理: '确认（证据已变，待复核）' });
	});
	it('says of a finding that nobody decided which exception leaves it out, and a decision over it', async () => {
		const findings = [finding(1), finding(2)];
		const excepted = findings.map(({ key }) => ({ key, until: '2026-12-31', reason: '专项检查已处理' }));
		const states = foldDecisions(
			journal([decide([findings[1]!], 'confirm')]).map((text) => JSON.parse(text)),
			BATCH
		);
		const rows = await cells(await listWorkbook(await input({ findings, states, excepted })));
		expect(rows[0]).toMatchObject({ 处理: '按例外不计', 理由: '专项检查已处理（至 2026-12-31）' });
		expect(rows[2]).toMatchObject({ 处理: '确认' });
	});
	it('runs no formula: 60 payloads in every text column stay text', async () => {
		for (const payload of FORMULA_PAYLOADS) {
			const f = finding(1, { institution: payload, department: payload, doctor: payload, visit: payload, key: payload });
			const row = { ...listRow(f, 0, 1), diagnosis: payload, item: payload, name: payload, certificate: payload, code: payload, unit: payload };
			const bytes = await listWorkbook(await input({ findings: [f], rows: [row] }));
			const xml = sheetXml(bytes);
			expect(xml).not.toMatch(/<f[ >/]|t="str"|t="e"/);
			for (const cell of xml.match(/<c [^>]*>/g)!.filter((tag) => tag.includes('t="'))) expect(cell).toContain('t="inlineStr"');
			const [read] = await cells(bytes);
			expect(read!.疾病诊断).toBe(payload);
			expect(read!.科室).toBe(payload);
		}
		expect(FORMULA_PAYLOADS).toHaveLength(60);
	}, 60_000);
	it('marks text cells with the format "text" and amounts with two decimals', async () => {
		const styles = textOf(unzipSync(await listWorkbook(await input()))['xl/styles.xml']!);
		expect(styles).toContain('formatCode="@"');
		expect(styles).toContain('formatCode="0.00"');
	});
	it('survives what no cell can hold: control characters, half surrogates, endless text', async () => {
		const f = finding(1, { department: 'a\u0000b\ud800c', doctor: '长'.repeat(40_000) });
		const [row] = await cells(await listWorkbook(await input({ findings: [f] })));
		expect(row!.科室).toBe('a␀b\ufffdc');
		expect((row!.医生 as string).length).toBe(32_767);
	});
	it('is written row by row: 8,000 rows', async () => {
		const findings = Array.from({ length: 4_000 }, (_, i) => finding(i));
		const rows = await cells(await listWorkbook(await input({ findings, rows: [] })));
		expect(rows).toHaveLength(8_000);
		expect(rows.at(-1)!.疑点编号).toBe(4_000);
	}, 120_000);
	it('has a row for a finding without lines', async () => {
		const [row] = await cells(await listWorkbook(await input({ findings: [finding(1, { lines: [] })], rows: [] })));
		expect(row).toMatchObject({ 问题金额: 12.35, 认定金额: 12.35, 明细流水号: null });
	});
});
