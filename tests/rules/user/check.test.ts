import { describe, expect, it } from 'vitest';
import { check, type RuleScope } from '../../../rules/user/check.ts';
import { checkDefinition } from '../../../rules/user/form.ts';
import { LIMITS } from '../../../rules/user/limits.ts';
import { committed, definition } from './own.ts';
import { compileUserRule } from '../../../rules/user/compile.ts';

/** `source ⇒ what is marked ⇒ a word of the sentence`; the marked text is cut out of the source itself. */
const FAULTS: readonly (readonly [scope: RuleScope, source: string, marked: string, zh: string])[] = [
	['line', 'fee.prce > 50', 'prce', '是否为 pric'],
	['line', 'fees.pric > 50', 'fees', '是否为 fee'],
	['line', 'fee.pric > 50.1234567', '50.1234567', '最多 6 位小数'],
	['line', 'fee.det_item_fee_sumamt > 0.001', '0.001', '最多 2 位小数'],
	['line', 'fee.cnt > "3"', 'fee.cnt > "3"', '== 或 !='],
	['line', 'fee.hilist_code > 3', 'fee.hilist_code > 3', '== 或 !='],
	['line', 'fee.cnt == "3"', 'fee.cnt', '应是文本'],
	['line', 'fee.pric > fee.cnt', 'fee.pric > fee.cnt', '不能与'],
	['line', 'fee.cnt / 0 > 1', '0', '除以零'],
	['line', 'fee.cnt / 0.00 > 1', '0.00', '除以零'],
	['line', 'fee.cnt >', '>', '没有写完'],
	['line', 'fee.cnt > 1 &&', '&', '没有写完'],
	['line', 'fee.cnt ＞ 1', '＞', '中文标点'],
	['line', 'fee.cnt = 1', '=', '=='],
	['line', '床位费 > 1', '床', '引号'],
	['line', 'fee.medins_list_name == "床位', '"床位', '右引号'],
	['line', 'fee.medins_list_name.matches("^床.*")', 'fee.medins_list_name.matches("^床.*")', '正则'],
	['line', 'fee.filter(x, x.cnt > 1)', 'fee.filter(x, x.cnt > 1)', '循环'],
	['line', 'fee.all(x, x.cnt > 1)', 'fee.all(x, x.cnt > 1)', '循环'],
	['line', 'eval("1")', 'eval', '没有函数'],
	['line', 'fee.constructor == "x"', 'constructor', '没有字段'],
	['line', 'fee.__proto__ == "x"', '__proto__', '没有字段'],
	['line', 'constructor.name == "x"', 'constructor', '没有表'],
	['line', 'fee.hilist_code in knowledge.sexLimit', 'knowledge.sexLimit', '是否为 sexLimits'],
	['line', 'fee.cnt in knowledge.sexLimits', 'fee.cnt', '应是文本'],
	['line', 'fee.unt in knowledge.sexLimits', 'fee.unt', '项目字段'],
	['line', 'document.text.contains("肺炎")', 'document.text', 'count、sum'],
	['stay', 'fee.cnt > 1', 'fee.cnt', 'count、sum'],
	['stay', 'count(fee, count(order) > 1) > 1', 'count(order)', '不能写在另一个'],
	['stay', 'count(fee, order.cnt > 1) > 1', 'order.cnt', '逐行看'],
	['stay', 'count(visit) > 1', 'visit', '只有一行'],
	['stay', 'sum(fee.pric) > 1', 'fee.pric', '数量、金额和整数'],
	['stay', 'most_per_day(fee.det_item_fee_sumamt) > 1', 'fee.det_item_fee_sumamt', 'fee.cnt'],
	['stay', 'count(stock) > 1', 'stock', '没有表'],
	['line', '1 < 2', '1 < 2', '数字之间'],
	['line', 'true', 'true', '条件不能只是一个值'],
	['line', '"a" == "a"', '"a" == "a"', '没有读取字段'],
	['line', 'fee.fee_ocur_time > 3', '3', '应是时间'],
	['line', 'day(fee.fee_ocur_time) > 3', '3', 'date('],
	['line', 'day(fee.cnt) > date("2026-01-01")', 'fee.cnt', '不是时间'],
	['line', 'day(fee.fee_ocur_time) > date("2026-02-30")', 'date("2026-02-30")', '日期写作'],
	['line', 'fee.cnt > 1 ? true : false', 'fee.cnt > 1 ? true : false', '?:'],
	['line', 'fee.cnt % 2 == 1', 'fee.cnt % 2', '%'],
	['line', 'fee.cnt > 0x10', '0x10', '数字写作'],
	['line', 'fee.cnt > 1e3', '1e3', '数字写作'],
	['line', '', '', '请写条件']
];

