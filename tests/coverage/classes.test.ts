import { describe, expect, it, test } from 'vitest';
import { classCoverage, isOfficialClass } from '../../rules/coverage/classes.ts';
import { CLASSES, PACKS } from '../../rules/coverage/class-list.ts';
import type { KnowledgePoint, SexLimit } from '../../rules/knowledge/pack.ts';

const point = (officialClass: string): SexLimit => ({
	table: 'sexLimits',
	id: officialClass,
	officialClass,
	codes: [],
	name: '某项目',
	sex: '1',
	notice: 'fixture',
	got: { sex: { by: 'human', verified: false } }
});
const bed: KnowledgePoint = { ...point('计数项目'), table: 'itemKinds', kind: 'bed' } as unknown as KnowledgePoint;
const rule = (official: string[], knowledge: KnowledgePoint['table'][] = []) => ({ meta: { id: 'a-rule', official, knowledge } });
const statusOf = (name: string, rules: ReturnType<typeof rule>[], points: KnowledgePoint[]): object => {
	const { status, lacking } = classCoverage(rules, points).find((row) => row.name === name)!;
	return { status, lacking };
};
const DRUG = '药品区分性别使用';

describe('status of a class', () => {
	it.each<[string, string, ReturnType<typeof rule>[], KnowledgePoint[], object]>([
		['no rule names it', DRUG, [rule(['药品儿童专用'])], [point(DRUG)], { status: 'open', lacking: [] }],
		['a rule without a list, by name', DRUG, [rule([DRUG])], [], { status: 'covered', lacking: [] }],
		['a rule without a list, by code', DRUG, [rule(['GZ10000301004000'])], [], { status: 'covered', lacking: [] }],
		['a list with points of the class', DRUG, [rule([DRUG], ['sexLimits'])], [point(DRUG)], { status: 'covered', lacking: [] }],
		[
			'a list with points of another class',
			'医用耗材与性别不符',
			[rule(['医用耗材与性别不符'], ['sexLimits'])],
			[point(DRUG)],
			{ status: 'with_pack', lacking: ['sexLimits'] }
		],
		['a list that is not loaded', DRUG, [rule([DRUG], ['sexLimits'])], [], { status: 'with_pack', lacking: ['sexLimits'] }],
		['a list of no class', '医疗服务项目限定频次', [rule(['医疗服务项目限定频次'], ['itemKinds'])], [bed], { status: 'covered', lacking: [] }],
		['one rule of two is complete', DRUG, [rule([DRUG], ['sexLimits']), rule([DRUG])], [], { status: 'covered', lacking: [] }]
	])('%s', (_, name, rules, points, expected) => expect(statusOf(name, rules, points)).toEqual(expected));
});

test('a list to load is named for classes that there are', () => {
	expect(
		Object.keys(PACKS)
			.map(Number)
			.filter((seq) => !CLASSES.some((row) => row.seq === seq))
	).toEqual([]);
	expect(classCoverage([rule(['GZ10000103002000'], ['ageLimits'])], []).find(({ seq }) => seq === 33)!.pack).toBe(PACKS[33]);
});

test.each([
	['药品区分性别使用', true],
	['GZ10000301004000', true],
	['药品区分性别', false],
	['-', false],
	['', false]
])('%s is an official class: %s', (text, expected) => expect(isOfficialClass(text)).toBe(expected));
