import { defineTable, field } from '../fields.ts';
import { visit } from './encounters.ts';

const v = visit.fields;

export const fee = defineTable({
	zh: '费用明细', en: 'Fee lines', belongs: 'visit', rowId: 'feedetl_sn',
	fields: {
		feedetl_sn: field('id', '费用明细流水号', 'Fee line', { aliases: ['bkkp_sn', '记账流水号', '费用明细唯一号'] }),
		init_feedetl_sn: field('id', '原费用流水号', 'Original fee line'),
		mdtrt_id: v.mdtrt_id,
		setl_id: field('code', '结算ID', 'Settlement', { aliases: ['结算流水号'], dictionary: 'settlement' }),
		psn_no: v.psn_no,
		certno: v.certno,
		fixmedins_code: v.fixmedins_code,
		ipt_otp_no: v.ipt_otp_no,
		fee_ocur_time: field('time', '费用发生时间', 'Charged at', { aliases: ['费用发生日期'], key: true }),
		fee_end_time: field('time', '费用截止时间', 'Charged until', { aliases: ['费用结束日期'] }),
		rx_drord_no: field('id', '处方/医嘱号', 'Order number', { aliases: ['drord_no', 'rxno', '医嘱号', '处方号'] }),
		hilist_code: field('code', '医保目录代码', 'National code', { aliases: ['国标代码'], dictionary: 'item' }),
		hilist_name: field('code', '医保目录名称', 'National name', { aliases: ['国标名称'], dictionary: 'itemName' }),
		med_list_codg: field('code', '医疗目录编码', 'Catalogue code', { dictionary: 'item' }),
		medins_list_codg: field('code', '医药机构目录编码', 'Local code', { aliases: ['项目代码'], dictionary: 'localItem' }),
		medins_list_name: field('code', '医药机构目录名称', 'Local name', { aliases: ['项目名称'], dictionary: 'itemName' }),
		list_type: field('code', '目录类别', 'Kind of list'),
		med_chrgitm_type: field('code', '医疗收费项目类别', 'Charge category', { aliases: ['收费项目类别'] }),
		chrgitm_lv: field('code', '收费项目等级', 'Reimbursement class'),
		spec: field('code', '规格', 'Specification'),
		unt: field('code', '单位', 'Unit', { aliases: ['数量单位'] }),
		cnt: field('quantity', '数量', 'Quantity', { key: true }),
		pric: field('price', '单价', 'Unit price'),
		det_item_fee_sumamt: field('amount', '明细项目费用总额', 'Amount', { aliases: ['金额'], key: true }),
		pric_uplmt_amt: field('price', '定价上限金额', 'Price limit', { aliases: ['限价'] }),
		inscp_amt: field('amount', '符合范围金额', 'In-scope amount', { aliases: ['inscp_scp_amt', '符合政策范围金额'] }),
		fulamt_ownpay_amt: field('amount', '全自费金额', 'Fully self-paid'),
		overlmt_selfpay: field('amount', '超限价自费费用', 'Self-paid over the limit', { aliases: ['超限价金额', 'overlmt_amt'] }),
		preselfpay_amt: field('amount', '先行自付金额', 'Self-paid first'),
		selfpay_prop: field('ratio', '自付比例', 'Self-pay ratio'),
		bilg_dept_name: field('code', '开单科室名称', 'Ordering department', { aliases: ['费用科室名称'], dictionary: 'department' }),
		bilg_dr_name: field('code', '开单医师姓名', 'Ordering doctor', { dictionary: 'doctor' }),
		acord_dept_name: field('code', '受单科室名称', 'Executing department', { dictionary: 'department' }),
		sin_dos_dscr: field('code', '单次剂量描述', 'Single dose', { aliases: ['剂量'] }),
		used_frqu_dscr: field('code', '使用频次描述', 'Frequency', { aliases: ['频次'] }),
		prd_days: field('quantity', '周期天数', 'Days of supply', { aliases: ['天数'] }),
		medc_way_dscr: field('code', '用药途径描述', 'Route', { aliases: ['用法'] }),
		dscg_tkdrug_flag: field('code', '出院带药标志', 'Taken home'),
		matn_fee_flag: field('code', '生育费用标志', 'Maternity'),
		drug_trac_codg: field('id', '药品追溯码', 'Trace code'),
		chrg_hours: field('quantity', '计费小时数', 'Hours charged'),
		chrg_minutes: field('quantity', '计费分钟数', 'Minutes charged'),
		vali_flag: v.vali_flag,
		memo: v.memo
	}
});

