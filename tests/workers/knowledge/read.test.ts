import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { readKnowledgeFile } from '../../../workers/knowledge/read.ts';
import { sealPack } from '../../../workers/knowledge/seal.ts';
import { publishedWorkbook } from './published.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ids = (problems: readonly { id: string; count?: number }[]) => problems.map(({ id, count }) => (count === undefined ? id : `${id} ${count}`));
const A = 'XG04CBA088A001010101467';
const B = 'XG04CBA088A001010201467';
const C = 'ZD03AAA0043010100166';

describe('published workbooks', () => {
	test('codes are joined by the number of the point, blank cells continue the one above', async () => {
		const book = await publishedWorkbook(
			'“药品区分性别使用”规则对应知识点明细',
			['序号', '药品通用名', '限定支付范围', '检出逻辑'],
			[
				[1, '甲片', '限前列腺癌患者', '与限定性别不符'],
				[2, '乙丸', '用于月经不调', '与限定性别不符'],
				[3, '丙膏', '用于皮肤瘙痒', '与限定性别不符']
			],
			[
				[1, '甲片', A],
				[null, null, B],
				[2, '乙丸', C]
			]
		);
		const { packs, problems } = await readKnowledgeFile('第一批.xlsx', book);
		expect(packs).toHaveLength(1);
		expect(packs[0]!.points).toMatchObject([
			{
				table: 'sexLimits',
				officialClass: '药品区分性别使用',
				officialCode: 'GZ10000301004000',
				name: '甲片',
				codes: [A, B],
				sex: '1',
				got: { sex: { by: 'text', verified: false } }
			},
			{ name: '乙丸', codes: [C], sex: '2', notice: '国家医保局智能监管知识点明细（第一批，药品区分性别使用）' }
		]);
		expect(ids(problems)).toEqual(['sex-unclear 1', 'note-rows 2']);
	});

	test('pairs with their window', async () => {
		const book = await publishedWorkbook(
			'“医疗服务项目重复收费”规则对应知识点明细',
			['序号', '频度', '项目A名称', '项目A编码', '项目B名称', '项目B编码', '备注'],
			[
				[1, '单日', '特级护理', '001201000020000', '一般专项护理', '001201000140000', ''],
				[2, '一生', '甲', '001201000020001', '乙', '001201000140001', '']
			]
		);
		const { packs, problems } = await readKnowledgeFile('anything.xlsx', book);
		expect(packs[0]!.points).toMatchObject([{ table: 'exclusions', window: 'day', codes: ['001201000020000'], subCodes: ['001201000140000'] }]);
		expect(ids(problems)).toEqual(['window-absent 1', 'note-rows 2']);
	});

	test('an unknown class is told', async () => {
		const heading = ['序号', '药品通用名', '限定支付范围'];
		const unknown = await readKnowledgeFile(
			'x.xlsx',
			await publishedWorkbook('“药品限最大开药量”规则对应知识点明细', heading, [[1, '甲片', '限某量']])
		);
		expect(unknown.packs).toEqual([]);
		expect(ids(unknown.problems)).toEqual(['not-used-yet 1', 'note-rows 2']);
		expect(unknown.problems[0]!.text.zh).toContain('药品限最大开药量');
	});
});

test('the frequency is what the item is charged by', async () => {
	const rows = [
		['序号', '项目名称', '限制数量', '数量单位', '项目编码'],
		[1, '住院诊查费', 1, '日', '001102000050000'],
		[2, '心电监测', 24, '小时', '003107010220000'],
		[3, '某项', 2, '次就诊', '003107010220001']
	];
	const { packs } = await readKnowledgeFile('y.xlsx', await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] }));
	expect(packs[0]!.points).toMatchObject([
		{ limit: 1, period: 1 },
		{ limit: 24, period: 1 }
	]);
});

