import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { changesUnder, comparePacks } from '../../../workers/knowledge/pack-changes.ts';
import { factsOf, pointsUnder } from '../../../workers/knowledge/pack-facts.ts';
import type { ChangeQuery, PointQuery } from '../../../workers/protocol/knowledge.ts';
import { COLUMN, pack, sexLimit, TEXT } from '../../rules/knowledge/build.ts';

const A = 'XG04CBA088A001010101467';
const B = 'XG04CBA088A001010201467';
const herb = (name: string): KnowledgePoint =>
	({
		table: 'herbLimits',
		id: name,
		officialClass: '中药饮片',
		codes: [],
		name,
		kind: 'alone',
		notice: '测试',
		got: { kind: TEXT }
	}) as KnowledgePoint;
const ALL: ChangeQuery = { before: '', after: '', table: '', kind: '', text: '', from: 0, count: 100 };

const before = pack('p', [sexLimit('甲片', [A], '1'), sexLimit('乙片', [B], '2'), herb('当归')], { version: '1' });
const after = pack('p', [sexLimit('甲片', [A], '2', { from: '2026-07-01' }), sexLimit('丙片', ['XC'], '2'), herb('当归')], { version: '2' });

describe('two versions', () => {
	const changes = comparePacks(before, after);
	test('are compared point by point and field by field', () => {
		expect(changes.list.map(({ kind, point, fields }) => [kind, point.id, fields])).toEqual([
			[
				'changed',
				A,
				[
					{ field: 'sex', before: '1', after: '2' },
					{ field: 'from', before: undefined, after: '2026-07-01' }
				]
			],
			['removed', B, []],
			['added', 'XC', []]
		]);
		expect(changes.tables).toEqual([{ table: 'sexLimits', added: 1, removed: 1, changed: 1 }]);
	});
	test('a parameter that was checked since is one change', () => {
		const checked = pack('p', [{ ...herb('当归'), got: { kind: COLUMN } } as KnowledgePoint]);
		const { list } = comparePacks(pack('p', [herb('当归')]), checked);
		expect(list.map(({ fields }) => fields)).toEqual([[{ field: 'got.kind', before: TEXT, after: COLUMN }]]);
	});
	test.each<[string, Partial<ChangeQuery>, string[]]>([
		['by kind', { kind: 'removed' }, [B]],
		['by table', { table: 'herbLimits' }, []],
		['by name', { text: '丙' }, ['XC']],
		['by code', { text: 'xg04cba088a0010101' }, [A]],
		['a window', { from: 1, count: 1 }, [B]]
	])('under a filter: %s', (_, query, ids) => {
		const window = changesUnder(changes, { ...ALL, ...query });
		expect(window.rows.map(({ point }) => point.id)).toEqual(ids);
		expect(window.after).toMatchObject({ version: '2', points: 3 });
	});
	test('the order of points and of fields says nothing, and what goes one way comes back the other', () => {
		const points = fc.uniqueArray(fc.record({ name: fc.constantFrom(...'甲乙丙丁戊己庚辛'), sex: fc.constantFrom<'1' | '2'>('1', '2') }), {
			selector: ({ name }) => name
		});
		fc.assert(
			fc.property(points, points, (one, other) => {
				const [a, b] = [one, other].map((list) =>
					pack(
						'p',
						list.map(({ name, sex }) => sexLimit(name, [], sex))
					)
				) as [typeof before, typeof before];
				const there = comparePacks(a, b).list;
				const back = comparePacks({ ...b, points: b.points.toReversed() }, a).list;
				const count = (list: typeof there, kind: string) => list.filter((change) => change.kind === kind).length;
				expect(count(there, 'added')).toBe(count(back, 'removed'));
				expect(count(there, 'changed')).toBe(count(back, 'changed'));
				expect(a.points.length + count(there, 'added') - count(there, 'removed')).toBe(b.points.length);
				expect(comparePacks(a, { ...a, points: a.points.toReversed() }).list).toEqual([]);
			})
		);
	});
});

describe('a pack in numbers', () => {
	test('its tables, its sources of parameters and its days', () => {
		expect(factsOf(after, null)).toMatchObject({
			whole: true,
			from: '2026-07-01',
			to: null,
			tables: [
				{ table: 'sexLimits', points: 2, unverified: 0, got: { column: 2, text: 0, human: 0 } },
				{ table: 'herbLimits', points: 1, unverified: 1, got: { column: 0, text: 1, human: 0 } }
			]
		});
		expect(factsOf({ ...after, version: '3' }, null).whole).toBe(false);
	});
	const QUERY: PointQuery = { pack: '', table: '', text: '', unverified: false, from: 0, count: 10 };
	test.each<[string, Partial<PointQuery>, string[]]>([
		['all', {}, ['甲片', '丙片', '当归']],
		['of a table', { table: 'sexLimits' }, ['甲片', '丙片']],
		['not verified', { unverified: true }, ['当归']],
		['by a code, whatever its case', { text: 'xc' }, ['丙片']],
		['a window', { from: 2, count: 5 }, ['当归']]
	])('points: %s', (_, query, names) => expect(pointsUnder(after, { ...QUERY, ...query }).rows.map(({ name }) => name)).toEqual(names));
});
