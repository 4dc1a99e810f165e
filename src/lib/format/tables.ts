import { bi } from '$lib/i18n/index.ts';
import { fieldSpec, TABLES, type TableId } from '$rules/domain/tables/index.ts';

/** Names of tables and fields as people know them; a name that is not canonical stays as it is. */
export const tableName = (table: string): string => (table in TABLES ? bi(TABLES[table as TableId]) : table);
export function fieldName(table: string, name: string): string {
	const spec = table in TABLES ? fieldSpec(table as TableId, name) : undefined;
	return spec ? bi(spec) : name;
}
export const fieldKind = (table: TableId, name: string): string => fieldSpec(table, name)?.kind ?? 'text';
export const isNumeric = (table: TableId, name: string): boolean =>
	['amount', 'price', 'quantity', 'ratio', 'integer'].includes(fieldKind(table, name));

/** Short names of tables where room is scarce: tabs of the record, lanes of the timeline. */
const SHORT: Partial<Record<TableId, { zh: string; en: string }>> = {
	fee: { zh: '费用', en: 'Fees' },
	document: { zh: '文书', en: 'Documents' },
	device: { zh: '设备', en: 'Devices' },
	implant: { zh: '耗材', en: 'Implants' },
	anesthesiaDrug: { zh: '麻醉药', en: 'Anaesth. drugs' },
	earlierVisit: { zh: '既往', en: 'Earlier' }
};
export const shortTableName = (table: TableId): string => bi(SHORT[table] ?? TABLES[table]);

/** Short headings of columns where the tab says the rest. */
const HEADINGS: Readonly<Record<string, { zh: string; en: string }>> = {
	fee_ocur_time: { zh: '时间', en: 'Time' },
	fee_end_time: { zh: '截止', en: 'Until' },
	hilist_name: { zh: '项目', en: 'Item' },
	medins_list_name: { zh: '院内名称', en: 'Local name' },
	det_item_fee_sumamt: { zh: '金额', en: 'Amount' },
	inscp_amt: { zh: '医保范围内', en: 'In scope' },
	bilg_dept_name: { zh: '开单科室', en: 'Department' },
	bilg_dr_name: { zh: '医师', en: 'Doctor' },
	drord_begn_time: { zh: '开始', en: 'Begin' },
	drord_stop_time: { zh: '停止', en: 'Stop' },
	drord_type: { zh: '类型', en: 'Kind' },
	drord_detl_name: { zh: '医嘱', en: 'Order' },
	drord_cont: { zh: '内容', en: 'Text' },
	drord_dr: { zh: '医师', en: 'Doctor' },
	oprn_oprt_date: { zh: '日期', en: 'Date' },
	oprn_oprt_begntime: { zh: '开始', en: 'Begin' },
	oprn_oprt_endtime: { zh: '结束', en: 'End' },
	oprn_oprt_code: { zh: '代码', en: 'Code' },
	oprn_oprt_name: { zh: '手术操作', en: 'Procedure' }
};
export const heading = (table: TableId, name: string): string => (HEADINGS[name] ? bi(HEADINGS[name]) : fieldName(table, name));

/** Fields that a record tab shows first, in this order; the rest is one click away. */
export const LEADING: Partial<Record<TableId, readonly string[]>> = {
	visit: [
		'begntime',
		'endtime',
		'ipt_days',
		'med_type',
		'fixmedins_name',
		'adm_dept_name',
		'dscg_dept_name',
		'adm_way',
		'dscg_way',
		'dscg_maindiag_code',
		'dscg_maindiag_name'
	],
	fee: [
		'fee_ocur_time',
		'fee_end_time',
		'hilist_name',
		'medins_list_name',
		'spec',
		'cnt',
		'unt',
		'pric',
		'det_item_fee_sumamt',
		'inscp_amt',
		'bilg_dept_name',
		'bilg_dr_name'
	],
	order: ['drord_begn_time', 'drord_stop_time', 'drord_type', 'drord_detl_name', 'drord_cont', 'dosage', 'freq', 'medc_way', 'drord_dr'],
	lab: ['rpt_time', 'rpt_name', 'item_name', 'result', 'unit', 'ref_range', 'abnormal'],
	exam: ['exam_time', 'exam_type', 'exam_part', 'item_name', 'finding', 'conclusion', 'film_cnt'],
	nursing: ['rec_time', 'nursing_level', 'vitals_count', 'round_interval_h', 'text'],
	operation: [
		'oprn_oprt_date',
		'oprn_oprt_begntime',
		'oprn_oprt_endtime',
		'oprn_oprt_code',
		'oprn_oprt_name',
		'main_oprn_flag',
		'oprn_lv',
		'incision_type',
		'oper_dr_name'
	],
	anesthesia: ['anst_begin_time', 'anst_end_time', 'anst_way', 'anst_minutes', 'monitor', 'anst_dr_name'],
	anesthesiaDrug: ['used_time', 'name', 'spec', 'cnt', 'unit'],
	device: ['device', 'begin_time', 'end_time', 'hours', 'nursing_level'],
	diagnosis: ['diag_srt_no', 'maindiag_flag', 'diag_code', 'diag_name', 'adm_cond'],
	settlement: ['setl_time', 'medfee_sumamt', 'inscp_amt', 'fund_pay_sumamt', 'hifp_pay', 'acct_pay', 'cash_payamt'],
	implant: ['used_time', 'udi', 'name', 'spec', 'cnt', 'brand', 'oprn_oprt_name']
};
