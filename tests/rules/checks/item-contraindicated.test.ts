import rule from '../../../rules/checks/clinical/item-contraindicated.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = (name: string, more: Partial<PointOf<'contraindications'>>): PointOf<'contraindications'> => ({
	table: 'contraindications',
	id: name,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	kind: 'item',
	got: { kind: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('磁共振平扫', { icd: ['Z95.0'], words: ['起搏器植入', '心脏起搏器'], unless: ['磁共振兼容', '起搏器取出'] }),
	point('体外冲击波碎石', { icd: ['Z33'] }),
	point('某药', { kind: 'drug', icd: ['Z95.0'] })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-01 09:00|2026-05-12 10:00`;
const fee = (...items: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	${items.map((item, i) => `F${i + 1}|M1|2026-05-06|${item}|1|600|600.00`).join('\n')}`;
const diagnosis = (...rows: string[]) => `
	mdtrt_id|diag_code|diag_name
	${rows.map((row) => `M1|${row}`).join('\n')}`;
const document = (...texts: string[]) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	${texts.map((text, i) => `M1|D${i}|入院记录|2026-05-01 10:00|${text}`).join('\n')}`;
const operation = (name: string) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_date
	M1|${name}|2026-05-08`;
const infarct = diagnosis('I63.900|脑梗死');

testRule(rule, {
	knowledge,
	valid: {
		'no pacemaker': { visit, fee: fee('磁共振平扫'), diagnosis: infarct, document: document('否认心脏起搏器植入史。') },
		'fit for it': { visit, fee: fee('磁共振平扫'), diagnosis: infarct, document: document('既往史：3年前心脏起搏器植入，磁共振兼容型。') },
		'taken out': { visit, fee: fee('磁共振平扫'), diagnosis: infarct, document: document('既往史：2年前行起搏器取出术。') },
		'only advised': { visit, fee: fee('磁共振平扫'), diagnosis: infarct, document: document('建议行起搏器植入。') },
		'put in after the scan of this very stay': {
			visit,
			fee: fee('磁共振平扫'),
			diagnosis: infarct,
			document: document('已行永久心脏起搏器植入。'),
			operation: operation('双腔永久起搏器安置术')
		},
		'another examination': {
			visit,
			fee: fee('头颅CT平扫'),
			diagnosis: diagnosis('Z95.000|具有心脏起搏器'),
			document: document('心脏起搏器植入术后。')
		},
		'of drugs another rule speaks': { visit, fee: fee('某药'), diagnosis: diagnosis('Z95.000|具有心脏起搏器'), document: document('一般情况可。') }
	},
	invalid: {
		'a pacemaker in the history': {
			record: { visit, fee: fee('磁共振平扫', '头颅CT平扫'), diagnosis: infarct, document: document('既往史：5年前行心脏起搏器植入。') },
			grade: 'suspect',
			message: 'forbidden',
			data: { item: '磁共振平扫' },
			lines: ['F1 offending 1 600.00'],
			clears: { denied: 'not-found' }
		},
		'by its code, in small letters': {
			record: { visit, fee: fee('磁共振平扫', '磁共振平扫'), diagnosis: diagnosis('z95.000|具有心脏起搏器'), document: document('一般情况可。') },
			grade: 'suspect',
			message: 'forbidden',
			lines: ['F1 offending 1 600.00', 'F2 offending 1 600.00']
		},
		'without exceptions no text is needed': {
			record: { visit, fee: fee('体外冲击波碎石'), diagnosis: diagnosis('Z33.X00|妊娠状态') },
			grade: 'suspect',
			message: 'forbidden',
			lines: ['F1 offending 1 600.00'],
			clears: { denied: 'no-data' }
		}
	},
	undetermined: {
		'a code alone, and no text that could tell of an exception': {
			record: { visit, fee: fee('磁共振平扫'), diagnosis: diagnosis('Z95.000|具有心脏起搏器') },
			missing: { kind: 'document', what: 'document' }
		}
	}
});
