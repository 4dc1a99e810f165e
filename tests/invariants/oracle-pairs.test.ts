import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KnowledgePoint } from '../../rules/knowledge/pack.ts';
import { LOCAL_LISTS } from '../coverage/local-lists.ts';
import { feeRows, fillers, holdsOracle, of, pointsOf, rows, rulesOf, time, visitId, visits, type Generated } from './oracle.ts';

/** Pairs, wholes, units and parts of items (W2). */
const rules = rulesOf(
	'item-billed-with-its-container',
	'operation-step-billed-apart',
	'monitoring-billed-twice',
	'purification-billed-twice',
	'consumable-in-item-price',
	'guidance-with-examination',
	'organ-beside-system-imaging',
	'bedside-beside-routine-imaging',
	'plain-beside-enhanced-scan',
	'further-part-at-full-price',
	'exposures-over-images',
	'bundle-split',
	'analyte-billed-twice',
	'sessions-over-record',
	'sites-over-record',
	'course-billed-by-session',
	'anaesthesia-hours-over-record',
	'anaesthesia-basic-price-repeated',
	'rescues-over-record',
	'operation-without-discount',
	'item-over-frequency',
	'hours-over-day',
	'film-over-report'
);
const local = ['21', '59', '84', '87'].flatMap((id) => LOCAL_LISTS[id] ?? []);
const all = [...pointsOf(rules), ...local];
/** Names by which lines mean a point: of the item, of what it contains, of its parts. */
const namesOf = (point: KnowledgePoint): string[] => [
	point.name,
	...('subName' in point ? [point.subName] : []),
	...('parts' in point ? point.parts.flatMap((part) => part.names) : [])
];
const ALWAYS = [...fillers(all), ...all.filter(({ table }) => table === 'itemKinds' || table === 'partDiscounts')];
const SCANS = [
	'胸部CT平扫',
	'胸部CT增强扫描',
	'腹部CT平扫',
	'床旁胸部DR',
	'胸部DR',
	'CT引导',
	'超声引导',
	'彩色多普勒超声常规检查',
	'数字化摄影(DR)',
	'医用胶片'
];
const OTHERS = ['全身麻醉', '椎管内麻醉', '大抢救', '血常规', '床位费'];

const generated: fc.Arbitrary<Generated> = fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 2 }).chain((chosen) => {
	const chosenNames = chosen.flatMap(namesOf);
	const names = [...Array.from({ length: 12 }, () => chosenNames).flat(), ...SCANS, ...OTHERS];
	const own = fc.constantFrom(...names);
	return fc.record({
		records: fc.record({
			visit: visits(),
			fee: feeRows(names),
			operation: rows(
				{
					mdtrt_id: visitId,
					oprn_oprt_name: own,
					oprn_oprt_begntime: time('', '06 09:00', '06 15:00'),
					oprn_oprt_date: time('06', ''),
					vali_flag: of('1', '0')
				},
				2
			),
			exam: rows(
				{
					mdtrt_id: visitId,
					rpt_no: of('E1', 'E2', ''),
					exam_time: time('06 09:00', '07', ''),
					exam_type: of('CT', 'DR', '彩超', ''),
					item_name: own,
					exam_part: of('', '胸部', '胸部、腹部'),
					finding: of('', '双肺纹理清晰'),
					film_cnt: of('', '1'),
					image_cnt: of('', '1')
				},
				3
			),
			lab: rows(
				{
					mdtrt_id: visitId,
					rpt_no: of('L1', ''),
					rpt_time: time('06 09:00', ''),
					sapl_time: time('06 07:00', ''),
					item_name: own,
					rpt_name: own,
					result: of('1')
				},
				2
			),
			anesthesia: rows(
				{ mdtrt_id: visitId, anst_begin_time: time('06 08:00', '06', ''), anst_end_time: time('06 11:00', ''), anst_way: of('全身麻醉', '') },
				2
			),
			device: rows(
				{ mdtrt_id: visitId, device: own, begin_time: time('06 08:00', ''), end_time: time('06 12:00', ''), hours: of('4', ''), memo: own },
				2
			),
			document: rows(
				{
					mdtrt_id: visitId,
					doc_type: of('手术记录', '抢救记录', '日常病程记录'),
					rec_time: time('06 12:00', ''),
					text: fc.oneof(own, of('抢救成功。', '双侧、L4/5、L5/S1椎体，6针。', '过程顺利。'))
				},
				3
			)
		}),
		absent: fc.subarray(['fee_end_time', 'init_feedetl_sn', 'inscp_amt', 'unt', 'med_chrgitm_type', 'endtime', 'exam_part', 'rpt_no', 'vali_flag'], {
			maxLength: 3
		}),
		points: fc.constant([...new Set([...chosen, ...ALWAYS])])
	});
});

it('pairs, wholes and units: candidates give what judging every stay gives, on 1,000 persons', () => {
	const seen = holdsOracle(rules, generated);
	expect(seen.findings).toBeGreaterThan(100);
	expect(seen.undetermined).toBeGreaterThan(100);
	expect(seen.rules.size, [...seen.rules].join()).toBeGreaterThan(11);
}, 120_000);
