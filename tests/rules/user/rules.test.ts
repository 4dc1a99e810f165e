import { describe, expect, it } from 'vitest';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { tables } from '../harness/record.ts';
import { runRule, testRule } from '../harness/rule-tester.ts';
import { own } from './own.ts';

const visit = 'mdtrt_id|psn_no|med_type|begntime|endtime|ipt_days\nM1|P1|21|2026-05-06 09:00|2026-05-10 10:00|4';
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const bed = (id: string, day: string, price: number, cnt = 1, more = '') =>
	`${id}|M1|2026-05-${day} 08:00|001109000010000|普通床位费|${cnt}|${price}|${(price * cnt).toFixed(2)}|${more}`;

testRule(own('fee.hilist_code == "001109000010000" && fee.pric > 50.00', { id: 'own-bed-price', amount: 'beyond' }), {
	valid: {
		'at the limit': { visit, fee: fee(bed('F1', '06', 50)) },
		'another item': { visit, fee: fee('F1|M1|2026-05-06 08:00|001109000020000|监护病房床位费|1|90|90.00|') },
		refunded: { visit, fee: fee(bed('F1', '06', 60), bed('F2', '06', 60, -1, 'F1')) }
	},
	invalid: {
		'above the limit': {
			record: { visit, fee: fee(bed('F1', '06', 60, 2), bed('F2', '08', 50)) },
			grade: 'certain',
			message: 'found',
			data: { item: '普通床位费', value: '60.00', limit: '50.00' },
			lines: ['F1 offending 2 20.00']
		}
	},
	undetermined: {
		'the line names no item': {
			record: { visit, fee: fee('F1|M1|2026-05-06 08:00||普通床位费|1|60|60.00|') },
			missing: { kind: 'value', what: 'fee.hilist_code' }
		},
		'no file has the price': {
			record: { visit, fee: 'feedetl_sn|mdtrt_id|hilist_code|cnt|det_item_fee_sumamt\nF1|M1|001109000010000|1|60.00' },
			missing: { kind: 'field', what: 'fee.pric' }
		}
	}
});

testRule(
	own('most_per_day(fee.cnt, fee.hilist_code == "001109000010000") > 1', {
		id: 'own-bed-twice',
		scope: 'stay',
		amount: 'beyond',
		violation: '重复收费'
	}),
	{
		valid: {
			'one a day': { visit, fee: fee(bed('F1', '06', 50), bed('F2', '07', 50), bed('F3', '08', 50)) },
			'the second refunded': { visit, fee: fee(bed('F1', '06', 50), bed('F2', '06', 50), bed('F3', '06', 50, -1, 'F2')) }
		},
		invalid: {
			'two on one day': {
				record: { visit, fee: fee(bed('F1', '06', 50), bed('F2', '06', 50), bed('F3', '07', 50)) },
				grade: 'certain',
				message: 'found',
				data: { value: '2', limit: '1' },
				lines: ['F2 offending 1 50.00']
			}
		},
		undetermined: {
			'a line without a time': {
				record: { visit, fee: fee('F1|M1||001109000010000|普通床位费|1|50|50.00|', bed('F2', '06', 50)) },
				missing: { kind: 'value', what: 'fee.fee_ocur_time' }
			}
		}
	}
);

testRule(own('sum(fee.cnt, fee.medins_list_name.contains("床位")) > visit.ipt_days', { id: 'own-bed-days', scope: 'stay', amount: 'beyond' }), {
	valid: { 'as many as days': { visit, fee: fee(bed('F1', '06', 50, 4)) } },
	invalid: {
		'more than days: a name is suspect at most': {
			record: { visit, fee: fee(bed('F1', '06', 50, 4), bed('F2', '10', 50, 2)) },
			grade: 'suspect',
			message: 'found',
			data: { value: '6', limit: '4' },
			lines: ['F2 offending 2 100.00']
		}
	}
});

