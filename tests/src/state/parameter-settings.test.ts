import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createParameters } from '../../../rules/engine/parameters.ts';
import type { AnyRule } from '../../../rules/engine/rule.ts';
import { dayOfIso } from '../../../rules/domain/display.ts';
import { problemsOf, readValue, settingOf, winnerOn, type ParameterDraft, type ParameterUnit } from '../../../src/lib/state/parameter-settings.ts';
import type { ParameterSetting } from '../../../workers/protocol/review.ts';

const draft = (parts: Partial<ParameterDraft> = {}): ParameterDraft => ({
	value: '15',
	region: '某市',
	from: '',
	to: '',
	source: '某医保〔2026〕1号',
	...parts
});
const known = (parts: Partial<ParameterSetting> = {}): ParameterSetting => ({
	rule: 'r',
	name: 'days',
	value: 10,
	region: '某市',
	source: 's',
	...parts
});
const ids = (parts: Partial<ParameterDraft>, unit: ParameterUnit = 'day', ...settings: ParameterSetting[]) =>
	problemsOf('r', 'days', unit, draft(parts), settings).map(({ id }) => id);

describe('a value', () => {
	it.each<[string, ParameterUnit, number | null]>([
		['15', 'day', 15],
		[' 15 ', 'day', 15],
		['1.5', 'day', null],
		['1.5', 'ratio', 1.5],
		['1.555', 'ratio', null],
		['-1', 'day', null],
		['1e3', 'count', null],
		['十五', 'day', null],
		['300', 'amount', 300_00],
		['¥1,300.50', 'amount', 1_300_50],
		['0.001', 'amount', null]
	])('"%s" of %s is %s', (text, unit, value) => expect(readValue(text, unit)).toBe(value));
});

describe('a setting is refused', () => {
	it.each<[string, Partial<ParameterDraft>, ParameterUnit, string[]]>([
		['never where all is said', {}, 'day', []],
		['without a value', { value: '' }, 'day', ['value-missing']],
		['with a value that is no number of its unit', { value: '1.5' }, 'day', ['value-no-number']],
		['with a value outside its unit', { value: '40000' }, 'day', ['value-outside']],
		['with a percentage outside its unit', { value: '1001' }, 'percent', ['value-outside']],
		['without a region', { region: ' ' }, 'day', ['region-missing']],
		['without a source', { source: '' }, 'day', ['source-missing']],
		['with an end before its beginning', { from: '2026-02-01', to: '2026-01-31' }, 'day', ['ends-before']],
		['with a date that is none', { from: '2026' }, 'day', ['no-day']],
		['for all of it at once', { value: '', region: '', source: '' }, 'day', ['value-missing', 'region-missing', 'source-missing']]
	])('%s', (_, parts, unit, expected) => expect(ids(parts, unit)).toEqual(expected));

	it.each<[string, Partial<ParameterDraft>, Partial<ParameterSetting>, boolean]>([
		['both without dates', {}, {}, true],
		['on the one day that both have', { from: '2026-06-30' }, { to: '2026-06-30' }, true],
		['never on the day after', { from: '2026-07-01' }, { to: '2026-06-30' }, false],
		['inside an open end', { from: '2027-01-01', to: '2027-12-31' }, { from: '2026-01-01' }, true],
		['never in another region', {}, { region: '外市' }, false],
		['never of another parameter', {}, { name: 'hours' }, false],
		['never of another rule', {}, { rule: 'q' }, false]
	])('where dates of one region overlap: %s', (_, parts, other, clash) => {
		expect(ids(parts, 'day', known(other))).toEqual(clash ? ['overlaps'] : []);
	});
});

describe('the setting that wins', () => {
	it('is the one that the engine takes, on every day', () => {
		const days = ['2026-01-01', '2026-03-15', '2026-06-30', '2026-12-31'] as const;
		const day = fc.constantFrom(...days);
		const setting = fc.record({
			value: fc.nat(99),
			from: fc.option(day, { nil: '' }),
			to: fc.option(day, { nil: '' }),
			region: fc.constantFrom('a', 'b')
		});
		const rule = { meta: { id: 'r' }, params: { days: { default: 7, unit: 'day', title: { zh: '', en: '' }, why: '' } } } as unknown as AnyRule;
		fc.assert(
			fc.property(fc.array(setting), day, (drafts, on) => {
				const settings = drafts.map(({ value, ...parts }) => settingOf('r', 'days', 'day', draft({ value: String(value), ...parts })));
				const engine = createParameters([rule], settings).get('r', 'days', dayOfIso(on))!;
				expect(winnerOn(settings, 'r', 'days', on)?.value ?? 7).toBe(engine.value);
			})
		);
	});
});
