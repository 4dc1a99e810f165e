import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subcategoryOf } from '../../../rules/dip/case.ts';
import { createGrouper, type Grouper, type GrouperOptions } from '../../../rules/dip/grouper.ts';
import { catalogue, dipCase } from './build.ts';

const OPTIONS: GrouperOptions = { regionMean: null, notForGrouping: (code) => code === '99.9900' };
const grouper = (text: string, options: Partial<GrouperOptions> = {}): Grouper => createGrouper(catalogue(text), { ...OPTIONS, ...options });

const CITY = `
	K80.1                       600
	K80.1:51.2300               2000
	K80.1:51.2300_54.5101       2400
	K80.1:51.2200/51.2300x001   2600
	K80:SS                      3000
	K80:ZLXCZ                   1500
	K80:ZDXCZ                   800
	K8:SS                       9000
	L00-L99:BSZL                300
	M17:SS                      4000
	I10.x                       571.6`;

/** main diagnosis and procedures | group, or why there is none | presumed */
const CASES = `
	K80.100x001                        | K80.1                     |
	K80.1                              | K80.1                     |
	K80.100 51.2300                    | K80.1:51.2300             |
	k80.100 51.2300                    | K80.1:51.2300             |
	K80.100 51.2300 54.5101            | K80.1:51.2300_54.5101     |
	K80.100 54.5101 51.2300            | K80.1:51.2300_54.5101     |
	K80.100 51.2300X001                | K80.1:51.2200/51.2300X001 |
	K80.100 51.2200                    | K80.1:51.2200/51.2300X001 |
	K80.100 51.3600                    | K80:SS                    | presumed
	K80.200 51.1000                    | K80:ZDXCZ                 | presumed
	K80.200 99.1500 51.1000            | K80:ZLXCZ                 | presumed
	K81.000 51.2200                    | K8:SS                     | presumed
	K80.100 99.9900                    | K80.1                     |
	L08.900                            | L00-L99:BSZL              |
	I10.x00x002                        | I10.X                     |
	I10.x00x002 88.7200                | I10.X                     | presumed
	K80.100+K83.0* 51.2300             | K80.1:51.2300             |
	K80.200                            | not-in-catalogue          |
	M17.100                            | not-in-catalogue          |
	Q99.900 51.2300                    | not-in-catalogue          |
	BNK001                             | diagnosis-shape           |
	K801                               | diagnosis-shape           |`;

describe('the grouper', () => {
	const city = grouper(CITY);
	for (const [text, expected, presumed] of CASES.trim()
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()))) {
		it(`puts ${text} into ${expected}`, () => {
			const made = city.group(dipCase(text!));
			expect(made.group?.code ?? made.reason).toBe(expected);
			expect(made.presumed).toBe(presumed === 'presumed');
		});
	}
	it('has no group without a main diagnosis', () => {
		expect(city.group({ mainDiagnosis: ' ', procedures: ['51.2300'], cost: null }).reason).toBe('no-diagnosis');
	});
	it('takes the mode of a procedure from the city where it says one', () => {
		const said = grouper(CITY, { modeOf: (code) => (code === '51.1000' ? 'surgery' : null) });
		expect(said.group(dipCase('K80.200 51.1000'))).toMatchObject({ group: { code: 'K80:SS' }, presumed: false });
	});
	it('says why, step by step', () => {
		const { steps } = city.group(dipCase('K80.100 51.2300 51.2300 54.5101 99.9900'));
		expect(steps).toEqual([
			{ step: 'diagnosis', kept: ['K80.1'], dropped: [], presumed: false },
			{
				step: 'procedures',
				kept: ['51.2300', '54.5101'],
				dropped: [
					{ code: '51.2300', why: 'repeated' },
					{ code: '99.9900', why: 'not-for-grouping' }
				],
				presumed: false
			},
			{ step: 'core', kept: ['K80.1:51.2300', 'K80.1:51.2300_54.5101'], dropped: [], presumed: false },
			{ step: 'parts', kept: ['K80.1:51.2300_54.5101'], dropped: [{ code: 'K80.1:51.2300', why: 'fewer-parts' }], presumed: false }
		]);
	});
	it('names a group that lacks one of its procedures', () => {
		const core = city.group(dipCase('K80.100 54.5101')).steps.find(({ step }) => step === 'core');
		expect(core).toMatchObject({ kept: [], dropped: [{ code: 'K80.1:51.2300_54.5101', why: 'other-procedure-missing' }] });
	});
});

