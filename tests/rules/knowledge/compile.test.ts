import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import type { ItemKey, Side } from '../../../rules/knowledge/lookup.ts';
import type { KnowledgePoint } from '../../../rules/knowledge/pack.ts';
import { COLUMN, dictionaries, lineOf, pack, sexLimit, type LineTexts } from './build.ts';

const DRUG = 'XG04CBA088A001010101467';
const OTHER = 'XJ01MAZ005B002010109005';

const POINTS = [
	sexLimit('爱普列特片', [DRUG], '1'),
	sexLimit('一般专项护理', [], '2', { id: 'name-only', aliases: ['专项护理费'] }),
	sexLimit('床位费', ['001109000010000'], '2')
];

const found = (line: LineTexts, local: Record<string, string> = {}, points: readonly KnowledgePoint[] = POINTS, side: Side = 'main') => {
	const { dictionaries: all, key } = lineOf(line);
	const knowledge = compileKnowledge([pack('p', points)], all, local);
	return knowledge.match(points[0]!.table, key, side).map((match) => `${match.point.id} ${match.by} ${match.field}`);
};

test.each<[string, LineTexts, string[]]>([
	['national code', { national: DRUG, nationalName: '别的名字' }, [`${DRUG} national hilist_code`]],
	['national code in lower case', { national: ` ${DRUG.toLowerCase()} ` }, [`${DRUG} national hilist_code`]],
	['catalogue code where the first is local', { national: 'A12', catalogue: DRUG }, [`${DRUG} national med_list_codg`]],
	['mapped local code', { local: 'L7' }, [`${DRUG} local medins_list_codg`]],
	['unmapped local code', { local: 'constructor' }, []],
	['name', { localName: '爱普列特片' }, [`${DRUG} name medins_list_name`]],
	['name with a qualifier', { nationalName: '床位费（三人间）' }, ['001109000010000 name hilist_name']],
	['alias', { localName: '专项护理费' }, ['name-only name medins_list_name']],
	['a national code that no point holds speaks against the name', { national: OTHER, nationalName: '爱普列特片' }, []],
	['and against the mapping', { national: OTHER, local: 'L7' }, []],
	['a code without national shape does not', { national: 'H-00123', nationalName: '爱普列特片' }, [`${DRUG} name hilist_name`]],
	[
		'a point without codes is asked by name whatever the code',
		{ national: OTHER, nationalName: '一般专项护理（吸痰）' },
		['name-only name hilist_name']
	],
	['blank line', {}, []]
])('%s', (_, line, expected) => {
	expect(found(line, { L7: DRUG })).toEqual(expected);
});

test('the exact name is tried before the one without its qualifier', () => {
	const points = [sexLimit('平衡试验', []), sexLimit('平衡试验(平板试验)', [])];
	expect(found({ localName: '平衡试验（平板试验）' }, {}, points)).toEqual(['平衡试验(平板试验) name medins_list_name']);
	expect(found({ localName: '平衡试验（视动试验）' }, {}, points)).toEqual(['平衡试验 name medins_list_name']);
});

test('both sides of a pair are known apart', () => {
	const points = [
		{
			table: 'exclusions',
			id: 'ct',
			officialClass: '医疗服务项目重复收费',
			codes: [],
			name: '胸部CT增强扫描',
			subCodes: [],
			subName: '胸部CT平扫',
			window: 'day',
			notice: '测试',
			got: { window: COLUMN }
		} satisfies KnowledgePoint
	];
	expect(found({ localName: '胸部CT增强扫描' }, {}, points)).toHaveLength(1);
	expect(found({ localName: '胸部CT增强扫描' }, {}, points, 'sub')).toEqual([]);
	expect(found({ localName: '胸部CT平扫' }, {}, points)).toEqual([]);
	expect(found({ localName: '胸部CT平扫' }, {}, points, 'sub')).toHaveLength(1);
});

test('any part of a whole is its second side', () => {
	const points = [
		{
			table: 'bundles',
			id: 'knee',
			officialClass: '医疗服务项目分解收费',
			codes: [],
			name: '人工膝关节',
			parts: [
				{ names: ['股骨髁'], codes: [] },
				{ names: ['胫骨托'], codes: ['C0199010000000000001'] }
			],
			least: 2,
			window: 'visit',
			notice: '测试',
			got: { parts: COLUMN, least: COLUMN, window: COLUMN }
		} satisfies KnowledgePoint
	];
	expect(found({ localName: '人工膝关节' }, {}, points)).toEqual(['knee name medins_list_name']);
	expect(found({ localName: '股骨髁（左）' }, {}, points, 'sub')).toEqual(['knee name medins_list_name']);
	expect(found({ national: 'C0199010000000000001' }, {}, points, 'sub')).toEqual(['knee national hilist_code']);
	expect(found({ localName: '股骨髁' }, {}, points)).toEqual([]);
});

test('codes of diagnoses match no fee line', () => {
	const points = [
		{
			table: 'diagnosisSexes',
			id: 'n80',
			officialClass: '诊断与患者性别不符',
			codes: ['N80'],
			name: '子宫内膜异位症',
			sex: '2',
			notice: '测试',
			got: { sex: COLUMN }
		}
	] satisfies KnowledgePoint[];
	expect(found({ national: 'N80', localName: '子宫内膜异位症' }, {}, points)).toEqual([]);
});

test('tables without points say so', () => {
	const knowledge = compileKnowledge([pack('p', POINTS)], dictionaries({}), {});
	expect(knowledge.has('sexLimits')).toBe(true);
	expect(knowledge.has('courseLimits')).toBe(false);
	expect(knowledge.points('courseLimits')).toEqual([]);
	expect(knowledge.packOf(knowledge.points('sexLimits')[0]!)).toBe('p@1');
});

describe('properties', () => {
	const code = fc.constantFrom('', DRUG, OTHER, '001109000010000', 'H1', 'L7');
	const name = fc.constantFrom('', '爱普列特片', '床位费', '床位费(三人间)', '一般专项护理[吸痰]', '未知');
	const keyed = fc.record({ national: code, catalogue: code, local: code, nationalName: name, localName: name });
	const points = fc.uniqueArray(
		fc.record({
			codes: fc.subarray([DRUG, OTHER, '001109000010000']),
			name: fc.constantFrom('爱普列特片', '床位费', '一般专项护理', '床位费(三人间)')
		}),
		{ selector: (point) => point.name, maxLength: 4 }
	);

	test('flags hold wherever match finds something', () => {
		fc.assert(
			fc.property(keyed, points, (line, specs) => {
				const { dictionaries: all, key } = lineOf(line);
				const made = specs.map((spec) => sexLimit(spec.name, spec.codes, '2', { id: spec.name }));
				const knowledge = compileKnowledge([pack('p', made)], all, { L7: DRUG });
				const flags = knowledge.flags('sexLimits');
				const flagged = (k: ItemKey) =>
					flags.item[k.national]! |
					flags.item[k.catalogue]! |
					flags.localItem[k.local]! |
					flags.itemName[k.nationalName]! |
					flags.itemName[k.localName]!;
				if (knowledge.match('sexLimits', key).length > 0) expect(flagged(key)).toBe(1);
			}),
			{ numRuns: 500 }
		);
	});

	test('matching twice gives the very same answer', () => {
		const { dictionaries: all, key } = lineOf({ national: DRUG, localName: '一般专项护理' });
		const knowledge = compileKnowledge([pack('p', POINTS)], all, {});
		expect(knowledge.match('sexLimits', key)).toBe(knowledge.match('sexLimits', key));
		expect(knowledge.match('sexLimits', key)).toHaveLength(2);
	});
});
