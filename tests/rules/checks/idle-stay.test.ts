import rule from '../../../rules/checks/compliance/idle-stay.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = (more = '2026-05-12 10:00') => `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-04 09:00|${more}`;
/** `name|kind|day|end|quantity` a line. */
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|medins_list_name|med_chrgitm_type|fee_ocur_time|fee_end_time|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${lines
		.map((line, i) => {
			const [name, kind, day, end, cnt, of = ''] = line.split('|');
			return `F${i + 1}|M1|${name}|${kind}|2026-05-${day}|${end ? `2026-05-${end}` : ''}|${cnt}|40|${Number(cnt) * 40}.00|${of}`;
		})
		.join('\n')}`;
const BED = '普通病房床位费|01|04|11|8';
const TESTS = '血细胞分析|04|04||1';
const order = (...rows: string[]) => `
	mdtrt_id|drord_no|drord_type|drord_begn_time|drord_stop_time|drord_cont
	${rows.map((row, i) => `M1|L${i}|${row}`).join('\n')}`;
const CARE = '长期|2026-05-04 10:00||二级护理 普食';
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|日常病程记录|2026-05-08 09:00|${text}`;

testRule(rule, {
	valid: {
		'a standing order of a drug': { visit: visit(), fee: fee(BED, TESTS), order: order(CARE, '长期|2026-05-04 10:00||阿司匹林肠溶片 0.1 qd') },
		'treatment every third day': { visit: visit(), fee: fee(BED, TESTS, '针刺|05|07||1', '针刺|05|10||1'), order: order(CARE) },
		'a weekend': { visit: visit('2026-05-07 10:00'), fee: fee('普通病房床位费|01|04|06|3', TESTS), order: order(CARE) },
		'a line over all days': { visit: visit(), fee: fee(BED, '康复训练|05|04|11|8'), order: order(CARE) },
		'an order of supply for a week': {
			visit: visit(),
			fee: fee(BED, TESTS),
			order: `mdtrt_id|drord_no|drord_type|drord_begn_time|drord_cont|days\nM1|L1|临时|2026-05-04 10:00|缬沙坦胶囊|8`
		},
		'a monitor on': {
			visit: visit(),
			fee: fee(BED, TESTS),
			order: order(CARE),
			device: 'mdtrt_id|device|begin_time|end_time|hours\nM1|心电监护仪|2026-05-04 10:00|2026-05-11 10:00|168'
		},
		'nothing charged for a bed': { visit: visit(), fee: fee(TESTS), order: order(CARE) }
	},
	invalid: {
		'seven days with a bed only': {
			record: { visit: visit(), fee: fee(BED, TESTS), order: order(CARE, '临时|2026-05-04 10:00||血常规'), document: document('患者请假外出。') },
			grade: 'suspect',
			message: 'idle',
			data: { from: '2026-05-05', to: '2026-05-11', days: 7 },
			lines: ['F1 offending 7 280.00'],
			clears: { leave: 'found', 'other-treatment': 'no-data' }
		},
		'a standing order stopped, a treatment taken back, beds gathered on one line': {
			record: {
				visit: visit(),
				fee: fee('普通病房床位费|01|04||8', '针刺|05|09||1', '针刺|05|09||-1|F2'),
				order: order(CARE, '长期|2026-05-04 10:00|2026-05-06 09:00|阿司匹林肠溶片 0.1 qd')
			},
			grade: 'suspect',
			message: 'idle',
			data: { from: '2026-05-07', to: '2026-05-11', days: 5 },
			lines: ['F1 offending 5 200.00'],
			clears: { leave: 'not-found' }
		}
	},
	undetermined: {
		'no order of this stay': {
			record: { visit: visit(), fee: fee(BED, TESTS), order: 'mdtrt_id|drord_no|drord_cont\nM2|L1|二级护理' },
			missing: { kind: 'document', what: 'order' }
		},
		'treatments on one line that name one day': {
			record: { visit: visit(), fee: fee(BED, '康复训练|05|04||8'), order: order(CARE) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		},
		'drugs for days, and no order of them': {
			record: { visit: visit(), fee: fee(BED, '缬沙坦胶囊|09|04||14'), order: order(CARE) },
			missing: { kind: 'precision', what: 'fee.fee_end_time' }
		}
	}
});
