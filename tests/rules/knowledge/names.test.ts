import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasNationalShape, normalizeCode } from '../../../rules/knowledge/codes.ts';
import { normalizeName, withoutQualifier } from '../../../rules/knowledge/names.ts';

test.each([
	['床位费（三人间）', '床位费(三人间)', '床位费'],
	['一般专项护理（吸痰/管路护理）', '一般专项护理(吸痰/管路护理)', '一般专项护理'],
	['前列腺癌根治术 （经腹腔镜加收）', '前列腺癌根治术(经腹腔镜加收)', '前列腺癌根治术'],
	['【Ⅰ级护理】', '(i级护理)', '(i级护理)'],
	['Ｘ线计算机体层（ＣＴ）平扫', 'x线计算机体层(ct)平扫', 'x线计算机体层(ct)平扫'],
	['CT（增强扫描）', 'ct(增强扫描)', 'ct(增强扫描)'],
	['普通病房床位费(新生儿床)', '普通病房床位费(新生儿床)', '普通病房床位费(新生儿床)'],
	['输卵管切除术(宫外孕的各类手术(如输卵管开窗术))', '输卵管切除术(宫外孕的各类手术(如输卵管开窗术))', '输卵管切除术'],
	['不成对)', '不成对)', '不成对)'],
	['血清\u00a0果糖胺\u200b测定\n', '血清果糖胺测定', '血清果糖胺测定'],
	['', '', '']
])('%s', (text, exact, weaker) => {
	expect(normalizeName(text)).toBe(exact);
	expect(withoutQualifier(normalizeName(text))).toBe(weaker);
});

test('normalisation is idempotent on any text', () => {
	const marks = fc.string({ unit: 'binary' });
	const names = fc.string({
		unit: fc.constantFrom('床', '位', '（', '）', '[', 'Ⅰ', 'Ａ', ' ', '\u200b', '\u0301', 'İ', 'ﬁ', '㎎', '—', '・', 'a', '平', '扫')
	});
	fc.assert(
		fc.property(fc.oneof(marks, names), (text) => {
			const once = normalizeName(text);
			expect(normalizeName(once)).toBe(once);
			const weaker = withoutQualifier(once);
			expect(withoutQualifier(weaker)).toBe(weaker);
		}),
		{ numRuns: 2000 }
	);
});

test.each([
	['XG04CBA088A001010101467', true],
	['zd03aaa0043010100166', true],
	['001201000010000', true],
	['C0199010000000000001', true],
	['T000700200', true],
	['331001014', false],
	['123456789012345', false],
	['XG04', false],
	['', false]
])('national shape of %s is %s', (code, shaped) => {
	expect(hasNationalShape(normalizeCode(code))).toBe(shaped);
});
