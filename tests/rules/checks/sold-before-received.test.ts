import rule from '../../../rules/checks/fraud/sold-before-received.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	day?: string;
	opening?: string;
	period?: string;
	received?: string;
	code?: string;
	more?: string;
}
const scene = ({ day = '2026-05-02', opening = '0', period = '2026-05', received = '2026-05-10', code = 'X1', more = '' }: Scene = {}) => ({
	visit: `mdtrt_id | psn_no | med_type | fixmedins_code | begntime\nA|P1|21|H1|${day}`,
	fee: `
		feedetl_sn | init_feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_codg | medins_list_name | unt | cnt | pric | det_item_fee_sumamt
		F1||A|${day}|${code}|可吸收止血纱|片|2|300|600.00
		${more}`,
	stock: `
		fixmedins_code | period | medins_list_codg | name | opening | received | closing | movement | cnt | moved_at
		H1|${period}|X1|可吸收止血纱|${opening}|20|5|||
		H1||X1|可吸收止血纱||||采购入库|20|${received}
		H1||X1|可吸收止血纱||||采购入库|20|2026-05-25`
});

testRule(rule, {
	valid: {
		'on the day of the receipt': scene({ day: '2026-05-10' }),
		'the books opened with five': scene({ opening: '5' }),
		'another item': { ...scene({ code: 'X2' }), fee: scene({ code: 'X2' }).fee.replace('可吸收止血纱', '骨蜡') },
		refunded: scene({ more: 'R1|F1|A|2026-05-03|X1|可吸收止血纱|片|-2|300|-600.00' })
	},
	invalid: {
		'eight days before the first receipt': {
			record: scene(),
			grade: 'suspect',
			message: 'early',
			data: { item: '可吸收止血纱', days: 8 },
			lines: ['F1 offending 2 600.00'],
			clears: { consigned: 'no-data' }
		}
	},
	undetermined: {
		'no opening told': { record: scene({ opening: '' }), missing: { kind: 'value', what: 'stock.opening' } },
		'charged before the books begin': { record: scene({ day: '2026-04-20' }), missing: { kind: 'value', what: 'stock.period' } }
	}
});
