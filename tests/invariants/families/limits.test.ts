import fc from 'fast-check';
import { expect, it } from 'vitest';
import amount from '../../../rules/checks/compliance/amount-over-cap.ts';
import benefit from '../../../rules/checks/compliance/drug-outside-benefit.ts';
import indication from '../../../rules/checks/compliance/drug-outside-indication.ts';
import online from '../../../rules/checks/compliance/drug-online-outside-scope.ts';
import alone from '../../../rules/checks/compliance/herb-alone-paid.ts';
import never from '../../../rules/checks/compliance/herb-never-paid.ts';
import department from '../../../rules/checks/compliance/item-outside-department.ts';
import newborn from '../../../rules/checks/compliance/newborn-item-outside-age.ts';
import prescription from '../../../rules/checks/compliance/prescription-missing.ts';
import price from '../../../rules/checks/compliance/price-above-selected.ts';
import second from '../../../rules/checks/compliance/second-line-drug-first.ts';
import supply from '../../../rules/checks/compliance/supply-over-limit.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { judgeShard } from '../../../rules/engine/run.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { fixturePack } from '../../rules/harness/fixture-pack.ts';
import { build, type Tables } from '../../rules/harness/record.ts';

const rules = [amount, benefit, indication, online, alone, never, department, newborn, prescription, price, second, supply];
const of = (...values: string[]) => fc.constantFrom(...values);
const visitId = of('M1', 'M2', 'M9');

const base = { codes: [], officialClass: 'fixture', notice: 'fixture', got: {} };
const points = [
	{ table: 'herbLimits', name: '甲', kind: 'never' },
	{ table: 'herbLimits', name: '乙', kind: 'alone' },
	{ table: 'amountLimits', name: '甲', fen: 1_500, window: 'year' },
	{ table: 'amountLimits', name: '乙', fen: 1_500, window: 'operation' },
	{ table: 'departmentLimits', name: '甲', side: 'ordering', departments: ['骨科'] },
	{ table: 'ageLimits', name: '乙', maxAgeDays: 28 },
	{ table: 'supplyLimits', name: '甲', days: 7, chronicDays: 30, chronicIcd: ['I10'] },
	{ table: 'benefitDrugs', name: '乙', benefits: ['M01'] },
	{ table: 'selectedPrices', codes: ['XC08CAA001A001010100001'], name: '丙', price: 5_000_000, perPack: 100_000 },
	{ table: 'indications', name: '甲', kind: 'drug', icd: ['K72'], words: ['肝衰竭'] },
	{ table: 'secondLine', name: '乙', firstLine: ['甲'], failWords: ['无效'] },
	{ table: 'onlineLimits', name: '甲' },
	{ table: 'rxDrugs', name: '乙' }
].map((point, i) => ({ ...base, id: `p${i}`, ...point }) as unknown as KnowledgePoint);
const pack = fixturePack(points);

/** Records of one person's visits, each cell sound or broken; M9 is a visit that no file describes. */
const records = fc.record({
	visit: fc.tuple(
		...['M1', 'M2'].map((id) =>
			fc.record({
				mdtrt_id: fc.constant(id),
				psn_no: fc.constant('P1'),
				med_type: of('21', '11', '41', '140104', ''),
				brdy: of('', '1990-01-01', '2026-05-01'),
				begntime: of('2026-05-04 09:00', ''),
				adm_dept_name: of('', '骨科', '互联网医院'),
				dise_no: of('', 'M01', 'M03')
			})
		)
	),
	fee: fc.array(
		fc.record({
			mdtrt_id: visitId,
			psn_no: fc.constant('P1'),
			rx_drord_no: of('', 'R1'),
			fee_ocur_time: of('', '2026-05-04', '2026-06-20'),
			hilist_code: of('', 'XC08CAA001A001010100001'),
			medins_list_name: of('甲', '乙', '丁'),
			med_chrgitm_type: of('', '09', '10'),
			unt: of('', '盒', '片'),
			bilg_dept_name: of('', '骨科', '皮肤科'),
			cnt: of('1', '2', '-1'),
			pric: of('', '10'),
			det_item_fee_sumamt: of('10.00', '20.00', '-10.00'),
			inscp_amt: of('', '10.00', '0.00', '-10.00'),
			prd_days: of('', '7', '14')
		}),
		{ maxLength: 6 }
	),
	diagnosis: fc.array(fc.record({ mdtrt_id: of('M1', 'M2'), diag_code: of('K72.900', 'J18.900', 'I10.x00') }), { maxLength: 2 }),
	document: fc.array(fc.record({ mdtrt_id: of('M1', 'M2'), doc_type: of('病程记录'), text: of('一般情况可。', '考虑肝衰竭。', '既往治疗无效。') }), {
		maxLength: 2
	}),
	operation: fc.array(fc.record({ mdtrt_id: of('M1', 'M2'), oprn_oprt_name: of('某手术'), oprn_oprt_date: of('2026-05-05') }), { maxLength: 1 })
});

it('limits: candidates give what judging every stay gives, on 1,000 persons of every kind', () => {
	let [found, unclear] = [0, 0];
	fc.assert(
		fc.property(records, (raw: Tables) => {
			const { shard, batch } = build(raw);
			const context = { batch, knowledge: compileKnowledge([pack], batch.dictionaries, {}), parameters: createParameters(rules) };
			const [fast, oracle] = [judgeShard(rules, shard, context, {}), judgeShard(rules, shard, context, {}, true)];
			expect(oracle.errors).toEqual([]);
			expect(fast.findings).toEqual(oracle.findings);
			expect(fast.undetermined).toEqual(oracle.undetermined);
			found += oracle.findings.length;
			unclear += oracle.undetermined.length;
		}),
		{ numRuns: 1_000 }
	);
	expect(found).toBeGreaterThan(100);
	expect(unclear).toBeGreaterThan(100);
});
