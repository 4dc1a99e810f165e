import rule from '../../../rules/checks/clinical/tests-of-one-purpose.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = (name: string, subName: string, more: Partial<PointOf<'testPairs'>> = {}): PointOf<'testPairs'> => ({
	table: 'testPairs',
	id: `${name}×${subName}`,
	officialClass: 'fixture',
	codes: [],
	name,
	subCodes: [],
	subName,
	notice: 'fixture',
	scope: 'stay',
	got: { scope: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('B型钠尿肽(BNP)测定', 'N端-B型钠尿肽前体(NT-ProBNP)测定'),
	point('C-反应蛋白测定', '超敏C反应蛋白测定', { icd: ['I20', 'I25'] }),
	point('钾测定', '镁测定', { scope: 'population' })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...items: string[]) => `
	feedetl_sn|mdtrt_id|medins_list_name|fee_ocur_time|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${items.map((item, i) => `F${i + 1}|M1|${item.split('|').slice(0, 2).join('|')}|${item.split('|')[2] ? '-1|60|-60.00' : '1|60|60.00'}|${item.split('|')[2] ?? ''}`).join('\n')}`;
const BNP = 'B型钠尿肽(BNP)测定';
const NT = 'N端-B型钠尿肽前体(NT-ProBNP)测定';
const CRP = ['C-反应蛋白测定|2026-05-06', '超敏C反应蛋白测定|2026-05-06'];
const diagnosis = (...rows: string[]) => `
	mdtrt_id|diag_code|diag_name
	${rows.map((row) => `M1|${row}`).join('\n')}`;
const lab = (...rows: string[]) => `
	mdtrt_id|rpt_no|rpt_time|item_name|result|abnormal
	${rows.map((row) => `M1|R1|2026-05-06 15:00|${row}`).join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'days apart': { visit, fee: fee(`${BNP}|2026-05-04`, `${NT}|2026-05-09`) },
		'the second refunded': { visit, fee: fee(`${BNP}|2026-05-06`, `${NT}|2026-05-06`, `${NT}|2026-05-06|F2`) },
		'one of them': { visit, fee: fee(`${NT}|2026-05-06`) },
		'coronary disease asks for both': { visit, fee: fee(...CRP), diagnosis: diagnosis('I25.103|冠状动脉粥样硬化性心脏病') },
		'the first answer abnormal': { visit, fee: fee(`${BNP}|2026-05-06`, `${NT}|2026-05-06`), lab: lab('B型钠尿肽|900|H') },
		'sets of a ward are of another rule': { visit, fee: fee('钾测定|2026-05-06', '镁测定|2026-05-06') }
	},
	invalid: {
		'both in one sample': {
			record: { visit, fee: fee(`${BNP}|2026-05-06 08:00`, `${NT}|2026-05-06 09:00`), lab: lab('B型钠尿肽|20|', 'N端-B型钠尿肽前体|60|') },
			grade: 'suspect',
			message: 'both',
			data: { times: 1 },
			lines: ['F2 offending 1 60.00', 'F1 related 1 60.00'],
			clears: { result: 'not-found', planned: 'no-data' }
		},
		'two proteins and a fracture': {
			record: { visit, fee: fee(...CRP, `${NT}|2026-05-06`), diagnosis: diagnosis('S82.200|胫骨干骨折') },
			grade: 'suspect',
			message: 'both',
			lines: ['F2 offending 1 60.00', 'F1 related 1 60.00'],
			clears: { result: 'no-data' }
		}
	},
	undetermined: {
		'no diagnosis where one would be a reason': { record: { visit, fee: fee(...CRP) }, missing: { kind: 'table', what: 'diagnosis' } },
		'a line without a date': { record: { visit, fee: fee(`${BNP}|2026-05-06`, `${NT}|`) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } }
	}
});
