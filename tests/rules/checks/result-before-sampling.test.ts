import rule from '../../../rules/checks/fraud/result-before-sampling.ts';
import { testRule } from '../harness/rule-tester.ts';

const record = (...rows: string[]) => ({
	visit: 'mdtrt_id | begntime\nA | 2026-04-02',
	lab: `mdtrt_id | rpt_no | item_name | result | sapl_time | rpt_time
		${rows.join('\n')}`
});

testRule(rule, {
	valid: {
		'reported two hours later': record('A|R1|葡萄糖|5.1|2026-04-03 07:10|2026-04-03 09:05'),
		'clocks differ by five minutes': record('A|R1|葡萄糖|5.1|2026-04-03 07:10|2026-04-03 07:05'),
		'the same day without hours': record('A|R1|葡萄糖|5.1|2026-04-03|2026-04-03 06:00'),
		'a registration, not a report': {
			...record(),
			lab: 'mdtrt_id | item_name | sapl_time | rpt_time | record_kind\nA | 葡萄糖 | 2026-04-03 09:10 | 2026-04-03 08:05 | 登记'
		},
		'one row without a sampling time': record('A|R1|葡萄糖|5.1|2026-04-03 07:10|2026-04-03 09:05', 'A|R2|钾|4.1||2026-04-03 09:05')
	},
	invalid: {
		'reported an hour before sampling': {
			record: record('A|R1|葡萄糖|5.1|2026-04-03 09:10|2026-04-03 08:05', 'A|R2|钾|4.1|2026-04-03 07:10|2026-04-03 09:05'),
			grade: 'suspect',
			message: 'early',
			data: { test: '葡萄糖' },
			lines: [],
			fund: null,
			clears: { corrected: 'no-data' }
		},
		'the day before, without hours': { record: record('A|R1|葡萄糖|5.1|2026-04-04|2026-04-03 08:05'), grade: 'suspect', message: 'early', lines: [] }
	},
	undetermined: {
		'no sampling time': { record: record('A|R1|葡萄糖|5.1||2026-04-03 08:05'), missing: { kind: 'value', what: 'lab.sapl_time' } },
		'no file says when samples were taken': {
			record: { visit: 'mdtrt_id | begntime\nA | 2026-04-02', lab: 'mdtrt_id | item_name | rpt_time\nA | 葡萄糖 | 2026-04-03' },
			missing: { kind: 'field', what: 'lab.sapl_time' }
		}
	}
});
