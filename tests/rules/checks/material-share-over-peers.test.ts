import rule from '../../../rules/checks/compliance/material-share-over-peers.ts';
import { few, fewStays, peers } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

const usual = { '08': 150, '09': 850 };

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'like its peers': few([{ at: 'A', bill: { '08': 350, '09': 650 } }, ...peers(usual)]),
		'an implant ward among its like': few([{ at: 'A', bill: { '08': 600, '09': 400 } }, ...peers({ '08': 650, '09': 350 })]),
		'two implants in a small month': few([{ at: 'A', bill: { '08': 600, '09': 400 }, stays: 10 }, ...peers(usual)])
	},
	invalid: {
		'60 % materials, six peers 15 %': {
			record: few([{ at: 'A', bill: { '08': 600, '09': 400 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '60.0', median: '15.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 600.00'],
			fund: null
		},
		'imported and domestic materials by their extended codes': {
			record: few([{ at: 'A', bill: { '1402': 300, '1403': 300, '09': 400 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '60.0', median: '15.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 300.00', 'A-0-1 related 1 300.00'],
			fund: null
		}
	},
	undetermined: {
		'four peers': {
			record: few([{ at: 'A', bill: { '08': 600, '09': 400 } }, ...peers(usual).slice(0, 4)]),
			missing: { kind: 'peers', what: 'visit.dscg_dept_name' }
		},
		'lines without a charge category': {
			record: few([{ at: 'A', bill: { ...usual, ':某项目': 500 } }, ...peers(usual)]),
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		}
	}
});
