import { describe, expect, it } from 'vitest';
import { coverageCsv, coverageUnder, needText } from '../../../src/lib/format/coverage.ts';
import type { CoverageRow } from '../../../workers/protocol/coverage.ts';

const row = (parts: Partial<CoverageRow>): CoverageRow => ({
	id: '1',
	name: '药品限工伤保险',
	note: 'GZ10000101001000',
	term: '',
	status: 'covered',
	loaded: false,
	tables: [],
	pack: '',
	why: null,
	rules: [],
	...parts
});
const rows = [
	row({}),
	row({
		id: '25',
		name: '医疗服务项目重复收费',
		note: 'GZ10000102012000',
		status: 'with_pack',
		tables: ['exclusions'],
		pack: '某清单',
		rules: ['item-billed-twice']
	}),
	row({ id: '药店12', name: '涂改处方', note: '药店', term: '伪造变造资料', status: 'no_data', why: { zh: '须现场比对', en: 'On paper' } })
];
const titles = (rule: string) => (rule === 'item-billed-twice' ? '互斥项目' : rule);

describe('rows under a filter', () => {
	it.each<[string, CoverageRow['status'] | null, string, string[]]>([
		['nothing chosen', null, '', ['1', '25', '药店12']],
		['a status', 'with_pack', '', ['25']],
		['a number stands for itself', null, '1', ['1']],
		['a code', null, 'gz10000101001', ['1']],
		['the title of a rule', null, '互斥', ['25']],
		['the id of a rule', null, 'billed-twice', ['25']],
		['a term', null, '伪造', ['药店12']],
		['status and words', 'covered', '处方', []]
	])('%s', (_, status, text, expected) => expect(coverageUnder(rows, { status, text }, titles).map(({ id }) => id)).toEqual(expected));
});

it('what is needed names table, list and whether it is here', () => {
	expect(needText(rows[0]!)).toBe('');
	expect(needText(rows[1]!)).toMatch(/某清单.*未加载/u);
	expect(needText({ ...rows[1]!, loaded: true })).toMatch(/已加载/u);
	expect(needText(rows[2]!)).toBe('须现场比对');
	expect(needText(row({ status: 'open' }))).not.toBe('');
});

it('the file has a line a row, safe for a spreadsheet', () => {
	const text = coverageCsv([row({ name: '=1+1', rules: ['item-billed-twice'] })], titles);
	expect(text.trim().split('\r\n')).toHaveLength(2);
	expect(text).toContain("'=1+1");
	expect(text).toContain('互斥项目 (item-billed-twice)');
});
