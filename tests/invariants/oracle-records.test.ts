import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { LOCAL_LISTS } from '../coverage/local-lists.ts';
import { feeRows, fillers, holdsOracle, of, pointsOf, rows, rulesOf, time, visitId, visits, type Generated } from './oracle.ts';

/** The bill against the record (W3). */
const rules = rulesOf(
	'service-without-record',
	'anaesthesia-without-record',
	'recovery-room-without-record',
	'intensive-care-without-record',
	'examination-against-report',
	'test-method-against-report',
	'computed-result-billed',
	'operation-against-record',
	'operation-without-record',
	'treatment-against-record',
	'implant-over-record',
	'implant-against-register',
	'implant-code-reused',
	'set-billed-by-piece',
	'anaesthesia-drug-over-record',
	'nursing-days-over-record',
	'bed-against-ward',
	'shifted-cost',
	'trial-test-claimed',
	'report-missing',
	'order-missing',
	'hours-over-device-record',
	'nursing-level-over-order'
);
const all = [
	...pointsOf(rules),
	...Object.values(LOCAL_LISTS)
		.flat()
		.filter(({ table }) => table === 'methodWords' || table === 'recordNeeds')
];
const spoken = all.filter(({ table }) => table === 'methodWords' || table === 'recordNeeds');
/** What a record says that speaks for or against an item. */
const wordsOf = (point: KnowledgePoint): string[] => [
	...('needs' in point && Array.isArray(point.needs) ? (point.needs as string[]) : []),
	...('against' in point && Array.isArray(point.against) ? (point.against as string[]) : []),
	...('words' in point && Array.isArray(point.words) ? (point.words as string[]) : [])
];
const ITEMS = [
	'全身麻醉',
	'麻醉恢复室监护',
	'重症监护',
	'药物洗脱支架',
	'人工膝关节股骨髁',
	'人工膝关节胫骨托',
	'丙泊酚注射液',
	'一级护理',
	'有创呼吸机辅助呼吸',
	'血清间接胆红素测定',
	'血清药物浓度测定',
	'血细胞分析',
	'胸部CT平扫'
];
const SERIAL = '(01)06901234567890(17)280501(21)SN000123';

const generated: fc.Arbitrary<Generated> = fc.array(fc.constantFrom(...spoken), { minLength: 1, maxLength: 2 }).chain((chosen) => {
	const items = [...chosen.flatMap(({ name }) => [name, name, name]), ...ITEMS];
	const own = of(...items);
	const word = of(...chosen.flatMap(wordsOf).map((text) => text.replaceAll('…', '')), ...ITEMS, '病情平稳');
	const text = fc.oneof(
		word,
		fc.tuple(of('未行', '拟行', '行', '查'), word).map((parts) => `${parts.join('')}。`),
		of('受试者知情同意书，临床试验。', '按试验方案规定检测血清药物浓度测定。', '植入药物洗脱支架1枚。', '余液弃去。')
	);
	return fc.record({
		records: fc.record({
			visit: visits({ adm_dept_name: of('', '骨科', '重症医学科'), bed_no: of('', '层流01床') }),
			fee: feeRows(items, 8, { prodentp_name: of('', '甲公司', '乙公司') }),
			document: rows(
				{ mdtrt_id: visitId, doc_type: of('手术记录', '知情同意书', '日常病程记录', '费用清单'), rec_time: time('06 12:00', '05', ''), text },
				4
			),
			nursing: rows(
				{ mdtrt_id: visitId, rec_time: time('05 09:00', '06 09:00', '07 09:00', '08 09:00', ''), nursing_level: of('', '一级护理'), text },
				4
			),
			device: rows(
				{
					mdtrt_id: visitId,
					device: fc.oneof(own, of('呼吸机')),
					begin_time: time('06 08:00', ''),
					end_time: time('06 12:00', ''),
					hours: of('4', ''),
					memo: word
				},
				2
			),
			exam: rows(
				{
					mdtrt_id: visitId,
					rpt_no: of('E1', ''),
					exam_time: time('06 09:00', ''),
					exam_type: of('CT', ''),
					item_name: own,
					finding: text,
					equipment: of('', '16排')
				},
				3
			),
			lab: rows(
				{
					mdtrt_id: visitId,
					rpt_no: of('L1', 'L2'),
					rpt_time: time('06 09:00', '05 09:00', ''),
					rpt_name: of('生化'),
					exam_mtd: fc.oneof(of(''), word),
					item_name: of('总胆红素', '直接胆红素', '间接胆红素', '血细胞分析'),
					result: of('10.0', '4.0', '6.0')
				},
				6
			),
			operation: rows(
				{
					mdtrt_id: visitId,
					oprn_oprt_name: fc.oneof(own, word),
					oprn_oprt_date: time('06', ''),
					anst_way: of('', '全身麻醉', '局部麻醉'),
					vali_flag: of('1', '1', '0')
				},
				2
			),
			anesthesia: rows(
				{
					mdtrt_id: visitId,
					anst_begin_time: time('06 08:00', ''),
					anst_end_time: time('06 11:00', ''),
					anst_way: of('全身麻醉', ''),
					pacu_begntime: time('', '06 11:10'),
					pacu_endtime: time('', '06 12:00')
				},
				2
			),
			anesthesiaDrug: rows(
				{ mdtrt_id: visitId, name: of('丙泊酚注射液'), cnt: of('200', '1', ''), unit: of('mg', '支'), used_time: time('06 09:00', '') },
				2
			),
			implant: rows(
				{
					mdtrt_id: visitId,
					udi: of('', SERIAL, 'LOT1'),
					name: of('药物洗脱支架', '人工膝关节股骨髁', '螺钉'),
					spec: of('', '套'),
					cnt: of('1', '2', ''),
					used_time: time('06 09:00', ''),
					manufacturer: of('甲公司', '丙公司', '')
				},
				3
			),
			order: rows(
				{
					mdtrt_id: visitId,
					drord_no: of('L1', 'L2'),
					drord_begn_time: time('04 10:00', '06 10:00', ''),
					drord_cont: fc.oneof(own, of('一级护理', '二级护理'))
				},
				3
			),
			stock: rows(
				{
					fixmedins_code: of('H1', ''),
					period: of('202605'),
					name: of('人工膝关节（套）', '间接胆红素试剂', '药物洗脱支架'),
					unt: of('套', '件'),
					purchase_price: of('1', '60', '')
				},
				2
			)
		}),
		absent: fc.subarray(
			['fee_end_time', 'init_feedetl_sn', 'inscp_amt', 'unt', 'spec', 'med_chrgitm_type', 'udi', 'cnt_', 'rpt_no', 'doc_type', 'title'],
			{ maxLength: 3 }
		),
		points: fc.constant([...new Set([...chosen, ...fillers(all), ...all.filter(({ table }) => table === 'itemKinds')])])
	});
});

const parameters = [
	{ rule: 'computed-result-billed', name: 'minReports', value: 1, region: 'fixture', source: 'fixture' },
	{ rule: 'anaesthesia-drug-over-record', name: 'tolerance', value: 0, region: 'fixture', source: 'fixture' }
];

it('the bill against the record: candidates give what judging every stay gives, on 1,000 persons', () => {
	const seen = holdsOracle(rules, generated, { parameters });
	expect(seen.findings).toBeGreaterThan(100);
	expect(seen.undetermined).toBeGreaterThan(300);
	expect(seen.rules.size, [...seen.rules].join()).toBeGreaterThan(9);
}, 120_000);