const operation = 'mdtrt_id|oprn_oprt_code|oprn_oprt_name\nM1|47.0100|腹腔镜下阑尾切除术';
testRule(
	own('count(operation, operation.oprn_oprt_code.startsWith("47.0")) > 0 && count(document, document.doc_type == "手术记录") == 0', {
		id: 'own-no-note',
		scope: 'stay'
	}),
	{
		valid: {
			'the note is there': { visit, operation, document: 'mdtrt_id|doc_id|doc_type|text\nM1|D1|手术记录|术中所见' },
			'another operation': { visit, operation: 'mdtrt_id|oprn_oprt_code\nM1|48.0100', document: 'mdtrt_id|doc_id|doc_type|text\nM1|D1|病程记录|平稳' }
		},
		invalid: {
			'no note': {
				record: { visit, operation, document: 'mdtrt_id|doc_id|doc_type|text\nM1|D1|病程记录|平稳' },
				grade: 'suspect',
				message: 'found',
				data: { value: '1', limit: '0' },
				lines: []
			}
		}
	}
);

const point = { table: 'sexLimits', officialClass: '测试', notice: 'fixture', got: { sex: { by: 'human', verified: true } } } as const;
const knowledge: PointOf<'sexLimits'>[] = [
	{ ...point, id: 'open', sex: '2', codes: ['001201000010000'], name: '产前检查' },
	{ ...point, id: 'dated', sex: '2', codes: ['001201000020000'], name: '胎心监测', from: '2026-05-08' }
] as never;
const item = (id: string, day: string, code: string) => `${id}|M1|2026-05-${day} 08:00|${code}|项目|1|10|10.00|`;

testRule(own('fee.hilist_code in knowledge.sexLimits && !(fee.cnt <= 0)', { id: 'own-known' }), {
	knowledge,
	valid: {
		'no point speaks of it': { visit, fee: fee(item('F1', '06', '001109000010000')) },
		'before the point was in force': { visit, fee: fee(item('F1', '06', '001201000020000')) }
	},
	invalid: {
		'a point speaks of it': {
			record: { visit, fee: fee(item('F1', '06', '001201000010000'), item('F2', '09', '001201000020000')) },
			grade: 'certain',
			message: 'found',
			lines: ['F1 offending 1 10.00', 'F2 offending 1 10.00']
		}
	}
});

testRule(own('fee.pric * fee.cnt - fee.det_item_fee_sumamt > 1.00 || fee.det_item_fee_sumamt / fee.cnt > 1000', { id: 'own-product' }), {
	valid: { 'they agree': { visit, fee: fee(bed('F1', '06', 33.333333, 3)) } },
	invalid: {
		'the price times the quantity is more': {
			record: { visit, fee: fee('F1|M1|2026-05-06 08:00|X|项目|3|33.5|99.00|') },
			grade: 'certain',
			message: 'found',
			data: { value: '1.50', limit: '1.00' },
			lines: ['F1 offending 3 99.00']
		}
	}
});

testRule(
	own('has(fee.hilist_code) && !has(visit.ipt_days) && day(fee.fee_ocur_time) >= date("2026-05-06") && fee.fee_ocur_time < visit.endtime', {
		id: 'own-times'
	}),
	{
		valid: { 'days are given': { visit, fee: fee(bed('F1', '06', 50)) } },
		invalid: {
			'no days': {
				record: {
					visit: 'mdtrt_id|psn_no|begntime|endtime|ipt_days\nM1|P1|2026-05-06 09:00|2026-05-10 10:00|',
					fee: fee(bed('F1', '06', 50), bed('F2', '11', 50))
				},
				grade: 'certain',
				message: 'found',
				lines: ['F1 offending 1 50.00']
			}
		},
		undetermined: {
			'a bare date has no hour': {
				record: {
					visit: 'mdtrt_id|psn_no|begntime|endtime|ipt_days\nM1|P1|2026-05-06 09:00|2026-05-10 10:00|',
					fee: fee('F1|M1|2026-05-06|001109000010000|床位|1|50|50.00|')
				},
				missing: { kind: 'precision', what: 'fee.fee_ocur_time' }
			}
		}
	}
);

describe('division by zero', () => {
	it('is 无法判断, and names the cell', () => {
		const rule = own('fee.det_item_fee_sumamt / fee.cnt > 10');
		const result = runRule(
			rule,
			tables({ visit, fee: fee('F1|M1|2026-05-06 08:00|X|项目|0|10|10.00|', 'F2|M1|2026-05-06 08:00|X|项目|1|20|20.00|') }),
			{}
		);
		expect(result.errors).toEqual([]);
		expect(result.findings[0]!.lines.map(({ rowId }) => rowId)).toEqual(['F2']);
		expect(result.undetermined).toEqual([{ rule: 'own-test', missing: { kind: 'value', what: 'fee.cnt' }, visits: [0] }]);
	});
});
