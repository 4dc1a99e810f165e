import rule from '../../../rules/checks/compliance/examination-share-over-peers.ts';
import { few, fewStays, peers } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

const usual = { '03': 200, '04': 200, '09': 600 };

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'like its peers': few([{ at: 'A', bill: { '03': 300, '04': 250, '09': 450 } }, ...peers(usual)]),
		'a diagnostic ward among its like': few([{ at: 'A', bill: { '03': 400, '04': 350, '09': 250 } }, ...peers({ '03': 380, '04': 350, '09': 270 })]),
		'a ward of ten stays': few([{ at: 'A', bill: { '03': 400, '04': 350, '09': 250 }, stays: 10 }, ...peers(usual)])
	},
	invalid: {
		'75 % tests, six peers 40 %': {
			record: few([{ at: 'A', bill: { '03': 400, '04': 350, '09': 250 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '75.0', median: '40.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 400.00', 'A-0-1 related 1 350.00'],
			fund: null
		},
		'ultrasound under its own category': {
			record: few([{ at: 'A', bill: { '1410': 700, '09': 300 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '70.0', median: '40.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 700.00'],
			fund: null
		}
	},
	undetermined: {
		'four peers': {
			record: few([{ at: 'A', bill: { '03': 400, '04': 350, '09': 250 } }, ...peers(usual).slice(0, 4)]),
			missing: { kind: 'peers', what: 'visit.dscg_dept_name' }
		},
		'lines without a charge category': {
			record: few([{ at: 'A', bill: { ...usual, ':某项目': 500 } }, ...peers(usual)]),
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		}
	}
});
