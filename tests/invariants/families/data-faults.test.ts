import fc from 'fast-check';
import { expect, it } from 'vitest';
import fault from '../../../rules/checks/compliance/fee-line-fault.ts';
import late from '../../../rules/checks/compliance/late-upload.ts';
import lines from '../../../rules/checks/compliance/settlement-against-lines.ts';
import list from '../../../rules/checks/compliance/settlement-list-fault.ts';
import { createParameters } from '../../../rules/engine/parameters.ts';
import { judgeShard } from '../../../rules/engine/run.ts';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { build, type Tables } from '../../rules/harness/record.ts';

const rules = [fault, late, lines, list];
const of = (...values: string[]) => fc.constantFrom(...values);
const time = (...values: string[]) => of(...values.map((value) => value && `2026-05-${value}`));
const M1 = fc.constant('M1');

/** Records of one stay, each cell sound or broken; some columns that no file carries. */
const records = fc.record({
	visit: fc.tuple(
		fc.record({
			mdtrt_id: M1,
			med_type: of('21', '11', '2101', '', '52'),
			begntime: time('04 09:00', '04', ''),
			endtime: time('10 10:00', '04 10:00', '01', ''),
			ipt_days: of('', '0', '1', '6', '7', '12'),
			dscg_maindiag_code: of('', 'J18.900')
		})
	),
	fee: fc.array(
		fc.record({
			mdtrt_id: M1,
			medins_list_name: fc.constant('某项目'),
			fee_ocur_time: time('04', '05 10:00', '06 23:10', ''),
			fee_end_time: time('', '08'),
			crte_time: time('', '05', '05 12:00', '20 10:00'),
			hilist_code: of('', 'L-1', '003107010220000', '003107010220000-01'),
			chrgitm_lv: of('01', '03', ''),
			cnt: of('0', '1', '2', '-1'),
			pric: of('10', '-10', '', '2.5'),
			det_item_fee_sumamt: of('', '10.00', '-10.00', '0.00', '20.00'),
			inscp_amt: of('', '10.00', '0.00'),
			vali_flag: of('', '0', '1')
		}),
		{ maxLength: 5 }
	),
	settlement: fc.array(
		fc.record({
			mdtrt_id: M1,
			medfee_sumamt: of('', '20.00', '10.00', '-10.00', '40.00', '200.00'),
			refd_setl_flag: of('', '1', '0'),
			mid_setl_flag: of('', '1', '0'),
			vali_flag: of('', '0', '1')
		}),
		{ maxLength: 3 }
	),
	diagnosis: fc.array(
		fc.record({
			mdtrt_id: M1,
			diag_type: of('', '1', '2'),
			maindiag_flag: of('', '0', '1', '是'),
			diag_code: of('J18.900', 'I10.x00', ''),
			vali_flag: of('', '0', '1')
		}),
		{ maxLength: 4 }
	),
	operation: fc.array(
		fc.record({ mdtrt_id: M1, oprn_oprt_date: time('', '06'), oprn_oprt_begntime: time('', '06 09:00'), vali_flag: of('', '0', '1') }),
		{ maxLength: 2 }
	)
});
const FIELDS = ['crte_time', 'hilist_code', 'inscp_amt', 'pric', 'ipt_days', 'endtime', 'diag_type', 'maindiag_flag', 'mid_setl_flag', 'vali_flag'];

function without(raw: Tables, fields: readonly string[]): Tables {
	const kept = Object.entries(raw).filter(([, rows]) => rows.length > 0);
	const cells = (row: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
	return Object.fromEntries(kept.map(([table, rows]) => [table, rows.map(cells)]));
}

it('faults of the file: candidates give what judging every stay gives, on 1,000 stays of every kind', () => {
	let found = 0;
	fc.assert(
		fc.property(records, fc.subarray(FIELDS), fc.option(fc.constant(24)), (raw, absent, hours) => {
			const { shard, batch } = build(without(raw, absent));
			const limit = { rule: 'late-upload', name: 'maxDelayHours', region: 'fixture', source: 'fixture' };
			const parameters = createParameters(rules, hours === null ? [] : [{ ...limit, value: hours }]);
			const context = { batch, knowledge: compileKnowledge([], batch.dictionaries, {}), parameters };
			const [fast, oracle] = [judgeShard(rules, shard, context, {}), judgeShard(rules, shard, context, {}, true)];
			expect(oracle.errors).toEqual([]);
			expect(fast.findings).toEqual(oracle.findings);
			expect(fast.undetermined).toEqual(oracle.undetermined);
			found += oracle.findings.length;
		}),
		{ numRuns: 1_000 }
	);
	expect(found, 'the stays are worth judging').toBeGreaterThan(100);
}, 120_000);
