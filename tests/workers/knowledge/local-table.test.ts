import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { KNOWLEDGE_TABLES } from '../../../rules/knowledge/tables/index.ts';
import { validatePack } from '../../../rules/knowledge/validate.ts';
import { BASE_HEADINGS, FIELD_HEADINGS } from '../../../workers/knowledge/local-words.ts';
import { readKnowledgeFile } from '../../../workers/knowledge/read.ts';
import { scaledOf } from '../../../workers/knowledge/local-cells.ts';

const csv = (...rows: string[]) => readKnowledgeFile('本市.csv', new TextEncoder().encode(`\ufeff${rows.join('\r\n')}\r\n`));
const shown = (problems: readonly { id: string; place: string }[]) => problems.map(({ id, place }) => `${id} ${place}`);

test('a sheet named after its table', async () => {
	const rows = [
		['本市限定科室项目'],
		['名称', '编码', '科室', '科室角色', '依据', '已核实', '备注'],
		['运动疗法', '003402000010000', '康复；中医', '执行', '本地规定〔2025〕1号', '否', 'x']
	];
	const { packs, problems } = await readKnowledgeFile('a.xlsx', await writeXlsx({ sheets: [{ name: '限定科室', rows }] }));
	expect(shown(problems)).toEqual(['unknown-column 限定科室']);
	expect(packs).toHaveLength(1);
	expect(packs[0]!.points).toMatchObject([
		{
			table: 'departmentLimits',
			codes: ['003402000010000'],
			departments: ['康复', '中医'],
			side: 'performing',
			got: { departments: { by: 'column', verified: false }, side: { by: 'column', verified: false } }
		}
	]);
	expect(validatePack(JSON.parse(JSON.stringify(packs[0])))).toMatchObject({ ok: true });
});

test('a column names the table, row by row, and the region', async () => {
	const { packs, problems } = await csv(
		'知识表,名称,依据,地区,金额,时间窗,从项名称,饮片,小时数,检验值,检测用语',
		'限定报销总额,人工晶体,本地,410400,1800.50,手术,,,,,',
		'相互作用,附子,药典,410400,,,半夏,是,0,,',
		'用药前检测,甲片,目录,410400,,,,,,白蛋白|ALB<30 g/L；肌钙蛋白异常,EGFR；基因检测'
	);
	expect(shown(problems)).toEqual([]);
	expect(packs.map((pack) => [pack.region, pack.points.length])).toEqual([['410400', 3]]);
	expect(packs[0]!.points).toMatchObject([
		{ table: 'amountLimits', fen: 180_050, window: 'operation' },
		{ table: 'interactions', subName: '半夏', subCodes: [], herb: true, hours: 0 },
		{
			table: 'drugTests',
			tests: ['EGFR', '基因检测'],
			labs: [
				{ names: ['白蛋白', 'ALB'], op: 'lt', limit: 300_000, unit: 'g/L' },
				{ names: ['肌钙蛋白'], op: 'abnormal' }
			]
		}
	]);
});

test('parts of a whole by names and codes', async () => {
	const { packs } = await csv('知识表,名称,依据,组成项目,最少项数,时间窗', '整体项目,膝关节,本地,股骨髁|股骨假体；C0199010000000000001,2,单次就诊');
	expect(packs[0]!.points[0]).toMatchObject({
		parts: [
			{ names: ['股骨髁', '股骨假体'], codes: [] },
			{ names: [], codes: ['C0199010000000000001'] }
		]
	});
});

