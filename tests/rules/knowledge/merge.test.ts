import { describe, expect, test } from 'vitest';
import { mergePacks } from '../../../rules/knowledge/merge.ts';
import type { KnowledgePack, KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { COLUMN, pack, sexLimit, TEXT } from './build.ts';

const A = 'XG04CBA088A001010101467';
const B = 'XG04CBA088A001010201467';

const shown = (...packs: KnowledgePack[]) => {
	const { points, packOf } = mergePacks(packs);
	return points.map((point) => `${point.name} ${point.codes.join(',')} ${'sex' in point ? point.sex : ''} ${packOf.get(point)}`);
};

test('a later pack takes the place of an earlier one, with the codes of both', () => {
	expect(shown(pack('a', [sexLimit('甲片', [A], '1')]), pack('b', [sexLimit('甲 片', [B], '2')]))).toEqual([`甲 片 ${A},${B} 2 b@1`]);
});

test('a column does not give way to words of the same region', () => {
	const column = pack('xlsx', [sexLimit('甲片', [A], '1', { got: { sex: COLUMN } })]);
	const words = pack('csv', [sexLimit('甲片', [B], '2', { got: { sex: TEXT } })]);
	expect(shown(column, words)).toEqual([`甲片 ${A},${B} 1 xlsx@1`]);
	expect(shown(words, column)).toEqual([`甲片 ${A},${B} 1 xlsx@1`]);
	expect(shown(column, { ...words, region: '410400' })).toEqual([`甲片 ${A},${B} 2 csv@1`]);
});

test('a code that another name claims later belongs to the later point', () => {
	expect(shown(pack('a', [sexLimit('甲片', [A, B], '1')]), pack('b', [sexLimit('乙片', [B], '2')]))).toEqual([`甲片 ${A} 1 a@1`, `乙片 ${B} 2 b@1`]);
	expect(shown(pack('a', [sexLimit('甲片', [A], '1')]), pack('b', [sexLimit('乙片', [A], '2')]))).toEqual([`乙片 ${A} 2 b@1`]);
});

test('words under another name do not take a code from a column', () => {
	const column = pack('xlsx', [sexLimit('甲片', [A], '1')]);
	const words = pack('csv', [sexLimit('乙片', [A], '2', { got: { sex: TEXT } })]);
	expect(shown(column, words)).toEqual([`甲片 ${A} 1 xlsx@1`]);
});

test('an operation may stand in two groups', () => {
	const group = (name: string): KnowledgePoint => ({
		table: 'discountGroups',
		id: name,
		officialClass: '手术项目未按规定折价收费',
		codes: ['003310030080000'],
		name: '肠粘连松解术',
		group: name,
		notice: '测试',
		got: { group: COLUMN }
	});
	const { points } = mergePacks([pack('a', [group('胃肠手术组'), group('女性生殖系统手术组')]), pack('b', [group('胃肠手术组')])]);
	expect(points).toHaveLength(2);
});

test('a pair is known by its codes, whatever it is called', () => {
	const made = (name: string, window: 'day' | 'visit'): KnowledgePoint => ({
		table: 'exclusions',
		id: name,
		officialClass: '医疗服务项目重复收费',
		codes: ['001201000020000'],
		name,
		subCodes: ['001201000140000'],
		subName: '一般专项护理',
		window,
		notice: '测试',
		got: { window: COLUMN }
	});
	const { points } = mergePacks([pack('a', [made('特级护理', 'day')]), pack('b', [made('特护', 'visit')])]);
	expect(points.map((point) => [point.name, 'window' in point && point.window])).toEqual([['特护', 'visit']]);
});

test('one drug has several points of a class where its table keeps them apart', () => {
	const made = (id: string, more: Record<string, unknown>): KnowledgePoint =>
		({
			table: 'contraindications',
			id,
			officialClass: '药品禁忌症',
			codes: [A],
			name: '甲片',
			kind: 'drug',
			notice: '测试',
			got: {},
			...more
		}) as KnowledgePoint;
	const old = pack('a', [made('elderly', { ageFrom: 65 }), made('diagnosis', { icd: ['N18'] })]);
	const { points } = mergePacks([old, pack('b', [made('newer', { icd: ['N17'] })])]);
	expect(points.map((point) => point.id)).toEqual(['elderly', 'newer']);
	expect(points.map((point) => point.codes)).toEqual([[A], [A]]);
});

test('pairs of any table are whole or nothing: a code in two of them stays in both', () => {
	const made = (subName: string): KnowledgePoint => ({
		table: 'testPairs',
		id: subName,
		officialClass: '无指征检验检查',
		codes: [A],
		name: '甲',
		subCodes: [],
		subName,
		scope: 'stay',
		notice: '测试',
		got: { scope: COLUMN }
	});
	const { points } = mergePacks([pack('a', [made('乙')]), pack('b', [made('丙')])]);
	expect(points.map((point) => point.codes)).toEqual([[A], [A]]);
});

describe('prices', () => {
	const price = (value: number, from?: string, to?: string, more: Partial<KnowledgePoint> = {}) =>
		({
			table: 'selectedPrices',
			id: `${value}`,
			officialClass: '中选价格',
			codes: [A],
			name: '甲片',
			price: value,
			perPack: 240_000,
			...(from ? { from } : {}),
			...(to ? { to } : {}),
			notice: '测试',
			got: { price: COLUMN, perPack: COLUMN },
			...more
		}) as KnowledgePoint;
	const days = (...packs: KnowledgePack[]) =>
		mergePacks(packs).points.map((point) => `${point.id} ${point.from ?? ''}..${point.to ?? ''} ${point.codes.join(',')}`);

	test.each<[string, KnowledgePoint, KnowledgePoint, string[]]>([
		['a new price ends the old one', price(4, '2026-01-01'), price(5, '2026-07-01'), [`4 2026-01-01..2026-06-30 ${A}`, `5 2026-07-01.. ${A}`]],
		[
			'the days after it are kept',
			price(4, '2026-03-01'),
			price(5, '2026-01-01', '2026-04-30'),
			[`4 2026-05-01.. ${A}`, `5 2026-01-01..2026-04-30 ${A}`]
		],
		['a price without days takes all', price(4, '2026-01-01', '2026-12-31'), price(5), [`5 .. ${A}`]],
		[
			'days that do not meet stay',
			price(4, '2026-01-01', '2026-06-30'),
			price(5, '2026-07-01'),
			[`4 2026-01-01..2026-06-30 ${A}`, `5 2026-07-01.. ${A}`]
		],
		['another maker has a price of its own', price(4), price(5, undefined, undefined, { codes: [B] }), [`4 .. ${A}`, `5 .. ${B}`]]
	])('%s', (_, first, second, expected) => {
		expect(days(pack('a', [first]), pack('b', [second]))).toEqual(expected);
	});
});
