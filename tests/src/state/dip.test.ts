import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows, parameterText, unsetNames } from '../../../src/lib/format/dip.ts';
import { dipNumbering } from '../../../src/lib/state/dip-numbering.ts';
import { figureOf, figureText, NO_TRIAL, trialOf, withTrial } from '../../../src/lib/state/dip-trial.ts';
import { DIP_PARAMETERS, type DipCode, type DipOutcome, type DipReady, type DipTrial } from '../../../workers/protocol/dip.ts';

describe('a figure', () => {
	it.each<[string, (typeof DIP_PARAMETERS)[number], number | null]>([
		['6.5', 'pointValue', 6_500_000],
		['5718.153489', 'regionMean', 5_718_153_489],
		['5718.1534891', 'regionMean', null],
		['0.95', 'hospitalFactor', 9_500],
		['1', 'auxiliaryFactor', 10_000],
		['50', 'lower', 5_000],
		['200.5', 'upper', 20_050],
		['0', 'pointValue', null],
		['-1', 'pointValue', null],
		['1e3', 'pointValue', null],
		['', 'pointValue', null],
		['12345678', 'pointValue', null]
	])('%s of %s', (text, name, expected) => expect(figureOf(text, name)).toBe(expected));
	it('is written as it is read', () => {
		fc.assert(
			fc.property(fc.constantFrom(...DIP_PARAMETERS), fc.integer({ min: 1, max: 9_999_999 }), (name, value) => {
				expect(figureOf(figureText(value, name), name)).toBe(value);
			})
		);
	});
});

describe('the address of a trial', () => {
	const parse = (text: string): DipTrial | null => trialOf(new URLSearchParams(text));
	it.each<[string, string, DipTrial | null]>([
		['closed', 'f=1', null],
		['open, nothing tried', 'dip=', NO_TRIAL],
		['main and procedures', 'dip=main:K80.2,strike:51.2300,strike:51.2300', { mainDiagnosis: 'K80.2', strike: ['51.2300'], values: {} }],
		['figures', 'dip=pointValue:6.5,lower:45', { strike: [], values: { pointValue: 6_500_000, lower: 4_500 } }],
		['what is no code and no figure', 'dip=main:<b>,strike:,pointValue:x,constructor:1,toString:2', NO_TRIAL]
	])('%s', (_, text, expected) => expect(parse(text)).toEqual(expected));
	it('comes back as it was, beside what else the address carries', () => {
		const code = fc.stringMatching(/^[A-Z]\d\d\.\d{1,3}$/u);
		const trial = fc.record(
			{
				mainDiagnosis: code,
				strike: fc.uniqueArray(code, { maxLength: 5 }),
				values: fc.record({ pointValue: fc.integer({ min: 1, max: 9_999_999 }), upper: fc.integer({ min: 1, max: 99_999 }) }, { requiredKeys: [] })
			},
			{ requiredKeys: ['strike', 'values'] }
		);
		fc.assert(
			fc.property(trial, (one) => {
				const params = withTrial(new URLSearchParams('f=k&rule=r'), one);
				expect(trialOf(new URLSearchParams(params.toString()))).toEqual(one);
				expect(withTrial(params, null).toString()).toBe('f=k&rule=r');
			})
		);
	});
});

const outcome = (parts: Partial<DipOutcome>): DipOutcome => ({
	mainDiagnosis: 'K80.100',
	procedures: ['51.2300'],
	group: { code: 'K80.1:51.2300', name: '胆囊结石:切除' },
	reason: null,
	tied: [],
	presumed: false,
	steps: [],
	mean: 1_000_000,
	deviation: 9_000,
	band: 'normal',
	groupPoints: 2_000_000_000,
	bandPoints: 2_000_000_000,
	points: null,
	payment: null,
	severity: 'I',
	charlson: 0,
	...parts
});
const ready = (parts: Partial<DipReady>): DipReady => ({
	kind: 'ready',
	catalogue: { name: '某市', groups: 3, pack: 'p@1', reviewed: true },
	parameters: [],
	cost: 900_000,
	coded: outcome({}),
	changed: null,
	difference: null,
	diagnoses: [],
	procedures: [],
	...parts
});
const cells = (answer: DipReady): string[][] =>
	compareRows(answer, ({ zh }) => zh).map(({ name, coded, changed, difference }) => [name, coded, changed, difference]);

describe('the comparison', () => {
	it('as coded says what is not known, and leaves the other side empty', () => {
		const rows = cells(ready({}));
		expect(rows).toContainEqual(['病种分值', '2,000.00', '', '']);
		expect(rows).toContainEqual(['费用 / 均费', '90% 正常', '', '']);
		expect(rows).toContainEqual(['支付标准', '未知', '', '']);
	});
	it('as changed shows the difference with its sign', () => {
		const changed = outcome({
			procedures: [],
			group: null,
			reason: { zh: '目录中没有对应病种', en: 'none' },
			groupPoints: 2_600_000_000,
			payment: 100
		});
		const rows = cells(ready({ changed, difference: { groupPoints: 600_000_000, bandPoints: null, points: null, payment: -4_560_00 } }));
		expect(rows).toContainEqual(['病种', 'K80.1:51.2300 胆囊结石:切除', '不入组 · 目录中没有对应病种', '']);
		expect(rows).toContainEqual(['手术操作', '51.2300', '无', '']);
		expect(rows).toContainEqual(['病种分值', '2,000.00', '2,600.00', '+600.00']);
		expect(rows).toContainEqual(['支付标准', '未知', '¥1.00', '−¥4,560.00']);
	});
	it('names what is not set', () => {
		const parameters = [
			{ name: 'pointValue', value: null, origin: 'unset', source: '' },
			{ name: 'lower', value: 5_000, origin: 'default', source: '' }
		] as const;
		expect(unsetNames({ parameters })).toEqual(['点值（元/分）']);
		expect(parameters.map(parameterText)).toEqual(['未设置', '50%']);
	});
});

describe('numbers in the records', () => {
	const ref = (table: 'fee' | 'diagnosis' | 'document', record: number, field: string, span?: readonly [number, number]) => ({
		table,
		file: 'f',
		record,
		rowId: '',
		field,
		value: '',
		quote: '',
		...(span ? { span } : {})
	});
	const code = (record: number, lines: ReturnType<typeof ref>[]): DipCode => ({
		code: `C${record}`,
		name: '',
		main: false,
		place: ref('diagnosis', record, 'diag_code'),
		supports: [{ by: 'mention', lines, total: lines.length }],
		asked: null,
		missing: []
	});
	it('one a code: its cell and its lines; a click goes to the first line', () => {
		const shared = ref('fee', 9, 'medins_list_name');
		const { rows, first, count } = dipNumbering({
			diagnoses: [code(1, [shared, ref('document', 2, 'text', [3, 5])])],
			procedures: [code(2, [shared, shared]), code(3, [])]
		});
		expect(count).toBe(3);
		expect(rows.get('fee:f:9')).toEqual([
			{ number: 1, field: 'medins_list_name' },
			{ number: 2, field: 'medins_list_name' }
		]);
		expect(rows.get('document:f:2')).toEqual([{ number: 1, field: 'text', span: [3, 5] }]);
		expect([1, 2, 3].map((number) => first.get(number)!.table)).toEqual(['fee', 'fee', 'diagnosis']);
	});
});
