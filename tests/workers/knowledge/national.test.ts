import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { mergePacks } from '../../../rules/knowledge/merge.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { validatePack } from '../../../rules/knowledge/validate.ts';
import { readKnowledgeFile } from '../../../workers/knowledge/read.ts';

const ROOT = fileURLToPath(new URL('../../../../shared/data/national/', import.meta.url));
const present = existsSync(ROOT);
if (!present) console.warn('national.test.ts: skipped, since ../shared/data/national is not here.');

const byClass = (points: readonly KnowledgePoint[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const point of points) counts[point.officialClass] = (counts[point.officialClass] ?? 0) + 1;
	return counts;
};
const byTable = (points: readonly KnowledgePoint[]): Record<string, number> => {
	const counts: Record<string, number> = {};
	for (const { table } of points) counts[table] = (counts[table] ?? 0) + 1;
	return counts;
};
const read = (path: string, name: string) => readKnowledgeFile(name, readFileSync(ROOT + path));
const readBooks = async () => {
	const packs = [];
	for (const file of readdirSync(`${ROOT}xlsx`).sort()) {
		// The name of the file must not matter.
		const reading = await read(`xlsx/${file}`, 'upload.xlsx');
		expect(
			reading.problems.filter((problem) => problem.id !== 'note-rows'),
			file
		).toEqual([]);
		for (const pack of reading.packs) expect(validatePack(JSON.parse(JSON.stringify(pack))), pack.id).toMatchObject({ ok: true });
		packs.push(...reading.packs);
	}
	return packs;
};

describe.skipIf(!present)('national files', () => {
	test('re-laid workbooks: every row is a point with codes', async () => {
		const points = (await readBooks()).flatMap((pack) => pack.points);
		expect(byClass(points)).toEqual({
			药品区分性别使用: 481,
			医疗服务项目区分性别使用: 390,
			药品儿童专用: 271,
			药品限儿童使用: 11,
			医疗服务项目儿童专用: 30,
			医疗服务项目限年龄: 1,
			药品限工伤保险: 9,
			药品限生育保险: 3,
			药品限就医方式: 35,
			药品限医疗机构级别: 61,
			药品限支付疗程: 30,
			医疗服务项目限支付疗程: 11,
			医疗服务项目重复收费: 900,
			医疗服务项目限定频次: 67,
			医疗服务项目周期超频次: 14,
			手术项目未按规定折价收费: 378
		});
		expect(points.filter((point) => point.codes.length === 0)).toEqual([]);
		const windows = new Map<string, number>();
		for (const point of points) if (point.table === 'exclusions') windows.set(point.window, (windows.get(point.window) ?? 0) + 1);
		expect(Object.fromEntries(windows)).toEqual({ day: 446, visit: 429, '6h': 18, '1h': 7 });
		const newborns = points.filter((point) => point.table === 'ageLimits' && point.maxAgeDays !== undefined);
		expect(newborns.map(({ officialClass }) => officialClass)).toEqual(Array.from({ length: 18 }, () => '医疗服务项目儿童专用'));
		const kinds = points.filter((point) => point.table === 'visitKindLimits' && point.kind !== 'inpatient').map((point) => point.name);
		expect(kinds).toEqual(['安宫牛黄丸']);
	});

	test('table of points: all 3,899 rows are points, told skips or notes', async () => {
		const { packs, problems } = await read('knowledge_points.csv', 'upload.csv');
		const points = packs.flatMap((pack) => pack.points);
		const told = problems.reduce((sum, problem) => sum + (problem.count ?? 0), 0);
		expect(points.length + told).toBe(3899);
		expect(problems.map((problem) => `${problem.id} ${problem.count}`)).toEqual([
			'sex-unclear 1',
			'window-absent 900',
			'frequency-unclear 4',
			'note-rows 1'
		]);
		expect(points).toHaveLength(2993);
		expect(byTable(points)).toMatchObject({ secondLine: 110, onlineLimits: 22, herbLimits: 153, indications: 510 });
		// Limits that name no disease: a rule on them can only say 无法判断.
		expect(points.filter((point) => point.table === 'indications' && !point.words)).toHaveLength(7);
		for (const pack of packs) expect(validatePack(JSON.parse(JSON.stringify(pack))), pack.id).toMatchObject({ ok: true });
	});

	test('words never contradict a column', async () => {
		const columns = new Map<string, string>();
		for (const pack of await readBooks())
			for (const point of pack.points) if (point.table === 'sexLimits') for (const code of point.codes) columns.set(code, point.sex);
		const { packs } = await read('knowledge_points.csv', 'upload.csv');
		const sexes = packs.flatMap((pack) => pack.points).filter((point) => point.table === 'sexLimits');
		expect(sexes.filter((point) => point.codes.some((code) => columns.has(code) && columns.get(code) !== point.sex))).toEqual([]);
	});

	test('merged, columns win whatever the order', async () => {
		const books = await readBooks();
		const { packs } = await read('knowledge_points.csv', 'upload.csv');
		for (const order of [
			[...books, ...packs],
			[...packs, ...books]
		]) {
			const { points } = mergePacks(order);
			const drug = points.find((point) => point.name === '丁苯酞软胶囊' && point.table === 'courseLimits');
			expect(drug).toMatchObject({ days: 20, got: { days: { by: 'column', verified: true } } });
			expect(points.filter((point) => point.table === 'exclusions')).toHaveLength(900);
			expect(points.filter((point) => point.table === 'frequencyLimits')).toHaveLength(81);
			expect(points.filter((point) => point.table === 'sexLimits')).toHaveLength(874);
		}
	});
});
