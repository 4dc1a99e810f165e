import rule from '../../../../rules/checks/compliance/course-billed-by-session.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, code: string, gapDays?: number): PointOf<'unitLimits'> => ({
	table: 'unitLimits',
	id,
	officialClass: 'fixture',
	codes: code === '' ? [] : [code],
	name,
	notice: 'fixture',
	got: { unit: { by: 'human', verified: true }, most: { by: 'human', verified: true } },
	unit: 'course',
	most: 1,
	...(gapDays === undefined ? {} : { gapDays })
});
const KNIFE = '002403000110000';
const knowledge = [point('knife', '伽玛刀治疗', KNIFE, 30), point('mould', '合金模具设计及制作', '')];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|2026-07-10 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, at: string, { cnt = 1, name = '伽玛刀治疗', of = '' } = {}) =>
	`${sn}|M1|${at}|${name === '伽玛刀治疗' ? KNIFE : ''}|${name}|${cnt}|8000|${cnt * 8000}.00|${of}`;
const document = (text: string) => `
	mdtrt_id|doc_type|text
	M1|病程记录|${text}`;
const order = `
	mdtrt_id|drord_no|drord_cont
	M1|O1|伽玛刀治疗 分次照射`;

testRule(rule, {
	knowledge,
	valid: {
		once: { visit, fee: fee(line('A', '2026-05-05')) },
		'a second course weeks later': { visit, fee: fee(line('A', '2026-05-05'), line('B', '2026-06-20')) },
		'a new lesion': { visit, fee: fee(line('A', '2026-05-05'), line('B', '2026-05-15')), document: document('复查MR见新发病灶，重新定位后治疗。') },
		refunded: { visit, fee: fee(line('A', '2026-05-05', { cnt: 3 }), line('R', '2026-05-06', { cnt: -2, of: 'A' })) }
	},
	invalid: {
		'three sessions in ten days': {
			record: {
				visit,
				order,
				fee: fee(line('A', '2026-05-05'), line('B', '2026-05-10'), line('C', '2026-05-14')),
				document: document('第2次照射，无不适。')
			},
			grade: 'certain',
			message: 'over',
			data: { from: '2026-05-05', billed: 3, extra: 2 },
			lines: ['C offending 1 8000.00', 'B offending 1 8000.00'],
			clears: { 'session-ordered': 'found' }
		},
		'twenty moulds of one visit': {
			record: { visit, fee: fee(line('A', '2026-05-05', { cnt: 20, name: '合金模具设计及制作' })) },
			grade: 'suspect',
			message: 'over',
			lines: ['A offending 19 152000.00'],
			clears: { 'session-ordered': 'no-data' }
		}
	},
	undetermined: {
		'no date': { record: { visit, fee: fee(line('A', '', { cnt: 3 })) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'a refund that fits two lines': {
			record: { visit, fee: fee(line('A', '2026-05-05', { cnt: 3 }), line('B', '2026-05-05', { cnt: 3 }), line('R', '2026-05-06', { cnt: -1 })) },
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
