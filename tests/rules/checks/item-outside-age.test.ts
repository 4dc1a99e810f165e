import rule from '../../../rules/checks/compliance/item-outside-age.ts';
import type { AgeLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'ageLimits', officialClass: '年龄', notice: 'fixture', got: { maxAge: { by: 'human', verified: true } } } as const;
const knowledge: AgeLimit[] = [
	{ ...point, id: 'child', maxAge: 17, codes: ['ZA04CAE0023010100166'], name: '儿童清肺口服液' },
	{ ...point, id: 'adult', minAge: 18, codes: ['XJ01MAZ000A001010101467'], name: '左氧氟沙星片' },
	{ ...point, id: 'work', minAge: 16, maxAge: 60, codes: ['003402000320000'], name: '职业功能训练' }
];
const visit = (brdy: string, age: string, certno = '', type = '21') => `
	mdtrt_id|psn_no|brdy|age|certno|med_type|begntime|endtime
	M1|P1|${brdy}|${age}|${certno}|${type}|2026-04-10 09:00|2026-04-16 10:00`;
const fee = (...lines: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|fee_end_time|hilist_code|medins_list_name|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn
	${lines.join('\n')}`;
const child = (day = '2026-04-12') => `F1|M1|${day}||ZA04CAE0023010100166|儿童清肺口服液|1|30|30.00|30.00|`;
const adult = (day = '2026-04-12', until = '') => `F1|M1|${day}|${until}|XJ01MAZ000A001010101467|左氧氟沙星片|2|70|140.00|140.00|`;
const noBirth = { kind: 'value', what: 'visit.brdy' } as const;

testRule(rule, {
	knowledge,
	valid: {
		'the last day at the permitted age': { visit: visit('2008-04-13', ''), fee: fee(child()) },
		'the day of the birthday that permits': { visit: visit('2008-04-12', ''), fee: fee(adult()) },
		'inside both limits': { visit: visit('1980-01-01', ''), fee: fee('F1|M1|2026-04-12||003402000320000|职业功能训练|1|30|30.00|30.00|') },
		'a line over days that reach the birthday': { visit: visit('2008-04-14', ''), fee: fee(adult('2026-04-12', '2026-04-15')) },
		'self-paid': { visit: visit('1980-01-01', ''), fee: fee('F1|M1|2026-04-12||ZA04CAE0023010100166|儿童清肺口服液|1|30|30.00|0.00|') },
		refunded: { visit: visit('1980-01-01', ''), fee: fee(child(), 'F2|M1|2026-04-13||ZA04CAE0023010100166|儿童清肺口服液|-1|30|-30.00|-30.00|F1') },
		'only the age, a year inside': { visit: visit('', '16'), fee: fee(child()) },
		'only the age, at the limit, on the day of admission': { visit: visit('', '17'), fee: fee(child('2026-04-10')) }
	},
	invalid: {
		'the birthday of too old': {
			record: { visit: visit('2008-04-12', '17'), fee: fee(child()) },
			grade: 'certain',
			message: 'outside',
			data: { age: 18, max: 17, lines: 1 },
			lines: ['F1 offending 1 30.00'],
			clears: { 'self-paid': 'not-found', 'identity-says-other': 'no-data' }
		},
		'one of two lines after the birthday': {
			record: { visit: visit('2008-04-12', ''), fee: fee(child('2026-04-11'), child().replace('F1', 'F2')) },
			grade: 'certain',
			message: 'outside',
			lines: ['F2 offending 1 30.00']
		},
		'too young, by a line over days': {
			record: { visit: visit('2010-01-01', ''), fee: fee(adult('2026-04-12', '2026-04-13')) },
			grade: 'certain',
			message: 'outside',
			data: { age: 16, min: 18 },
			lines: ['F1 offending 2 140.00']
		},
		'too young for work': {
			record: { visit: visit('2012-01-01', ''), fee: fee('F1|M1|2026-04-12||003402000320000|职业功能训练|1|30|30.00|30.00|') },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 1 30.00']
		},
		'an old woman born before 1970': {
			record: { visit: visit('1948-02-29', ''), fee: fee('F1|M1|2026-04-12|||儿童清肺口服液|1|30|30.00||') },
			grade: 'suspect',
			message: 'outside',
			data: { age: 78 },
			lines: ['F1 offending 1 30.00'],
			clears: { 'self-paid': 'no-data' }
		},
		'only the age, far outside': {
			record: { visit: visit('', '45'), fee: fee(child()) },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 1 30.00']
		},
		'only the age, two years too young': {
			record: { visit: visit('', '16'), fee: fee(adult()) },
			grade: 'certain',
			message: 'outside',
			lines: ['F1 offending 2 140.00']
		},
		"the child's line on its mother's visit": {
			record: { visit: visit('1996-01-01', '', '', '52'), fee: fee(child()) },
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 30.00'],
			clears: { 'newborn-with-mother': 'found' }
		},
		'the identity number says a child': {
			record: { visit: visit('1980-01-01', '', '110101201001010028'), fee: fee(child()) },
			grade: 'suspect',
			message: 'outside',
			lines: ['F1 offending 1 30.00'],
			clears: { 'identity-says-other': 'found' }
		}
	},
	undetermined: {
		'neither birth nor age': { record: { visit: visit('', ''), fee: fee(child()) }, missing: noBirth },
		'a birthday would decide (too old)': { record: { visit: visit('', '17'), fee: fee(child()) }, missing: noBirth },
		'a birthday would decide (too young)': { record: { visit: visit('', '17'), fee: fee(adult()) }, missing: noBirth },
		'born after the charge': { record: { visit: visit('2026-05-01', ''), fee: fee(adult()) }, missing: noBirth },
		'no day of the charge': { record: { visit: visit('1980-01-01', ''), fee: fee(child('')) }, missing: { kind: 'value', what: 'fee.fee_ocur_time' } }
	}
});
