import { writeXlsx } from 'hucre/xlsx';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readKnowledgeFile } from '../../../workers/knowledge/read.ts';

const read = (name: string) => readKnowledgeFile(name, readFileSync(fileURLToPath(new URL(`../../fixtures/knowledge/${name}`, import.meta.url))));
const shown = (problems: readonly { id: string; place: string; count?: number }[]) =>
	problems.map(({ id, place, count }) => [id, place, ...(count === undefined ? [] : [count])].join(' '));

/** Each file: what is told of it, names that the sentence gives, and the points that are taken all the same. */
describe('a knowledge file with a fault', () => {
	test.each<[file: string, told: string[], names: string[], taken: string[]]>([
		['missing-column.csv', ['missing-column CSV', 'rows-refused  2'], ['科室角色', '知识表、名称、依据、科室'], []],
		['missing-codes.csv', ['missing-column missing-codes.csv: CSV', 'unrecognised missing-codes.csv'], ['med_codes', 'item_name、constraint'], []],
		['pair-with-itself.csv', ['pair-with-itself CSV!2', 'rows-refused  1'], ['CSV!2'], ['附子']],
		['overlapping-dates.csv', ['overlapping-dates CSV!3', 'rows-refused  1'], ['XA01AAA000A001010100001', 'CSV!2'], ['甲', '乙']],
		['unknown-table.csv', ['table CSV!2', 'rows-refused  1'], ['限定星座'], ['乙']],
		['unknown-code.csv', ['field CSV!2.codes[0]', 'rows-refused  1'], ['CSV!2'], ['乙']],
		['false-digest.json', ['digest digest'], ['摘要'], []],
		['dip-without-points.csv', ['dip-column dip-without-points.csv: dip-without-points.csv'], ['病种分值', '分值备注'], []]
	])('%s', async (file, told, names, taken) => {
		const { packs, problems } = await read(file);
		expect(shown(problems)).toEqual(told);
		for (const name of names) expect(problems[0]!.text.zh).toContain(name);
		expect(packs.flatMap((pack) => pack.points.map((point) => point.name))).toEqual(taken);
		for (const { text } of problems) expect([text.zh.endsWith('。'), text.en.endsWith('.')]).toEqual([true, true]);
	});

	test('a catalogue of two sheets with unlike totals is refused, with both totals', async () => {
		const rows = (...codes: string[]) => [['病种编码', '病种名称', '病种分值'], ...codes.map((code) => [code, '某病', 100])];
		const sheets = [
			{ name: '正式', rows: rows('K80.1:51.2300', 'J18.9') },
			{ name: '草稿', rows: rows('K80.1:51.2300') }
		];
		const { packs, problems } = await readKnowledgeFile('某市.xlsx', await writeXlsx({ sheets }));
		expect([packs, shown(problems)]).toEqual([[], ['dip-totals 某市.xlsx']]);
		expect(problems[0]!.text.zh).toMatch(/“正式”有 2 个.*“草稿”有 1 个/u);
	});

	test('a sheet that nobody recognises is told beside one that is read', async () => {
		const sheets = [
			{
				name: '处方药',
				rows: [
					['名称', '依据'],
					['甲', '本地']
				]
			},
			{
				name: '限定星座',
				rows: [
					['星座', '药'],
					['白羊', '乙']
				]
			}
		];
		const { packs, problems } = await readKnowledgeFile('本市.xlsx', await writeXlsx({ sheets }));
		expect(packs.map((pack) => pack.points.length)).toEqual([1]);
		expect(shown(problems)).toEqual(['unrecognised-rows 本市.xlsx: 限定星座 1']);
	});

	test('a sheet named after its table without the columns that every table has', async () => {
		const sheets = [
			{
				name: '处方药',
				rows: [
					['名称', '类别'],
					['甲', '乙']
				]
			}
		];
		const { packs, problems } = await readKnowledgeFile('本市.xlsx', await writeXlsx({ sheets }));
		expect([packs, shown(problems)]).toEqual([[], ['missing-column 本市.xlsx: 处方药', 'unrecognised 本市.xlsx']]);
		expect(problems[0]!.text.zh).toContain('依据（文件/来源/notice）。文件现有的列：名称、类别');
	});
});
