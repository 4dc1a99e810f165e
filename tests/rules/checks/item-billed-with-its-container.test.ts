import rule from '../../../rules/checks/compliance/item-billed-with-its-container.ts';
import type { ExclusionPair } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'exclusions', officialClass: '重复收费', notice: 'fixture', got: { window: { by: 'column', verified: true } } } as const;
const pair = (id: string, main: string, sub: string, window: ExclusionPair['window']): ExclusionPair => ({
	...point,
	id,
	window,
	codes: [`0011030000${main}0000`.slice(-15)],
	name: `主项${id}`,
	subCodes: [`0011020000${sub}0000`.slice(-15)],
	subName: `从项${id}`
});
const knowledge = [
	pair('day', '1', '1', 'day'),
	pair('visit', '2', '2', 'visit'),
	pair('six', '3', '3', '6h'),
	pair('one', '4', '4', '1h'),
	{ ...pair('self', '5', '5', 'day'), subCodes: pair('self', '5', '5', 'day').codes, subName: '主项self' }
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-04-10 09:00|2026-04-20 10:00
	M2|P1|21|2026-05-10 09:00|2026-05-20 10:00`;
const settlement = `
	mdtrt_id|setl_id|medfee_sumamt|inscp_amt|fund_pay_sumamt
	M1|S1|1000.00|800.00|600.00`;
const operation = (name: string) => `
	mdtrt_id|oprn_oprt_code|oprn_oprt_name|oprn_oprt_date
	M1|81.6600|${name}|2026-04-11`;
const document = (text: string) => `
	mdtrt_id|doc_id|doc_type|rec_time|text
	M1|D1|手术记录|2026-04-11|${text}`;
const exam = (...parts: string[]) => `
	mdtrt_id|exam_time|exam_part
	${parts.map((part) => `M1|2026-04-11|${part}`).join('\n')}`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|memo|init_feedetl_sn
	${lines.join('\n')}`;
type Options = { cnt?: number; until?: string; visit?: string; memo?: string; of?: string };
const at = (
	side: 'codes' | 'subCodes',
	sn: string,
	id: number,
	day: string,
	{ cnt = 1, until = '', visit: of = 'M1', memo = '', of: original = '' }: Options = {}
) => {
	const p = knowledge[id]!;
	const price = side === 'codes' ? 100 : 10;
	return `${sn}|${of}|${day}|${until}|${p[side][0]}|${side === 'codes' ? p.name : p.subName}|${cnt}|${price}|${cnt * price}.00|${cnt * price}.00|${memo}|${original}`;
};
const main = (sn: string, id: number, day: string, options?: Options) => at('codes', sn, id, day, options);
const sub = (sn: string, id: number, day: string, options?: Options) => at('subCodes', sn, id, day, options);

testRule(rule, {
	knowledge,
	valid: {
		'on another day': { visit, fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-12')) },
		'in another visit': { visit, fee: fee(main('A', 1, '2026-04-11'), sub('B', 1, '2026-05-11', { visit: 'M2' })) },
		'the contained item refunded': {
			visit,
			fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11'), sub('R', 0, '2026-04-12', { cnt: -1, of: 'B' }))
		},
		'the containing item refunded': {
			visit,
			fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11'), main('R', 0, '2026-04-12', { cnt: -1, of: 'A' }))
		},
		'more than six hours apart': { visit, fee: fee(main('A', 2, '2026-04-11 08:00'), sub('B', 2, '2026-04-11 14:01')) },
		'bare dates that are days apart': { visit, fee: fee(main('A', 2, '2026-04-11'), sub('B', 2, '2026-04-13')) },
		'an item that contains itself': { visit, fee: fee(main('A', 4, '2026-04-11', { cnt: 2 })) },
		'a line over nights that ends before': { visit, fee: fee(main('A', 0, '2026-04-11', { cnt: 2, until: '2026-04-13' }), sub('B', 0, '2026-04-13')) }
	},
	invalid: {
		'on one day': {
			record: { visit, settlement, fee: fee(main('A', 0, '2026-04-11 08:00'), sub('B', 0, '2026-04-11'), sub('C', 0, '2026-04-12')) },
			grade: 'certain',
			message: 'both',
			data: { main: '主项day', sub: '从项day', quantity: 1 },
			lines: ['A related 1 100.00', 'B offending 1 10.00'],
			fund: '7.50',
			clears: { 'other-site': 'no-data' }
		},
		'four days, both spread': {
			record: {
				visit,
				operation: operation('椎体成形术'),
				fee: fee(main('A', 0, '2026-04-11', { cnt: 4, until: '2026-04-14' }), sub('B', 0, '2026-04-11', { cnt: 4, until: '2026-04-15' }))
			},
			grade: 'certain',
			message: 'both',
			lines: ['A related 4 400.00', 'B offending 4 40.00'],
			clears: { 'other-site': 'not-found' }
		},
		'two of five days': {
			record: {
				visit,
				fee: fee(main('A', 0, '2026-04-14'), main('A2', 0, '2026-04-15'), sub('B', 0, '2026-04-11', { cnt: 10, until: '2026-04-15' }))
			},
			grade: 'certain',
			message: 'both',
			data: { quantity: 4 },
			lines: ['A related 1 100.00', 'A2 related 1 100.00', 'B offending 4 40.00']
		},
		'a part left after a refund': {
			record: {
				visit,
				fee: fee(main('A', 0, '2026-04-11', { cnt: 2 }), sub('B', 0, '2026-04-11', { cnt: 3 }), sub('R', 0, '2026-04-12', { cnt: -1, of: 'B' }))
			},
			grade: 'certain',
			message: 'both',
			lines: ['A related 2 200.00', 'B offending 2 20.00'],
			clears: { 'gathered-billing': 'not-found' }
		},
		'a line that may have gathered over the stay': {
			record: { visit, fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11', { cnt: 5 })) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00'],
			clears: { 'gathered-billing': 'found' }
		},
		'in one visit': {
			record: { visit, fee: fee(main('A', 1, '2026-04-11'), sub('B', 1, '2026-04-19', { cnt: 2 })) },
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 2 20.00']
		},
		'six hours apart over midnight': {
			record: { visit, fee: fee(main('A', 2, '2026-04-11 22:00'), sub('B', 2, '2026-04-12 04:00')) },
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00']
		},
		'within one hour': {
			record: { visit, fee: fee(sub('B', 3, '2026-04-11 08:00'), main('A', 3, '2026-04-11 08:59'), main('A2', 3, '2026-04-11')) },
			grade: 'certain',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00']
		},
		'known by name': {
			record: { visit, fee: fee('A|M1|2026-04-11|||主项day|1|100|100.00|||', sub('B', 0, '2026-04-11')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00']
		},
		'both sides by the operation': {
			record: { visit, operation: operation('双侧膝关节置换'), fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00'],
			clears: { 'other-site': 'found' }
		},
		'another incision by the document': {
			record: { visit, document: document('另行切口探查'), fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00'],
			clears: { 'other-site': 'found' }
		},
		'two sites by the examinations': {
			record: { visit, exam: exam('头颅', '腹部'), fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11')) },
			grade: 'suspect',
			message: 'both',
			lines: ['A related 1 100.00', 'B offending 1 10.00'],
			clears: { 'other-site': 'found' }
		}
	},
	undetermined: {
		'hours of a bare date': {
			record: { visit, fee: fee(main('A', 2, '2026-04-11'), sub('B', 2, '2026-04-11 08:00')) },
			missing: { kind: 'precision', what: 'fee.fee_ocur_time' }
		},
		'a line over days whose quantity does not fall on them': {
			record: { visit, fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11', { cnt: 7, until: '2026-04-14' })) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'no date': { record: { visit, fee: fee(main('A', 0, ''), sub('B', 0, '2026-04-11')) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'a refund that may be of the containing item': {
			record: {
				visit,
				fee: fee(main('A', 0, '2026-04-11'), sub('B', 0, '2026-04-11'), main('A2', 0, '2026-04-11'), main('R', 0, '2026-04-12', { cnt: -1 }))
			},
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
