import { expect, test } from 'vitest';
import { packDigest, verifyPack } from '../../../rules/knowledge/digest.ts';
import { validatePack } from '../../../rules/knowledge/validate.ts';
import { COLUMN, pack, sexLimit } from './build.ts';

const good = pack('test-pack', [sexLimit('甲片', ['XG04CBA088A001010101467'])]);
const asJson = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const places = (value: unknown): string[] => {
	const checked = validatePack(value);
	return checked.ok ? [] : checked.problems.map((problem) => `${problem.id} ${problem.place}`);
};
const point = (change: Record<string, unknown>) => asJson({ ...good, points: [{ ...asJson(good.points[0]), ...change }] });

test('a sealed pack is taken as it is', () => {
	expect(verifyPack(good)).toBe(true);
	expect(validatePack(asJson(good))).toEqual({ ok: true, pack: good });
});

test('the digest does not depend on the order of the keys', () => {
	const turned = Object.fromEntries(Object.entries(good).reverse()) as unknown as typeof good;
	expect(packDigest(turned)).toBe(good.digest);
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

test('a flood of faults is cut', () => {
	const value = { ...asJson(good), points: Array.from({ length: 5000 }, () => 1) };
	expect(places(value)).toHaveLength(100);
});
