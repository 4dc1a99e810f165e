import { expect, test } from 'vitest';
import { packDigest, verifyPack } from '../../../rules/knowledge/digest.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { validatePack } from '../../../rules/knowledge/validate.ts';
import { COLUMN, pack, sexLimit } from './build.ts';

const good = pack('test-pack', [sexLimit('甲片', ['XG04CBA088A001010101467'])]);
const asJson = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const places = (value: unknown): string[] => {
	const checked = validatePack(value);
	return checked.ok ? [] : checked.problems.map((problem) => `${problem.id} ${problem.place}`);
};
const part = (name: string) => ({ names: [name], codes: [] });
const point = (change: Record<string, unknown>) => asJson({ ...good, points: [{ ...asJson(good.points[0]), ...change }] });

test('a sealed pack is taken as it is', () => {
	expect(verifyPack(good)).toBe(true);
	expect(validatePack(asJson(good))).toEqual({ ok: true, pack: good });
});

test('the digest does not depend on the order of the keys', () => {
	const turned = Object.fromEntries(Object.entries(good).reverse()) as unknown as typeof good;
	expect(packDigest(turned)).toBe(good.digest);
});

test('parameters may share how they were got', () => {
	const shared = { ...sexLimit('甲片', []), table: 'ageLimits', maxAge: 0, maxAgeDays: 28, got: { maxAge: COLUMN, maxAgeDays: COLUMN } };
	expect(pack('p', [shared as unknown as KnowledgePoint]).digest).toBe(pack('p', [asJson(shared) as unknown as KnowledgePoint]).digest);
});

test('any change after sealing is refused', () => {
	expect(places(point({ sex: '1' }))).toEqual(['digest digest']);
	expect(places({ ...asJson(good), version: '2' })).toEqual(['digest digest']);
	expect(verifyPack({ ...good, digest: good.digest.replace(/^./u, (first) => (first === '0' ? '1' : '0')) })).toBe(false);
});

test.each<[string, unknown, string[]]>([
	['no object', [], ['not-object ']],
	['unknown field', { ...asJson(good), extra: 1 }, ['unknown-field extra']],
	['a prototype in disguise', JSON.parse(JSON.stringify(good).replace('{', '{"__proto__":{"ok":true},')), ['unknown-field __proto__']],
	['no points', { ...asJson(good), points: {} }, ['not-array points']],
	['unknown table', point({ table: 'constructor' }), ['table points[0].table']],
	['unknown sex', point({ sex: '3' }), ['field points[0].sex']],
	['code in lower case', point({ codes: ['xg04'] }), ['field points[0].codes[0]']],
	['a day that is none', point({ from: '2026-13-01' }), ['field points[0].from']],
	['lone surrogate', point({ name: '甲\ud800' }), ['field points[0].name']],
	['a parameter without its source', point({ got: {} }), ['got points[0].got.sex']],
	['a source that is none', point({ got: { sex: { by: 'rumour', verified: true } } }), ['got points[0].got']],
	['missing notice', point({ notice: undefined }), ['missing points[0].notice']],
	['the same id twice', { ...asJson(good), points: [asJson(good.points[0]), asJson(good.points[0])] }, ['duplicate points[1].id']]
])('%s', (_, value, expected) => {
	expect(places(value)).toEqual(expected);
});

test('an age limit needs an age', () => {
	const value = point({ table: 'ageLimits', sex: undefined, got: { minAge: COLUMN } });
	expect(places(asJson(value))).toEqual(['empty-limit points[0]']);
});

/** A point of another table, with everything that all tables ask for. */
const of = (table: string, fields: Record<string, unknown>) => {
	const { sex: _, ...base } = asJson(good.points[0]);
	return asJson({ ...good, points: [{ ...base, ...fields, table, got: Object.fromEntries(Object.keys(fields).map((name) => [name, COLUMN])) }] });
};

