import { defineTable, field } from '../fields.ts';

const person = {
	psn_no: field('code', '人员编号', 'Person number', { dictionary: 'person' }),
	certno: field('code', '证件号码', 'Identity document', { dictionary: 'certificate', aliases: ['身份证号', '患者证件号码'] }),
	psn_name: field('code', '人员姓名', 'Name', { aliases: ['姓名', '患者姓名'] }),
	gend: field('code', '性别', 'Sex', { aliases: ['人员性别'] }),
	brdy: field('time', '出生日期', 'Date of birth'),
	age: field('integer', '年龄', 'Age', { aliases: ['人员年龄'] }),
	insutype: field('code', '险种类型', 'Insurance kind', { aliases: ['险种类别', 'hi_type'] })
};

const institution = {
	fixmedins_code: field('code', '定点医药机构编号', 'Institution code', { aliases: ['机构编码', 'medins_id'] }),
	fixmedins_name: field('code', '定点医药机构名称', 'Institution', { aliases: ['机构名称', 'medins_name'] }),
	hosp_lv: field('code', '医院等级', 'Hospital level', { aliases: ['机构等级', 'medins_lv'] })
};

const encounter = {
	med_type: field('code', '医疗类别', 'Visit kind', { aliases: ['就医方式'] }),
	begntime: field('time', '开始时间', 'Begin', { aliases: ['入院时间', '入院日期', '门诊日期', 'adm_time', 'adm_date'] }),
	endtime: field('time', '结束时间', 'End', { aliases: ['出院时间', '出院日期', 'dscg_time', 'dscg_date'] }),
	ipt_days: field('integer', '住院天数', 'Days of stay', { aliases: ['act_ipt_days'] }),
	ipt_otp_no: field('code', '住院/门诊号', 'Stay number', { aliases: ['住院号', '门诊号', '就医号', 'ipt_no'], dictionary: 'stayNumber' }),
	adm_dept_name: field('code', '入院科室名称', 'Admitting department', { aliases: ['住院科室名称', '门诊科室名称', '就医科室名称'], dictionary: 'department' }),
	dscg_dept_name: field('code', '出院科室名称', 'Discharging department', { dictionary: 'department' }),
	bed_no: field('code', '床位', 'Bed', { aliases: ['adm_bed', 'dscg_bed', '入院床位'] }),
	dscg_way: field('code', '离院方式', 'Way of leaving'),
	die_date: field('time', '死亡日期', 'Date of death'),
	adm_way: field('code', '入院途径', 'Way of admission'),
	chfpdr_name: field('code', '主诊医师姓名', 'Attending doctor', { aliases: ['主管医生姓名', '首诊医生姓名'], dictionary: 'doctor' }),
	dscg_maindiag_code: field('code', '住院主诊断代码', 'Main diagnosis code', { aliases: ['疾病编码ICD'], dictionary: 'diagnosis' }),
	dscg_maindiag_name: field('code', '住院主诊断名称', 'Main diagnosis', { aliases: ['疾病诊断名称'], dictionary: 'diagnosisName' }),
	refl_old_mdtrt_id: field('code', '转诊前就诊ID', 'Visit before referral', { dictionary: 'visit' }),
	days_rinp_flag_31: field('code', '出院31天内再住院计划标志', 'Planned return within 31 days'),
	vali_flag: field('code', '有效标志', 'Valid'),
	memo: field('text', '备注', 'Note')
};

export const visit = defineTable({
	zh: '就诊', en: 'Visits', belongs: 'visit', rowId: 'mdtrt_id',
	fields: {
		mdtrt_id: field('code', '就诊ID', 'Visit', { dictionary: 'visit' }),
		...person, ...institution, ...encounter,
		begntime: { ...encounter.begntime, key: true },
		psn_type: field('code', '人员类别', 'Kind of person'),
		nwb_flag: field('code', '新生儿标志', 'Newborn'),
		matn_type: field('code', '生育类别', 'Kind of maternity'),
		geso_val: field('integer', '孕周数', 'Weeks of pregnancy'),
		dise_no: field('code', '病种编号', 'Disease of the benefit', { dictionary: 'benefit' }),
		fix_blng_admdvs: field('code', '定点归属医保区划', 'District of the institution', { dictionary: 'admdvs' }),
		addr: field('text', '地址', 'Address')
	}
});

