import { tables } from '../../../rules/harness/record.ts';

/** Two institutions, three stays with too many bed days (100, 50 and 50 元), settlements of four months, one void and one taken back. */
export const RECORDS = tables({
	visit: `
		mdtrt_id | psn_no | psn_name | med_type | begntime         | endtime          | fixmedins_code | fixmedins_name
		M1       | P1     | 周某     | 21       | 2026-04-10 09:00 | 2026-04-16 10:00 | H1             | 市一院
		M2       | P2     | 冯某     | 21       | 2026-05-10 09:00 | 2026-05-12 10:00 | H1             | 市一院
		M3       | P3     | 陈某     | 21       | 2026-04-11 09:00 | 2026-04-13 10:00 | H2             | 市二院
		M4       | P4     | 褚某     | 21       | 2026-04-11 09:00 | 2026-04-13 10:00 | H2             | 市二院`,
	fee: `
		feedetl_sn | mdtrt_id | fee_ocur_time | hilist_code     | medins_list_name | cnt | pric | det_item_fee_sumamt | inscp_amt | bilg_dept_name | bilg_dr_name
		F1         | M1       | 2026-04-10    | 001109000010000 | 床位费           | 8   | 50   | 400.00              | 400.00    | 内科           | 甲
		F2         | M2       | 2026-05-10    | 001109000010000 | 床位费           | 3   | 50   | 150.00              | 150.00    | 内科           | 乙
		F3         | M3       | 2026-04-11    | 001109000010000 | 床位费           | 3   | 50   | 150.00              | 150.00    | 外科           | 丙
		F4         | M4       | 2026-04-11    | 001109000010000 | 床位费           | 2   | 50   | 100.00              | 100.00    | 外科           | 丙`,
	settlement: `
		setl_id | mdtrt_id | init_setl_id | setl_time  | medfee_sumamt | inscp_amt | fund_pay_sumamt | hifp_pay | hifmi_pay | maf_pay | refd_setl_flag | vali_flag
		S1      | M1       |              | 2026-04-16 | 400.00        | 400.00    | 200.00          | 150.00   | 40.00     | 10.00   | 0              | 1
		S2      | M2       |              | 2026-05-12 | 150.00        | 150.00    | 75.00           | 75.00    |           |         | 0              | 1
		S3      | M3       |              | 2026-04-13 | 150.00        | 150.00    | 100.00          | 80.00    |           |         | 0              | 1
		S4      | M4       |              | 2026-06-13 | 100.00        | 100.00    | 60.00           | 60.00    |           |         | 0              | 1
		S5      | M4       | S4           | 2026-06-14 | 100.00        | 100.00    | 60.00           | 60.00    |           |         | 1              | 1
		S6      | M4       |              | 2026-07-01 | 100.00        | 100.00    | 60.00           | 60.00    |           |         | 0              | 0`
});
