import { describe, expect, it } from 'vitest';
import { memorySource, preview } from '../../../workers/ingest/index.ts';
import type { MappingProfile } from '../../../workers/protocol/mapping.ts';
import { csv, imported } from './helpers.ts';

const STAY = `机构编码|人员姓名|人员性别|险种类别|机构等级|身份证号|住院号|入院日期|出院日期|疾病编码ICD|疾病诊断名称|次要诊断组合|结算流水号|结算日期|医疗金额
H1|甲|男|城镇职工|三级甲等|110101195001011234|Z1|2024-01-02|2024-01-05|K80.1|胆石|高血压#I10.x00#糖尿病|S1|2024-01-05|100
H1|甲|男|城镇职工|三级甲等|110101195001011234|Z2|2024-03-02|2024-03-05|K80.1|胆石||S2|2024-03-05|70
H1|乙|女|城乡居民|二级甲等|11010119500101****|Z3|2024-02-02|2024-02-05|I10|高血压||S3|2024-02-05|30`;
const FEE = `机构编码|身份证号|住院号|医嘱号|项目代码|项目名称|收费项目类别|数量|单价|金额|费用发生日期|结算流水号
H1|110101195001011234|Z1|D1|L1|床位|床位费|2|50|100|2024-01-02|S1
H1|110101195001011234|Z2|D2|L1|床位|材料费|1|70|70|2024-03-02|S2
H1|11010119500101****|Z3|D3|L2|药|某新类别|1|31|31|2024-02-02|S3`;

describe('hospital tables without 就诊ID', () => {
	it('are tied by institution, stay number and document; several tables come from one row', async () => {
		const all = await imported({ '1.csv': csv(STAY), '2.csv': csv(FEE) });
		const { receipt } = all.batch;
		expect(receipt.lines.map((l) => [l.table, l.taken])).toEqual([
			['visit', 3],
			['settlement', 3],
			['diagnosis', 6],
			['fee', 3]
		]);
		expect(receipt).toMatchObject({ visits: 3, persons: 2, dangling: [], refusalCount: 0 });
		expect(all.rows('visit')[0]).toMatchObject({
			gend: '1',
			insutype: '310',
			hosp_lv: '02',
			med_type: '21',
			$visit: 'H1|Z1|110101195001011234',
			$person: '110101195001011234'
		});
		expect(all.rows('visit')[2]).toMatchObject({ $person: 'H1|Z3|11010119500101****' });
		expect(all.rows('diagnosis').map((d) => [d.$visit!.slice(3, 5), d.diag_code, d.diag_name, d.maindiag_flag, d.diag_srt_no])).toEqual([
			['Z1', 'K80.1', '胆石', '1', '1'],
			['Z1', '', '高血压', '0', '2'],
			['Z1', 'I10.x00', '', '0', '3'],
			['Z1', '', '糖尿病', '0', '4'],
			['Z2', 'K80.1', '胆石', '1', '1'],
			['Z3', 'I10', '高血压', '1', '1']
		]);
		expect(all.rows('fee').map((f) => f.med_chrgitm_type)).toEqual(['01', '08', '某新类别']);
	});
	it('money is checked a settlement', async () => {
		const { money } = (await imported({ '1.csv': csv(STAY), '2.csv': csv(FEE) })).batch.receipt;
		expect(money).toEqual({
			settled: 20_000,
			lines: 20_100,
			checked: 3,
			differentCount: 1,
			different: [{ settlement: 'S3', visit: 'H1|Z3|11010119500101****', settled: 3_000, lines: 3_100 }]
		});
	});
	it('a file without documents or institutions finds its stays where the number is unique', async () => {
		const fees = csv(`住院号|项目名称|数量|金额|费用发生日期\nZ1|床位|1|5|2024-01-02\nZ9|床位|1|5|2024-01-02`);
		const all = await imported({ '1.csv': csv(STAY), '2.csv': fees });
		expect(all.rows('fee').map((f) => f.$visit)).toEqual(['H1|Z1|110101195001011234', '|Z9|']);
		expect(all.batch.receipt.dangling).toEqual([{ table: 'fee', field: 'mdtrt_id', target: 'visit', rows: 1, examples: ['|Z9|'] }]);
	});
	it('another person under the same stay number is another stay', async () => {
		const fees = csv(`机构编码|身份证号|住院号|项目名称|数量|金额|费用发生日期\nH1|99|Z1|床位|1|5|2024-01-02`);
		const all = await imported({ '1.csv': csv(STAY), '2.csv': fees });
		expect(all.rows('fee')[0]!.$visit).toBe('H1|Z1|99');
	});
});

