import rule from '../../../../rules/checks/compliance/herb-alone-paid.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = { table: 'herbLimits', officialClass: '饮片', notice: 'fixture', got: { kind: { by: 'column', verified: true } } } as const;
const knowledge: PointOf<'herbLimits'>[] = [
	...['丁香', '广藿香', '肉豆蔻'].map((name, i): PointOf<'herbLimits'> => ({ ...point, id: name, kind: 'alone', codes: [`T00070000${i}`], name })),
	{ ...point, id: 'ejiao', kind: 'never', codes: ['T000700009'], name: '阿胶' }
];
const visit = `
	mdtrt_id|psn_no|insutype|med_type|begntime|endtime
	M1|P1|310|11|2026-05-06 09:00|2026-05-06 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|rx_drord_no|fee_ocur_time|hilist_code|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const CODES: Record<string, string> = { 丁香: 'T000700000', 广藿香: 'T000700001', 肉豆蔻: 'T000700002', 阿胶: 'T000700009', 黄芪: 'T000700100' };
const herb = (sn: string, name: string, { rx = 'R1', kind = '10', scope = '5.00', code = CODES[name] ?? '' } = {}) =>
	`${sn}|M1|${rx}|2026-05-06|${code}|${name}|${kind}|10|0.5|5.00|${scope}|`;
const three = (more = {}) => ['丁香', '广藿香', '肉豆蔻'].map((name, i) => herb(`F${i + 1}`, name, more));

testRule(rule, {
	knowledge,
	valid: {
		'beside a payable piece': { visit, fee: fee(...three(), herb('F4', '黄芪')) },
		'self-paid': { visit, fee: fee(...three({ scope: '0.00' })) },
		'a patent medicine of that name': { visit, fee: fee(herb('F1', '丁香', { kind: '11', code: '' })) },
		'never paid is another rule’s': { visit, fee: fee(herb('F1', '阿胶')) }
	},
	invalid: {
		'three listed pieces': {
			record: { visit, fee: fee(...three()) },
			grade: 'certain',
			message: 'alone',
			data: { items: '丁香、广藿香、肉豆蔻' },
			lines: ['F1 offending 10 5.00', 'F2 offending 10 5.00', 'F3 offending 10 5.00'],
			clears: { 'name-only': 'not-found' }
		},
		'the payable piece is of another prescription': {
			record: { visit, fee: fee(herb('F1', '丁香'), herb('F4', '黄芪', { rx: 'R2' })) },
			grade: 'certain',
			message: 'alone',
			lines: ['F1 offending 10 5.00']
		},
		'the payable piece was refunded': {
			record: { visit, fee: fee(herb('F1', '丁香'), herb('F4', '黄芪'), 'F5|M1|R1|2026-05-06|T000700100|黄芪|10|-10|0.5|-5.00|-5.00|F4') },
			grade: 'certain',
			message: 'alone',
			lines: ['F1 offending 10 5.00']
		},
		'beside western medicine, and beside a piece that is never paid': {
			record: { visit, fee: fee(herb('F1', '丁香'), herb('F2', '阿莫西林胶囊', { kind: '09' }), herb('F3', '阿胶')) },
			grade: 'certain',
			message: 'alone',
			lines: ['F1 offending 10 5.00']
		},
		'by name, without a number': {
			record: { visit, fee: fee(...three({ rx: '', code: '', kind: '' })) },
			grade: 'suspect',
			message: 'alone',
			lines: ['F1 offending 10 5.00', 'F2 offending 10 5.00', 'F3 offending 10 5.00'],
			clears: { 'name-only': 'found' }
		}
	},
	undetermined: {
		'no in-scope amount': { record: { visit, fee: fee(...three({ scope: '' })) }, missing: { kind: 'value', what: 'fee.inscp_amt' } },
		'another piece that day, no number': {
			record: { visit, fee: fee(herb('F1', '丁香', { rx: '' }), herb('F4', '黄芪', { rx: '' })) },
			missing: { kind: 'value', what: 'fee.rx_drord_no' }
		},
		'another line of no category': {
			record: { visit, fee: fee(herb('F1', '丁香'), herb('F4', '黄芪', { kind: '' })) },
			missing: { kind: 'value', what: 'fee.med_chrgitm_type' }
		},
		'a refund that fits two lines': {
			record: { visit, fee: fee(herb('F1', '丁香'), herb('F2', '丁香'), 'F5|M1|R1|2026-05-06|T000700000|丁香|10|-10|0.5|-5.00|-5.00|') },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
