import { expect, it } from 'vitest';
import { complete } from '../../../rules/user/complete.ts';
import { check, type RuleScope } from '../../../rules/user/check.ts';
import { ITEM_KNOWLEDGE, RULE_TABLES } from '../../../rules/user/vocabulary.ts';

/** `source` with the caret as ^; what is offered first, and the place that it takes. */
const CASES: readonly (readonly [scope: RuleScope, source: string, first: string, replaced: string])[] = [
	['line', 'fe^', 'fee.', 'fe'],
	['line', 'fee.pri^', 'pric', 'pri'],
	['line', 'fee.^', 'feedetl_sn', ''],
	['line', 'fee.hilist_code in knowledge.sex^', 'sexLimits', 'sex'],
	['line', 'fee.hilist_code in know^', 'knowledge.', 'know'],
	['line', 'fee.medins_list_name.^', 'contains("', ''],
	['line', '单价^ > 3', 'fee.pric', '单价'],
	['stay', 'count(fee, 住院天^', 'visit.ipt_days', '住院天'],
	['stay', 'mos^', 'most_per_day(', 'mos']
];
it.each(CASES)('%s: %s', (scope, marked, first, replaced) => {
	const at = marked.indexOf('^');
	const source = marked.replace('^', '');
	const { from, to, options } = complete(source, at, scope);
	expect(options[0]?.text).toBe(first);
	expect(source.slice(from, to)).toBe(replaced);
});

it.each(['fee.medins_list_name == "fe^', 'fee.pric.^', 'nothing.^', '^', 'fee.cnt > 3 ^'])('offers nothing: %s', (marked) => {
	expect(complete(marked.replace('^', ''), marked.indexOf('^'), 'line').options).toEqual([]);
});

it('every field and knowledge table that is offered can be written', () => {
	for (const table of RULE_TABLES) {
		const scope = table === 'visit' ? 'line' : 'stay';
		for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
			for (const { text } of complete(`${table}.${letter}`, table.length + 2, scope).options) {
				const test = `has(${table}.${text})`;
				expect(check(table === 'visit' ? test : `count(${table}, ${test}) > 0`, scope).faults).toEqual([]);
			}
		}
	}
	for (const id of ITEM_KNOWLEDGE) expect(check(`fee.hilist_code in knowledge.${id}`, 'line').faults).toEqual([]);
});
