import rule from '../../../rules/checks/fraud/outpatient-claim-during-stay.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Claim {
	type?: string;
	from?: string;
	to?: string;
	person?: string;
}
const visits = ({ type = '11', from = '2026-04-05 10:00', to = '', person = 'P1' }: Claim = {}, kind = '21', discharge = '2026-04-12 11:00') => `
	mdtrt_id | psn_no    | med_type | begntime         | endtime
	M1       | P1        | ${kind}  | 2026-04-02 09:00 | ${discharge}
	O1       | ${person} | ${type}  | ${from}          | ${to}`;
const order = (text: string) => `
	mdtrt_id | drord_no | drord_begn_time  | drord_cont
	M1       | L1       | 2026-04-02 10:00 | ${text}`;
const fee = `
	feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt
	F1         | O1       | 2026-04-05    | 阿莫西林胶囊     | 2   | 14   | 28.00`;
const nursing = order('二级护理');

testRule(rule, {
	valid: {
		'on the day of admission': { visit: visits({ from: '2026-04-02 07:30' }), fee },
		'on the day of discharge': { visit: visits({ from: '2026-04-12 15:00' }), fee },
		'before the stay': { visit: visits({ from: '2026-03-30 15:00' }), fee },
		'a visit of some days that ends after the stay': { visit: visits({ to: '2026-04-15 10:00' }), fee },
		'another person': { visit: visits({ person: 'P2' }), fee },
		'a bed at home': { visit: visits({}, '71'), fee }
	},
	invalid: {
		'a clinic on the fourth day': {
			record: { visit: visits(), fee, order: nursing },
			visit: 'O1',
			grade: 'certain',
			message: 'during',
			data: { day: 4 },
			lines: ['F1 offending 2 28.00'],
			clears: { leave: 'not-found', 'drugs-fetched': 'not-found' }
		},
		'with leave': {
			record: { visit: visits(), fee, order: order('请假外出 4 小时') },
			visit: 'O1',
			grade: 'suspect',
			message: 'during',
			lines: ['F1 offending 2 28.00'],
			clears: { leave: 'found' }
		},
		'orders not loaded': {
			record: { visit: visits(), fee },
			visit: 'O1',
			grade: 'suspect',
			message: 'during',
			lines: ['F1 offending 2 28.00'],
			clears: { leave: 'no-data' }
		},
		'a pharmacy': {
			record: { visit: visits({ type: '41' }), fee, order: nursing },
			visit: 'O1',
			grade: 'suspect',
			message: 'during',
			lines: ['F1 offending 2 28.00'],
			clears: { 'drugs-fetched': 'found' }
		},
		'the benefit for chronic disease': {
			record: { visit: visits({ type: '140104' }), fee, order: nursing },
			visit: 'O1',
			grade: 'suspect',
			message: 'during',
			lines: ['F1 offending 2 28.00'],
			clears: { 'drugs-fetched': 'found' }
		}
	},
	undetermined: { 'the stay is open': { record: { visit: visits({}, '21', ''), fee }, missing: { kind: 'value', what: 'visit.endtime' } } }
});
