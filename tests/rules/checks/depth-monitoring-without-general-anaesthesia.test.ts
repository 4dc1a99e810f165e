import rule from '../../../rules/checks/clinical/depth-monitoring-without-general-anaesthesia.ts';
import { testRule } from '../harness/rule-tester.ts';

const visit = `
	mdtrt_id|psn_no|med_type|begntime|endtime
	M1|P1|21|2026-05-01 09:00|2026-05-12 10:00`;
const fee = (...items: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt|init_feedetl_sn
	${items
		.map((item) => item.split('|').concat('').slice(0, 2))
		.map(([item, of], i) => `F${i + 1}|M1|2026-05-06|${item}|${of ? -1 : 1}|150|${of ? '-' : ''}150.00|${of}`)
		.join('\n')}`;
const DEPTH = '麻醉深度电生理监测';
const anesthesia = (...rows: string[]) => `
	mdtrt_id|anst_begin_time|anst_way|memo
	${rows.map((row) => `M1|2026-05-06 09:00|${row}`).join('\n')}`;
const drug = (name: string) => `
	mdtrt_id|name|cnt|unit
	M1|${name}|1|支`;
const document = (text: string) => `
	mdtrt_id|doc_type|rec_time|text
	M1|手术记录|2026-05-06 12:00|${text}`;

testRule(rule, {
	valid: {
		'general anaesthesia': { visit, fee: fee(DEPTH), anesthesia: anesthesia('全身麻醉|') },
		'combined with an epidural': { visit, fee: fee(DEPTH), anesthesia: anesthesia('静吸复合联合硬膜外麻醉|') },
		'converted, told by the record': { visit, fee: fee(DEPTH), anesthesia: anesthesia('椎管内麻醉|效果不佳，改全身麻醉') },
		'propofol given': { visit, fee: fee(DEPTH), anesthesia: anesthesia('椎管内麻醉|'), anesthesiaDrug: drug('丙泊酚注射液') },
		'propofol charged': { visit, fee: fee(DEPTH, '丙泊酚注射液'), anesthesia: anesthesia('椎管内麻醉|') },
		'two anaesthesias, one general': { visit, fee: fee(DEPTH), anesthesia: anesthesia('椎管内麻醉|', '全身麻醉|') },
		'converted, told by the note': { visit, fee: fee(DEPTH), anesthesia: anesthesia('椎管内麻醉|'), document: document('麻醉效果不佳，改全麻。') },
		refunded: { visit, fee: fee(DEPTH, `${DEPTH}|F1`), anesthesia: anesthesia('椎管内麻醉|') },
		'another monitoring': { visit, fee: fee('麻醉中监测'), anesthesia: anesthesia('椎管内麻醉|') }
	},
	invalid: {
		'spinal anaesthesia': {
			record: {
				visit,
				fee: fee(DEPTH),
				anesthesia: anesthesia('椎管内麻醉|'),
				anesthesiaDrug: drug('罗哌卡因注射液'),
				document: document('患者清醒。')
			},
			grade: 'suspect',
			message: 'awake',
			data: { way: '椎管内麻醉' },
			lines: ['F1 offending 1 150.00'],
			clears: { planned: 'not-found' }
		},
		'local anaesthesia, a general one only planned': {
			record: { visit, fee: fee(DEPTH), anesthesia: anesthesia('局部浸润麻醉|'), document: document('必要时全身麻醉。') },
			grade: 'suspect',
			message: 'awake',
			lines: ['F1 offending 1 150.00'],
			clears: { planned: 'found' }
		}
	},
	undetermined: {
		'a code for the way': {
			record: { visit, fee: fee(DEPTH), anesthesia: anesthesia('03|') },
			missing: { kind: 'value', what: 'anesthesia.anst_way' }
		},
		'no record of this stay': {
			record: {
				visit: `${visit}\n	M2|P2|21|2026-05-01 09:00|2026-05-12 10:00`,
				fee: fee(DEPTH),
				anesthesia: anesthesia('椎管内麻醉|').replace('M1|', 'M2|')
			},
			missing: { kind: 'document', what: 'anesthesia' }
		}
	}
});
