import { describe, expect, it } from 'vitest';
import rule from '../../../../rules/checks/dip/higher-group-by-procedure.ts';
import { tables } from '../../harness/record.ts';
import { runRule, testRule } from '../../harness/rule-tester.ts';
import { dipGroups, stayOf } from './groups.ts';

// M = 5,000: means are 3,000 and 10,000 元.
const knowledge = dipGroups('K80.1 600\nK80.1:51.2300 2000\nK80.1:51.8700 600\nK83.0:51.2300 900');
const fee = (...names: string[]) => `
	feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|med_chrgitm_type|cnt|pric|det_item_fee_sumamt
	${['床位费|01', '二级护理|07', '血常规|04', '头孢呋辛|09', '静脉输液|05', ...names].map((line, i) => `F${i}|M1|2026-05-05|${line}|1|100|100.00`).join('\n')}`;
const stay = (procedures: string[], code = 'K80.100') => stayOf({ procedures, code, cost: '5500.00' });

testRule(rule, {
	knowledge,
	valid: {
		'the operation is charged': { ...stay(['51.2300']), fee: fee('腹腔镜胆囊切除术|06') },
		'the group is the same without it': { ...stay(['51.8700']), fee: fee() },
		'a stay of no group': { ...stay(['51.2300'], 'Z99.900'), fee: fee() }
	},
	invalid: {
		'an operation that cost nothing lifts the group': {
			record: { ...stay(['51.2300']), fee: fee() },
			grade: 'suspect',
			message: 'lifted',
			data: { codes: '51.2300', before: 'K80.1:51.2300', after: 'K80.1', pointsBefore: '2000', pointsAfter: '600' },
			lines: [],
			fund: null,
			clears: { 'operation-note': 'no-data', 'presumed-group': 'not-found' }
		},
		'without it there is no group': {
			record: { ...stay(['51.2300'], 'K83.000'), fee: fee() },
			grade: 'suspect',
			message: 'lifted',
			data: { after: '不入组', pointsAfter: '0' },
			lines: []
		}
	},
	undetermined: {
		'one line for all': {
			record: {
				...stay(['51.2300']),
				fee: 'feedetl_sn|mdtrt_id|fee_ocur_time|medins_list_name|cnt|pric|det_item_fee_sumamt\nF1|M1|2026-05-05|住院费|1|100|100.00'
			},
			missing: { kind: 'value', what: 'fee.feedetl_sn' }
		}
	}
});

describe('the money', () => {
	const money = (values: Readonly<Record<string, number>>) => {
		const parameters = Object.entries(values).map(([name, value]) => ({ rule: rule.meta.id, name, value, region: '4104', source: 'fixture' }));
		const { findings } = runRule(rule, tables({ ...stay(['51.2300']), fee: fee() }), { knowledge, parameters });
		return findings[0]!.messages[0]!.data['money'];
	};
	// 5,500 of 10,000 is in the band: 2,000 points; of 3,000 too: 600 points; 1,400 points at 6.00 元.
	it('is that of the points at the value of a point', () =>
		expect(money({ pointValue: 600, hospitalFactor: 100, auxiliaryFactor: 100 })).toBe('模拟支付相差 8400.00 元'));
	it('is less by the factor of the hospital', () =>
		expect(money({ pointValue: 600, hospitalFactor: 95, auxiliaryFactor: 100 })).toBe('模拟支付相差 7980.00 元'));
	it('is not guessed where a factor is not set', () =>
		expect(money({ pointValue: 600, hospitalFactor: 100 })).toBe('点值、系数或费用未知，不计金额'));
});
