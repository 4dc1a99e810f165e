import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/stock-shortfall.ts';
import { monthOf } from '../../../rules/facts/ledger.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	boxes?: readonly number[];
	unit?: string;
	months?: string;
	moves?: string;
	more?: string;
	code?: string;
}
const MONTHS = `
	H1|2026-01||X1|阿托伐他汀钙片|盒|盒|片|28|10|20|15|
	H1|2026-02||X1|阿托伐他汀钙片|盒|盒|片|28|15|20|25|
	H1|2026-03||X1|阿托伐他汀钙片|盒|盒|片|28|25|20|5|`;
/** A quarter's books, 65 boxes to be used: opening 10, received 60, closing 5; and what was charged, a visit a month. */
const scene = ({ boxes = [40, 50, 30], unit = '盒', months = MONTHS, moves = '', more = '', code = 'X1' }: Scene = {}) => ({
	visit: `
		mdtrt_id | psn_no | med_type | fixmedins_code | begntime
		${boxes.map((_, i) => `V${i}|P${i}|11|H1|2026-0${i + 1}-10`).join('\n')}`,
	fee: `
		feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_codg | medins_list_name | unt | cnt | pric | det_item_fee_sumamt
		${boxes.map((count, i) => `F${i}||V${i}|2026-0${i + 1}-10|${code}|阿托伐他汀钙片|${unit}|${count}|10|${(count * 10).toFixed(2)}`).join('\n')}
		${more}`,
	stock: `
		fixmedins_code | period | store_name | medins_list_codg | name | unt | pack_unt | trdn_unt | package_ratio | opening | received | closing | movement | cnt | moved_at
		${months}
		${moves}`
});
const noRatio = MONTHS.replaceAll('|28|', '||').replaceAll('盒|盒|片', '盒||');

testRule(rule, {
	valid: {
		'as many as there were': scene({ boxes: [20, 25, 20] }),
		'one more, an opened box': scene({ boxes: [20, 25, 21] }),
		'tablets against boxes': scene({ boxes: [560, 700, 560], unit: '片' }),
		'refunds not yet taken off': scene({ boxes: [40, 50, 20], more: 'R1|F1|V1|2026-02-11|X1|阿托伐他汀钙片|盒|-50|10|-500.00' }),
		'transferred in from another campus': scene({
			months: MONTHS.replaceAll('|20|', '||'),
			moves: 'H1|||X1|阿托伐他汀钙片|盒|盒|片|28||||采购入库|60|2026-01-05\nH1|||X1|阿托伐他汀钙片|盒|盒|片|28||||调拨调入|60|2026-02-05'
		}),
		'charged outside the months of the books': scene({ months: MONTHS.replaceAll('2026-0', '2025-0') }),
		'an item that no book carries': scene({ code: 'X9', months: MONTHS.replaceAll('阿托伐他汀钙片', '另一药') })
	},
	invalid: {
		'120 boxes charged, 65 could be used': {
			record: scene(),
			visit: 'V1',
			grade: 'suspect',
			message: 'short',
			data: { item: '阿托伐他汀钙片', used: '120盒', available: '65盒', opening: '10盒', received: '60盒', closing: '5盒' },
			lines: ['F1 related 50 500.00'],
			fund: null,
			clears: { consigned: 'no-data', 'other-stores': 'no-data' }
		},
		'in tablets, with a return to the supplier': {
			record: scene({ boxes: [560, 700, 560], unit: '片', moves: 'H1|||X1|阿托伐他汀钙片|盒|盒|片|28||||退货出库|-10|2026-02-20' }),
			visit: 'V1',
			grade: 'suspect',
			message: 'short',
			data: { used: '65盒', available: '55盒', returned: '10盒' },
			lines: ['F1 related 700 7000.00']
		},
		'by name, in the pharmacy and not its warehouse': {
			record: scene({ code: '', months: MONTHS.replaceAll('||X1|', '|门诊药房||') + MONTHS.replaceAll('||X1|', '|药库||') }),
			visit: 'V1',
			grade: 'suspect',
			message: 'short',
			data: { available: '65盒' },
			lines: ['F1 related 50 500.00']
		}
	},
	undetermined: {
		'units without a ratio': { record: scene({ unit: '片', months: noRatio }), missing: { kind: 'value', what: 'stock.package_ratio' } },
		'a month is missing': { record: scene({ months: MONTHS.replace('2026-02', '2026-05') }), missing: { kind: 'value', what: 'stock.period' } },
		'no balance at all': {
			record: scene({ months: '', moves: 'H1|||X1|阿托伐他汀钙片|盒|盒|片|28||||采购入库|60|2026-01-05' }),
			missing: { kind: 'value', what: 'stock.closing' }
		},
		'a refund that fits two lines': {
			record: scene({ more: 'G1||V1|2026-02-10|X1|阿托伐他汀钙片|盒|50|10|500.00\nR1||V1|2026-02-11|X1|阿托伐他汀钙片|盒|-20|10|-200.00' }),
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});

it('stock-shortfall: months as hospitals write them', () => {
	expect([monthOf('202601'), monthOf('2026-01'), monthOf('2026年1月'), monthOf('2026-13'), monthOf('一月')]).toEqual([
		24312,
		24312,
		24312,
		null,
		null
	]);
});
