import rule from '../../../../rules/checks/compliance/drug-outside-indication.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const got = { words: { by: 'text', verified: false } } as const;
const point = { table: 'indications', officialClass: '适应症', notice: 'fixture', kind: 'drug', got } as const;
const knowledge: PointOf<'indications'>[] = [
	{
		...point,
		id: 'liver',
		icd: ['K72'],
		words: ['肝衰竭', '肝功能衰竭'],
		notWords: ['慢加急性肝衰竭前期'],
		codes: ['XA05BAY001B002010100001'],
		name: '门冬氨酸鸟氨酸注射液'
	},
	{
		...point,
		id: 'albumin',
		words: ['肝硬化'],
		labs: [{ names: ['白蛋白'], op: 'lt', limit: 300_000, unit: 'g/L' }],
		codes: ['XB05AAR001B002010100002'],
		name: '人血白蛋白'
	},
	{ ...point, id: 'contrast', procedures: ['增强'], codes: ['XV08ABD001B002010100003'], name: '碘海醇注射液' },
	{ ...point, id: 'nothing', codes: ['XN06BXB001B002010100004'], name: '无词药' },
	{ ...point, id: 'item', kind: 'item', icd: ['I63'], codes: ['003402000010000'], name: '运动疗法' }
];
const VISIT = 'mdtrt_id|psn_no|insutype|med_type|dscg_maindiag_code|dscg_maindiag_name|begntime|endtime\n';
const M1 = 'M1|P1|310|21|||2026-05-04 09:00|2026-05-10 10:00';
const visit = VISIT + M1;
const former = (day: string, code = 'K72.100') => `${VISIT}M0|P1|310|21|${code}||${day} 09:00|${day} 20:00\n${M1}`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const diagnosis = (...codes: string[]) =>
	`mdtrt_id|diag_code|diag_name|maindiag_flag|vali_flag\n${codes.map((code, i) => `M1|${code}|${i === 0 ? 1 : 0}|1`).join('\n')}`;