describe('national tables', () => {
	const visits = `mdtrt_id|psn_no|certno|begntime\nM2|P1|1101|2024-05-01\nM1|P1|1101|2024-01-01\nM3||1101|2024-02-01\nM4||11**|2024-02-01`;
	it('whole people stand in one shard, visits ordered by begin', async () => {
		const all = await imported({ 'v.csv': csv(visits) }, { shardSize: 1 });
		const shard = all.shards.find((s) => s.visitCount === 3)!;
		expect(shard.personCount).toBe(1);
		expect(all.rows('visit').map((v) => [v.$visit, v.$person])).toEqual([
			['M2', 'P1'],
			['M1', 'P1'],
			['M3', 'P1'],
			['M4', 'M4']
		]);
		expect(all.visits().join()).toMatch(/M1,M3,M2/);
	});
	it('earlier visits belong to the visit that they name', async () => {
		const earlier = `mdtrt_id|psn_no|begntime|endtime|rel_mdtrt_id\nE1|P1|2023-01-01|2023-01-05|M1\nE2|P1||2023-02-05|M1`;
		const all = await imported({ 'a.csv': csv(visits), 'b.csv': csv(earlier) });
		expect(all.rows('earlierVisit').map((v) => [v.$visit, v.mdtrt_id, v.begntime])).toEqual([
			['M1', 'E1', '2023-01-01'],
			['M1', 'E2', '']
		]);
		expect(all.batch.receipt.visits).toBe(4);
	});
	it('lines of an unknown visit are kept and told', async () => {
		const all = await imported({ 'a.csv': csv(visits), 'b.csv': csv(`mdtrt_id|psn_no|fee_ocur_time|cnt|det_item_fee_sumamt\nM9|P1|2024-01-01|1|5`) });
		expect(all.batch.receipt.dangling).toMatchObject([{ table: 'fee', target: 'visit', rows: 1, examples: ['M9'] }]);
		expect(all.rows('fee')[0]).toMatchObject({ $visit: 'M9', $person: 'P1', $record: '1', $file: '1' });
	});
	it('one table from several files, fields that one file lacks are absent there', async () => {
		const a = csv(`mdtrt_id|feedetl_sn|fee_ocur_time|cnt|det_item_fee_sumamt|spec\nM1|1|2024-01-01|1|5|大\nM2|2|2024-01-01|1|6|小`);
		const b = csv(`mdtrt_id|feedetl_sn|fee_ocur_time|cnt|det_item_fee_sumamt|pric\nM1|3|2024-01-01|2|7|3.5\nM1|1|2024-01-01|2|7|3.5`);
		const all = await imported({ 'v.csv': csv(visits), 'a.csv': a, 'b.csv': b });
		expect(all.rows('fee').map((f) => [f.$visit, f.$file, f.$record, f.spec, f.pric])).toEqual([
			['M1', '1', '1', '大', ''],
			['M2', '1', '2', '小', ''],
			['M1', '2', '1', '', '3.50']
		]);
		expect(all.batch.receipt.duplicates).toMatchObject([{ file: 'b.csv', line: 3, value: '1' }]);
		expect(all.batch.tables.stock).toBeUndefined();
	});
	it('tables of the batch own all their rows', async () => {
		const all = await imported({ 'a.csv': csv(`机构编码|机构名称|机构类型|核定床位\nH1|甲院|综合|300`) });
		expect(all.batch.tables.institution).toMatchObject({ rowCount: 1 });
		expect(Array.from(all.batch.tables.institution!.rowStart)).toEqual([0, 1]);
		expect(all.rows('institution')[0]).toMatchObject({ fixmedins_code: 'H1', beds: '300' });
	});
	it('rows of any order come out by visit, in the order of the file within it', async () => {
		const lines = Array.from({ length: 5_000 }, (_, i) => `M${(i * 7) % 97}|P${(i * 7) % 97}|2024-01-01|1|${i}`);
		const all = await imported({ 'a.csv': csv(`mdtrt_id|psn_no|fee_ocur_time|cnt|det_item_fee_sumamt\n${lines.join('\n')}`) }, { shardSize: 10 });
		expect(all.shards.length).toBeGreaterThan(9);
		for (const shard of all.shards) expect(shard.visitCount).toBeLessThanOrEqual(10);
		const rows = all.rows('fee');
		expect(rows).toHaveLength(5_000);
		rows.forEach((row, i) => expect([row.$record, row.$visit, row.det_item_fee_sumamt]).toEqual([String(i + 1), `M${(i * 7) % 97}`, `${i}.00`]));
		for (const shard of all.shards) {
			const { rowStart, record } = shard.tables.fee!;
			for (let v = 0; v < shard.visitCount; v++)
				for (let r = rowStart[v]! + 1; r < rowStart[v + 1]!; r++) expect(record[r]).toBeGreaterThan(record[r - 1]!);
		}
	});
	it('an aborted import throws', async () => {
		const controller = new AbortController();
		controller.abort();
		await expect(imported({ 'a.csv': csv(visits) }, { signal: controller.signal })).rejects.toThrow();
	});
});

