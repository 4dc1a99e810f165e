import rule from '../../../rules/checks/clinical/drug-forbidden-to-children.ts';
import type { AgeLimit } from '../../../rules/knowledge/pack.ts';
import { testRule } from '../harness/rule-tester.ts';

const point = { table: 'ageLimits', notice: 'fixture', got: { minAge: { by: 'human', verified: false } } } as const;
const knowledge: AgeLimit[] = [
	{
		...point,
		id: 'levo',
		officialClass: '药品儿童禁用',
		minAge: 18,
		codes: ['XJ01MAZ000A001010101467'],
		name: '左氧氟沙星片',
		aliases: ['左氧氟沙星']
	},
	{ ...point, id: 'paid', officialClass: '药品限儿童使用', minAge: 18, codes: [], name: '成人颗粒' }
];
const visit = (brdy: string, age = '') =>
	`mdtrt_id|psn_no|brdy|age|med_type|begntime|endtime\nM1|P1|${brdy}|${age}|21|2026-04-10 09:00|2026-04-16 10:00`;
const fee = (...lines: string[]) =>
	`feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|dosform_name|medc_way_dscr|cnt|pric|det_item_fee_sumamt|inscp_amt|init_feedetl_sn\n${lines.join('\n')}`;
const levo = (route = '静脉滴注', form = '注射剂', scope = '140.00') => `F1|M1|2026-04-12|左氧氟沙星片|${form}|${route}|2|70|140.00|${scope}|`;
const order = (route: string) => `mdtrt_id|drord_no|drord_detl_name|medc_way\nM1|O1|左氧氟沙星|${route}`;
const document = (text: string, type = '病程记录') => `mdtrt_id|doc_type|rec_time|text\nM1|${type}|2026-04-12 10:00|${text}`;

testRule(rule, {
	knowledge,
	valid: {
		'the birthday': { visit: visit('2008-04-12'), fee: fee(levo()) },
		'an eye drop by its form': { visit: visit('2012-01-01'), fee: fee(levo('', '滴眼剂')) },
		'by the route on the line': { visit: visit('2012-01-01'), fee: fee(levo('滴眼', '')) },
		'by the route of the order': { visit: visit('2012-01-01'), fee: fee(levo('', '')), order: order('外用 bid') },
		'an exception is told': { visit: visit('2012-01-01'), fee: fee(levo()), document: document('多重耐药铜绿假单胞菌感染，无其他可替代药物。') },
		'a consent': { visit: visit('2012-01-01'), fee: fee(levo()), document: document('超说明书用药知情同意书', '知情同意书') },
		'self-paid': { visit: visit('2012-01-01'), fee: fee(levo('静脉滴注', '', '0.00')) },
		'a limit of payment is no ban': { visit: visit('2012-01-01'), fee: fee('F1|M1|2026-04-12|成人颗粒|||1|70|70.00|70.00|') },
		refunded: { visit: visit('2012-01-01'), fee: fee(levo(), 'F2|M1|2026-04-13|左氧氟沙星片|注射剂|静脉滴注|-2|70|-140.00|-140.00|F1') }
	},
	invalid: {
		'sixteen years, by vein': {
			record: { visit: visit('2010-03-15', '16'), fee: fee(levo()), document: document('继续抗感染治疗。') },
			grade: 'suspect',
			message: 'young',
			data: { item: '左氧氟沙星片', min: 18, age: 16, lines: 1 },
			lines: ['F1 offending 2 140.00'],
			clears: { 'newborn-with-mother': 'not-found', 'identity-says-other': 'no-data', 'self-paid': 'not-found' }
		},
		'only the age, no document; an order by mouth': {
			record: { visit: visit('', '12'), fee: fee(levo('', '')), order: order('口服') },
			grade: 'suspect',
			message: 'young',
			lines: ['F1 offending 2 140.00']
		},
		'an exception is denied': {
			record: { visit: visit('2012-01-01'), fee: fee(levo()), document: document('未见多重耐药菌。') },
			grade: 'suspect',
			message: 'young',
			lines: ['F1 offending 2 140.00']
		}
	},
	undetermined: {
		'no age': { record: { visit: visit(''), fee: fee(levo()) }, missing: { kind: 'value', what: 'visit.brdy' } },
		'a birthday would decide': { record: { visit: visit('', '17'), fee: fee(levo()) }, missing: { kind: 'value', what: 'visit.brdy' } }
	}
});
