import { expect, it } from 'vitest';
import rule from '../../../rules/checks/fraud/identical-lab-panels.ts';
import { sharedPanels, type Panels } from '../../../rules/facts/lab-panels.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Report {
	visit: string;
	no?: string;
	time?: string;
	values?: readonly string[];
	shuffled?: boolean;
}
const twenty = Array.from({ length: 20 }, (_, i) => `${(i * 3.7 + 1.1).toFixed(2)}`);
const changed = twenty.map((value, i) => (i === 7 ? '99.99' : value));
const record = (reports: readonly Report[], persons: Readonly<Record<string, string>> = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | begntime
		${[...new Set(reports.map(({ visit }) => visit))].map((id) => `${id}|${persons[id] ?? `P-${id}`}|21|2026-04-02`).join('\n')}`,
	lab: `mdtrt_id | rpt_no | rpt_time | item_name | result
		${reports
			.flatMap(({ visit, no = `R-${visit}`, time = '2026-04-03 09:00', values = twenty, shuffled = false }) => {
				const rows = values.map((value, i) => `${visit}|${no}|${time}|项目${i}|${value}`);
				return shuffled ? rows.reverse() : rows;
			})
			.join('\n')}`
});

testRule(rule, {
	valid: {
		'one value differs': record([{ visit: 'A' }, { visit: 'B', values: changed }]),
		'a corrected report of the same person': record([{ visit: 'A' }, { visit: 'B', no: 'R2' }], { A: 'P1', B: 'P1' }),
		'fourteen values': record([
			{ visit: 'A', values: twenty.slice(0, 14) },
			{ visit: 'B', values: twenty.slice(0, 14) }
		]),
		'all negative': record([
			{ visit: 'A', values: twenty.map(() => '阴性') },
			{ visit: 'B', values: twenty.map(() => '阴性') }
		]),
		'one more value': record([{ visit: 'A' }, { visit: 'B', values: [...twenty, '5.5'] }])
	},
	invalid: {
		'twenty values of two persons': {
			record: record([{ visit: 'A' }, { visit: 'B', shuffled: true }]),
			visit: 'A',
			grade: 'suspect',
			message: 'same',
			data: { values: 20, persons: 1 },
			lines: [],
			fund: null,
			clears: { 'one-sample': 'no-data' }
		},
		'three persons, reports told apart by their time': {
			record: record([
				{ visit: 'A', no: '', time: '2026-04-03 08:00', values: changed },
				{ visit: 'A', no: '' },
				{ visit: 'B', no: '' },
				{ visit: 'C', no: '' }
			]),
			visit: 'A',
			grade: 'suspect',
			message: 'same',
			data: { values: 20, persons: 2 },
			lines: []
		}
	},
	undetermined: {
		'no results': {
			record: { visit: 'mdtrt_id | begntime\nA | 2026-04-02', lab: 'mdtrt_id | rpt_time | item_name\nA | 2026-04-02 | 葡萄糖' },
			missing: { kind: 'field', what: 'lab.result' }
		}
	}
});

it('identical-lab-panels: the order of the shards does not matter', () => {
	const panels = (visit: number, person: number): Panels => ({
		panel: Float64Array.of(5),
		visit: Uint32Array.of(visit),
		person: Uint32Array.of(person)
	});
	const [a, b, c] = [panels(3, 1), panels(1, 2), panels(2, 1)];
	expect([...sharedPanels([a, b, c])]).toEqual([...sharedPanels([c, b, a])]);
	expect(sharedPanels([a, c]).size).toBe(0);
});
