import rule from '../../../rules/checks/compliance/ct-share-over-peers.ts';
import { few, fewStays, peers } from '../harness/departments.ts';
import { testRule } from '../harness/rule-tester.ts';

const usual = { '03:胸部CT平扫': 30, '09': 970 };

testRule(rule, {
	parameters: fewStays(rule.meta.id),
	valid: {
		'like its peers': few([{ at: 'A', bill: { '03:胸部CT平扫': 150, '09': 850 } }, ...peers(usual)]),
		'a stroke ward among its like': few([{ at: 'A', bill: { '03:头颅CT': 300, '09': 700 } }, ...peers({ '03:头颅CT': 320, '09': 680 })]),
		'other examinations': few([{ at: 'A', bill: { '03:彩色多普勒超声': 300, '09': 700 } }, ...peers(usual)]),
		'optical tomography and a radionuclide camera are no CT': few([
			{ at: 'A', bill: { '03:光学相干断层扫描(OCT)': 200, '03:PET-CT显像': 300, '09': 500 } },
			...peers(usual)
		])
	},
	invalid: {
		'30 % CT, six peers 3 %': {
			record: few([{ at: 'A', bill: { '03:计算机体层(CT)平扫': 300, '09': 700 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '30.0', median: '3.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 300.00'],
			fund: null
		},
		'by the extended category': {
			record: few([{ at: 'A', bill: { '1409': 300, '09': 700 } }, ...peers(usual)]),
			visit: 'A-0',
			grade: 'suspect',
			message: 'over',
			data: { share: '30.0', median: '3.0', peers: 6, stays: 10 },
			lines: ['A-0-0 related 1 300.00'],
			fund: null
		}
	},
	undetermined: {
		'four peers': {
			record: few([{ at: 'A', bill: { '03:胸部CT平扫': 300, '09': 700 } }, ...peers(usual).slice(0, 4)]),
			missing: { kind: 'peers', what: 'visit.dscg_dept_name' }
		},
		'lines without a charge category': {
			record: few([{ at: 'A', bill: { ...usual, ':某项目': 500 } }, ...peers(usual)]),
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		}
	}
});
