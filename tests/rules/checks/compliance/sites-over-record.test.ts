import rule from '../../../../rules/checks/compliance/sites-over-record.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

type UnitLimit = PointOf<'unitLimits'>;
const point = (
	id: string,
	name: string,
	unit: UnitLimit['unit'],
	records: NonNullable<UnitLimit['records']>,
	more: Partial<UnitLimit> = {}
): UnitLimit => ({
	table: 'unitLimits',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	got: { unit: { by: 'human', verified: true }, most: { by: 'human', verified: true } },
	unit,
	most: 1,
	records,
	...more
});
const knowledge = [
	point('vertebra', '经皮椎体成形术', 'vertebra', ['document']),
	point('bone', '骨密度测定', 'site', ['exam']),
	point('pathology', '手术标本检查与诊断', 'specimen', ['exam'], { siteWords: ['病理'] }),
	point('biopsy', '前列腺针吸细胞学活检术', 'site', ['operation']),
	point('breast', '乳腺肿物穿刺术', 'side', ['document']),
	point('tonsil', '扁桃体切除术', 'side', ['document', 'operation'])
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|unt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, name: string, cnt: number, unit = '次', of = '') => `${sn}|M1|2026-05-05|${name}|${cnt}|${unit}|500|${cnt * 500}.00|${of}`;
const note = (text: string) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	M1|D1|手术记录|2026-05-05 11:00|${text}`;
const exam = (...rows: string[]) => `
	mdtrt_id|rpt_no|exam_time|exam_part|item_name|finding
	${rows.join('\n')}`;
const operation = (...rows: string[]) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date
	${rows.join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'two vertebrae': { visit, fee: fee(line('A', '经皮椎体成形术', 2)), document: note('透视下T12穿刺注入骨水泥，L2穿刺注入骨水泥。') },
		'two parts of one report': { visit, fee: fee(line('A', '骨密度测定', 2)), exam: exam('M1|R1|2026-05-05|髋关节、腰椎|骨密度测定|') },
		'both sides': { visit, fee: fee(line('A', '乳腺肿物穿刺术', 2)), document: note('左乳肿物穿刺，右乳肿物穿刺。') },
		'by the single side': { visit, fee: fee(line('A', '扁桃体切除术', 2, '单侧')), document: note('行双侧扁桃体切除。') },
		'two organs': {
			visit,
			fee: fee(line('A', '手术标本检查与诊断', 2)),
			exam: exam('M1|R1|2026-05-06|胃|病理检查|', 'M1|R2|2026-05-06|胆囊|病理检查|')
		},
		one: { visit, fee: fee(line('A', '骨密度测定', 1)) },
		refunded: { visit, fee: fee(line('A', '骨密度测定', 3), line('R', '骨密度测定', -2, '次', 'A')) }
	},
	invalid: {
		'one vertebra from both sides': {
			record: { visit, fee: fee(line('A', '经皮椎体成形术', 2)), document: note('透视下T12双侧椎弓根穿刺，注入骨水泥4ml。') },
			grade: 'suspect',
			message: 'over',
			data: { billed: 2, told: 1, extra: 1 },
			lines: ['A offending 1 500.00'],
			clears: { 'further-site': 'not-found' }
		},
		'four of one part': {
			record: { visit, fee: fee(line('A', '骨密度测定', 4)), exam: exam('M1|R1|2026-05-05|腰椎|骨密度测定|') },
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 3 1500.00'],
			clears: { 'further-site': 'no-data' }
		},
		'six of one specimen': {
			record: { visit, fee: fee(line('A', '手术标本检查与诊断', 6)), exam: exam('M1|R1|2026-05-06|胃|术后病理|') },
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 5 2500.00']
		},
		'twelve needles in one operation': {
			record: { visit, fee: fee(line('A', '前列腺针吸细胞学活检术', 12)), operation: operation('M1|前列腺穿刺活检|2026-05-05') },
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 11 5500.00']
		},
		'five of one side': {
			record: { visit, fee: fee(line('A', '乳腺肿物穿刺术', 5)), document: note('左乳外上象限肿物穿刺5针。') },
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 4 2000.00']
		},
		'both sides by a unit of both sides': {
			record: { visit, fee: fee(line('A', '扁桃体切除术', 2, '双侧')), document: note('行双侧扁桃体切除。') },
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 1 500.00']
		}
	},
	undetermined: {
		'no record': { record: { visit, fee: fee(line('A', '骨密度测定', 2)) }, missing: { kind: 'document', what: 'exam' } },
		'several that nobody named': {
			record: { visit, fee: fee(line('A', '经皮椎体成形术', 3)), document: note('多发骨折，T12穿刺注入骨水泥，余同法。') },
			missing: { kind: 'document', what: 'document' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', '骨密度测定', 2), line('B', '骨密度测定', 2), 'R|M1|2026-05-06|骨密度测定|-1|次|500|-500.00|') },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