describe('table of points', () => {
	const heading = 'batch,batch_tag,rule_class,item_name,constraint,detect_logic,med_codes,published_at,attachment_file,row';
	const csv = (...rows: string[]) => bytes(`\ufeff${[heading, ...rows].join('\r\n')}\r\n`);

	test('classes come from the rows, batches become packs', async () => {
		const { packs, problems } = await readKnowledgeFile(
			'第九批.csv',
			csv(
				`1,batch_01,药品限儿童使用,甲散,"限：1.1岁至14岁某病；2.2岁至14岁某病。",年龄,${A};${B},,第一批.xlsx,1`,
				`6,batch_06,药品限支付疗程,乙注射液,"限某病，支付不超过14天。",天数,${C},2026-01-28,第六批.xlsx,1`,
				'7,batch_07,医疗服务项目重复收费,特级护理×一般专项护理,含护理,同时收费,001201000020000;001201000140000,,第七批.xlsx,1',
				'1,batch_01,医疗服务项目区分性别使用,说明：另有规定的除外。,,,,,x,2'
			)
		);
		expect(packs.map((pack) => [pack.id, pack.published, pack.points.length])).toEqual([
			['nhsa-table-batch_01', '', 1],
			['nhsa-table-batch_06', '2026-01-28', 1]
		]);
		expect(packs[0]!.points[0]).toMatchObject({ table: 'ageLimits', minAge: 1, maxAge: 14, codes: [A, B] });
		expect(packs[1]!.points[0]).toMatchObject({ table: 'courseLimits', days: 14, notice: '国家医保局智能监管知识点明细（第六批，药品限支付疗程）' });
		expect(ids(problems)).toEqual(['window-absent 1', 'note-rows 1']);
	});

	test('classes whose limit is in words', async () => {
		const { packs, problems } = await readKnowledgeFile(
			'a.csv',
			csv(
				`9,batch_09,药品限二线使用,甲片,限二线用药。,没有一线药品无效的证据,${A},2026-04-21,f,1`,
				`12,batch_12,药品限适应症,乙片,限成人2型糖尿病患者。,不符合适应症,${B},2026-05-23,f,1`,
				`12,batch_12,药品限适应症,丁片,限控制效果不佳者。,不符合适应症,${C},2026-05-23,f,2`,
				`10,batch_10,超互联网医院药品支付范围,丙贴剂,不得开具,互联网诊疗,XN02ABF027V002010101389,2026-04-28,f,1`
			)
		);
		expect(problems).toEqual([]);
		expect(packs.flatMap((pack) => pack.points)).toMatchObject([
			{ table: 'secondLine', firstLine: [], got: { firstLine: { by: 'text', verified: false }, failWords: { by: 'human', verified: false } } },
			{ table: 'indications', kind: 'drug', words: ['2型糖尿病', '糖尿病'], got: { words: { by: 'text', verified: false } } },
			{ table: 'indications', kind: 'drug', got: { kind: { by: 'column', verified: true } } },
			{ table: 'onlineLimits', got: {} }
		]);
		expect(packs.flatMap((pack) => pack.points)[2]).not.toHaveProperty('words');
	});

	test('herbs: the class of the row is followed, the name of the attachment is not', async () => {
		const { packs } = await readKnowledgeFile(
			'a.csv',
			csv(
				'11,batch_11,中药饮片单复方均不予支付,阿胶,不予支付,不予支付,T001700233,2026-05-11,“中药饮片单方使用不予支付”.xlsx,1',
				'11,batch_11,中药饮片单方使用不予支付,丁香,不予支付,不予支付,T000700200,2026-05-11,“中药饮片单复方均不予支付”.xlsx,1'
			)
		);
		expect(packs[0]!.points).toMatchObject([
			{ table: 'herbLimits', name: '阿胶', kind: 'never' },
			{ table: 'herbLimits', name: '丁香', kind: 'alone' }
		]);
	});

	test('no sentence of the notice is kept', async () => {
		const words = '限某种只在通知里出现的文字，支付不超过14天。';
		const { packs } = await readKnowledgeFile('a.csv', csv(`6,batch_06,药品限支付疗程,乙注射液,"${words}",天数,${C},,f,1`));
		expect(JSON.stringify(packs)).not.toContain('只在通知里出现');
	});
});

describe('files that are none', () => {
	test.each<[string, Uint8Array, string]>([
		['old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]), 'old-format'],
		['broken zip', bytes('PK\u0003\u0004 nothing'), 'workbook'],
		['another table', bytes('a,b\n1,2\n'), 'unrecognised'],
		['empty', new Uint8Array(0), 'unrecognised'],
		['broken JSON', bytes('{"format":'), 'json']
	])('%s', async (_, content, id) => {
		const { packs, problems } = await readKnowledgeFile('f', content);
		expect(packs).toEqual([]);
		expect(problems.map((problem) => [problem.severity, problem.id])).toEqual([['error', id]]);
	});
});

test('our own pack goes through, and a changed one does not', async () => {
	const point: KnowledgePoint = {
		table: 'sexLimits',
		id: 'a',
		officialClass: '药品区分性别使用',
		codes: [A],
		name: '甲片',
		sex: '1',
		notice: 'n',
		got: { sex: { by: 'column', verified: true } }
	};
	const pack = sealPack({
		format: 'mingshen.knowledge/1',
		id: 'p',
		title: { zh: '包', en: 'Pack' },
		version: '1',
		region: 'CN',
		published: '2026-01-01',
		source: { title: 's' },
		points: [point]
	});
	const text = JSON.stringify(pack);
	expect(await readKnowledgeFile('p.json', bytes(text))).toEqual({ packs: [pack], problems: [] });
	const changed = await readKnowledgeFile('p.json', bytes(text.replace('"sex":"1"', '"sex":"2"')));
	expect([changed.packs, ids(changed.problems)]).toEqual([[], ['digest']]);
});
