// 双随机: lists read from what people have, weights, avoidances, and a draw that another program repeats.
import { createHash } from 'node:crypto';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { inspectionFrame, readInspectionFrame } from '../../../../workers/jobs/sampling/inspection-frame.ts';
import { drawInspection, inspectionCommitment, inspectionRefusal } from '../../../../workers/jobs/sampling/inspection-draw.ts';
import { readList } from '../../../../workers/jobs/sampling/inspection-lists.ts';
import type { InspectionLists, InspectionRequest, InspectionWeights } from '../../../../workers/protocol/inspection.ts';
import { Machine } from '../workbench.ts';

const WEIGHTS: InspectionWeights = {
	credit: { A: 1, B: 2, C: 4, D: 8, '': 2 },
	risk: { high: 3, medium: 2, low: 1, '': 1 },
	reason: '信用越低、风险越高，抽取越多'
};
const LISTS: InspectionLists = {
	institutions: [
		{ code: 'H1', name: '市一院', credit: 'A', risk: 'low', excluded: '' },
		{ code: 'H2', name: '市二院', credit: 'D', risk: 'high', excluded: '' },
		{ code: 'H3', name: '三院,东区', credit: 'B', risk: '', excluded: '' },
		{ code: 'H4', name: '四院', credit: 'D', risk: 'high', excluded: '本年已飞行检查' }
	],
	inspectors: ['甲', '乙', '丙', '丁'].map((name, i) => ({
		id: `P${i}`,
		name,
		unit: i === 0 ? '市二院' : '医保局',
		certificate: i === 3 ? '' : `Z${i}`,
		excluded: ''
	})),
	avoidances: [{ inspector: 'P1', institution: 'H1', reason: '配偶在该院任职' }]
};
const request = (part: Partial<InspectionRequest> = {}): InspectionRequest => ({
	title: '四季度抽查',
	lists: LISTS,
	weights: WEIGHTS,
	take: 2,
	perInstitution: 2,
	mostEach: 0,
	certified: false,
	seed: { kind: 'public', source: '双色球 2026-11-22', value: '1 2 3' },
	...part
});
const outcome = (part: Partial<InspectionRequest>) => {
	const asked = request(part);
	const frame = inspectionFrame(asked.lists, asked.weights);
	return drawInspection(inspectionCommitment(asked, frame, 0), frame);
};

test.each([
	['pasted with Chinese commas and a heading', '机构编码，机构名称，信用等级，风险等级\nH1，市一院，a级，高\n\nH2，市二院，，\n'],
	['pasted from a sheet, by tabs, without a heading', 'H1\t市一院\tA\t高风险\nH2\t市二院\t\t']
])('a list %s', async (_, text) => {
	expect(await readList('institutions', text)).toEqual({
		rows: [
			{ code: 'H1', name: '市一院', credit: 'A', risk: 'high', excluded: '' },
			{ code: 'H2', name: '市二院', credit: '', risk: '', excluded: '' }
		],
		problems: []
	});
});

test('lists from files: CSV of a Chinese Excel in GBK, XLSX, an old XLS, a damaged book', async () => {
	// 编号,姓名 / P1,王某 in GBK.
	const gbk = new Uint8Array([0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x50, 0x31, 0x2c, 0xcd, 0xf5, 0xc4, 0xb3]);
	expect((await readList('inspectors', new File([gbk], 'a.csv'))).rows).toMatchObject([{ id: 'P1', name: '王某' }]);
	const book = await writeXlsx({
		sheets: [
			{
				name: '名录',
				rows: [
					['执法证号', '姓名', '编号'],
					['Z1', '王某', 'P1']
				]
			}
		]
	});
	expect((await readList('inspectors', new File([new Uint8Array(book)], 'a.xlsx'))).rows).toMatchObject([
		{ id: 'P1', name: '王某', certificate: 'Z1' }
	]);
	expect((await readList('inspectors', new File([Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)], 'a.xls'))).problems).toMatchObject([
		{ fault: 'old-format' }
	]);
	expect((await readList('inspectors', new File(['PK\u0003\u0004'], 'a.xlsx'))).problems).toMatchObject([{ fault: 'damaged' }]);
});

test.each([
	['institutions', 'H1,市一院,E,高', { line: 1, fault: 'bad-credit', value: 'E' }],
	['institutions', 'H1,市一院,A,很高', { line: 1, fault: 'bad-risk', value: '很高' }],
	['institutions', ',市一院', { line: 1, fault: 'no-code', value: '市一院' }],
	['institutions', 'H1,', { line: 1, fault: 'no-name', value: 'H1' }],
	['institutions', 'H1,甲\nH1,乙', { line: 2, fault: 'twice', value: 'H1' }],
	['institutions', '机构名称,信用等级\n市一院,A', { line: 1, fault: 'missing-column', value: '机构编码' }],
	['avoidances', 'P1,H1,', { line: 1, fault: 'no-reason', value: 'P1 H1' }],
	['inspectors', '  \n', { line: 0, fault: 'no-rows', value: '' }]
] as const)('%s: %s is told', async (kind, text, problem) => {
	expect((await readList(kind, text)).problems).toEqual([problem]);
});

