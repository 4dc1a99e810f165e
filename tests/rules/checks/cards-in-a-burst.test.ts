import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/cards-in-a-burst.ts';
import { mergeSettled, type SettledColumns } from '../../../rules/facts/bursts.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	cards?: number;
	/** Minutes between two settlements. */
	apart?: number;
	quantity?: (i: number) => number;
	type?: string;
	order?: readonly number[];
	charged?: string;
	time?: (i: number) => string;
	orders?: boolean;
}
const at = (minutes: number): string =>
	`2026-04-08 ${String(8 + Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
/** Cards of as many persons settled one after the other from 08:01 on. */
const scene = ({ cards = 30, apart = 1, quantity = () => 1, type = '11', order = [], charged = '2026-04-08', time, orders = true }: Scene = {}) => {
	const ids = Array.from({ length: cards }, (_, i) => i);
	return {
		visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime\n${ids.map((i) => `V${i}|P${i}|${type}|H1|2026-04-08`).join('\n')}`,
		settlement: `mdtrt_id | setl_id | setl_time | medfee_sumamt | fund_pay_sumamt
			${ids.map((i) => `V${i}|S${i}|${time ? time(i) : at(1 + i * apart)}|100.00|60.00`).join('\n')}`,
		fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt
			${ids.map((i) => `F${i}|V${i}|${charged}|中药饮片甲|${quantity(i)}|100|100.00`).join('\n')}`,
		...(orders ? { order: `mdtrt_id | drord_no | drord_cont\nV999 | L0 | 某药\n${order.map((i) => `V${i}|L${i}|中药煎服`).join('\n')}` } : {})
	};
};

testRule(rule, {
	valid: {
		'nineteen persons': scene({ cards: 19 }),
		'thirty over five hours': scene({ apart: 10 }),
		'other quantities': scene({ quantity: (i) => 1 + (i % 3) }),
		'each visit has its order': scene({ order: Array.from({ length: 30 }, (_, i) => i) }),
		'goods left the stock of a pharmacy, uploaded a day late': {
			...scene({ type: '41', orders: false }),
			stock: `name | setl_id | movement | moved_at\n${Array.from({ length: 30 }, (_, i) => `中药饮片甲 | S${i} | 销售出库 | 2026-04-09`).join('\n')}`
		},
		stays: scene({ type: '21' })
	},
	invalid: {
		'thirty cards, one a minute': {
			record: scene(),
			visit: 'V0',
			grade: 'suspect',
			message: 'burst',
			data: { from: '2026-04-08 08:01', minutes: 60, persons: 30 },
			lines: ['S0 offending - 100.00'],
			fund: '60.00',
			clears: { 'uploaded-later': 'no-data', till: 'no-data' }
		},
		'at a pharmacy whose goods stayed': {
			record: { ...scene({ type: '41', orders: false }), stock: 'name | setl_id | movement\n别的药 | S900 | 销售出库' },
			visit: 'V0',
			grade: 'suspect',
			message: 'burst',
			lines: ['S0 offending - 100.00']
		},
		'uploaded after a break: charged the evening before': {
			record: scene({ charged: '2026-04-07 19:30' }),
			visit: 'V0',
			grade: 'suspect',
			message: 'burst',
			lines: ['S0 offending - 100.00'],
			clears: { 'uploaded-later': 'found' }
		},
		'a morning’s visits, then a burst': {
			record: scene({ cards: 40, time: (i) => (i < 10 ? at(i * 12 + 1) : at(200 + i)) }),
			visit: 'V10',
			grade: 'suspect',
			message: 'burst',
			data: { persons: 30 },
			lines: ['S10 offending - 100.00']
		}
	},
	undetermined: {
		'days only': { record: scene({ time: () => '2026-04-08' }), missing: { kind: 'precision', what: 'settlement.setl_time' } },
		'no orders, notes or reports handed over': { record: scene({ orders: false }), missing: { kind: 'table', what: 'order' } }
	}
});

it('cards-in-a-burst: the order of the shards does not matter', () => {
	const one = (visit: number, seconds: number): SettledColumns => ({
		key: Float64Array.of(9),
		visit: Uint32Array.of(visit),
		person: Uint32Array.of(visit),
		seconds: Float64Array.of(seconds),
		exact: Uint8Array.of(1)
	});
	const [a, b, c] = [one(1, 30), one(2, 10), one(3, 20)];
	expect([...mergeSettled([a, b, c])]).toEqual([...mergeSettled([c, b, a])]);
	expect(mergeSettled([a, b]).size).toBe(0);
});
