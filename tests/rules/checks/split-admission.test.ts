import rule from '../../../rules/checks/compliance/split-admission.ts';
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
	refl?: string;
	plan?: string;
	born?: string;
	age?: string;
}
const visits = (...stays: Stay[]) => `
	mdtrt_id | psn_no | med_type | fixmedins_code | begntime | endtime | dscg_maindiag_code | dscg_maindiag_name | dscg_way | adm_way | refl_old_mdtrt_id | days_rinp_flag_31 | brdy | age
	${stays.map((s) => [s.id, 'P1', s.type ?? '21', s.at ?? 'H1', s.from, s.to, s.code ?? 'J18.900', s.name ?? '社区获得性肺炎', s.way ?? '1', s.in ?? '2', s.refl ?? '', s.plan ?? '', s.born ?? '', s.age ?? ''].join('|')).join('\n')}`;
const first: Stay = { id: 'M1', from: '2026-04-02 09:00', to: '2026-04-08 11:00' };
const again: Stay = { id: 'M2', from: '2026-04-20 09:00', to: '2026-04-26 10:00' };
const soon: Stay = { ...again, from: '2026-04-18 09:00' };
const pair = (later: Partial<Stay> = {}, earlier: Partial<Stay> = {}) => visits({ ...first, ...earlier }, { ...soon, ...later });
const earlier = (row: string) => `
	mdtrt_id | rel_mdtrt_id | psn_no | med_type | fixmedins_name | begntime | endtime | dscg_maindiag_code | dscg_maindiag_name | memo
	${row}`;
const alone = visits({ ...again, code: '', at: '' });
const settlement = `
	mdtrt_id | setl_id | medfee_sumamt | inscp_amt | fund_pay_sumamt
	M2       | S2      | 3200.00       | 3000.00   | 2500.00`;
const fee = `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt
	F1         | M2       | 2026-04-20    | 床位费           | 6   | 50   | 300.00`;
const diagnosis = (code: string, name: string) => `
	mdtrt_id | diag_code | diag_name
	M2       | ${code}   | ${name}`;
const operation = `
	mdtrt_id | oprn_oprt_code | oprn_oprt_name
	M2       | 33.2400        | 支气管肺泡灌洗`;

testRule(rule, {
	valid: {
		'later than the limit': { visit: visits(first, { ...again, from: '2026-04-24 09:00' }) },
		'another disease': { visit: pair({ code: 'K80.100', name: '胆囊结石' }) },
		'another institution': { visit: pair({ at: 'H2' }) },
		'chemotherapy in courses': { visit: pair(), diagnosis: diagnosis('Z51.101', '恶性肿瘤化学治疗') },
		'dialysis among the charges': { visit: pair(), fee: fee.replace('床位费', '血液透析') },
		'an emergency': { visit: pair({ type: '210104' }) },
		'admitted by the emergency room': { visit: pair({ in: '1' }) },
		'referred back': { visit: pair({ refl: 'X9' }) },
		'transferred away before': { visit: pair({}, { way: '2' }) },
		'day surgery before': { visit: pair({}, { type: '28' }) },
		'a planned return': { visit: pair({}, { plan: '2' }) },
		'a newborn': { visit: pair({ born: '2026-04-01' }) },
		'an outpatient visit before': { visit: pair({}, { type: '11' }) },
		'told by the file, after courses': { visit: alone, earlierVisit: earlier('X1|M2|P1|21|||2026-04-08 11:00||社区获得性肺炎|第1周期化疗') }
	},
	invalid: {
		'ten days later': {
			record: { visit: pair(), settlement },
			visit: 'M2',
			grade: 'suspect',
			message: 'again',
			data: { gap: 10 },
			lines: ['S2 offending - 3200.00'],
			fund: '2500.00',
			clears: { 'left-against-advice': 'not-found', operation: 'no-data', worsened: 'no-data' }
		},
		'left against advice, operated upon; no settlement': {
			record: { visit: pair({}, { way: '4' }), fee, operation },
			visit: 'M2',
			grade: 'suspect',
			message: 'again',
			lines: ['F1 offending 6 300.00'],
			clears: { 'left-against-advice': 'found', operation: 'found' }
		},
		'another subcategory of the code': {
			record: { visit: pair({ code: 'J18.100' }), settlement },
			visit: 'M2',
			grade: 'suspect',
			message: 'again',
			lines: ['S2 offending - 3200.00']
		},
		'told by the file that hands over this stay, by name': {
			record: {
				visit: alone,
				earlierVisit: earlier('X1|M2|P1|21|||2026-04-08 11:00||社区获得性肺炎|'),
				settlement: settlement.replace('3000.00   | 2500.00', '|'),
				fee
			},
			visit: 'M2',
			grade: 'suspect',
			message: 'again',
			data: { gap: 12 },
			lines: ['S2 offending - 3200.00'],
			fund: null
		},
		'a refunded settlement beside the one that stands': {
			record: { visit: pair(), settlement: `${settlement}\nM2|S3|3200.00|3000.00|2500.00\nM2|S4|-3200.00|-3000.00|-2500.00` },
			visit: 'M2',
			grade: 'suspect',
			message: 'again',
			lines: ['S3 offending - 3200.00']
		}
	},
	undetermined: {
		'no institution on the earlier stay': {
			record: { visit: visits({ ...again, code: '' }), earlierVisit: earlier('X1|M2|P1|21|||2026-04-08 11:00||社区获得性肺炎|') },
			missing: { kind: 'value', what: 'visit.fixmedins_code' }
		},
		'no institution on stays of the batch': {
			record: { visit: pair({ at: '' }, { at: '' }) },
			missing: { kind: 'value', what: 'visit.fixmedins_code' }
		},
		'no diagnosis': { record: { visit: pair({ code: '', name: '' }) }, missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } }
	}
});
