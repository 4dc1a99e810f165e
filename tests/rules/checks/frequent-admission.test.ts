import rule from '../../../rules/checks/compliance/frequent-admission.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Stay {
	from: string;
	to: string;
	at?: string;
	type?: string;
	code?: string;
	way?: string;
}
const visit = (stays: readonly Stay[]) => ({
	visit: `
		mdtrt_id | psn_no | med_type | fixmedins_code | begntime | endtime | dscg_maindiag_code | dscg_way
		${stays.map((s, i) => [`V${i}`, 'P1', s.type ?? '21', s.at ?? `H${i % 4}`, s.from, s.to, s.code ?? 'M54.500', s.way ?? '1'].join('|')).join('\n')}`
});
/** A stay on the fifth of each month from January on. */
const monthly = (count: number, more: (i: number) => Partial<Stay> = () => ({})): Stay[] =>
	Array.from({ length: count }, (_, i) => {
		const month = `2025-${String(i + 1).padStart(2, '0')}`;
		return { from: `${month}-05`, to: `${month}-12`, ...more(i) };
	});
const settlement = `
	mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
	V6       | S6      | 3200.00       | 3000.00   | 2500.00`;

testRule(rule, {
	valid: {
		'six stays in a year': visit(monthly(6)),
		'seven stays over two years': visit(monthly(7, (i) => (i < 4 ? {} : { from: `2026-0${i}-05`, to: `2026-0${i}-09` }))),
		'cycles of chemotherapy': visit(monthly(9, () => ({ code: 'Z51.101' }))),
		'dialysis told by the diagnoses': {
			...visit(monthly(7)),
			diagnosis: `
				mdtrt_id | diag_code
				${Array.from({ length: 7 }, (_, i) => `V${i}|N18.500`).join('\n')}`
		},
		'each stay a transfer from the one before': visit(
			monthly(4).flatMap((s) => [
				{ ...s, at: 'H1', way: '2' },
				{ from: s.to, to: s.to.replace('-12', '-20'), at: 'H2' }
			])
		),
		'one stay settled in parts': visit(
			Array.from({ length: 8 }, (_, i) => ({
				from: `2025-03-${String(i + 1).padStart(2, '0')}`,
				to: `2025-03-${String(i + 2).padStart(2, '0')}`,
				at: 'H1'
			}))
		),
		'day surgery': visit(monthly(9, () => ({ type: '28' }))),
		'outpatient visits': visit(monthly(9, () => ({ type: '11' })))
	},
	invalid: {
		'seven stays at four hospitals for low back pain': {
			record: { ...visit(monthly(7)), settlement },
			grade: 'suspect',
			message: 'often',
			data: { days: 365, stays: 7, places: 4 },
			lines: ['S6 offending - 3200.00'],
			fund: '2500.00',
			clears: { operation: 'no-data' }
		},
		'eight, of which two are one by transfer': {
			record: { ...visit([...monthly(7), { from: '2025-08-01', to: '2025-08-06', way: '2' }, { from: '2025-08-06', to: '2025-08-09' }]), settlement },
			visit: 'V7',
			grade: 'suspect',
			message: 'often',
			data: { stays: 8 },
			lines: []
		}
	},
	undetermined: {
		'kinds of visits are not known': { record: visit(monthly(7, () => ({ type: '' }))), missing: { kind: 'value', what: 'visit.med_type' } }
	}
});