const pneumonia = diagnosis('J18.900|肺炎');
const document = (text: string, type = '病程记录') => `mdtrt_id|doc_type|rec_time|text\nM1|${type}|2026-05-05 09:00|${text}`;
const CODES = { liver: 'XA05BAY001B002010100001|门冬氨酸鸟氨酸注射液', albumin: 'XB05AAR001B002010100002|人血白蛋白' };
const fee = (item = CODES.liver, scope = '100.00') => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	F1|M1|S1|2026-05-05|${item}|1|100|100.00|${scope}|`;
const contrast = 'XV08ABD001B002010100003|碘海醇注射液';
const normal = document('双肺呼吸音粗，肝功能正常。');
const lab = (result: string, unit = 'g/L') => `mdtrt_id|rpt_time|item_name|result|unit\nM1|2026-05-05 09:00|血清白蛋白|${result}|${unit}`;
const exam = (name: string) => `mdtrt_id|exam_time|item_name|finding\nM1|2026-05-05 09:00|${name}|未见异常`;

testRule(rule, {
	knowledge,
	valid: {
		'the third diagnosis, in small letters': {
			visit,
			fee: fee(),
			diagnosis: diagnosis('J18.900|肺炎', 'I10.x00|高血压', 'k72.900|'),
			document: normal
		},
		'a diagnosis by its name': { visit, fee: fee(), diagnosis: diagnosis('J18.900|肺炎', '|慢加急性肝衰竭'), document: normal },
		'a diagnosis of a former stay': { visit: former('2025-06-04'), fee: fee(), diagnosis: pneumonia, document: normal },
		'told in a document': { visit, fee: fee(), diagnosis: pneumonia, document: document('患者肝功能衰竭，予门冬氨酸鸟氨酸。') },
		'told as history': { visit, fee: fee(), diagnosis: pneumonia, document: document('既往史：2年前诊断肝衰竭。', '入院记录') },
		'self-paid': { visit, fee: fee(CODES.liver, '0.00'), diagnosis: pneumonia, document: normal },
		'a laboratory value qualifies': { visit, fee: fee(CODES.albumin), diagnosis: pneumonia, document: normal, lab: lab('26.5') },
		'an examination qualifies': { visit, fee: fee(contrast), diagnosis: pneumonia, exam: exam('胸部CT增强扫描') },
		'service items are another rule’s': { visit, fee: fee('003402000010000|运动疗法'), diagnosis: pneumonia, document: normal }
	},
	invalid: {
		'no diagnosis, denied in words': {
			record: { visit, settlement, fee: fee(), diagnosis: pneumonia, document: document('双肺呼吸音粗，无肝衰竭表现。') },
			grade: 'suspect',
			message: 'without',
			data: { item: '门冬氨酸鸟氨酸注射液', indication: '肝衰竭、肝功能衰竭', lines: 1 },
			lines: ['F1 offending 1 100.00'],
			fund: '50.00',
			clears: { planned: 'not-found', 'self-paid': 'not-found' }
		},
		'a longer word that does not count': {
			record: { visit, fee: fee(), diagnosis: pneumonia, document: document('目前为慢加急性肝衰竭前期。') },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00']
		},
		'only to be told apart': {
			record: { visit, fee: fee(), diagnosis: pneumonia, document: document('鉴别诊断：肝衰竭。') },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00'],
			clears: { planned: 'found' }
		},
		'a former diagnosis too long ago': {
			record: { visit: former('2024-06-04'), fee: fee(), diagnosis: pneumonia, document: normal },
			visit: 'M1',
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00']
		},
		'an invalid diagnosis, the list of charges names the disease': {
			record: { visit, fee: fee(), diagnosis: `${pneumonia}\nM1|K72.900|肝衰竭|0|0`, document: `${normal}\nM1|费用清单|2026-05-05 09:00|肝衰竭用药` },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00']
		},
		'the laboratory value does not reach': {
			record: { visit, fee: fee(CODES.albumin), diagnosis: pneumonia, document: normal, lab: lab('38.0') },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00']
		},
		'no such examination': {
			record: { visit, fee: fee(contrast), diagnosis: pneumonia, exam: exam('胸部CT平扫') },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00']
		},
		'no in-scope amount told': {
			record: { visit, fee: fee(CODES.liver, ''), diagnosis: pneumonia, document: normal },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00'],
			clears: { 'self-paid': 'no-data' }
		}
	},
	undetermined: {
		'no document': { record: { visit, fee: fee(), diagnosis: pneumonia }, missing: { kind: 'document', what: 'document' } },
		'no table of diagnoses': { record: { visit, fee: fee(), document: normal }, missing: { kind: 'table', what: 'diagnosis' } },
		'no diagnosis': {
			record: { visit, fee: fee(), diagnosis: pneumonia.replace('M1', 'M9'), document: normal },
			missing: { kind: 'value', what: 'diagnosis.diag_code' }
		},
		'a point that names nothing': {
			record: { visit, fee: fee('XN06BXB001B002010100004|无词药'), diagnosis: pneumonia, document: normal },
			missing: { kind: 'knowledge', what: 'indications' }
		},
		'no laboratory': { record: { visit, fee: fee(CODES.albumin), diagnosis: pneumonia, document: normal }, missing: { kind: 'table', what: 'lab' } },
		'a value of another unit': {
			record: { visit, fee: fee(CODES.albumin), diagnosis: pneumonia, document: normal, lab: lab('3.8', 'g/dL') },
			missing: { kind: 'value', what: 'lab.result' }
		}
	}
});

testRule(rule, {
	knowledge,
	parameters: [{ rule: 'drug-outside-indication', name: 'acceptWithoutText', value: 1, region: 'fixture', source: 'fixture' }],
	valid: { 'the diagnosis still clears': { visit, fee: fee(), diagnosis: diagnosis('K72.900|肝衰竭') } },
	invalid: {
		'by the diagnosis alone, where the region allows it': {
			record: { visit, fee: fee(), diagnosis: pneumonia },
			grade: 'suspect',
			message: 'without',
			lines: ['F1 offending 1 100.00'],
			clears: { planned: 'no-data' }
		}
	}
});
