import rule from '../../../rules/checks/fraud/nursing-days-over-record.ts';
import { nursing as levels } from '../harness/kinds.ts';
import { testRule } from '../harness/rule-tester.ts';

interface Scene {
	readonly count?: number;
	readonly days?: readonly string[];
	readonly item?: string;
	readonly more?: string;
	readonly document?: string;
	readonly end?: string;
}
const ALL = ['04', '05', '06', '07', '08', '09', '10'];
const scene = ({ count = 6, days = ALL.slice(0, 4), item = '一级护理', more = '', document = '', end = '2026-05-10' }: Scene = {}) => ({
	visit: `mdtrt_id | med_type | begntime | endtime\nA | 21 | 2026-05-04 | ${end}`,
	fee: `feedetl_sn | mdtrt_id | fee_ocur_time | medins_list_name | cnt | pric | det_item_fee_sumamt | init_feedetl_sn\nF1|A|2026-05-04|${item}|${count}|20|${count * 20}|\n${more}`,
	nursing: `mdtrt_id | rec_time | text\n${days.map((day) => `A|2026-05-${day} 09:00|病情平稳`).join('\n')}`,
	...(document ? { document: `mdtrt_id | doc_type | text\nA | ${document} | 病情平稳` } : {})
});

testRule(rule, {
	knowledge: levels,
	valid: {
		'each day recorded': scene({ days: ALL }),
		'one day more, written on the way out': scene({ count: 5 }),
		'second level': scene({ item: '二级护理' }),
		'more than the stay has: another rule': scene({ count: 9 }),
		'taken back': scene({ more: 'R1|A|2026-05-08|一级护理|-2|20|-40|F1' })
	},
	invalid: {
		'six days charged, four recorded': {
			record: scene(),
			grade: 'suspect',
			message: 'over',
			data: { item: '一级护理', billed: 6, recorded: 4 },
			lines: ['F1 offending 2 40.00'],
			clears: { 'in-documents': 'no-data' }
		},
		'nursing records among the documents': {
			record: scene({ document: '护理记录单' }),
			grade: 'suspect',
			message: 'over',
			lines: ['F1 offending 2 40.00'],
			clears: { 'in-documents': 'found' }
		}
	},
	undetermined: {
		'records of two days only': { record: scene({ days: ['04', '05'] }), missing: { kind: 'document', what: 'nursing' } },
		'a record at no time': {
			record: { ...scene(), nursing: 'mdtrt_id | rec_time | text\nA | | 病情平稳' },
			missing: { kind: 'document', what: 'nursing' }
		},
		'still in the bed': { record: scene({ end: '' }), missing: { kind: 'value', what: 'visit.endtime' } }
	}
});
