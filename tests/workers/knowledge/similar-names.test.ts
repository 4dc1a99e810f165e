import { describe, expect, test } from 'vitest';
import { NameIndex } from '../../../workers/knowledge/similar-names.ts';

const index = new NameIndex();
for (const [name, ...codes] of [
	['头孢呋辛钠 注射用', 'XJ01DCT021B001010100001'],
	['盐酸氨溴索注射液', 'XR05CBA184B002010100002', 'XR05CBA184B002010200003'],
	['CT平扫', '002103000010000'],
	['CT增强扫描', '002103000020000'],
	['床位费（三人间）', '001109000010000'],
	['特级护理', '001201000020000'],
	['一般专项护理', '001201000140000']
])
	index.add({ name: name!, codes, source: 'p@1' });

describe('what a local name is like', () => {
	test.each<[local: string, by: string, name: string]>([
		['ＣＴ平扫', 'same-name', 'CT平扫'],
		['床位费(四人间)', 'same-core', '床位费（三人间）'],
		['氨溴索注射液', 'similar', '盐酸氨溴索注射液'],
		['特级护理费', 'similar', '特级护理'],
		['注射用头孢呋辛钠', 'similar', '头孢呋辛钠 注射用']
	])('%s: %s %s', (local, by, name) => expect(index.suggest(local)[0]).toMatchObject({ by, name, source: 'p@1' }));

	test('what only one of them says is shown', () => {
		expect(index.suggest('床位费(四人间)')[0]).toMatchObject({ ours: '四', theirs: '三', score: 1000 });
		expect(index.suggest('氨溴索注射液')[0]).toMatchObject({ ours: '', theirs: '盐酸', codeCount: 2 });
	});
	test.each([['CT增强'], ['彩色多普勒超声'], ['护理'], ['']])('nothing for %s', (local) =>
		expect(index.suggest(local).filter(({ name }) => name !== 'CT增强扫描')).toEqual([])
	);
	test('the codes of all who bear a name stand under it once', () => {
		const drugs = new NameIndex();
		for (const code of ['B', 'A', 'B']) drugs.add({ name: '甲片', codes: [code], source: code });
		expect(drugs.suggest('甲片')).toMatchObject([{ codes: ['B', 'A'], codeCount: 2, source: 'B' }]);
		expect(drugs.nameOf('A')?.name).toBe('甲片');
	});
});

describe('a person looks for', () => {
	test.each<[string, string[]]>([
		['001201000020000', ['特级护理']],
		['护理', ['特级护理', '一般专项护理']],
		['盐酸氨溴索葡萄糖注射液', ['盐酸氨溴索注射液']],
		['无此项', []]
	])('%s', (words, names) => expect(index.search(words, 5).map(({ name }) => name)).toEqual(names));
});
