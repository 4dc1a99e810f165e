import { defineTable, field } from '../fields.ts';
import { visit } from './encounters.ts';

const v = visit.fields;
const keys = {
	mdtrt_id: v.mdtrt_id,
	psn_no: v.psn_no,
	certno: v.certno,
	fixmedins_code: v.fixmedins_code,
	ipt_otp_no: v.ipt_otp_no
};

export const operation = defineTable({
	zh: '手术', en: 'Operations', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		setl_id: field('code', '结算ID', 'Settlement', { dictionary: 'settlement' }),
		oprn_oprt_code: field('code', '手术操作代码', 'Procedure code', { aliases: ['手术操作编码'], dictionary: 'operation', key: true }),
		oprn_oprt_name: field('code', '手术操作名称', 'Procedure', { dictionary: 'operationName' }),
		oprn_oprt_date: field('time', '手术操作日期', 'Date', { aliases: ['手术日期', 'oprn_date'] }),
		oprn_oprt_begntime: field('time', '手术操作开始时间', 'Begin', { aliases: ['手术开始时间'] }),
		oprn_oprt_endtime: field('time', '手术操作结束时间', 'End', { aliases: ['手术结束时间'] }),
		main_oprn_flag: field('code', '主手术操作标志', 'Main procedure', { aliases: ['主要手术'] }),
		oprn_lv: field('code', '手术等级', 'Class'),
		incision_type: field('code', '切口类型', 'Incision'),
		heal_type: field('code', '愈合类型', 'Healing', { aliases: ['sinc_heal_lv', '手术切口愈合等级'] }),
		anst_way: field('code', '麻醉方式', 'Anaesthesia', { aliases: ['麻醉方式名称'] }),
		oper_dr_name: field('code', '术者医师姓名', 'Surgeon', { aliases: ['手术者姓名'], dictionary: 'doctor' }),
		anst_dr_name: field('code', '麻醉医师姓名', 'Anaesthetist', { dictionary: 'doctor' }),
		vali_flag: v.vali_flag,
		memo: v.memo
	}
});

export const anesthesia = defineTable({
	zh: '麻醉', en: 'Anaesthesia', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		anst_begin_time: field('time', '麻醉开始时间', 'Begin', { aliases: ['anst_begntime'], key: true }),
		anst_end_time: field('time', '麻醉结束时间', 'End', { aliases: ['anst_endtime'] }),
		anst_way: field('code', '麻醉方式', 'Method', { aliases: ['麻醉方式名称'] }),
		anst_minutes: field('integer', '麻醉分钟数', 'Minutes'),
		oprn_oprt_begntime: field('time', '手术操作开始时间', 'Operation begins', { aliases: ['手术开始时间'] }),
		oprn_oprt_endtime: field('time', '手术操作结束时间', 'Operation ends', { aliases: ['手术结束时间'] }),
		pacu_begntime: field('time', '麻醉复苏开始时间', 'Recovery begins', { aliases: ['复苏室开始时间', '入复苏室时间'] }),
		pacu_endtime: field('time', '麻醉复苏结束时间', 'Recovery ends', { aliases: ['复苏室结束时间', '出复苏室时间'] }),
		pacu_flag: field('code', '复苏室标志', 'Recovery room'),
		intubation: field('code', '气管插管标志', 'Intubated', { aliases: ['intubation_flag'] }),
		analgesia: field('code', '术后镇痛方式', 'Analgesia afterwards'),
		monitor: field('code', '监测项目', 'Monitoring'),
		anst_dr_name: field('code', '麻醉医师姓名', 'Anaesthetist', { aliases: ['麻醉者姓名'], dictionary: 'doctor' }),
		memo: v.memo
	}
});

export const anesthesiaDrug = defineTable({
	zh: '麻醉用药', en: 'Anaesthesia drugs', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		name: field('code', '药品名称', 'Drug', { dictionary: 'itemName' }),
		spec: field('code', '规格', 'Specification'),
		cnt: field('quantity', '数量', 'Quantity'),
		unit: field('code', '单位', 'Unit'),
		used_time: field('time', '使用时间', 'Used at', { key: true })
	}
});

export const document = defineTable({
	zh: '病历文书', en: 'Documents', belongs: 'visit', rowId: 'doc_id',
	fields: {
		...keys,
		doc_id: field('id', '文书编号', 'Document'),
		doc_type: field('code', '文书类型', 'Kind of document', { key: true }),
		title: field('code', '标题', 'Title'),
		rec_time: field('time', '记录时间', 'Written at'),
		author: field('code', '记录人', 'Author', { dictionary: 'doctor' }),
		text: field('text', '正文', 'Text', { aliases: ['文书内容', '内容'], key: true })
	}
});