test('the file of the lists reads back; who works at a house keeps away from it; the excluded weigh nothing', () => {
	const frame = inspectionFrame(LISTS, WEIGHTS);
	expect(readInspectionFrame(frame.bytes)).toEqual(frame);
	expect(frame.weights).toEqual([1, 24, 2, 0]);
	expect(frame.lists.avoidances).toContainEqual({ inspector: 'P0', institution: 'H2', reason: '所在单位即该机构' });
	expect(createHash('sha256').update(frame.bytes).digest('hex')).toBe(frame.digest);
});

test('chances follow weights; nobody inspects where he keeps away; the excluded and the uncertified stay out', () => {
	const first = new Map<string, number>();
	for (let i = 0; i < 600; i++) {
		const drawn = outcome({ seed: { kind: 'generated', source: '', value: String(i) }, certified: false });
		first.set(drawn[0]!.institution, (first.get(drawn[0]!.institution) ?? 0) + 1);
		for (const { institution, inspectors } of drawn) {
			expect(new Set(inspectors).size).toBe(2);
			expect(institution).not.toBe('H4');
			if (institution === 'H1') expect(inspectors).not.toContain('P1');
			if (institution === 'H2') expect(inspectors).not.toContain('P0');
		}
	}
	expect(first.get('H2')! / 600).toBeCloseTo(24 / 27, 1);
	for (let i = 0; i < 50; i++)
		for (const { inspectors } of outcome({ seed: { kind: 'generated', source: '', value: `c${i}` }, perInstitution: 1, certified: true }))
			expect(inspectors).not.toContain('P3');
});

test('a person gets no more institutions than one may; the institution that is short is told, not filled', () => {
	const drawn = outcome({ take: 3, mostEach: 1 });
	const all = drawn.flatMap(({ inspectors }) => inspectors);
	expect(new Set(all).size).toBe(all.length);
	expect(drawn[2]!.inspectors.length).toBeLessThan(2);
});

test.each([
	[{ take: 4 }, 'take-over', '3'],
	[{ take: 0 }, 'no-take', ''],
	[{ weights: { ...WEIGHTS, reason: ' ' } }, 'no-reason', ''],
	[{ weights: { ...WEIGHTS, risk: { ...WEIGHTS.risk, high: 1.5 } } }, 'bad-weight', '1.5'],
	[{ certified: true, perInstitution: 3 }, 'not-enough-for', '市一院'],
	[{ perInstitution: 1, mostEach: 1, take: 3, lists: { ...LISTS, inspectors: LISTS.inspectors.slice(1, 3), avoidances: [] } }, 'not-enough', '2'],
	[{ lists: { ...LISTS, inspectors: [], avoidances: [] } }, 'no-inspectors', ''],
	[{ lists: { ...LISTS, avoidances: [{ inspector: 'X', institution: 'H1', reason: '亲属' }] } }, 'unknown-inspector', 'X'],
	[{ lists: { ...LISTS, avoidances: [{ inspector: 'P1', institution: 'H9', reason: '亲属' }] } }, 'unknown-institution', 'H9'],
	[{ seed: { kind: 'public' as const, source: '', value: '1' } }, 'no-seed', '']
])('%o is refused: %s', (part, refused, detail) => {
	const asked = request({ perInstitution: 2, ...part } as Partial<InspectionRequest>);
	expect(inspectionRefusal(asked, inspectionFrame(asked.lists, asked.weights))).toEqual({ refused, detail });
});

test('on the store: committed in the log of no batch, drawn once, and its sheet holds seed and digests', async () => {
	const machine = await Machine.start();
	const tab = await machine.tab();
	const { id } = await tab.inspection('commit', request());
	expect((await tab.inspection('list'))[0]!.result).toBeNull();
	await tab.inspection('draw', id!);
	await tab.inspection('draw', id!);
	expect((await tab.history('', 9)).map(({ payload }) => payload.kind === 'enter' && payload.register)).toEqual(['inspectionResults', 'inspections']);
	const { info, weights } = await tab.inspection('open', id!);
	expect(info.result!.assignments).toEqual(outcome({}));
	expect(weights).toEqual([1, 24, 2, 0]);
	const csv = await (await tab.inspection('sheet', id!, 'csv')).text();
	for (const part of ['1 2 3', '双色球 2026-11-22', info.inspection.digest, info.result!.digest, info.inspection.commitment.frame.digest])
		expect(csv).toContain(part);
	expect((await tab.inspection('sheet', id!, 'xlsx')).size).toBeGreaterThan(1000);
	expect(JSON.parse(await (await tab.inspection('recordFile', id!)).text())).toMatchObject({
		format: 'mingshen.inspection-record/1',
		result: { digest: info.result!.digest }
	});
	expect((await tab.inspection('commit', request({ take: 1 }))).id).not.toBe(id);
	expect((await tab.inspection('list'))[1]!.inspection.commitment.earlier).toBe(1);
});
