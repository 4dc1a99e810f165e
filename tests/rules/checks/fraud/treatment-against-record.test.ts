import rule from '../../../../rules/checks/fraud/treatment-against-record.ts';
import type { PointOf } from '../../../../rules/knowledge/pack.ts';
import { testRule } from '../../harness/rule-tester.ts';

const point = (id: string, name: string, more: Partial<PointOf<'methodWords'>>): PointOf<'methodWords'> => ({
	table: 'methodWords',
	family: 'treatment',
	id,
	officialClass: 'fixture',
	codes: [],
	name,
	notice: 'fixture',
	places: ['device.device', 'device.memo', 'order.drord_cont', 'nursing.text'],
	got: { needs: { by: 'human', verified: false } },
	...more
});
const knowledge = [
	point('hdf', '血液透析滤过', { needs: ['血液透析滤过', '置换液'], against: ['血液透析'], cheaper: '血液透析' }),
	point('cold', '冷疗', { needs: ['冷疗'], against: ['冰袋'], places: ['nursing.text'] }),
	point('monitor', '血透监测', { needs: ['在线清除率', '血容量监测'], places: ['nursing.text'] })
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-01 09:00|2026-05-12 10:00`;
const fee = (name: string, ...days: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	${days.map((day, i) => `F${i + 1}|M1|2026-05-${day}|${name}|1|600|600.00`).join('\n')}`;
const device = (...lines: string[]) => `
	mdtrt_id|device|begin_time|end_time|hours|memo
	${lines.map((line) => `M1|${line}`).join('\n')}`;
const plain = (day: string) => `血液透析机|2026-05-${day} 08:00|2026-05-${day} 12:00|4|血液透析`;
const filtered = (day: string) => `血液净化机|2026-05-${day} 08:00|2026-05-${day} 12:00|4|血液透析滤过 置换液18L`;
const order = (text: string) => `
	mdtrt_id|drord_no|drord_begn_time|drord_cont
	M1|L1|2026-05-06 07:30|${text}`;
const nursing = (text: string) => `
	mdtrt_id|rec_time|text
	M1|2026-05-06 10:00|${text}`;

testRule(rule, {
	knowledge,
	valid: {
		'haemodiafiltration recorded': { visit, fee: fee('血液透析滤过', '06'), device: device(filtered('06')), order: order('血液透析滤过') },
		'the order was changed': { visit, fee: fee('血液透析滤过', '06'), device: device(filtered('06')), order: order('血液透析') },
		'over midnight, charged the next day': {
			visit,
			fee: fee('血液透析滤过', '06'),
			device: device('血液净化机|2026-05-05 20:30|2026-05-05 23:50|3.3|血液透析滤过')
		},
		'a machine for the cold': { visit, fee: fee('冷疗', '06'), nursing: nursing('右膝肿胀，冷疗仪治疗20分钟后改冰袋') },
		'clearance measured': { visit, fee: fee('血透监测', '06'), nursing: nursing('血液透析中，在线清除率 Kt/V 1.4') }
	},
	invalid: {
		'plain dialysis by device and order': {
			record: { visit, fee: fee('血液透析滤过', '06'), device: device(plain('06')), order: order('血液透析') },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: '血液透析' },
			lines: ['F1 offending 1 -']
		},
		'the day of the plain dialysis alone': {
			record: { visit, fee: fee('血液透析滤过', '03', '06', '09'), device: device(filtered('03'), plain('06'), filtered('09')) },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F2 offending 1 -'],
			clears: { elsewhere: 'no-data' }
		},
		'an ice pack': {
			record: { visit, fee: fee('冷疗', '06'), nursing: nursing('T39.2℃，予冰袋物理降温') },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: '冰袋' },
			lines: ['F1 offending 1 600.00'],
			clears: { elsewhere: 'not-found' }
		},
		'pressure and pulse only': {
			record: { visit, fee: fee('血透监测', '06'), nursing: nursing('血液透析中，BP 130/80mmHg，P 78次/分，无不适') },
			grade: 'suspect',
			message: 'not-told',
			lines: ['F1 offending 1 600.00']
		}
	},
	undetermined: {
		'no record of the day': {
			record: { visit, fee: fee('血液透析滤过', '06'), device: device(plain('03')) },
			missing: { kind: 'document', what: 'device,order,nursing' }
		},
		'no table of the kind': { record: { visit, fee: fee('冷疗', '06') }, missing: { kind: 'document', what: 'nursing' } }
	}
});
