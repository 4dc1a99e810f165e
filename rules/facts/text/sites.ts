import { taken, type Span } from './fold.ts';
import { QUANTITY_SCALE } from '../../domain/units.ts';
import { lexicon, scan } from './lexicon.ts';
import { scaledNumeral } from './numerals.ts';

/** A site (部位) that a text names: `code` is one spelling of it, so that 前降支 and LAD, 腰4/5 and L4/5 are the same. Folded units. */
export interface SiteSaid {
	readonly kind: 'side' | 'vertebra' | 'coronary' | 'tooth' | 'part';
	readonly code: string;
	readonly span: Span;
}

const SIDES = lexicon({
	左: '左',
	右: '右',
	双: '双侧 两侧 左右两侧 双肺 双下肢 双上肢 双眼 双耳 双肾 双乳 双膝 双髋 双足 双手 双踝 双肩 双腕 双肘 双瞳 双附件 双卵巢 双输卵管 两肺 两下肢 两眼 双侧均 双大腿 双小腿 双颈',
	'': `
		左右 左氧氟沙星 左旋 左甲状腺素 左乙拉西坦 左卡尼汀 左西孟旦 左炔诺孕酮 左布比卡因 左西替利嗪 左羟丙哌嗪 左奥硝唑 左磷右胺 左沙丁胺醇 左亚叶酸 左心声学
		右美托咪定 右旋糖酐 右旋 右佐匹克隆 右兰索拉唑 右酮洛芬 右雷佐生 右美沙芬 右丙亚胺
	`
});
const CORONARY = lexicon({
	LM: '左主干 lm 左冠状动脉主干',
	LAD: '前降支 lad',
	LCX: '回旋支 lcx',
	RCA: '右冠状动脉 右冠 rca',
	D: '对角支',
	OM: '钝缘支',
	PDA: '后降支 pda',
	PL: '左室后支'
});
/** Parts of the body that items are charged by: imaging, physical therapy, dressing. */
const PARTS = lexicon({
	头颅: '头颅 颅脑 头部 脑部',
	颈部: '颈部',
	胸部: '胸部',
	腹部: '腹部 全腹 上腹部 中上腹 下腹部',
	盆腔: '盆腔 骨盆',
	颈椎: '颈椎',
	胸椎: '胸椎',
	腰椎: '腰椎',
	髋: '髋关节 髋部',
	膝: '膝关节 膝部',
	肩: '肩关节 肩部',
	肘: '肘关节 肘部',
	腕: '腕关节 腕部',
	踝: '踝关节 踝部',
	乳腺: '乳腺 乳房',
	甲状腺: '甲状腺'
});

/** T12 · L4/5 · L5/S1 · L3-L5 · 腰4/5 · 胸12 · 第3腰椎; C1–C7, T1–T12, L1–L5, S1–S5. */
const VERTEBRA =
	/(?<![a-z0-9])(?<letter>[ctls颈胸腰骶])(?<number>\d{1,2})(?:\s?(?<sign>[-/~])\s?(?<other>[ctls颈胸腰骶]?)(?<last>\d{1,2}))?(?![\d.])(?!\s?(?:[wif]|月|年|室|期|波|段|加权|压|像|相|信号|高|低|等|-?mri|[nm]\d))(?<more>(?:[、,及和]\d{1,2}){1,6}(?=\s?椎))?|第(?<nth>\d{1,2}|[一二三四五六七八九十]{1,2})(?<bone>颈|胸|腰|骶)椎/g;
const LETTERS: Readonly<Record<string, string>> = { 颈: 'C', 胸: 'T', 腰: 'L', 骶: 'S' };
const COUNTS: Readonly<Record<string, number>> = { C: 7, T: 12, L: 5, S: 5 };
/** Teeth by two figures (FDI): 11–18 … 41–48, only beside 牙. */
const TEETH = /(?<![\d.])([1-4][1-8])(?=(?:[、,及和][1-4][1-8]){0,8}\s?(?:#|牙|号牙))/g;

/** Sites that a folded text names, in order. Linear. */
export function sitesIn(text: string, [from, to]: Span = [0, text.length]): SiteSaid[] {
	const part = text.slice(from, to);
	const coronary = scan(part, CORONARY).filter((found) => !/^[a-z]/.test(found.word) || stands(part, found.from, found.to));
	const ofHeart = taken(
		part.length,
		coronary.map((found): Span => [found.from, found.to])
	);
	const sites: SiteSaid[] = [
		...coronary.map((found): SiteSaid => ({ kind: 'coronary', code: found.kind, span: [found.from, found.to] })),
		...scan(part, SIDES)
			.filter(({ kind, from: at }) => kind !== '' && ofHeart[at] === 0)
			.map((found): SiteSaid => ({ kind: 'side', code: found.kind, span: [found.from, found.to] })),
		...scan(part, PARTS).map((found): SiteSaid => ({ kind: 'part', code: found.kind, span: [found.from, found.to] })),
		...vertebrae(part),
		...[...part.matchAll(TEETH)].map((match): SiteSaid => ({ kind: 'tooth', code: match[1]!, span: [match.index, match.index + 2] }))
	];
	return sites.sort((a, b) => a.span[0] - b.span[0]).map((site) => ({ ...site, span: [site.span[0] + from, site.span[1] + from] }));
}

function vertebrae(text: string): SiteSaid[] {
	const sites: SiteSaid[] = [];
	for (const { index, 0: said, groups } of text.matchAll(VERTEBRA)) {
		const { letter, number, sign, other, last, more = '', nth, bone } = groups!;
		const span: Span = [index, index + said.length];
		const add = (code: string, ...bones: readonly (readonly [string, string])[]): void => {
			if (bones.every(([of, n]) => Number(n) >= 1 && Number(n) <= COUNTS[of]!)) sites.push({ kind: 'vertebra', code, span });
		};
		if (bone) add(`${letterOf(bone)}${figures(nth!)}`, [letterOf(bone), figures(nth!)]);
		else if (!last) add(`${letterOf(letter!)}${number}`, [letterOf(letter!), number!]);
		else add(pairCode(letter!, number!, sign!, other!, last), [letterOf(letter!), number!], [letterOf(other || letter!), last]);
		for (const [n] of more.matchAll(/\d{1,2}/g)) add(`${letterOf(letter!)}${n}`, [letterOf(letter!), n]);
	}
	return sites;
}
/** L4/5 within one part of the spine, L5/S1 between two, L3-L5 for a stretch. */
function pairCode(letter: string, number: string, sign: string, other: string, last: string): string {
	const [from, to] = [letterOf(letter), letterOf(other || letter)];
	return `${from}${number}${sign === '~' ? '-' : sign}${sign === '/' && from === to ? '' : to}${last}`;
}
const figures = (number: string): string => (/\d/.test(number) ? number : String((scaledNumeral(number) ?? 0) / QUANTITY_SCALE));
const letterOf = (sign: string): string => LETTERS[sign] ?? sign.toUpperCase();
const stands = (text: string, from: number, to: number): boolean => !/[a-z]/.test(text[from - 1] ?? '') && !/[a-z]/.test(text[to] ?? '');
