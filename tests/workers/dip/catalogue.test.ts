import { writeXlsx } from 'hucre/xlsx';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createGrouper } from '../../../rules/dip/grouper.ts';
import { meanCostOf } from '../../../rules/dip/points.ts';
import { readDipCatalogue } from '../../../workers/knowledge/dip.ts';

const CITY = fileURLToPath(new URL('../../../../shared/data/dip/catalogue_pingdingshan_2025.csv', import.meta.url));
const present = existsSync(CITY);
if (!present) console.warn('catalogue.test.ts: a city’s catalogue skipped, since ../shared/data/dip is not here.');

const HEADING = '序号,病种编码,病种类型（1.核心病种；2.综合病种）,主诊断代码,主诊断名称,主要操作代码,主要操作名称,其他操作代码,其他操作名称,病种分值';
const csv = (...lines: string[]) => new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`);
const book = (sheets: Record<string, readonly (readonly (string | number | null)[])[]>) =>
	writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.map((row) => [...row]) })) });
const ids = (reading: Awaited<ReturnType<typeof readDipCatalogue>>) => reading.problems.map(({ id, place }) => `${id} ${place}`);

describe('a catalogue as CSV', () => {
	it('is read by its headings, whatever stands above them', async () => {
		const reading = await readDipCatalogue(
			'a.csv',
			csv(
				'某市病种目录',
				'',
				HEADING,
				'1,A03.9,1,A03.9,细菌性痢疾,,,,,385.35787',
				'2,E11:SS,0,E11,"2型\n糖尿病",,,,,"2,152.122399"',
				'合计,,,,,,,,,',
				',,,,,,,,,'
			)
		);
		expect(reading.problems.map(({ id, count }) => [id, count])).toEqual([['note-rows', 2]]);
		expect(reading.catalogue!.groups).toMatchObject([
			{ code: 'A03.9', kind: 'core', points: 385_357_870 },
			{ code: 'E11:SS', kind: 'mixed', mode: 'surgery', name: '2型糖尿病', points: 2_152_122_399 }
		]);
	});
	it('in GB18030 too', async () => {
		// 病种编码,病种分值 in GB18030.
		const head = Uint8Array.of(0xb2, 0xa1, 0xd6, 0xd6, 0xb1, 0xe0, 0xc2, 0xeb, 0x2c, 0xb2, 0xa1, 0xd6, 0xd6, 0xb7, 0xd6, 0xd6, 0xb5, 0x0a);
		const reading = await readDipCatalogue('a.csv', Uint8Array.of(...head, ...new TextEncoder().encode('A03.9,385.3\n')));
		expect(reading.catalogue!.groups).toMatchObject([{ code: 'A03.9', points: 385_300_000 }]);
	});
	it('composes the code where the city gives diagnosis and procedures only', async () => {
		const reading = await readDipCatalogue(
			'a.csv',
			csv('主要诊断编码,主要诊断名称,主要操作编码,其他操作编码,分值', 'K63.5,结肠息肉,45.4307,"43.4105,45.2302",1652.2', 'K63.5,结肠息肉,,,600')
		);
		expect(reading.catalogue!.groups.map(({ code, procedures }) => [code, procedures])).toEqual([
			['K63.5:45.4307+43.4105+45.2302', [['45.4307'], ['43.4105'], ['45.2302']]],
			['K63.5', []]
		]);
	});
	it('takes types 0 and 2 as mixed', async () => {
		const reading = await readDipCatalogue('a.csv', csv('病种编码,病种类型,病种分值', 'E11:SS,0,1', 'E12:SS,2,1', 'E11.1,1,1'));
		expect(reading.catalogue!.groups.map(({ kind }) => kind)).toEqual(['mixed', 'mixed', 'core']);
	});
	it.each([
		['no column of points', ['病种编码,病种类型', 'A03.9,1'], 'dip-column a.csv: a.csv'],
		['no catalogue at all', ['药品名称,药品代码', 'X,1'], 'dip-unrecognised a.csv'],
		['one group with unlike points', ['病种编码,病种分值', 'A09.9:44.1300x001,1', 'A09.9:44.1300X001,2'], 'dip-duplicate a.csv: a.csv!3'],
		['points of zero', ['病种编码,病种分值', 'A03.9,0'], 'dip-points a.csv: a.csv!2'],
		['points below zero', ['病种编码,病种分值', 'A03.9,-5'], 'dip-points a.csv: a.csv!2'],
		['points that are no number', ['病种编码,病种分值', 'A03.9,见附件'], 'dip-points a.csv: a.csv!2'],
		['points without a code', ['病种编码,病种分值', ',5'], 'dip-code a.csv: a.csv!2'],
		['an unknown suffix', ['病种编码,病种分值', 'E11:QT,5'], 'dip-notation a.csv: a.csv!2'],
		['a kind that contradicts the notation', ['病种编码,病种类型,病种分值', 'E11:SS,1,5'], 'dip-kind a.csv: a.csv!2'],
		['two means of one city', ['DIP_CODE,WEIGHT_SCORE,REGION_AVE_VAL', 'A03.9,1,5718.15', 'A04.9,1,5719'], 'dip-region-mean a.csv: a.csv']
	])('is refused for %s', async (_, lines, expected) => {
		const reading = await readDipCatalogue('a.csv', csv(...lines));
		expect(reading.catalogue).toBeNull();
		expect(ids(reading)).toEqual([expected]);
	});
});

describe('a catalogue as workbook', () => {
	const points = [
		['病种编码', '病种分值'],
		['A03.9', 385.35787],
		['A04.9', 200]
	];
	const middle = [
		['DIP_CODE', 'WEIGHT_SCORE', 'DIP_AVG_FEE', 'REGION_AVE_VAL', 'AVG_IPT_DAYS'],
		['a03.9', 385.35787, 2203.535, 5718.153489, 7.25],
		['A04.9', 200, 1143.63, 5718.153489, 6]
	];
	it('joins two sheets of the same groups: mean cost, days and M come from the second', async () => {
		const reading = await readDipCatalogue('a.xlsx', await book({ 目录: points, 中间结果: middle, 说明: [['无关']] }));
		expect(reading.problems).toEqual([]);
		expect(reading.catalogue!.groups).toMatchObject([
			{ code: 'A03.9', points: 385_357_870, meanCost: 220_354, meanDays: 72_500 },
			{ code: 'A04.9', meanCost: 114_363, meanDays: 60_000 }
		]);
		expect(reading.regionMean).toBe(5_718_153_489);
	});
	it('refuses two sheets of unlike totals and names both; the user may choose one', async () => {
		const bytes = await book({ 目录: points, 中间结果: [...middle, ['A05.9', 300, 1715.45, 5718.153489, 5]] });
		const refusedReading = await readDipCatalogue('a.xlsx', bytes);
		expect(refusedReading.catalogue).toBeNull();
		expect(refusedReading.problems[0]!.text.zh).toBe(
			'工作表“目录”有 2 个病种，“中间结果”有 3 个，病种不一致，不能确定以哪个为准，整个文件未采用；请另存只留一个工作表的文件再载入。'
		);
		expect(refusedReading.sheets).toEqual([
			{ name: '目录', groups: 2 },
			{ name: '中间结果', groups: 3 }
		]);
		expect((await readDipCatalogue('a.xlsx', bytes, '中间结果')).catalogue!.groups).toHaveLength(3);
	});
	it('refuses two sheets that give one group unlike points', async () => {
		const reading = await readDipCatalogue(
			'a.xlsx',
			await book({ 目录: points, 中间结果: [middle[0]!, middle[1]!, ['A04.9', 201, 1, 5718.153489, 6]] })
		);
		expect(ids(reading)).toEqual(['dip-duplicate a.xlsx: 中间结果!3']);
	});
	it('refuses two sheets of as many groups that are others', async () => {
		const reading = await readDipCatalogue(
			'a.xlsx',
			await book({ 目录: points, 中间结果: [middle[0]!, middle[1]!, ['A05.9', 200, 1, 5718.153489, 6]] })
		);
		expect(ids(reading)).toEqual(['dip-totals a.xlsx']);
	});
	it('refuses a damaged workbook', async () => {
		expect(ids(await readDipCatalogue('a.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 0)))).toEqual(['workbook a.xlsx']);
	});
});

describe.skipIf(!present)('a city’s catalogue', () => {
	it('gives 4,444 groups, 567 of them mixed, and each finds itself', async () => {
		const { catalogue, problems } = await readDipCatalogue('city.csv', readFileSync(CITY));
		expect(problems).toEqual([]);
		const { groups } = catalogue!;
		expect([groups.length, groups.filter(({ kind }) => kind === 'mixed').length]).toEqual([4_444, 567]);
		const grouper = createGrouper(catalogue!, { regionMean: 5_718_153_489, notForGrouping: () => false });
		const lost = groups.filter((group) => {
			if (group.kind === 'mixed') return false;
			const procedures = group.procedures.map((any) => any[0]!.toLowerCase());
			const cost = meanCostOf(group, 5_718_153_489);
			return grouper.group({ mainDiagnosis: `${group.diagnosis}00`, procedures, cost }).group !== group;
		});
		expect(lost.map(({ code }) => code)).toEqual([]);
	});
});
