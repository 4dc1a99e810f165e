import rule from '../../../rules/checks/compliance/mr-share-over-peers.ts';
import { few, fewStays, peers } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

const usual = { '03:磁共振平扫': 40, '09': 960 };

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'like its peers': few([{ at: 'A', bill: { '03:磁共振平扫': 150, '09': 850 } }, ...peers(usual)]),
		'a spine ward among its like': few([{ at: 'A', bill: { '03:磁共振平扫': 250, '09': 750 } }, ...peers({ '03:磁共振平扫': 260, '09': 740 })]),
		'CT is no MR': few([{ at: 'A', bill: { '03:胸部CT平扫': 300, '03:磁共振平扫': 40, '09': 660 } }, ...peers(usual)])
	},
	invalid: {
		'25 % MR, six peers 4 %': {
			record: few([{ at: 'A', bill: { '03:磁共振(MRI)增强扫描': 250, '09': 750 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '25.0', median: '4.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 250.00'],
			fund: null
		},
		'by the extended category': {
			record: few([{ at: 'A', bill: { '1408': 250, '09': 750 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '25.0', median: '4.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 250.00'],
			fund: null
		}
	},
	undetermined: {
		'four peers': {
			record: few([{ at: 'A', bill: { '03:磁共振平扫': 250, '09': 750 } }, ...peers(usual).slice(0, 4)]),
			missing: { kind: 'peers', what: 'visit.dscg_dept_name' }
		},
		'lines without a charge category': {
			record: few([{ at: 'A', bill: { ...usual, ':某项目': 500 } }, ...peers(usual)]),
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		}
	}
});
