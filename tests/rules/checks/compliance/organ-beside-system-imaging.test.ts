import rule from '../../../../rules/checks/compliance/organ-beside-system-imaging.ts';
import type { ExclusionPair } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const pair = (id: string, name: string, subName: string, more: Partial<ExclusionPair> = {}): ExclusionPair => ({
	table: 'exclusions',
	id,
	officialClass: 'fixture',
	notice: 'fixture',
	got: { window: { by: 'human', verified: false } },
	window: 'day',
	family: 'imaging-system',
	codes: [],
	name,
	subCodes: [],
	subName,
	...more
});
const knowledge = [
	pair('urinary', '泌尿系彩色多普勒超声检查', '肾脏彩色多普勒超声检查'),
	pair('mra', '磁共振血管成像(MRA)', '磁共振平扫', { aliases: ['胆道磁共振水成像(MRCP)'], subAliases: ['头颅磁共振平扫'] }),
	pair('day', '洗胃', '插胃管', { family: 'other' })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, at = '2026-05-05', cnt = 1, of = '') => `${sn}|M1|${at}|${name}|${cnt}|150|${cnt * 150}.00|${of}`;
const exam = (...rows: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_type|exam_part|item_name
	${rows.join('\n')}`;
const urinary = line('A', '泌尿系彩色多普勒超声检查');
const kidney = line('B', '肾脏彩色多普勒超声检查');
const report = (no: string) => `M1|${no}|2026-05-05|超声|泌尿系|泌尿系彩超`;
const lines = ['A related 1 150.00', 'B offending 1 150.00'];

testRule(rule, {
	knowledge,
	valid: {
		'two reports': { visit, fee: fee(urinary, kidney), exam: exam(report('R1'), report('R2')) },
		'vessels of the organ': { visit, fee: fee(urinary, line('B', '肾动脉彩色多普勒超声检查')), exam: exam(report('R1')) },
		'another day': { visit, fee: fee(urinary, line('B', '肾脏彩色多普勒超声检查', '2026-05-06')), exam: exam(report('R1')) },
		refunded: { visit, fee: fee(urinary, kidney, line('R', '肾脏彩色多普勒超声检查', '2026-05-06', -1, 'B')), exam: exam(report('R1')) },
		'other pairs of the day are another rule': { visit, fee: fee(line('A', '洗胃'), line('B', '插胃管')) },
		'a head and a bile duct': {
			visit,
			fee: fee(line('A', '胆道磁共振水成像(MRCP)'), line('B', '头颅磁共振平扫')),
			exam: exam('M1|R1|2026-05-05|MR|胆道|MRCP')
		}
	},
	invalid: {
		'one report of the system': {
			record: { visit, fee: fee(urinary, kidney), exam: exam(report('R1')) },
			grade: 'suspect',
			message: 'both',
			data: { main: '泌尿系彩色多普勒超声检查', quantity: 1 },
			lines,
			clears: { 'further-report': 'not-found' }
		},
		'no examinations loaded': {
			record: { visit, fee: fee(urinary, kidney) },
			grade: 'suspect',
			message: 'both',
			lines,
			clears: { 'further-report': 'no-data' }
		},
		'vessels and plain scan of one head': {
			record: { visit, fee: fee(line('A', '磁共振血管成像(MRA)'), line('B', '头颅磁共振平扫')), exam: exam('M1|R1|2026-05-05|MR|头颅|MR+MRA') },
			grade: 'suspect',
			message: 'both',
			lines
		}
	},
	undetermined: {
		'examinations loaded, none of the stay': {
			record: { visit, fee: fee(urinary, kidney), exam: exam() },
			missing: { kind: 'document', what: 'exam' }
		},
		'a refund that fits two lines': {
			record: {
				visit,
				fee: fee(urinary, kidney, line('C', '肾脏彩色多普勒超声检查'), line('R', '肾脏彩色多普勒超声检查', '2026-05-06', -1)),
				exam: exam(report('R1'))
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
