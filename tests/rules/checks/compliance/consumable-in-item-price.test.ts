import rule from '../../../../rules/checks/compliance/consumable-in-item-price.ts';
import type { ExclusionPair } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const DIALYSIS = '003110000010000';
const pair = (id: string, subName: string, more: Partial<ExclusionPair> = {}): ExclusionPair => ({
	table: 'exclusions',
	id,
	officialClass: '医疗服务项目与医用耗材重复收费',
	notice: 'fixture',
	got: { window: { by: 'human', verified: true } },
	window: 'day',
	subKind: 'material',
	codes: [DIALYSIS],
	name: '血液透析',
	subCodes: [],
	subName,
	...more
});
const knowledge = [
	pair('dialyser', '透析器', { subCodes: ['C10010101100000000001'] }),
	pair('tubing', '透析管路'),
	pair('item', '静脉穿刺', { subKind: 'item' })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-05-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|memo|init_feedetl_sn
	${lines.join('\n')}`;
const dialysis = (at = '2026-05-05', cnt = 1) => `A|M1|${at}|${DIALYSIS}|血液透析|05|${cnt}|400|${cnt * 400}.00||`;
const line = (sn: string, name: string, { at = '2026-05-05', cnt = 1, type = '08', code = '', memo = '', of = '' } = {}) =>
	`${sn}|M1|${at}|${code}|${name}|${type}|${cnt}|50|${cnt * 50}.00|${memo}|${of}`;
const dialyser = { code: 'C10010101100000000001' };

testRule(rule, {
	knowledge,
	valid: {
		'a material that may be charged alone': { visit, fee: fee(dialysis(), line('B', '一次性使用血液灌流器')) },
		'on another day': { visit, fee: fee(dialysis(), line('B', '透析器', { at: '2026-05-06' })) },
		'no dialysis': { visit, fee: fee(line('B', '透析器')) },
		refunded: { visit, fee: fee(dialysis(), line('B', '透析器'), line('R', '透析器', { cnt: -1, of: 'B' })) },
		'a service of the same name': { visit, fee: fee(dialysis(), line('B', '透析管路', { type: '05' })) },
		'a contained service is another rule': { visit, fee: fee(dialysis(), line('B', '静脉穿刺', { type: '05' })) }
	},
	invalid: {
		'dialyser and tubing': {
			record: { visit, fee: fee(dialysis(), line('B', '透析器', dialyser), line('C', '透析管路')) },
			grade: 'suspect',
			message: 'both',
			data: { main: '血液透析', sub: '透析器', quantity: 1 },
			lines: ['A related 1 400.00', 'B offending 1 50.00', 'C offending 1 50.00'],
			clears: { 'chargeable-noted': 'not-found', 'gathered-billing': 'not-found' }
		},
		'by code': {
			record: { visit, fee: fee(dialysis(), line('B', '空心纤维透析器', dialyser)) },
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 400.00', 'B offending 1 50.00']
		},
		'a note that it may be charged': {
			record: { visit, fee: fee(dialysis(), line('B', '透析管路', { type: '', memo: '除外内容' })) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 400.00', 'B offending 1 50.00'],
			clears: { 'chargeable-noted': 'found' }
		},
		'gathered over the stay': {
			record: { visit, fee: fee(dialysis(), line('B', '透析器', { ...dialyser, cnt: 3 })) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 400.00', 'B offending 1 50.00'],
			clears: { 'gathered-billing': 'found' }
		}
	},
	undetermined: {
		'no date': { record: { visit, fee: fee(dialysis(), line('B', '透析器', { at: '' })) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'a refund that fits two lines': {
			record: { visit, fee: fee(dialysis(), line('B', '透析器'), line('C', '透析器'), line('R', '透析器', { at: '2026-05-06', cnt: -1 })) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
