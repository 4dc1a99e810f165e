import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compileKnowledge } from '../../../rules/knowledge/compile.ts';
import { verifyPack } from '../../../rules/knowledge/digest.ts';
import { identityOf } from '../../../rules/knowledge/identity.ts';
import type { Side } from '../../../rules/knowledge/lookup.ts';
import type { KnowledgePoint, KnowledgeTableId } from '../../../rules/knowledge/pack.ts';
import { parametersOf } from '../../../rules/knowledge/schema.ts';
import { readKnowledgeFile } from '../../../workers/knowledge/read.ts';
import { lineOf, type LineTexts } from '../../rules/knowledge/build.ts';

const bytes = readFileSync(fileURLToPath(new URL('../../../static/knowledge/starter.json', import.meta.url)));
const { packs, problems } = await readKnowledgeFile('starter.json', bytes);
const starter = packs[0]!;

const ids = (table: KnowledgeTableId, line: LineTexts, side: Side = 'main'): string[] => {
	const { dictionaries, key } = lineOf(line);
	return compileKnowledge([starter], dictionaries, {})
		.match(table, key, side)
		.map((match) => match.point.id);
};
/** Pairs that two lines complete. */
const pairs = (main: LineTexts, sub: LineTexts): string[] => {
	const subs = new Set(ids('exclusions', sub, 'sub'));
	return ids('exclusions', main).filter((id) => subs.has(id));
};

test('the starter pack is sealed and sound', () => {
	expect(problems).toEqual([]);
	expect(verifyPack(starter)).toBe(true);
	const tables: Partial<Record<KnowledgeTableId, number>> = {};
	for (const point of starter.points) tables[point.table] = (tables[point.table] ?? 0) + 1;
	expect(tables).toMatchInlineSnapshot(`
		{
		  "ageLimits": 92,
		  "antibiotics": 37,
		  "bundles": 1,
		  "chapterLinks": 15,
		  "companions": 19,
		  "contraindications": 17,
		  "courseLimits": 36,
		  "diagnosisAges": 8,
		  "diagnosisSexes": 12,
		  "diagnosisSupport": 16,
		  "discountGroups": 128,
		  "drugGroups": 20,
		  "drugTests": 18,
		  "exclusions": 221,
		  "frequencyLimits": 81,
		  "herbLimits": 3,
		  "hospitalLevelLimits": 57,
		  "insuranceLimits": 12,
		  "interactions": 30,
		  "itemKinds": 25,
		  "methodWords": 20,
		  "notMainDiagnoses": 4,
		  "procedureSexes": 29,
		  "recordNeeds": 4,
		  "repeatLimits": 5,
		  "screening": 34,
		  "sexLimits": 127,
		  "staffScopes": 6,
		  "testPairs": 5,
		  "unitLimits": 41,
		  "visitKindLimits": 32,
		}
	`);
});

test('the starter pack is what its parts make', () => {
	const script = fileURLToPath(new URL('../../../workers/node/starter.mjs', import.meta.url));
	expect(() => execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' })).not.toThrow();
});

test('no two points of the starter pack say different things of one item of a class: one would silently replace the other', () => {
	const parameters = (point: KnowledgePoint) =>
		JSON.stringify(parametersOf(point.table).map((name) => (point as unknown as Record<string, unknown>)[name]));
	const first = new Map<string, KnowledgePoint>();
	const replaced = starter.points.flatMap((point) => {
		const known = first.get(identityOf(point)) ?? point;
		first.set(identityOf(point), point);
		return parameters(known) === parameters(point) ? [] : [`${known.id} by ${point.id}`];
	});
	expect(replaced).toEqual([]);
});

test('pairs of the problem list are found by name and by code', () => {
	expect(pairs({ localName: '特级护理' }, { localName: '一般专项护理（吸痰/管路护理）' })).toEqual(['list-175:special-care']);
	expect(pairs({ national: '001201000020000' }, { national: '001201000140100' })).toEqual(['list-175:special-care']);
	expect(pairs({ localName: '胸部CT增强扫描' }, { localName: '胸部CT平扫' }), 'plain-beside-enhanced-scan finds these').toEqual([]);
});

test.each<[KnowledgeTableId, LineTexts, string[]]>([
	['ageLimits', { localName: '左氧氟沙星氯化钠注射液' }, ['drug-children-forbidden:levofloxacin']],
	['ageLimits', { national: 'XJ01MAZ005B002010109005', localName: '左氧氟沙星氯化钠注射液' }, ['drug-children-forbidden:levofloxacin']],
	['ageLimits', { localName: '左氧氟沙星滴眼液' }, []],
	['itemKinds', { localName: '床位费（三人间）' }, ['bed:ordinary']],
	['itemKinds', { localName: '重症监护病房床位费' }, ['bed:intensive']],
	['itemKinds', { localName: '普通病房床位费(新生儿床)' }, []],
	['itemKinds', { localName: 'Ⅰ级护理' }, ['nursing:1']],
	['itemKinds', { localName: '一级护理' }, ['nursing:1']],
	['itemKinds', { localName: '有创呼吸机辅助呼吸' }, ['hourly:ventilator']],
	['itemKinds', { localName: '连续性血液净化（CRRT）' }, ['hourly:crrt']],
	['itemKinds', { localName: '医用胶片' }, ['film:film']],
	['discountGroups', { localName: '卵巢修补术' }, ['operation-discount:女性生殖系统手术组:003313010030000']],
	['sexLimits', { national: 'XG04CBA088A001010101467' }, ['drug-sex:XG04CBA088A001010101467']]
])('%s %o', (table, line, expected) => {
	expect(ids(table, line)).toEqual(expected);
});

test('every fact that no column gave says so', () => {
	for (const point of starter.points) {
		for (const got of Object.values(point.got)) if (got.by === 'human') expect(got.verified, point.id).toBe(false);
	}
});
