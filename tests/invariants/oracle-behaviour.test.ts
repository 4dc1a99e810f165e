import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ParamSpecs } from '../../rules/engine/rule.ts';
import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { holdsOracle, of, rows, rulesOf, time, type Cells, type Generated } from './oracle.ts';

/** What persons, departments, stores and copies tell over many visits (W6). */
const rules = rulesOf(
	'frequent-outpatient',
	'frequent-purchase',
	'frequent-admission',
	'unplanned-readmission',
	'readmission-rate-over-peers',
	'infection-rate-over-peers',
	'drug-share-over-peers',
	'examination-share-over-peers',
	'material-share-over-peers',
	'treatment-share-outside-peers',
	'ct-share-over-peers',
	'mr-share-over-peers',
	'stock-shortfall',
	'sold-before-received',
	'goods-against-outbound',
	'year-end-quota',
	'trace-code-reused',
	'trace-code-missing',
	'copied-documents',
	'identical-lab-panels',
	'result-before-sampling',
	'doctor-in-two-places',
	'cards-in-a-burst',
	'card-in-two-places',
	'person-contradicted',
	'clustered-admissions',
	'cash-price-below-insured',
	'selected-product-avoided',
	'look-alike-claims',
	'outpatient-claim-during-stay',
	'overlapping-stays',
	'split-admission'
);
/** Thresholds that a dozen visits can reach. */
const parameters = rules.flatMap(({ meta, params }) =>
	Object.entries(params as ParamSpecs).flatMap(([name, spec]) => {
		if (spec.unit !== 'count' || spec.default === null || spec.default < 2) return [];
		return [{ rule: meta.id, name, value: name.startsWith('min') ? 2 : 1, region: 'fixture', source: 'fixture' }];
	})
);
const points = [
	{
		table: 'agreedVolumes',
		id: 'a',
		officialClass: '集采',
		codes: [],
		name: '阿托伐他汀钙片',
		quantity: 10_000,
		alternatives: ['立普妥'],
		from: '2026-05-01',
		to: '2026-05-31',
		notice: 'fixture',
		got: {}
	} satisfies KnowledgePoint
];

const IDS = Array.from({ length: 8 }, (_, i) => `M${i}`);
const id = of(...IDS, 'M99');
const TRACE = '81234560012345678901';
const DRUGS = ['阿托伐他汀钙片', '立普妥', '深海鱼油'];
const NOTE =
	'患者一般情况可，体温36.5℃，脉搏78次，血压132/78mmHg，双肺呼吸音清，未闻及干湿啰音，腹软无压痛，继续目前治疗，密切观察病情变化，注意饮食与休息，定期复查相关指标。';

/** Visits of three persons at two institutions, most of them alike. */
const visit = fc.tuple(
	...IDS.map((one, i) =>
		fc.record({
			mdtrt_id: fc.constant(one),
			psn_no: of(`P${i}`, 'P1', 'P2'),
			psn_name: of('', '', '张三', '李四'),
			certno: of('', '', 'C1'),
			gend: of('1', '1', '2'),
			brdy: of('1966-03-12', '1966-03-12', '1970-01-01', ''),
			fixmedins_code: of('H1', 'H1', 'H2', ''),
			fix_blng_admdvs: of('', '330100', '330200'),
			med_type: of('21', '21', '41', '41', '11', ''),
			begntime: time('04 09:00', '05 09:00', '05 09:01', '06', ''),
			endtime: time('04 09:30', '06 10:00', '10 10:00', ''),
			dscg_dept_name: of('内科', ''),
			dscg_maindiag_code: of('I10.x00', 'Z51.100', ''),
			addr: of('', '甲村1号', '甲村2号'),
			dscg_way: of('1', '2', ''),
			days_rinp_flag_31: of('', '2'),
			vali_flag: of('1', '1', '1', '1', '0')
		})
	)
) as unknown as fc.Arbitrary<Cells[]>;