describe('what is not sound is told and not taken', () => {
	test.each<[string, string[], string[]]>([
		['a missing column, once', ['知识表,名称,依据', '限定科室,甲,本地', '限定科室,乙,本地'], ['missing-column CSV']],
		['no notice', ['知识表,名称,饮片', '处方药,甲,'], ['missing-column CSV']],
		['an unknown table', ['知识表,名称,依据', '限定星座,甲,本地'], ['table CSV!2']],
		['a pair with itself', ['知识表,名称,从项名称,小时数,饮片,依据', '相互作用,附子,附子,0,是,本地'], ['pair-with-itself CSV!2']],
		['a word that is none', ['知识表,名称,科室,科室角色,依据', '限定科室,甲,康复,旁观,本地'], ['field CSV!2.side']],
		['a number that is none', ['知识表,名称,金额,时间窗,依据', '限定报销总额,甲,一千,年,本地'], ['field CSV!2.fen']],
		['a fraction of a 分', ['知识表,名称,金额,时间窗,依据', '限定报销总额,甲,1.005,年,本地'], ['field CSV!2.fen']],
		['a code that is none', ['知识表,名称,编码,依据', '处方药,甲,代码未知,本地'], ['field CSV!2.codes[0]']],
		['a value without a comparison', ['知识表,名称,检测用语,检验值,依据', '用药前检测,甲,EGFR,白蛋白30,本地'], ['field CSV!2.labs[0]']],
		['a region in words', ['知识表,名称,依据,地区', '处方药,甲,本地,本市'], ['field CSV!2.region']],
		['no name', ['知识表,名称,依据', '处方药,,本地'], ['missing CSV!2.name']],
		['the same item twice', ['知识表,名称,依据', '处方药,甲,本地', '处方药, 甲,本地'], ['same-item CSV!3']],
		[
			'days that overlap',
			[
				'知识表,名称,编码,价格,每包装数量,启用日期,停用日期,依据',
				'中选价格,甲,XA1,5.2,24,2026/1/1,2026/12/31,本地',
				'中选价格,甲,XA1,4.8,24,2026-12-31,,本地'
			],
			['overlapping-dates CSV!3']
		],
		[
			'days of one code that overlap, under two names',
			[
				'知识表,名称,编码,价格,每包装数量,启用日期,停用日期,依据',
				'中选价格,甲,XA1；XA2,5.2,24,2026-01-01,2026-12-31,本地',
				'中选价格,甲（新包装）,XA2,4.8,24,2026-07-01,,本地'
			],
			['overlapping-dates CSV!3']
		]
	])('%s', async (_, rows, expected) => {
		const { packs, problems } = await csv(...rows);
		expect(shown(problems)).toEqual([...expected, 'rows-refused ']);
		const rowsLost = rows.length - 1 - packs.flatMap((pack) => pack.points).length;
		expect(problems.find(({ id }) => id === 'rows-refused')?.count).toBe(rowsLost);
	});

	test('a file of nothing but faults is refused whole', async () => {
		const { packs, problems } = await csv('知识表,名称,依据', '处方药,甲,本地', ...Array.from({ length: 200 }, () => '限定星座,甲,本地'));
		expect(packs).toEqual([]);
		expect(problems.at(-1)!.id).toBe('too-many-faults');
	});
});

test('prices of periods that follow each other are both kept', async () => {
	const { packs, problems } = await csv(
		'知识表,名称,编码,价格,每包装数量,启用日期,停用日期,依据',
		'中选价格,甲,XA1,5.2,24,2026年1月1日,2026-06-30,本地',
		'中选价格,甲,XA1,4.8,24,2026-07-01,,本地'
	);
	expect(shown(problems)).toEqual([]);
	expect(packs[0]!.points).toMatchObject([
		{ price: 5_200_000, perPack: 240_000, from: '2026-01-01', to: '2026-06-30' },
		{ price: 4_800_000, from: '2026-07-01' }
	]);
});

test.each([
	['1,234.5', 100, 123_450],
	['-0.5', 10_000, -5_000],
	['0.10', 10, 1],
	['1.05', 10, null],
	['1e3', 100, null],
	['', 100, null]
])('%s in 1/%d', (cell, scale, value) => expect(scaledOf(cell, scale)).toBe(value));

test('every parameter has a heading of its own', () => {
	const fields = Object.entries(KNOWLEDGE_TABLES).flatMap(([table, { fields: own }]) => (table === 'dipGroups' ? [] : Object.keys(own)));
	expect(fields.filter((field) => !Object.hasOwn(FIELD_HEADINGS, field))).toEqual([]);
	const words = [...Object.values(BASE_HEADINGS), ...Object.entries(FIELD_HEADINGS).map(([field, headings]) => [field, ...headings])].flat();
	expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
});
