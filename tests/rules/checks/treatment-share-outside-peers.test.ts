import rule from '../../../rules/checks/compliance/treatment-share-outside-peers.ts';
import { few, fewStays, peers } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

const usual = { '05': 400, '09': 600 };

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'like its peers': few([{ at: 'A', bill: { '05': 550, '09': 450 } }, ...peers(usual)]),
		'a rehabilitation ward among its like': few([{ at: 'A', bill: { '05': 800, '09': 200 } }, ...peers({ '05': 750, '09': 250 })]),
		'a palliative ward among its like': few([{ at: 'A', bill: { '05': 20, '09': 980 } }, ...peers({ '05': 50, '09': 950 })]),
		'a ward of twelve stays': few([{ at: 'A', bill: { '05': 800, '09': 200 }, stays: 12 }, ...peers(usual)])
	},
	invalid: {
		'80 % treatment, six peers 40 %': {
			record: few([{ at: 'A', bill: { '05': 800, '09': 200 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '80.0', median: '40.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 800.00'],
			fund: null
		},
		'3 % treatment, six peers 40 %': {
			record: few([{ at: 'A', bill: { '05': 30, '09': 970 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'below',
			data: { share: '3.0', median: '40.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 30.00', 'A-0-1 related 1 970.00'],
			fund: null
		},
		'no treatment at all': {
			record: few([{ at: 'A', bill: { '09': 1000 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'below',
			data: { share: '0.0', median: '40.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 1000.00'],
			fund: null
		}
	},
	undetermined: {
		'four peers': {
			record: few([{ at: 'A', bill: { '05': 800, '09': 200 } }, ...peers(usual).slice(0, 4)]),
			missing: { kind: 'peers', what: 'visit.dscg_dept_name' }
		},
		'lines without a charge category': {
			record: few([{ at: 'A', bill: { ...usual, ':某项目': 500 } }, ...peers(usual)]),
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		}
	}
});
