import rule from '../../../rules/checks/clinical/herb-prescription-oversized.ts';
import { testRule } from '../harness/rule-tester.ts';

const HERBS = ['黄芪', '白术', '茯苓', '甘草', '当归', '川芎'];
const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime\nM1|P1|11|2026-05-04 09:00|2026-05-04 10:00';
const fee = (names: readonly string[], of: (i: number) => string = () => 'R1', kind = '10', scope = '10.00') =>
	`feedetl_sn|mdtrt_id|rx_drord_no|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|inscp_amt\n${names
		.map((name, i) => `F${i + 1}|M1|${of(i)}|2026-05-04|${name}|${kind}|100|0.1|10.00|${scope}`)
		.join('\n')}`;
const lines = (count: number) => Array.from({ length: count }, (_, i) => `F${i + 1} offending 100 -`);
const set = (name: string, value: number) => [{ rule: rule.meta.id, name, value, region: 'fixture', source: 'fixture' }];

testRule(rule, {
	parameters: set('maxPieces', 4),
	valid: {
		'as many as allowed': { visit, fee: fee(HERBS.slice(0, 4)) },
		'two prescriptions': { visit, fee: fee(HERBS, (i) => `R${i % 2}`) },
		'a paste': { visit, fee: fee(HERBS), order: 'mdtrt_id|drord_no|drord_cont\nM1|O1|膏方一料' },
		'patent medicines': { visit, fee: fee(HERBS, () => 'R1', '11') },
		'self-paid': { visit, fee: fee(HERBS, () => 'R1', '10', '0.00') }
	},
	invalid: {
		'six pieces': {
			record: { visit, fee: fee(HERBS) },
			grade: 'suspect',
			message: 'pieces',
			data: { pieces: 6, most: 4 },
			lines: lines(6),
			clears: { 'self-paid': 'not-found' }
		}
	},
	undetermined: {
		'no number of the prescription': { record: { visit, fee: fee(HERBS, () => '') }, missing: { kind: 'value', what: 'fee.rx_drord_no' } }
	}
});

testRule(rule, {
	parameters: [...set('maxAmount', 4_000), ...set('maxPieces', 5)],
	valid: { 'as dear as allowed': { visit, fee: fee(HERBS.slice(0, 4)) } },
	invalid: { dearer: { record: { visit, fee: fee(HERBS.slice(0, 5)) }, grade: 'suspect', message: 'amount', lines: lines(5) } }
});
testRule(rule, {
	valid: { 'one herb': { visit, fee: fee(['黄芪']) } },
	invalid: {},
	undetermined: {
		'no limit set': { record: { visit, fee: fee(HERBS) }, missing: { kind: 'parameter', what: `${rule.meta.id}.maxPieces` } },
		'no charge category': {
			record: { visit, fee: 'feedetl_sn|mdtrt_id|medins_list_name|cnt|det_item_fee_sumamt\nF1|M1|黄芪|1|1.00' },
			missing: { kind: 'field', what: 'fee.med_chrgitm_type' }
		}
	}
});