export const lab = defineTable({
	zh: '检验', en: 'Laboratory', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		rpt_no: field('id', '报告单号', 'Report', { aliases: ['样本编号'] }),
		rpt_time: field('time', '报告时间', 'Reported at', { aliases: ['检验报告时间', '检验登记日期'], key: true }),
		sapl_time: field('time', '采样时间', 'Sampled at', { aliases: ['sapl_date', '采样日期'] }),
		spcm_no: field('id', '标本号', 'Specimen number'),
		sample: field('code', '检验样本', 'Specimen', { aliases: ['spcm_name', '标本名称'] }),
		rpt_name: field('code', '报告名称', 'Report name'),
		exam_mtd: field('code', '检验方法', 'Method'),
		item_name: field('code', '检验项目名称', 'Test', { aliases: ['检验值名称'], key: true }),
		result: field('code', '检验结果', 'Result', { aliases: ['检验值描述'] }),
		unit: field('code', '结果单位', 'Unit'),
		ref_range: field('code', '参考范围', 'Reference', { aliases: ['检验值范围'] }),
		abnormal: field('code', '异常标志', 'Abnormal'),
		etip_flag: field('code', '外检标志', 'Sent to another institution', { aliases: ['是否外送'] }),
		record_kind: field('code', '记录性质', 'Registration or report')
	}
});

export const exam = defineTable({
	zh: '检查', en: 'Examinations', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		rpt_no: field('id', '报告单号', 'Report', { aliases: ['影像编号'] }),
		exam_time: field('time', '检查时间', 'Examined at', { aliases: ['检查报告时间', '检查登记日期'], key: true }),
		exam_type: field('code', '检查类型', 'Kind', { aliases: ['检查方法'] }),
		exam_part: field('code', '检查部位', 'Site'),
		item_name: field('code', '检查项目名称', 'Examination', { dictionary: 'itemName' }),
		finding: field('text', '检查所见', 'Findings'),
		conclusion: field('text', '检查结论', 'Conclusion', { aliases: ['检查报告诊断'] }),
		film_cnt: field('integer', '胶片数', 'Films'),
		image_cnt: field('integer', '图像数量', 'Images', { aliases: ['image_count'] }),
		equipment: field('code', '检查设备', 'Machine'),
		etip_flag: field('code', '外检标志', 'Sent to another institution', { aliases: ['是否外送'] }),
		record_kind: field('code', '记录性质', 'Registration or report'),
		memo: v.memo
	}
});

export const nursing = defineTable({
	zh: '护理', en: 'Nursing', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		rec_time: field('time', '护理记录时间', 'Written at', { key: true }),
		nursing_level: field('code', '护理级别', 'Level of care', { key: true }),
		vitals_count: field('integer', '生命体征次数', 'Vital signs'),
		round_interval_h: field('integer', '巡视间隔小时', 'Rounds every'),
		text: field('text', '护理内容', 'Text')
	}
});

export const device = defineTable({
	zh: '重症/设备', en: 'Intensive care and devices', belongs: 'visit', rowId: null,
	fields: {
		...keys,
		device: field('code', '设备', 'Device', { key: true }),
		begin_time: field('time', '开始使用时间', 'Begin', { aliases: ['scs_cutd_inpool_time'] }),
		end_time: field('time', '停止使用时间', 'End', { aliases: ['scs_cutd_exit_time'] }),
		hours: field('quantity', '使用小时数', 'Hours', { key: true }),
		nursing_level: field('code', '护理级别', 'Level of care'),
		memo: v.memo
	}
});

export const institution = defineTable({
	zh: '机构', en: 'Institutions', belongs: 'batch', rowId: 'fixmedins_code',
	fields: {
		fixmedins_code: { ...v.fixmedins_code, key: true },
		fixmedins_name: v.fixmedins_name,
		hosp_lv: v.hosp_lv,
		admdvs: field('code', '所属区划', 'District'),
		nature: field('code', '机构性质', 'Nature'),
		type: field('code', '机构类型', 'Kind', { key: true }),
		beds: field('integer', '核定床位', 'Approved beds'),
		contract_begin: field('time', '定点开始日期', 'Contract from'),
		contract_end: field('time', '定点停止日期', 'Contract until')
	}
});

export const doctor = defineTable({
	zh: '医师', en: 'Doctors', belongs: 'batch', rowId: 'dr_code',
	fields: {
		dr_code: field('code', '医师代码', 'Doctor code', { key: true }),
		dr_name: field('code', '医师姓名', 'Doctor', { dictionary: 'doctor', key: true }),
		fixmedins_code: v.fixmedins_code,
		dept_name: field('code', '科室名称', 'Department', { dictionary: 'department' }),
		title: field('code', '职称', 'Title'),
		practice_scope: field('code', '执业范围', 'Scope of practice'),
		qualified_from: field('time', '执业注册日期', 'Registered from', { aliases: ['资格开始日期'] }),
		qualified_to: field('time', '执业截止日期', 'Registered until', { aliases: ['资格截止日期'] })
	}
});

/** Equipment and rooms (设备台账): no hand-over form carries it, so it is a file that the auditor asks for. A row without its first day proves nothing. */
export const facility = defineTable({
	zh: '设施设备', en: 'Facilities', belongs: 'batch', rowId: null,
	fields: {
		fixmedins_code: v.fixmedins_code,
		name: field('code', '设备名称', 'Facility', { aliases: ['设施名称', '设施设备名称'], dictionary: 'itemName', key: true }),
		model: field('code', '型号', 'Model', { aliases: ['设备型号', '规格型号'] }),
		count: field('integer', '台数', 'Count', { aliases: ['设备台数', '设备数量'] }),
		from: field('time', '启用日期', 'In use from', { aliases: ['启用时间'], key: true }),
		to: field('time', '停用日期', 'In use until', { aliases: ['停用时间', '报废日期'] })
	}
});
