import { describe, expect, it } from 'vitest';
import rule from '../../../../rules/checks/dip/cost-below-band.ts';
import { tables } from '../../harness/record.ts';
import { runRule, testRule } from '../../harness/rule-tester.ts';
import { dipGroups, stayOf } from './groups.ts';

const CITY = 'K80.1 600\nK80.1:51.2300 2000\nI10.x:88.5500 700\nI10.x:88.5600 900';
const cheap = { cost: '900.00' };

testRule(rule, {
	knowledge: dipGroups(CITY),
	valid: {
		'exactly half of the mean': { ...stayOf({ cost: '1500.00' }) },
		died: { ...stayOf({ ...cheap, way: '5' }) },
		'left against advice': { ...stayOf({ ...cheap, way: '4' }) },
		transferred: { ...stayOf({ ...cheap, way: '2' }) },
		'a stay of no group': { ...stayOf({ ...cheap, code: 'Z99.900' }) }
	},
	invalid: {
		'a third of the mean': {
			record: { ...stayOf(cheap) },
			grade: 'suspect',
			message: 'below',
			data: { total: '900.00', mean: '3000.00', percent: '30' },
			lines: [],
			fund: null,
			clears: { 'one-day-stay': 'not-found' }
		},
		'an operation on the list that cost nothing': {
			record: { ...stayOf({ cost: '2900.00', procedures: ['51.2300'] }) },
			grade: 'suspect',
			message: 'below',
			data: { group: 'K80.1:51.2300', percent: '29' },
			lines: []
		},
		'within a day': {
			record: { ...stayOf({ ...cheap, end: '2026-05-04 20:00' }) },
			grade: 'suspect',
			message: 'below',
			lines: [],
			clears: { 'one-day-stay': 'found' }
		}
	},
	undetermined: {
		'no main diagnosis': { record: { ...stayOf({ ...cheap, code: '' }) }, missing: { kind: 'value', what: 'visit.dscg_maindiag_code' } }
	}
});

describe('M', () => {
	const raw = tables(stayOf(cheap));
	it('is asked for where neither catalogue nor region says it', () => {
		const { findings, undetermined } = runRule(rule, raw, { knowledge: dipGroups(CITY, null) });
		expect(findings).toEqual([]);
		expect(undetermined.map(({ missing }) => missing)).toEqual([{ kind: 'parameter', what: 'cost-below-band.regionMean' }]);
	});
	it('of the region is used then', () => {
		const parameters = [{ rule: 'cost-below-band', name: 'regionMean', value: 500_000, region: '4104', source: 'fixture' }];
		const { findings } = runRule(rule, raw, { knowledge: dipGroups(CITY, null), parameters });
		expect(findings.map(({ messages }) => messages[0]!.data['mean'])).toEqual(['3000.00']);
	});
	it('of the catalogue comes first, and its own means before', () => {
		const parameters = [{ rule: 'cost-below-band', name: 'regionMean', value: 1, region: '4104', source: 'fixture' }];
		const of = (city: string, mean: number | null) => runRule(rule, raw, { knowledge: dipGroups(city, mean), parameters }).findings.length;
		expect([of('K80.1 600', 5000), of('K80.1 600 1000', 5000)]).toEqual([1, 0]);
	});
	it('decides ties; without it they are 无法判断', () => {
		const tie = tables(stayOf({ cost: '1000.00', code: 'I10.x00', procedures: ['88.5500', '88.5600'] }));
		expect(runRule(rule, tie, { knowledge: dipGroups(CITY, null) }).undetermined[0]!.missing.kind).toBe('parameter');
		expect(runRule(rule, tie, { knowledge: dipGroups(CITY) }).findings[0]!.messages[0]!.data['group']).toBe('I10.X:88.5500');
	});
});

describe('a catalogue', () => {
	it('out of force gives 无法判断', () => {
		const knowledge = dipGroups(CITY).map((point) => ({ ...point, from: '2027-01-01' }));
		const { undetermined } = runRule(rule, tables(stayOf(cheap)), { knowledge });
		expect(undetermined.map(({ missing }) => missing)).toEqual([{ kind: 'knowledge', what: 'dipGroups' }]);
	});
	it('of another year is not mixed with it', () => {
		const other = dipGroups('K80.1 10').map((point) => ({ ...point, catalogue: 'fixture 2025', to: '2025-12-31' }));
		const { findings } = runRule(rule, tables(stayOf(cheap)), { knowledge: [...dipGroups(CITY), ...other] });
		expect(findings[0]!.messages[0]!.data['mean']).toBe('3000.00');
	});
});
