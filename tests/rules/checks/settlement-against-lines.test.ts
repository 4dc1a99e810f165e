import rule from '../../../rules/checks/compliance/settlement-against-lines.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id | psn_no | med_type | begntime         | endtime
	M1       | P1     | 21       | 2026-05-01 09:00 | 2026-05-08 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn | mdtrt_id | setl_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | vali_flag | init_feedetl_sn
	${lines.join('\n')}`;
const line = (sn: string, amount: string, { setl = 'S1', flag = '1', of = '' } = {}) =>
	`${sn}|M1|${setl}|2026-05-02|某项目|${amount.startsWith('-') ? -1 : 1}|${amount.replace('-', '')}|${amount}|${flag}|${of}`;
const settlement = (...rows: string[]) => `
	setl_id | mdtrt_id | init_setl_id | medfee_sumamt | refd_setl_flag | mid_setl_flag
	${rows.join('\n')}`;
const total = (amount: string, { id = 'S1', of = '', refund = '', mid = '0' } = {}) => `${id}|M1|${of}|${amount}|${refund}|${mid}`;
const lines = [line('A', '8000.00'), line('B', '250.00')];

testRule(rule, {
	valid: {
		'the same': { visit, fee: fee(...lines), settlement: settlement(total('8250.00')) },
		'cents apart': { visit, fee: fee(...lines), settlement: settlement(total('8250.30')) },
		'refunds taken off': { visit, fee: fee(...lines, line('R', '-250.00', { of: 'B' })), settlement: settlement(total('8000.00')) },
		'refunds after the settlement': { visit, fee: fee(...lines, line('R', '-250.00', { of: 'B' })), settlement: settlement(total('8250.00')) },
		'a void line': { visit, fee: fee(...lines, line('C', '900.00', { flag: '0' })), settlement: settlement(total('8250.00')) },
		'two settlements': { visit, fee: fee(...lines), settlement: settlement(total('8000.00'), total('250.00', { id: 'S2' })) },
		'settled, taken back and settled again': {
			visit,
			fee: fee(...lines),
			settlement: settlement(total('9000.00'), total('-9000.00', { id: 'S2', of: 'S1', refund: '1' }), total('8250.00', { id: 'S3' }))
		},
		interim: { visit, fee: fee(...lines), settlement: settlement(total('9300.00', { mid: '1' })) },
		'no lines': { visit, fee: fee(line('X', '5.00').replace('M1', 'M2')), settlement: settlement(total('9300.00')) }
	},
	invalid: {
		'settled for less; a line of another settlement': {
			record: { visit, fee: fee(...lines, line('C', '500.00', { setl: 'S9' })), settlement: settlement(total('8250.00')) },
			grade: 'suspect',
			message: 'less',
			data: { difference: 500 },
			lines: [],
			clears: { 'other-settlement': 'found' }
		},
		'refunds explain only a part': {
			record: { visit, fee: fee(...lines, line('R', '-41.00')), settlement: settlement(total('8000.00')) },
			grade: 'suspect',
			message: 'less',
			data: { lines: 8209, difference: 209 },
			lines: []
		}
	},
	undetermined: {
		'settled for more: lines may be missing': {
			record: { visit, fee: fee(...lines), settlement: settlement(total('9300.00')) },
			missing: { kind: 'value', what: 'fee.det_item_fee_sumamt' }
		},
		'no total': {
			record: { visit, fee: fee(...lines), settlement: settlement(total('')) },
			missing: { kind: 'value', what: 'settlement.medfee_sumamt' }
		},
		'a settlement taken back in part': {
			record: { visit, fee: fee(...lines), settlement: settlement(total('8250.00'), total('-100.00', { id: 'S2', of: 'S1', refund: '1' })) },
			missing: { kind: 'value', what: 'settlement.init_setl_id' }
		}
	}
});
