import rule from '../../../rules/checks/compliance/further-part-at-full-price.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const part = (name: string, group: string, shareSecond?: number): KnowledgePoint => ({
	table: 'partDiscounts',
	id: name,
	officialClass: '地方价格',
	codes: [],
	name,
	group,
	modality: '影像',
	...(shareSecond === undefined ? {} : { shareSecond }),
	notice: 'fixture',
	got: { group: { by: 'column', verified: true } }
});
const knowledge = [
	part('胸部CT平扫', 'CT平扫'),
	part('腹部CT平扫', 'CT平扫'),
	part('头颅磁共振平扫', '磁共振平扫'),
	part('冠状动脉支架置入术', '支架'),
	part('眼底照相', '照相', 50)
];
const visit = 'mdtrt_id | med_type | begntime | endtime\nA | 21 | 2026-05-04 | 2026-05-10';
const scene = (lines: string, more: object = {}) => ({
	visit,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | init_feedetl_sn | memo | fee_end_time\n${lines}`,
	...more
});

testRule(rule, {
	knowledge,
	valid: {
		'the further part at half': scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|腹部CT平扫|0.5|280|140||'),
		'another price, which is a discount or another item’s': scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|腹部CT平扫|1|140|140||'),
		'two groups': scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|头颅磁共振平扫|1|280|280||'),
		'two days': scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-07|腹部CT平扫|1|280|280||'),
		'two sessions of a day': scene('F1|A|2026-05-06 08:00|胸部CT平扫|1|280|280||\nF2|A|2026-05-06 20:00|腹部CT平扫|1|280|280||'),
		'a discount noted': scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|腹部CT平扫|1|280|280||已按50%折价'),
		'one taken back': scene(
			'F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|腹部CT平扫|1|280|280||\nR1|A|2026-05-06|腹部CT平扫|-1|280|-280|F2|'
		),
		'the share that the region sets': scene('F1|A|2026-05-06|眼底照相|2|60|90||')
	},
	invalid: {
		'two parts at one price': {
			record: scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|腹部CT平扫|1|280|280||'),
			grade: 'suspect',
			message: 'full',
			data: { item: '腹部CT平扫', units: 2 },
			lines: ['F1 related 1 280.00', 'F2 offending 1 -'],
			clears: { 'separate-operations': 'no-data' }
		},
		'two vessels on one line, a second operation that day': {
			record: scene('F1|A|2026-05-06|冠状动脉支架置入术|2|3000|6000||', {
				operation: 'mdtrt_id | oprn_oprt_begntime\nA | 2026-05-06 09:00\nA | 2026-05-06 15:00'
			}),
			grade: 'suspect',
			message: 'full',
			lines: ['F1 offending 1 -'],
			clears: { 'separate-operations': 'found' }
		},
		'more than the share of the region': {
			record: scene('F1|A|2026-05-06|眼底照相|3|60|180||'),
			grade: 'suspect',
			message: 'full',
			lines: ['F1 offending 2 60.00']
		}
	},
	undetermined: {
		'no date': { record: scene('F1|A||胸部CT平扫|2|280|560||'), missing: { kind: 'value', what: 'fee.fee_ocur_time' } },
		'no price': { record: scene('F1|A|2026-05-06|胸部CT平扫|2||560||'), missing: { kind: 'value', what: 'fee.pric' } },
		'refunds that fit two lines': {
			record: scene('F1|A|2026-05-06|胸部CT平扫|1|280|280||\nF2|A|2026-05-06|胸部CT平扫|1|280|280||\nR1|A|2026-05-06|胸部CT平扫|-1|280|-280||'),
			missing: { kind: 'ambiguous-refund', what: 'fee.init_feedetl_sn' }
		}
	}
});
