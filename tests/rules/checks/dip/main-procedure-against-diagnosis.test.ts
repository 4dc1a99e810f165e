import rule from '../../../../rules/checks/dip/main-procedure-against-diagnosis.ts';
import type { KnowledgePoint } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const base = { officialClass: '诊断编码与手术操作编码不符', notice: 'fixture', got: { diagnoses: { by: 'human', verified: false } } } as const;
const knowledge: KnowledgePoint[] = [
	{
		...base,
		table: 'chapterLinks',
		id: 'bones',
		codes: ['79', '81'],
		name: '肌肉骨骼系统手术',
		diagnoses: ['M00-M99', 'S00-T14', 'Q65-Q79', 'C40-C41']
	},
	{ ...base, table: 'chapterLinks', id: 'airway', codes: ['31'], name: '喉气管手术', diagnoses: ['J00-J99'] },
	{ ...base, table: 'notGrouping', id: 'tracheostomy', codes: ['31.1'], name: '气管切开' }
];
const visit = (code: string, type = '21') => `
	mdtrt_id|psn_no|med_type|begntime|endtime|dscg_maindiag_code
	M1|P1|${type}|2026-05-04 09:00|2026-05-10 10:00|${code}`;
const diagnosis = (...codes: string[]) => `
	mdtrt_id|diag_code|diag_name|vali_flag
	${codes.map((code) => `M1|${code}|诊断|1`).join('\n')}`;
const operation = (...lines: string[]) => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|main_oprn_flag|vali_flag
	${lines.map((line) => `M1|${line}`).join('\n')}`;
const knee = '81.5400|全膝关节置换|1|1';

testRule(rule, {
	knowledge,
	valid: {
		'of one system': { visit: visit('M17.000'), diagnosis: diagnosis('M17.000'), operation: operation(knee) },
		'another diagnosis explains it': { visit: visit('J18.900'), diagnosis: diagnosis('J18.900', 'm17.000'), operation: operation(knee) },
		'a procedure of every system': { visit: visit('I63.900'), diagnosis: diagnosis('I63.900'), operation: operation('31.1x00|气管切开|1|1') },
		'a procedure that knowledge does not speak of': {
			visit: visit('J18.900'),
			diagnosis: diagnosis('J18.900'),
			operation: operation('45.2302|肠镜|1|1')
		},
		'not the main procedure': {
			visit: visit('J18.900'),
			diagnosis: diagnosis('J18.900'),
			operation: operation('31.4200|喉镜|1|1', '81.5400|全膝关节置换|0|1')
		},
		'nobody says which is the main one': {
			visit: visit('J18.900'),
			diagnosis: diagnosis('J18.900'),
			operation: operation('81.5400|置换|0|1', '79.3500|固定|0|1')
		},
		'an outpatient': { visit: visit('J18.900', '11'), diagnosis: diagnosis('J18.900'), operation: operation(knee) }
	},
	invalid: {
		'a knee for a pneumonia': {
			record: { visit: visit('J18.900'), diagnosis: diagnosis('J18.900', 'I10.x00'), operation: operation(knee) },
			grade: 'suspect',
			message: 'unrelated',
			data: { procedure: '81.5400 全膝关节置换', diagnosis: 'J18.900' },
			lines: [],
			fund: null
		},
		'the only procedure is the main one': {
			record: { visit: visit('J18.900'), diagnosis: diagnosis('J18.900'), operation: operation('79.3500|股骨内固定||1', '45.2302|肠镜||0') },
			grade: 'suspect',
			message: 'unrelated',
			lines: []
		}
	},
	undetermined: {
		'no main diagnosis': {
			record: { visit: visit(''), diagnosis: diagnosis('J18.900'), operation: operation(knee) },
			missing: { kind: 'value', what: 'visit.dscg_maindiag_code' }
		}
	}
});