describe('ties between core groups', () => {
	it('go to the group that asks for most procedures', () => {
		expect(grouper('K80.1:51.2300 9000\nK80.1:51.2300+54.5101 1').group(dipCase('K80.1 54.5101 51.2300')).group!.code).toBe('K80.1:51.2300+54.5101');
	});
	it('then to the group that matches most', () => {
		const made = grouper('K80.1:51.2300 9000\nK80.1:54.5101/54.5102 1').group(dipCase('K80.1 51.2300 54.5101 54.5102'));
		expect(made.group!.code).toBe('K80.1:54.5101/54.5102');
		expect(made.steps.at(-1)).toMatchObject({ step: 'matched', dropped: [{ code: 'K80.1:51.2300', why: 'fewer-matched' }] });
	});
	it('a procedure that does not count matches nothing', () => {
		const made = grouper('K80.1:51.2300 9000\nK80.1:54.5101/99.9900 1').group(dipCase('K80.1 51.2300 54.5101 99.9900'));
		expect(made).toMatchObject({ group: null, reason: 'tie' });
	});
	const two = 'K80.1:51.2300 1000\nK80.1:54.5101 3000';
	const M = 5_718_153_489;
	it.each([
		[6000, 'K80.1:51.2300'],
		[17_000, 'K80.1:54.5101']
	])('then to the nearest mean cost: %i 元', (cost, code) => {
		const made = grouper(two, { regionMean: M }).group(dipCase('K80.1 51.2300 54.5101', cost));
		expect(made.group!.code).toBe(code);
		expect(made.steps.at(-1)!.step).toBe('cost');
	});
	it('by the mean costs of the catalogue where it has them', () => {
		expect(grouper('K80.1:51.2300 1000 5000\nK80.1:54.5101 3000 900').group(dipCase('K80.1 51.2300 54.5101', 1000)).group!.code).toBe(
			'K80.1:54.5101'
		);
	});
	it('stay open where mean or cost is not known: nobody guesses', () => {
		for (const made of [
			grouper(two).group(dipCase('K80.1 51.2300 54.5101', 6000)),
			grouper(two, { regionMean: M }).group(dipCase('K80.1 51.2300 54.5101'))
		]) {
			expect(made).toMatchObject({ group: null, reason: 'tie' });
			expect(made.tied.map(({ code }) => code)).toEqual(['K80.1:51.2300', 'K80.1:54.5101']);
		}
	});
	it('stay open where both means are as near', () => {
		expect(grouper('K80.1:51.2300 1 1000\nK80.1:54.5101 2 3000').group(dipCase('K80.1 51.2300 54.5101', 2000)).reason).toBe('tie');
	});
});

describe('whatever the order', () => {
	const PROCEDURES = ['51.2300', '51.2300x001', '51.2200', '54.5101', '99.9900', '99.1500', '51.1000', '88.7200', '51.3600', ''];
	const some = fc.array(fc.constantFrom(...PROCEDURES), { maxLength: 8 });
	const city = grouper(CITY, { regionMean: 5_718_153_489 });
	it('permuting procedures changes nothing', () => {
		fc.assert(
			fc.property(
				some.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
				fc.constantFrom('K80.100', 'K81.1', 'I10.x00', 'Q99.9'),
				fc.option(fc.integer({ min: 0, max: 10_000_000 })),
				([list, shuffled], mainDiagnosis, cost) => {
					const [one, other] = [list, shuffled].map((procedures) => city.group({ mainDiagnosis, procedures, cost }));
					expect(other!.group).toBe(one!.group);
					expect(other!.reason).toBe(one!.reason);
					expect(other!.steps.map(({ step, kept }) => ({ step, kept }))).toEqual(one!.steps.map(({ step, kept }) => ({ step, kept })));
				}
			)
		);
	});
	it('a group found asks for nothing that was not done', () => {
		fc.assert(
			fc.property(some, (procedures) => {
				const { group } = city.group({ mainDiagnosis: 'K80.100', procedures, cost: 100_000 });
				const done = procedures.map((code) => code.toUpperCase());
				for (const any of group?.procedures ?? []) expect(any.some((code) => done.includes(code))).toBe(true);
			})
		);
	});
});

describe('the subcategory of a diagnosis', () => {
	it.each([
		['K80.100x001', 'K80.1'],
		['k80.1', 'K80.1'],
		[' I10.x00 ', 'I10.X'],
		['E11.401+G63.2*', 'E11.4'],
		['Ｋ80.1', 'K80.1'],
		['K80', null],
		['K801', null],
		['BNK01', null],
		['', null]
	])('%s → %s', (code, expected) => expect(subcategoryOf(code)).toBe(expected));
});