/** The fields are sound where nothing but the digest is wrong. */
test.each<[string, string, Record<string, unknown>, string[]]>([
	['diagnoses and values', 'indications', { kind: 'drug', icd: ['K72'], labs: [{ names: ['白蛋白'], op: 'lt', limit: 300_000, unit: 'g/L' }] }, []],
	['a value without names', 'indications', { kind: 'drug', labs: [{ op: 'lt', limit: 1 }] }, ['missing points[0].labs[0].names']],
	['a value in words', 'indications', { kind: 'drug', labs: ['白蛋白'] }, ['field points[0].labs[0]']],
	['an unknown comparison', 'drugTests', { tests: ['EGFR'], labs: [{ names: ['a'], op: '<' }] }, ['field points[0].labs[0].op']],
	['a field within a field', 'drugTests', { tests: ['EGFR'], labs: [{ names: ['a'], op: 'gt', x: 1 }] }, ['unknown-field points[0].labs[0].x']],
	['no values', 'drugTests', { tests: ['EGFR'], labs: [] }, ['field points[0].labs']],
	['tables of records', 'recordNeeds', { records: ['device', 'document'], words: ['透析'], perDay: true }, []],
	['a table twice', 'recordNeeds', { records: ['device', 'device'], words: ['透析'], perDay: true }, ['field points[0].records']],
	['no tables', 'recordNeeds', { records: [], words: ['透析'], perDay: true }, ['field points[0].records']],
	['yes in words', 'recordNeeds', { records: ['device'], words: ['透析'], perDay: '是' }, ['field points[0].perDay']],
	['a place without its table', 'methodWords', { family: 'lab', needs: ['化学'], places: ['exam_mtd'] }, ['field points[0].places[0]']],
	['parts', 'bundles', { parts: [part('甲'), part('乙')], least: 2, window: 'day' }, []],
	['fewer parts than it takes', 'bundles', { parts: [part('甲'), part('乙')], least: 3, window: 'day' }, ['too-few-parts points[0]']],
	['neither days nor quantity', 'supplyLimits', { chronicDays: 90 }, ['empty-limit points[0]']],
	['a pair', 'interactions', { subCodes: [], subName: '半夏', hours: 0, herb: true }, []],
	['a pair with itself', 'interactions', { subCodes: [], subName: ' 甲片', hours: 0, herb: true }, ['pair-with-itself points[0]']],
	['a pair by its code', 'testPairs', { subCodes: ['XG04CBA088A001010101467'], subName: '乙', scope: 'stay' }, ['pair-with-itself points[0]']],
	['dates turned round', 'selectedPrices', { price: 1, perPack: 1, from: '2026-02-01', to: '2026-01-31' }, ['dates points[0]']],
	['days of life', 'ageLimits', { maxAgeDays: 28 }, []],
	['a chapter in words', 'chapterLinks', { diagnoses: ['循环系统'] }, ['field points[0].diagnoses[0]']]
])('%s', (_, table, fields, expected) => {
	expect(places(of(table, fields))).toEqual(expected.length > 0 ? expected : ['digest digest']);
});

type Days = readonly (string | undefined)[];
test.each<[string, Days, Days, string[]]>([
	['days that follow each other', ['2026-01-01', '2026-06-30'], ['2026-07-01'], ['digest digest']],
	['one day in both', ['2026-01-01', '2026-07-01'], ['2026-07-01'], ['overlapping-dates points[1]']],
	['always, and from a day', [], ['2026-07-01'], ['overlapping-dates points[1]']],
	['until a day, and always after', [undefined, '2026-06-30'], ['2026-07-01', '2026-12-31'], ['digest digest']]
])('prices of one item: %s', (_, first, second, expected) => {
	const [one] = asJson(of('selectedPrices', { price: 1, perPack: 1 }))['points'] as Record<string, unknown>[];
	const dated = ([from, to]: Days, id: string) => ({ ...one, id, ...(from ? { from } : {}), ...(to ? { to } : {}) });
	expect(places({ ...asJson(good), points: [dated(first, 'a'), dated(second, 'b')] })).toEqual(expected);
});

test('a flood of faults is cut', () => {
	const value = { ...asJson(good), points: Array.from({ length: 5000 }, () => 1) };
	expect(places(value)).toHaveLength(100);
});