export const order = defineTable({
	zh: '医嘱', en: 'Orders', belongs: 'visit', rowId: null,
	fields: {
		mdtrt_id: v.mdtrt_id,
		psn_no: v.psn_no,
		certno: v.certno,
		fixmedins_code: v.fixmedins_code,
		ipt_otp_no: v.ipt_otp_no,
		drord_no: field('id', '医嘱号', 'Order number', { aliases: ['处方号', 'rx_id', 'rxno'], key: true }),
		drord_type: field('code', '医嘱类型', 'Kind of order', { aliases: ['处置类型', 'long_drord_flag'] }),
		drord_begn_time: field('time', '医嘱开始时间', 'Begin', { aliases: ['医嘱开始日期', '处方开具日期', 'drord_begn_date'], key: true }),
		drord_stop_time: field('time', '医嘱停止时间', 'Stop', { aliases: ['医嘱停止日期', 'drord_stop_date'] }),
		drord_cont: field('code', '医嘱内容', 'Text of the order', { dictionary: 'orderText' }),
		drord_detl_code: field('code', '医嘱代码', 'Ordered item code', { aliases: ['药品代码'], dictionary: 'localItem' }),
		drord_detl_name: field('code', '医嘱名称', 'Ordered item', { aliases: ['医嘱明细名称', '药品名称'], dictionary: 'itemName' }),
		dosage: field('code', '剂量', 'Dose', { aliases: ['医嘱剂量', '处方剂量'] }),
		freq: field('code', '频次', 'Frequency', { aliases: ['医嘱频次', '处方频次'] }),
		medc_way: field('code', '用法', 'Route', { aliases: ['医嘱用法', '处方用法'] }),
		days: field('integer', '医嘱天数', 'Days', { aliases: ['处方天数'] }),
		cnt: field('quantity', '数量', 'Quantity'),
		drord_dept_name: field('code', '医嘱科室名称', 'Ordering department', { aliases: ['处方科室名称'], dictionary: 'department' }),
		drord_dr: field('code', '开立医生姓名', 'Ordering doctor', { aliases: ['开具医生姓名', 'drord_dr_name'], dictionary: 'doctor' }),
		memo: v.memo
	}
});

export const implant = defineTable({
	zh: '高值耗材', en: 'Implants', belongs: 'visit', rowId: null,
	fields: {
		mdtrt_id: v.mdtrt_id,
		psn_no: v.psn_no,
		udi: field('id', '条码/UDI', 'UDI', { key: true }),
		name: field('code', '耗材名称', 'Name', { dictionary: 'itemName' }),
		spec: field('code', '规格', 'Specification'),
		cnt: field('quantity', '数量', 'Quantity'),
		used_time: field('time', '使用时间', 'Used at'),
		prodplac: field('code', '产地', 'Origin'),
		brand: field('code', '品牌', 'Brand'),
		oprn_oprt_name: field('code', '手术操作名称', 'Procedure', { dictionary: 'operationName' }),
		memo: v.memo
	}
});

export const stock = defineTable({
	zh: '进销存', en: 'Stock', belongs: 'batch', rowId: null,
	fields: {
		fixmedins_code: v.fixmedins_code,
		period: field('code', '年月', 'Period'),
		store_name: field('code', '药库名称', 'Store', { aliases: ['药房名称'] }),
		medins_list_codg: field('code', '项目代码', 'Local code', { dictionary: 'localItem', aliases: ['fixmedins_hilist_id'] }),
		med_list_codg: field('code', '国标代码', 'National code', { dictionary: 'item' }),
		name: field('code', '商品名称', 'Name', { dictionary: 'itemName', aliases: ['fixmedins_hilist_name'], key: true }),
		spec: field('code', '商品规格', 'Specification'),
		movement: field('code', '出入库类型', 'Movement', { aliases: ['prod_type'] }),
		cnt: field('quantity', '出入库数量', 'Quantity', { aliases: ['sel_retn_cnt', 'purc_retn_cnt'] }),
		unt: field('code', '出入库单位', 'Unit', { aliases: ['库存单位'] }),
		opening: field('quantity', '上期结存数', 'Opening'),
		received: field('quantity', '本期收入数', 'Received'),
		issued: field('quantity', '本期支出数', 'Issued'),
		closing: field('quantity', '本期结存数', 'Closing', { aliases: ['inv_cnt'] }),
		package_ratio: field('quantity', '拆零比', 'Units a package'),
		purchase_price: field('price', '购入价', 'Purchase price', { aliases: ['finl_trns_pric'] }),
		retail_price: field('price', '零售价', 'Retail price'),
		moved_at: field('time', '业务日期', 'Moved at', { aliases: ['结转日期', 'invdate', 'sel_retn_time', 'purc_retn_stoin_time'] }),
		feedetl_sn: field('id', '费用明细流水号', 'Fee line'),
		drug_trac_codg: field('id', '药品追溯码', 'Trace code'),
		memo: v.memo
	}
});