export const earlierVisit = defineTable({
	zh: '既往就诊', en: 'Earlier visits', belongs: 'visit', rowId: null,
	fields: {
		mdtrt_id: field('code', '既往就诊ID', 'Earlier visit', { dictionary: 'earlierVisit' }),
		...person, ...institution, ...encounter,
		rel_mdtrt_id: field('code', '关联就诊ID', 'Visit that it belongs to', { dictionary: 'visit', key: true }),
		readm_31d_flag: field('code', '31天再入院标志', 'Readmission within 31 days')
	}
});

export const settlement = defineTable({
	zh: '结算', en: 'Settlements', belongs: 'visit', rowId: 'setl_id',
	fields: {
		setl_id: field('code', '结算ID', 'Settlement', { aliases: ['结算流水号'], dictionary: 'settlement', key: true }),
		mdtrt_id: field('code', '就诊ID', 'Visit', { dictionary: 'visit' }),
		init_setl_id: field('code', '原结算ID', 'Original settlement', { dictionary: 'settlement' }),
		psn_no: person.psn_no,
		certno: person.certno,
		fixmedins_code: institution.fixmedins_code,
		ipt_otp_no: encounter.ipt_otp_no,
		insutype: person.insutype,
		med_type: encounter.med_type,
		setl_time: field('time', '结算时间', 'Settled', { aliases: ['结算日期'] }),
		setl_type: field('code', '结算类别', 'Kind of settlement'),
		medfee_sumamt: field('amount', '医疗费总额', 'Total charge', { aliases: ['医疗金额', '总费用'], key: true }),
		inscp_amt: field('amount', '符合范围金额', 'In-scope amount', { aliases: ['医保范围金额', 'inscp_scp_amt', '符合政策范围金额'] }),
		fund_pay_sumamt: field('amount', '基金支付总额', 'Paid by funds', { aliases: ['基金支付'] }),
		hifp_pay: field('amount', '基本医疗保险统筹基金支出', 'Pooled fund'),
		hifmi_pay: field('amount', '居民大病保险资金支出', 'Critical-illness fund'),
		hifob_pay: field('amount', '职工大额医疗费用补助基金支出', 'Large-amount fund'),
		maf_pay: field('amount', '医疗救助基金支出', 'Medical aid'),
		acct_pay: field('amount', '个人账户支出', 'Personal account', { aliases: ['个账支付'] }),
		cash_payamt: field('amount', '现金支付金额', 'Cash', { aliases: ['现金支付', 'psn_cash_pay'] }),
		fee_list_sumamt: field('amount', '费用清单合计', 'Total of the fee list'),
		ownpay_hosp_part: field('amount', '自费中医院负担部分', 'Borne by the hospital'),
		refd_setl_flag: field('code', '退费结算标志', 'Refund settlement'),
		mid_setl_flag: field('code', '中途结算标志', 'Interim settlement'),
		opter_name: field('code', '经办人姓名', 'Settled by'),
		vali_flag: encounter.vali_flag,
		memo: encounter.memo
	}
});

export const diagnosis = defineTable({
	zh: '诊断', en: 'Diagnoses', belongs: 'visit', rowId: null,
	fields: {
		mdtrt_id: field('code', '就诊ID', 'Visit', { dictionary: 'visit' }),
		setl_id: settlement.fields.setl_id,
		psn_no: person.psn_no,
		certno: person.certno,
		fixmedins_code: institution.fixmedins_code,
		ipt_otp_no: encounter.ipt_otp_no,
		diag_type: field('code', '诊断类别', 'Kind of diagnosis'),
		maindiag_flag: field('code', '主诊断标志', 'Main diagnosis'),
		diag_srt_no: field('integer', '诊断排序号', 'Order'),
		diag_code: field('code', '诊断代码', 'Diagnosis code', { dictionary: 'diagnosis', key: true }),
		diag_name: field('code', '诊断名称', 'Diagnosis', { dictionary: 'diagnosisName' }),
		adm_cond: field('code', '入院病情', 'Condition on admission', { aliases: ['adm_cond_type', '入院病情类型'] }),
		vali_flag: encounter.vali_flag,
		memo: encounter.memo
	}
});