describe('mapping', () => {
	it('shows headings, records, tables and how each was recognised', async () => {
		const [shown] = await preview(memorySource('x.csv', csv(`note\n\n${STAY}`)));
		expect(shown!.mappings.map((m) => [m.table, m.headingRow])).toEqual([
			['visit', 3],
			['settlement', 3],
			['diagnosis', 3]
		]);
		expect(shown!.rows).toHaveLength(3);
		expect(shown!.mappings[0]!.columns).toContainEqual({ heading: '入院日期', position: 7, field: 'med_type', how: 'derived' });
	});
	it('a profile made by hand holds for the next file of the same headings', async () => {
		const content = csv(`就诊|发生|数目|总价\nM1|2024-01-01|1|5`);
		expect((await imported({ 'a.csv': content })).batch.receipt.skipped).toMatchObject([{ id: 'no-table' }]);
		const fields = { 就诊: 'mdtrt_id', 发生: 'fee_ocur_time', 数目: 'cnt', 总价: 'det_item_fee_sumamt' };
		const profile: MappingProfile = {
			format: 'mingshen.mapping/1',
			name: '某院',
			localCodes: {},
			entries: [{ headings: ['就诊', '发生', '数目', '总价'], tables: [{ table: 'fee', fields }] }]
		};
		const all = await imported({ 'a.csv': content }, { profile });
		expect(all.rows('fee')).toMatchObject([{ $visit: 'M1', det_item_fee_sumamt: '5.00' }]);
	});
	it('a correction of one file wins', async () => {
		const content = csv(`mdtrt_id|fee_ocur_time|cnt|det_item_fee_sumamt|金额合计\nM1|2024-01-01|1|5|6`);
		const [shown] = await preview(memorySource('a.csv', content));
		const mapping = shown!.mappings[0]!;
		const columns = mapping.columns.map((c) => ({
			...c,
			field: c.heading === '金额合计' ? 'det_item_fee_sumamt' : c.field === 'det_item_fee_sumamt' ? null : c.field,
			how: 'hand' as const
		}));
		const all = await imported({ 'a.csv': content }, { corrections: [{ ...mapping, columns }] });
		expect(all.rows('fee')[0]!.det_item_fee_sumamt).toBe('6.00');
	});
	it('JSON by table name and NDJSON', async () => {
		const all = await imported({
			'a.json': JSON.stringify({
				mdtrt: [{ mdtrt_id: 'M1', psn_no: 'P1', begntime: '2024-01-01' }],
				fee: [{ mdtrt_id: 'M1', fee_ocur_time: '2024-01-01', cnt: 1, det_item_fee_sumamt: 0.1 }]
			}),
			'b.ndjson':
				'{"mdtrt_id":"M1","fee_ocur_time":"2024-01-02","cnt":2,"det_item_fee_sumamt":"1.5"}\nnot json\n{"mdtrt_id":"M1","fee_ocur_time":"2024-01-03","cnt":3,"det_item_fee_sumamt":2}\n'
		});
		expect(all.rows('fee').map((f) => f.det_item_fee_sumamt)).toEqual(['0.10', '1.50', '2.00']);
		expect(all.batch.receipt.refusals).toMatchObject([{ id: 'not-an-object', line: 2 }]);
	});
});
