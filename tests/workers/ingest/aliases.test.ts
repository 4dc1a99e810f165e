import { describe, expect, it, test } from 'vitest';
import { fieldNamed } from '../../../workers/ingest/headings.ts';
import { recognise } from '../../../workers/ingest/recognise.ts';
import type { TableId } from '../../../rules/domain/tables/index.ts';
import { csv, imported } from './helpers.ts';

/** Headings as hospitals, regulators and the interfaces write them. */
test.each<[TableId, string, string]>([
	['lab', '检验方法', 'exam_mtd'],
	['lab', '报告名称', 'rpt_name'],
	['lab', '检验样本', 'sample'],
	['lab', 'sapl_date', 'sapl_time'],
	['lab', '是否外送', 'etip_flag'],
	['exam', 'image_count', 'image_cnt'],
	['anesthesia', '麻醉复苏开始时间', 'pacu_begntime'],
	['anesthesia', '麻醉开始时间', 'anst_begin_time'],
	['anesthesia', 'intubation_flag', 'intubation'],
	['operation', '愈合类型', 'heal_type'],
	['fee', '产地厂家', 'prodentp_name'],
	['fee', '医嘱组号', 'drord_grpno'],
	['fee', '剂量单位', 'dosunit'],
	['fee', '剂量', 'sin_dos_dscr'],
	['order', '处方组号', 'drord_grpno'],
	['order', '医嘱规格', 'spec'],
	['stock', '生产厂家', 'manufacturer'],
	['stock', 'manu_lotnum', 'lot'],
	['stock', '拆零单位', 'trdn_unt'],
	['facility', '规格型号', 'model']
])('%s: %s', (table, heading, field) => expect(fieldNamed(heading, table)).toBe(field));

describe('two headings for one field', () => {
	it('the time of creation comes before the time of handling, wherever it stands', () => {
		const cells = ['mdtrt_id', 'fee_ocur_time', 'cnt', 'det_item_fee_sumamt', 'opt_time', 'crte_time'];
		const fields = (row: string[]) => recognise('f', '', [{ line: 1, cells: row }]).mappings[0]!.columns.filter((c) => c.field === 'crte_time');
		expect(fields(cells).map((c) => c.heading)).toEqual(['crte_time']);
		expect(fields(cells.slice(0, 5)).map((c) => c.heading)).toEqual(['opt_time']);
	});
});

describe('the register of equipment (设备台账)', () => {
	it('is a table of the batch', async () => {
		const all = await imported({ 'a.csv': csv('机构编码|设备名称|型号|台数|启用日期|停用日期\nH1|电动起立床|QL-2|2|2024-01-02|') });
		expect(all.rows('facility')).toMatchObject([{ fixmedins_code: 'H1', name: '电动起立床', model: 'QL-2', count: '2', from: '2024-01-02', to: '' }]);
	});
	it('is none without the day from which it is used', async () => {
		const all = await imported({ 'a.csv': csv('机构编码|设备名称|型号\nH1|电动起立床|QL-2') });
		expect(all.batch.tables.facility).toBeUndefined();
		expect(all.batch.receipt.skipped.map((problem) => problem.id)).toEqual(['no-table']);
	});
});
