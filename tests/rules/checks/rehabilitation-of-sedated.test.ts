import rule from '../../../rules/checks/clinical/rehabilitation-of-sedated.ts';
import type { PointOf } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const knowledge: PointOf<'methodWords'>[] = [
	{
		table: 'methodWords',
		id: 'walk',
		officialClass: 'fixture',
		codes: [],
		name: '步行训练',
		notice: 'fixture',
		family: 'rehab',
		needs: ['治疗师', '被动'],
		against: ['RASS -4', '深昏迷'],
		places: ['nursing.text', 'document.text'],
		got: { family: { by: 'human', verified: false } }
	}
];
const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-01 09:00|2026-05-12 10:00`;
const fee = (name: string, ...days: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt
	${days.map((day, i) => `F${i + 1}|M1|2026-05-${day}|${name}|1|40|40.00`).join('\n')}`;
const nursing = (...rows: string[]) => `
	mdtrt_id|rec_time|text
	${rows.map((row) => `M1|2026-05-${row}`).join('\n')}`;

testRule(rule, {
	knowledge,
	valid: {
		'a therapist moved the limbs': { visit, fee: fee('步行训练', '06'), nursing: nursing('06 10:00|RASS -4，治疗师床旁被动活动') },
		'awake that day, sedated the day before': {
			visit,
			fee: fee('步行训练', '06'),
			nursing: nursing('05 10:00|持续镇静，RASS -4', '06 10:00|神志清，配合')
		},
		'another training': { visit, fee: fee('针灸', '06'), nursing: nursing('06 10:00|RASS -4') }
	},
	invalid: {
		'RASS -4 on the day': {
			record: { visit, fee: fee('步行训练', '06', '07'), nursing: nursing('06 10:00|持续镇静，RASS -4，呼吸机辅助呼吸', '07 10:00|神志清') },
			grade: 'suspect',
			message: 'otherwise',
			data: { told: 'RASS -4' },
			lines: ['F1 offending 1 40.00'],
			clears: { elsewhere: 'not-found' }
		},
		'a therapist on another day clears nothing': {
			record: { visit, fee: fee('步行训练', '06'), nursing: nursing('06 10:00|深昏迷，GCS 3分', '08 10:00|治疗师指导步行') },
			grade: 'suspect',
			message: 'otherwise',
			lines: ['F1 offending 1 40.00'],
			clears: { elsewhere: 'found' }
		}
	},
	undetermined: {
		'no note of the day': {
			record: { visit, fee: fee('步行训练', '06'), nursing: nursing('02 10:00|深昏迷') },
			missing: { kind: 'document', what: 'nursing,document' }
		}
	}
});
