import rule from '../../../rules/checks/compliance/unplanned-readmission.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Stay {
	id: string;
	from: string;
	to: string;
	type?: string;
	at?: string;
	code?: string;
	name?: string;
	way?: string;
	in?: string;
	plan?: string;
}
const visits = (...stays: Stay[]) => `
	mdtrt_id | psn_no | med_type | fixmedins_code | begntime | endtime | dscg_maindiag_code | dscg_maindiag_name | dscg_way | adm_way | days_rinp_flag_31
	${stays.map((s) => [s.id, 'P1', s.type ?? '21', s.at ?? 'H1', s.from, s.to, s.code ?? 'I25.100', s.name ?? '冠心病', s.way ?? '1', s.in ?? '2', s.plan ?? ''].join('|')).join('\n')}`;
const first: Stay = { id: 'M1', from: '2026-04-26 09:00', to: '2026-05-04 11:00' };
const again: Stay = { id: 'M2', from: '2026-05-28 09:00', to: '2026-06-02 10:00' };
const soon: Stay = { ...again, from: '2026-05-10 09:00' };
const pair = (later: Partial<Stay> = {}, earlier: Partial<Stay> = {}) => ({ visit: visits({ ...first, ...earlier }, { ...again, ...later }) });
const settlement = `
	mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
	M2       | S2      | 3200.00       | 3000.00   | 2500.00`;
const document = `
	mdtrt_id | doc_type | text
	M2       | 入院记录 | 胸闷加重 2 天。`;

testRule(rule, {
	valid: {
		'after 32 days': pair({ from: '2026-06-05 09:00' }),
		'within 15 days for the same disease: a split admission': { visit: visits(first, soon) },
		'another disease': pair({ code: 'K80.100', name: '胆囊结石' }),
		'another disease, sooner': { visit: visits(first, { ...soon, code: 'K80.100', name: '胆囊结石' }) },
		'a return was planned': pair({}, { plan: '有' }),
		'another institution': pair({ at: 'H2' }),
		chemotherapy: pair({ code: 'Z51.101' }),
		'an emergency': pair({ in: '1' }),
		'transferred away before': pair({}, { way: '2' }),
		'day surgery': pair({ type: '28' }),
		'an outpatient visit before': pair({}, { type: '11' })
	},
	invalid: {
		'24 days later for the same disease': {
			record: { ...pair(), settlement },
			visit: 'M2',
			grade: 'suspect',
			message: 'back',
			data: { gap: 24 },
			lines: ['S2 offending - 3200.00'],
			clears: { 'plan-said': 'no-data', worsened: 'no-data' }
		},
		'planned nowhere, and documents that speak of a turn for the worse': {
			record: { ...pair({ name: '', code: 'I25.103' }, { plan: '1' }), settlement, document },
			visit: 'M2',
			grade: 'suspect',
			message: 'back',
			data: { gap: 24 },
			lines: ['S2 offending - 3200.00'],
			clears: { 'plan-said': 'found', worsened: 'found' }
		},
		'the same disease by name': {
			record: { ...pair({ code: '' }, { code: '' }), settlement },
			visit: 'M2',
			grade: 'suspect',
			message: 'back',
			lines: ['S2 offending - 3200.00']
		}
	},
	undetermined: {
		'no diagnosis': { record: pair({ code: '', name: '' }), missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } },
		'no institution': { record: pair({ at: '' }, { at: '' }), missing: { kind: 'value', what: 'visit.fixmedins_code' } }
	}
});
