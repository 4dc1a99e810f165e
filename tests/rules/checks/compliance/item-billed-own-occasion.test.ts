import rule from '../../../../rules/checks/compliance/item-billed-with-its-container.ts';
import type { ExclusionPair } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const pair = (id: string, name: string, code: string, subName: string, subCode: string, more: Partial<ExclusionPair> = {}): ExclusionPair => ({
	table: 'exclusions',
	id,
	officialClass: 'fixture',
	notice: 'fixture',
	got: { window: { by: 'column', verified: true } },
	window: 'day',
	codes: code === '' ? [] : [code],
	name,
	subCodes: subCode === '' ? [] : [subCode],
	subName,
	...more
});
const knowledge = [
	pair('balloon', '经皮冠状动脉内支架置入术', '003205000030000', '经皮冠状动脉腔内成形术', '003205000020000'),
	pair('angiography', '经皮冠状动脉内支架置入术', '003205000030000', '冠状动脉造影术', '003205000010000'),
	pair('perfusion', '血液灌流', '003110000100000', '血液透析', '003110000010000'),
	pair('tooth', '牙髓失活术', '', '开髓', '', { site: 'same' }),
	pair('fluoroscopy', 'X线摄影', '', 'X线透视', '', { site: 'same', aliases: ['胸部X线摄影'], subAliases: ['食管钡餐透视', '胸部透视'] })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|memo
	${lines.join('\n')}`;
const CODES: Record<string, string> = Object.fromEntries(
	knowledge.flatMap(({ name, codes, subName, subCodes }) => [
		[name, codes[0] ?? ''],
		[subName, subCodes[0] ?? '']
	])
);
const line = (sn: string, name: string, memo = '') => `${sn}|M1|2026-05-05|${CODES[name] ?? ''}|${name}|1|100|100.00|${memo}`;
const balloon = fee(line('A', '经皮冠状动脉内支架置入术'), line('B', '经皮冠状动脉腔内成形术'));
const dialysis = fee(line('A', '血液灌流'), line('B', '血液透析'));
const operation = (...rows: string[]) => `
	mdtrt_id|oprn_oprt_name|oprn_oprt_begntime
	${rows.join('\n')}`;
const document = (text: string) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	M1|D1|手术记录|2026-05-05 11:00|${text}`;
const device = (...rows: string[]) => `
	mdtrt_id|device|begin_time|end_time
	${rows.join('\n')}`;
const lines = ['A related 1 100.00', 'B offending 1 100.00'];

testRule(rule, {
	knowledge,
	valid: {
		'two vessels in the note': { visit, fee: balloon, document: document('前降支置入支架1枚；右冠行球囊扩张。') },
		'another session': {
			visit,
			fee: balloon,
			operation: operation('M1|经皮冠状动脉腔内成形术|2026-05-05 08:00', 'M1|冠状动脉支架置入术|2026-05-05 18:00')
		},
		'perfusion and dialysis at other hours': {
			visit,
			fee: dialysis,
			device: device('M1|血液灌流|2026-05-05 08:00|2026-05-05 10:00', 'M1|血液透析|2026-05-05 14:00|2026-05-05 18:00')
		},
		'another tooth': { visit, fee: fee(line('A', '牙髓失活术', '牙位46'), line('B', '开髓', '牙位36')) },
		'another part': { visit, fee: fee(line('A', '胸部X线摄影'), line('B', '食管钡餐透视')) }
	},
	invalid: {
		'one vessel in the note': {
			record: {
				visit,
				fee: balloon,
				document: document('于前降支球囊扩张后置入支架1枚。'),
				operation: operation('M1|冠状动脉支架置入术|2026-05-05 09:00')
			},
			grade: 'certain',
			message: 'both',
			lines
		},
		'several vessels looked at': {
			record: {
				visit,
				fee: fee(line('A', '经皮冠状动脉内支架置入术'), line('B', '冠状动脉造影术')),
				document: document('前降支置入支架1枚；右冠行球囊扩张。')
			},
			grade: 'certain',
			message: 'both',
			lines
		},
		'operations of the day that nobody timed': {
			record: { visit, fee: balloon, operation: operation('M1|冠状动脉支架置入术|2026-05-05', 'M1|经皮冠状动脉腔内成形术|2026-05-05') },
			grade: 'certain',
			message: 'both',
			lines
		},
		'on one machine': {
			record: { visit, fee: dialysis, device: device('M1|血液灌流+血液透析|2026-05-05 08:00|2026-05-05 12:00') },
			grade: 'certain',
			message: 'both',
			lines
		},
		'one tooth': {
			record: { visit, fee: fee(line('A', '牙髓失活术', '牙位46'), line('B', '开髓', '牙位46')) },
			grade: 'suspect',
			message: 'both',
			lines
		},
		'one part': { record: { visit, fee: fee(line('A', '胸部X线摄影'), line('B', '胸部透视')) }, grade: 'suspect', message: 'both', lines }
	}
});