const CHINESE = /[\u3400-\u9fff]/u;

describe('faults of a condition', () => {
	it.each(FAULTS)('%s: %s', (scope, source, marked, zh) => {
		const { checked, faults } = check(source, scope);
		expect(checked).toBeNull();
		expect(faults[0]!.message.zh).toContain(zh);
		if (!CHINESE.test(source)) expect(faults[0]!.message.en).not.toMatch(CHINESE);
		expect(source.slice(faults[0]!.from, faults[0]!.to)).toBe(marked);
	});

	it('says all that is wrong in one look', () => {
		const { faults } = check('fee.prce > 50 && (fee.cnt == "a" || visit.agee > 3)', 'line');
		expect(faults.map(({ from }) => from)).toEqual([4, 18, 42]);
	});
});

describe('what makes every rule end', () => {
	const hostile = {
		'a text without end': `fee.cnt > ${'1'.repeat(LIMITS.source)}`,
		'too many parts': Array.from({ length: 150 }, () => 'fee.cnt > 1').join(' && '),
		'brackets without end': `${'('.repeat(300)}fee.cnt > 1${')'.repeat(300)}`,
		'negations without end': `${'!'.repeat(500)}(fee.cnt > 1)`,
		'a list without end': `fee.hilist_code in [${Array.from({ length: 500 }, (_, i) => `"${i}"`).join(',')}]`,
		'too many passes': Array.from({ length: 20 }, () => 'count(fee) > 1').join(' && '),
		'too many long texts': Array.from({ length: 12 }, (_, i) => `visit.memo.contains("${i}")`).join(' || ')
	};
	it.each(Object.entries(hostile))('%s', (_, source) => {
		for (const scope of ['line', 'stay'] as const) expect(check(source, scope).checked).toBeNull();
	});
});

describe('the form', () => {
	const parts = (more: Parameters<typeof definition>[1], condition = 'fee.cnt > 1') =>
		checkDefinition(definition(condition, more)).faults.map(({ part }) => part);
	it('names the part that is wrong', () => {
		expect(parts({})).toEqual([]);
		expect(parts({ id: 'bed-days-over-stay' })).toEqual(['id']);
		expect(parts({ title: { zh: ' ', en: '' } })).toEqual(['title']);
		expect(parts({ violation: '其他' as never })).toEqual(['violation']);
		expect(parts({ stages: [] })).toEqual(['stages']);
		expect(parts({ message: { zh: '{{name}} 超标', en: '' } })).toEqual(['message']);
		expect(parts({ basis: { doc: '', clause: '', from: '2026-13-01', verified: true } })).toEqual(['basis', 'basis']);
		expect(parts({ amount: 'beyond' })).toEqual([]);
		expect(parts({ amount: 'beyond' }, 'fee.cnt >= 1')).toEqual(['amount']);
		expect(parts({ amount: 'beyond' }, 'fee.cnt > 1 || fee.pric > 2')).toEqual(['amount']);
	});

	it('a version that is not what its digest says does not run', () => {
		const version = committed(definition('fee.cnt > 1'));
		expect(compileUserRule(version).meta.id).toBe('own-test');
		expect(() => compileUserRule({ ...version, definition: definition('fee.cnt > 2') })).toThrow('not what its digest says');
		expect(() => compileUserRule(committed(definition('fee.prce > 2')))).toThrow('no field prce');
	});
});