const fee = fc
	.array(
		fc.record({
			mdtrt_id: id,
			fee_ocur_time: time('05 09:00', '05 09:01', '05 12:00', '06', ''),
			medins_list_name: of(...DRUGS, 'CT平扫', '磁共振平扫', '冠脉支架'),
			med_chrgitm_type: of('09', '09', '05', '08', '03', ''),
			spec: of('', '10mg'),
			unt: of('盒', '盒', '片', ''),
			cnt: of('1', '1', '2', '20', '-1'),
			pric: of('10', '12', ''),
			inscp_amt: of('10.00', '0.00', ''),
			init_feedetl_sn: of('', '', 'F0'),
			bilg_dr_name: of('张伟', ''),
			drug_trac_codg: of('', '', TRACE, `${TRACE},81234560012345678902`)
		}),
		{ minLength: 6, maxLength: 16, size: 'max' }
	)
	.map((list) => list.map((row, i) => ({ feedetl_sn: `F${i}`, det_item_fee_sumamt: (Number(row.cnt) * Number(row.pric || 10)).toFixed(2), ...row })));

const generated: fc.Arbitrary<Generated> = fc.record({
	records: fc.record({
		visit,
		fee,
		settlement: rows(
			{
				mdtrt_id: id,
				setl_id: of('S1', 'S2', 'S3', ''),
				init_setl_id: of('', '', 'S1'),
				setl_time: time('05 21:00', '05 21:01', '05 21:02', '06', ''),
				medfee_sumamt: of('20.00', '10.00', '-10.00', ''),
				inscp_amt: of('20.00', ''),
				fund_pay_sumamt: of('10.00', '0.00', ''),
				acct_pay: of('0.00', ''),
				cash_payamt: of('0.00', '10.00', ''),
				vali_flag: of('1', '1', '1', '0')
			},
			10
		),
		diagnosis: rows({ mdtrt_id: id, diag_code: of('J18.900', 'I10.x00', 'Z51.100'), adm_cond: of('1', '4', ''), maindiag_flag: of('1', '0') }, 4),
		document: rows(
			{
				mdtrt_id: id,
				doc_type: of('日常病程记录', '入院记录'),
				rec_time: time('05 10:00', ''),
				author: of('张伟', ''),
				text: of(NOTE, NOTE, '病情平稳。')
			},
			6
		),
		lab: rows(
			{
				mdtrt_id: id,
				rpt_no: of('L1', 'L2', ''),
				rpt_time: time('05 10:00', '06 10:00', ''),
				sapl_time: time('05 09:00', '06 11:00', ''),
				item_name: of('钾', '钠', '氯'),
				result: of('4.1', '140')
			},
			8
		),
		order: rows(
			{
				mdtrt_id: id,
				drord_no: of('L1'),
				drord_begn_time: time('05 09:00', '05 09:05', ''),
				drord_cont: of(...DRUGS),
				drord_dr: of('张伟', '李强', '')
			},
			4
		),
		stock: rows(
			{
				fixmedins_code: of('H1', 'H1', ''),
				period: of('202605', '202605', '2026年5月', ''),
				name: of(...DRUGS),
				unt: of('盒', '片'),
				package_ratio: of('', '28'),
				opening: of('0', '0', '10', ''),
				received: of('0', '5', ''),
				issued: of('0', '5', ''),
				closing: of('0', '', '2'),
				movement: of('', '采购入库', '销售出库', '退货'),
				cnt: of('', '5'),
				moved_at: fc.oneof(time('20', '01', ''), of('2027-03-01')),
				setl_id: of('', 'S1'),
				feedetl_sn: of('', 'F0', 'F1')
			},
			6
		),
		doctor: rows({ dr_code: of('D1', 'D2'), dr_name: of('张伟'), fixmedins_code: of('H1', 'H2') }, 2)
	}),
	absent: fc.subarray(
		['setl_id', 'feedetl_sn', 'init_feedetl_sn', 'drug_trac_codg', 'fund_pay_sumamt', 'adm_cond', 'fixmedins_code', 'addr', 'opening', 'vali_flag'],
		{ maxLength: 3 }
	),
	points: fc.constant(points)
});

it('behaviour, stock and copies: candidates give what judging every stay gives, on 1,000 batches of eight visits', () => {
	const seen = holdsOracle(rules, generated, { parameters });
	expect(seen.findings).toBeGreaterThan(100);
	expect(seen.undetermined).toBeGreaterThan(300);
	expect(seen.rules.size, [...seen.rules].join()).toBeGreaterThan(9);
}, 120_000);
