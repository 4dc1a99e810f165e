import rule from '../../../../rules/checks/compliance/newborn-item-outside-age.ts';
import type { AgeLimit } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'ageLimits', officialClass: '新生儿', notice: 'fixture', got: { maxAgeDays: { by: 'column', verified: true } } } as const;
const knowledge: AgeLimit[] = [
	{ ...point, id: 'care', maxAgeDays: 28, maxAge: 0, codes: ['001201000030000'], name: '新生儿护理' },
	{ ...point, id: 'drug', maxAgeDays: 28, codes: ['XR07AAZ001A001010100001'], name: '肺表面活性剂' },
	{ ...point, id: 'late', minAgeDays: 7, codes: ['XJ07AAZ001A001010100002'], name: '限七日后使用' },
	{ ...point, id: 'child', maxAge: 17, codes: ['XR05AAZ001A001010100003'], name: '小儿药' }
];
const visit = ({ born = '2026-05-01', type = '21', flag = '', begin = '2026-05-02' } = {}) => `
	mdtrt_id|psn_no|insutype|med_type|brdy|age|nwb_flag|begntime|endtime
	M1|P1|390|${type}|${born}|0|${flag}|${begin} 09:00|2026-07-10 10:00`;
const settlement = 'mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt\nM1|S1|300.00|200.00|100.00';
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|setl_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|matn_fee_flag|init_feedetl_sn
	${lines.join('\n')}`;
const CODES: Record<string, string> = {
	新生儿护理: '001201000030000',
	肺表面活性剂: 'XR07AAZ001A001010100001',
	限七日后使用: 'XJ07AAZ001A001010100002',
	小儿药: 'XR05AAZ001A001010100003'
};
const line = (sn: string, name: string, day: string, scope = '50.00', flag = '') =>
	`${sn}|M1|S1|${day}|${CODES[name]}|${name}|1|50|50.00|${scope}|${flag}|`;

testRule(rule, {
	knowledge,
	valid: {
		'the last permitted day': { visit: visit(), fee: fee(line('F1', '新生儿护理', '2026-05-29')) },
		'beyond the years too: the rule of ages': { visit: visit({ born: '2020-05-01' }), fee: fee(line('F1', '新生儿护理', '2026-05-05')) },
		'a birth': { visit: visit({ born: '1995-05-01', type: '52' }), fee: fee(line('F1', '肺表面活性剂', '2026-05-05')) },
		'marked as of a newborn': { visit: visit({ born: '1995-05-01', flag: '1' }), fee: fee(line('F1', '肺表面活性剂', '2026-05-05')) },
		'a line of the birth': { visit: visit({ born: '1995-05-01' }), fee: fee(line('F1', '肺表面活性剂', '2026-05-05', '50.00', '1')) },
		'self-paid': { visit: visit(), fee: fee(line('F1', '新生儿护理', '2026-06-05', '0.00')) },
		'limited by years only': { visit: visit({ born: '1995-05-01' }), fee: fee(line('F1', '小儿药', '2026-05-05')) }
	},
	invalid: {
		'sixty days old': {
			record: { visit: visit({ begin: '2026-06-28' }), settlement, fee: fee(line('F1', '新生儿护理', '2026-06-30')) },
			grade: 'certain',
			message: 'outside',
			data: { days: 60, max: 28, lines: 1 },
			lines: ['F1 offending 1 50.00'],
			fund: '25.00',
			clears: { 'begun-inside': 'not-found' }
		},
		'the days beyond of a longer stay': {
			record: { visit: visit(), fee: fee(line('F1', '新生儿护理', '2026-05-29'), line('F2', '新生儿护理', '2026-05-30')) },
			grade: 'suspect',
			message: 'outside',
			lines: ['F2 offending 1 50.00'],
			clears: { 'begun-inside': 'found' }
		},
		'an adult, where the limit names no years': {
			record: { visit: visit({ born: '1995-05-01' }), fee: fee(line('F1', '肺表面活性剂', '2026-05-05')) },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 1 50.00']
		},
		'too early': {
			record: { visit: visit(), fee: fee(line('F1', '限七日后使用', '2026-05-07')) },
			grade: 'certain',
			message: 'outside',
			data: { days: 6, min: 7 },
			lines: ['F1 offending 1 50.00']
		}
	},
	undetermined: {
		'no date of birth': {
			record: { visit: visit({ born: '' }), fee: fee(line('F1', '新生儿护理', '2026-05-05')) },
			missing: { kind: 'value', what: 'visit.brdy' }
		},
		'charged before birth': {
			record: { visit: visit(), fee: fee(line('F1', '新生儿护理', '2026-04-05')) },
			missing: { kind: 'value', what: 'visit.brdy' }
		},
		'no date of the charge': {
			record: { visit: visit(), fee: fee(line('F1', '新生儿护理', '')) },
			missing: { kind: 'value', what: 'fee.fee_ocur_time' }
		},
		'no kind of visit': {
			record: { visit: visit({ born: '1995-05-01', type: '' }), fee: fee(line('F1', '肺表面活性剂', '2026-05-05')) },
			missing: { kind: 'value', what: 'visit.med_type' }
		}
	}
});
