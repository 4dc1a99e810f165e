/** Headings of the files: national field codes, in the order in which the rows are written. */
const PERSON = ['psn_no', 'psn_name', 'gend', 'brdy', 'age', 'insutype'];
const VISIT = [
	'mdtrt_id', ...PERSON, 'med_type', 'fixmedins_code', 'fixmedins_name', 'hosp_lv', 'begntime', 'endtime', 'ipt_days', 'ipt_otp_no',
	'adm_dept_name', 'dscg_dept_name', 'bed_no', 'dscg_way', 'die_date', 'adm_way', 'chfpdr_name', 'dscg_maindiag_code', 'dscg_maindiag_name',
	'refl_old_mdtrt_id', 'days_rinp_flag_31', 'vali_flag', 'memo'
];

export const COLUMNS = {
	'mdtrt.csv': VISIT,
	'setl.csv': [
		'setl_id', 'mdtrt_id', 'psn_no', 'fixmedins_code', 'insutype', 'med_type', 'setl_time', 'medfee_sumamt', 'inscp_amt',
		'fund_pay_sumamt', 'hifp_pay', 'acct_pay', 'cash_payamt', 'fee_list_sumamt', 'vali_flag'
	],
	'diag.csv': [
		'mdtrt_id', 'setl_id', 'psn_no', 'diag_type', 'maindiag_flag', 'diag_srt_no', 'diag_code', 'diag_name', 'adm_cond'
	],
	'oprn.csv': [
		'mdtrt_id', 'psn_no', 'setl_id', 'oprn_oprt_code', 'oprn_oprt_name', 'oprn_oprt_date', 'oprn_oprt_begntime', 'oprn_oprt_endtime',
		'main_oprn_flag', 'anst_way', 'oper_dr_name', 'anst_dr_name'
	],
	'fee.csv': [
		'feedetl_sn', 'init_feedetl_sn', 'mdtrt_id', 'setl_id', 'psn_no', 'fee_ocur_time', 'rx_drord_no', 'hilist_code', 'hilist_name',
		'medins_list_codg', 'medins_list_name', 'list_type', 'med_chrgitm_type', 'chrgitm_lv', 'spec', 'unt', 'cnt', 'pric',
		'det_item_fee_sumamt', 'pric_uplmt_amt', 'inscp_amt', 'fulamt_ownpay_amt', 'preselfpay_amt', 'selfpay_prop', 'bilg_dept_name',
		'bilg_dr_name', 'prd_days', 'dscg_tkdrug_flag', 'matn_fee_flag'
	],
	'order.csv': [
		'mdtrt_id', 'psn_no', 'drord_no', 'drord_type', 'drord_begn_time', 'drord_stop_time', 'drord_cont', 'drord_detl_code',
		'drord_detl_name', 'dosage', 'freq', 'medc_way', 'days', 'drord_dept_name', 'drord_dr'
	],
	'doc.csv': [
		'mdtrt_id', 'psn_no', 'doc_id', 'doc_type', 'rec_time', 'author', 'title', 'text'
	],
	'lab.csv': [
		'mdtrt_id', 'psn_no', 'rpt_no', 'rpt_time', 'rpt_name', 'item_name', 'result', 'unit', 'ref_range', 'abnormal'
	],
	'exam.csv': [
		'mdtrt_id', 'psn_no', 'rpt_no', 'exam_time', 'exam_type', 'exam_part', 'item_name', 'finding', 'conclusion', 'film_cnt'
	],
	'nursing.csv': [
		'mdtrt_id', 'psn_no', 'rec_time', 'nursing_level', 'vitals_count', 'round_interval_h', 'text'
	],
	'anst.csv': [
		'mdtrt_id', 'psn_no', 'anst_begin_time', 'anst_end_time', 'anst_way', 'anst_minutes', 'anst_dr_name'
	],
	'icu.csv': [
		'mdtrt_id', 'psn_no', 'device', 'begin_time', 'end_time', 'hours'
	],
	'implant.csv': [
		'mdtrt_id', 'psn_no', 'udi', 'name', 'spec', 'cnt', 'used_time', 'prodplac', 'oprn_oprt_name'
	],
	'visits.csv': [
		'mdtrt_id', ...PERSON, 'med_type', 'fixmedins_code', 'fixmedins_name', 'begntime', 'endtime', 'dscg_maindiag_code',
		'dscg_maindiag_name', 'memo', 'rel_mdtrt_id'
	],
	'institution.csv': [
		'fixmedins_code', 'fixmedins_name', 'hosp_lv', 'admdvs', 'nature', 'type', 'beds', 'contract_begin'
	],
	'doctor.csv': [
		'dr_code', 'dr_name', 'fixmedins_code', 'dept_name', 'title', 'practice_scope'
	],
	'truth.csv': [
		'problem', 'kind', 'mdtrt_id', 'feedetl_sn', 'expected_amount_fen', 'note'
	]
} as const satisfies Record<string, readonly string[]>;

export type FileName = keyof typeof COLUMNS;
export const FILE_NAMES = Object.keys(COLUMNS) as FileName[];
