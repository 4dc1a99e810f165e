import rule from '../../../../rules/checks/dip/cost-above-band.ts';
import { testRule } from '../../harness/rule-tester.ts';
import { dipGroups, stayOf } from './groups.ts';

// M = 5,000: means are 3,000 and 10,000 元.
const CITY = 'K80.1 600\nK80.1:51.2300 2000\nK81.0 600\nI10.x 500\nI10.x:88.5500 700\nI10.x:88.5600 900';

testRule(rule, {
	knowledge: dipGroups(CITY),
	valid: {
		'exactly twice the mean': { ...stayOf({ cost: '6000.00' }) },
		'the operation explains the cost': { ...stayOf({ procedures: ['51.2300'] }) },
		'a stay of no group': { ...stayOf({ code: 'Z99.900' }) },
		'still in the bed': { ...stayOf({ end: '' }) },
		'an outpatient': { ...stayOf({ type: '11' }) }
	},
	invalid: {
		'three times the mean': {
			record: { ...stayOf() },
			grade: 'suspect',
			message: 'above',
			data: { total: '9000.00', mean: '3000.00', percent: '300', group: 'K80.1' },
			lines: [],
			fund: null,
			clears: { 'special-case': 'not-found', 'presumed-group': 'not-found' }
		},
		'a procedure that no group takes up': {
			record: { ...stayOf({ code: 'K81.000', procedures: ['51.2200'] }) },
			grade: 'suspect',
			message: 'above',
			lines: [],
			clears: { 'presumed-group': 'found' }
		},
		'a special case': {
			record: { ...stayOf(), document: 'mdtrt_id|doc_type|text\nM1|病程记录|本例申请特例单议。' },
			grade: 'suspect',
			message: 'above',
			lines: [],
			clears: { 'special-case': 'found' }
		}
	},
	undetermined: {
		'no main diagnosis': { record: { ...stayOf({ code: '' }) }, missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } },
		'no total': { record: { ...stayOf({ cost: '' }) }, missing: { kind: 'value', what: 'settlement.medfee_sumamt' } }
	}
});
