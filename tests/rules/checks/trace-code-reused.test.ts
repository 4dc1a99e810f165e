import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/trace-code-reused.ts';
import { numberOf } from '../../../rules/facts/number-of.ts';
import { resoldCodes, traceCodes, type Sales } from '../../../rules/facts/trace-codes.ts';
import { testRule } from '../harness/rule-tester.ts';

const CODE = '81234560001234567890';
const OTHER = '81234560001234567891';
interface Scene {
	second?: string;
	unit?: string;
	person?: string;
	day?: string;
	count?: number;
	more?: string;
}
const scene = ({ second = CODE, unit = '盒', person = 'P2', day = '2026-04-20', count = 1, more = '' }: Scene = {}) => ({
	visit: `
		mdtrt_id | psn_no | med_type | fixmedins_code | begntime
		A|P1|41|S1|2026-04-02
		B|${person}|41|S2|${day}`,
	fee: `
		feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | unt | cnt | pric | det_item_fee_sumamt | drug_trac_codg
		F1||A|2026-04-02|甘精胰岛素|盒|1|60|60.00|${CODE}
		F2||B|${day}|甘精胰岛素|${unit}|${count}|60|${(60 * count).toFixed(2)}|${second}
		${more}`
});
const stock = `
	name | drug_trac_codg | trdn_flag
	甘精胰岛素 | ${CODE} | 1`;

testRule(rule, {
	valid: {
		'two codes': scene({ second: OTHER }),
		'a short code': { ...scene({ second: 'LOT123' }), fee: scene({ second: 'LOT123' }).fee.replace(CODE, 'LOT123') },
		'returned and sold again': scene({ more: `R1|F1|A|2026-04-03|甘精胰岛素|盒|-1|60|-60.00|${CODE}` }),
		'the second sale returned': scene({ more: `R2|F2|B|2026-04-21|甘精胰岛素|盒|-1|60|-60.00|` }),
		'sold in parts by its unit': scene({ unit: '支' }),
		'sold in parts by the record of sales': { ...scene(), stock },
		'twice in one visit': { ...scene({ second: OTHER, more: `F3||A|2026-04-03|甘精胰岛素|盒|1|60|60.00|${CODE}` }) }
	},
	invalid: {
		'two persons, the second is told': {
			record: scene(),
			visit: 'B',
			grade: 'certain',
			message: 'resold',
			data: { code: CODE, times: 1 },
			lines: ['F2 offending 1 60.00'],
			clears: { 'opened-package': 'not-found', 'scanned-wrongly': 'no-data' }
		},
		'the same person, no unit': {
			record: scene({ person: 'P1', unit: '' }),
			visit: 'B',
			grade: 'suspect',
			message: 'resold',
			lines: ['F2 offending 1 60.00'],
			clears: { 'opened-package': 'no-data' }
		},
		'one of two codes of a line': {
			record: scene({ second: `${OTHER}，${CODE}`, count: 2 }),
			visit: 'B',
			grade: 'certain',
			message: 'resold',
			lines: ['F2 offending 1 60.00']
		},
		'the later sale is told, wherever it stands': {
			record: scene({ day: '2026-03-01' }),
			visit: 'A',
			grade: 'certain',
			message: 'resold',
			lines: ['F1 offending 1 60.00']
		}
	},
	undetermined: {
		'a refund that fits two lines': {
			record: scene({ more: `F3||B|2026-04-20|甘精胰岛素|盒|1|60|60.00|${OTHER}\nR3||B|2026-04-21|甘精胰岛素|盒|-1|60|-60.00|` }),
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

it('trace-code-reused: codes of a cell, numbers of codes, and the order of the shards', () => {
	expect(traceCodes(' 1,2；3 2')).toEqual(['1', '2', '3']);
	expect(numberOf(CODE)).not.toBe(numberOf(OTHER));
	expect(Number.isSafeInteger(numberOf(CODE))).toBe(true);
	const sale = (visit: number, seconds: number): Sales => ({
		code: Float64Array.of(7),
		visit: Uint32Array.of(visit),
		person: Uint32Array.of(visit),
		seconds: Float64Array.of(seconds)
	});
	const [a, b, c] = [sale(1, 30), sale(2, 10), sale(3, 20)];
	expect([...resoldCodes([a, b, c])]).toEqual([...resoldCodes([c, a, b])]);
	expect(
		resoldCodes([a, b, c])
			.get(7)!
			.map(({ visit }) => visit)
	).toEqual([2, 3, 1]);
	expect(resoldCodes([a, a]).size).toBe(0);
});
