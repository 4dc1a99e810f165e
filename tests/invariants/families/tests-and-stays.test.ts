import fc from 'fast-check';
import { expect, it } from 'vitest';
import alone from '../../../rules/checks/clinical/consumable-without-companion.ts';
import depth from '../../../rules/checks/clinical/depth-monitoring-without-general-anaesthesia.ts';
import hypotension from '../../../rules/checks/clinical/hypotension-without-need.ts';
import forbidden from '../../../rules/checks/clinical/item-contraindicated.ts';
import routine from '../../../rules/checks/clinical/routine-test-for-all.ts';
import repeated from '../../../rules/checks/clinical/test-repeated-without-need.ts';
import set from '../../../rules/checks/clinical/test-set-for-all.ts';
import both from '../../../rules/checks/clinical/tests-of-one-purpose.ts';
import checkup from '../../../rules/checks/compliance/checkup-stay.ts';
import idle from '../../../rules/checks/compliance/idle-stay.ts';
import facility from '../../../rules/checks/compliance/service-without-facility.ts';
import staff from '../../../rules/checks/compliance/staff-outside-scope.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { judgeShard, mapShard, reducePartials } from '../../../rules/engine/run.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { fixturePack } from '../../rules/harness/fixture-pack.ts';
import { build, type Tables } from '../../rules/harness/record.ts';

const rules = [alone, depth, hypotension, forbidden, routine, repeated, set, both, checkup, idle, facility, staff];
const of = (...values: string[]) => fc.constantFrom(...values);
const ids = ['M1', 'M2', 'M3'];
const visitId = of(...ids, 'M9');

const base = { codes: [], officialClass: 'fixture', notice: 'fixture', got: {} };
const points = [
	{ table: 'companions', name: '甲', kind: 'material', needs: ['乙'], all: false, window: 'day' },
	{ table: 'contraindications', name: '乙', kind: 'item', icd: ['Z95'], words: ['起搏器'], unless: ['兼容'] },
	{ table: 'screening', name: '丙', kind: 'lab', icd: ['I26'], words: ['胸痛'], operated: true },
	{ table: 'screening', name: '丁', kind: 'lab', icd: ['I26'], words: [], sex: '1' },
	{ table: 'repeatLimits', name: '丁', most: 1, window: 'visit', exemptIcd: ['B18'] },
	{ table: 'testPairs', name: '丙', subCodes: [], subName: '丁', scope: 'population', icd: ['I26'] },
	{ table: 'testPairs', name: '甲', subCodes: [], subName: '丁', scope: 'stay' },
	{ table: 'facilities', name: '乙', needs: ['机器'] },
	{ table: 'staffScopes', name: '甲', scopes: ['康复'] }
].map((point, i) => ({ ...base, id: `p${i}`, ...point }) as unknown as KnowledgePoint);
const pack = fixturePack(points);
/** One stay makes a ward here, so that wards of every kind are met. */
const parameters = createParameters(rules, [
	{ rule: routine.meta.id, name: 'minStays', value: 1, region: 'fixture', source: 'fixture' },
	{ rule: set.meta.id, name: 'minStays', value: 1, region: 'fixture', source: 'fixture' }
]);

/** Records of three persons, each cell sound or broken; M9 is a visit that no file describes. */
const records = fc.record({
	visit: fc.tuple(
		...ids.map((id) =>
			fc.record({
				mdtrt_id: fc.constant(id),
				psn_no: fc.constant(`P-${id}`),
				fixmedins_code: of('H1', 'H1', 'H1', ''),
				med_type: of('21', '21', '21', '21', '11', ''),
				gend: of('1', '2', ''),
				begntime: of('2026-05-04 09:00', '2026-05-04', ''),
				endtime: of('2026-05-07 10:00', '2026-05-12 10:00', ''),
				dscg_dept_name: of('骨科', '骨科', '骨科', ''),
				dscg_way: of('1', '')
			})
		)
	),
	fee: fc.array(
		fc.record({
			mdtrt_id: visitId,
			fee_ocur_time: of('', '2026-05-04', '2026-05-04', '2026-05-05 08:00', '2026-05-09'),
			fee_end_time: of('', '', '2026-05-09'),
			medins_list_name: of('甲', '乙', '丙', '丙', '丁', '丁', '麻醉深度监测', '控制性降压', '床位'),
			med_chrgitm_type: of('', '01', '03', '04', '08', '09'),
			cnt: of('1', '1', '1', '1', '3', '-1', '0'),
			pric: of('10'),
			det_item_fee_sumamt: of('10.00', '10.00', '30.00', '30.00', '-10.00', '0.00'),
			acord_dr_name: of('', '张', '李')
		}),
		{ minLength: 6, maxLength: 16 }
	),
	order: fc.array(
		fc.record({
			mdtrt_id: of(...ids),
			drord_type: of('长期', '临时'),
			drord_begn_time: of('', '2026-05-04 10:00'),
			drord_stop_time: of('', '2026-05-05 10:00'),
			drord_cont: of('二级护理', '某药')
		}),
		{ maxLength: 3 }
	),
	anesthesia: fc.array(fc.record({ mdtrt_id: of(...ids), anst_way: of('', '03', '椎管内麻醉', '全身麻醉') }), { maxLength: 2 }),
	diagnosis: fc.array(fc.record({ mdtrt_id: of(...ids), diag_code: of('S82.200', 'S82.200', 'I26.900', 'Z95.000', 'B18.100') }), { maxLength: 5 }),
	document: fc.array(
		fc.record({ mdtrt_id: of(...ids), doc_type: of('入院记录'), text: of('一般情况可。', '胸痛3天。', '既往起搏器植入。', '起搏器兼容。') }),
		{ maxLength: 3 }
	),
	operation: fc.array(fc.record({ mdtrt_id: of(...ids), oprn_oprt_name: of('某手术'), oprn_oprt_date: of('2026-05-05') }), { maxLength: 1 }),
	facility: fc.array(fc.record({ fixmedins_code: of('H1'), name: of('机器', '床'), from: of('', '2026-05-05') }), { maxLength: 2 }),
	doctor: fc.array(fc.record({ dr_name: of('张', '李'), practice_scope: of('', '护理', '康复') }), { maxLength: 2 })
});

it('tests and stays: candidates give what judging every stay gives, on 600 wards of every kind', () => {
	const found = new Map<string, number>();
	let unclear = 0;
	fc.assert(
		fc.property(records, (raw: Tables) => {
			const { shard, batch } = build(raw);
			const context = { batch, knowledge: compileKnowledge([pack], batch.dictionaries, {}), parameters };
			const aggregates = reducePartials(rules, [mapShard(rules, shard, context)]);
			const [fast, oracle] = [judgeShard(rules, shard, context, aggregates), judgeShard(rules, shard, context, aggregates, true)];
			expect(oracle.errors).toEqual([]);
			expect(fast.findings).toEqual(oracle.findings);
			expect(fast.undetermined).toEqual(oracle.undetermined);
			for (const { rule } of oracle.findings) found.set(rule, (found.get(rule) ?? 0) + 1);
			unclear += oracle.undetermined.length;
		}),
		// The same records in every run, so that the last lines ask for no luck.
		{ numRuns: 600, seed: 20_260_601 }
	);
	expect(
		rules.map(({ meta }) => meta.id).filter((id) => !found.has(id)),
		'every rule of the family finds something'
	).toEqual([]);
	expect(unclear).toBeGreaterThan(100);
}, 120_000);
