import { normalizeName } from '../knowledge/names.ts';
import { memo } from './memo.ts';

/** Strengths and counts: 0.9%, 80mg, 16ml, 28片, ×3. */
const STRENGTH = /[×x*]?\d+(\.\d+)?(%|万?iu|万?u|万?单位|mg|μg|ug|mcg|kg|g|ml|l|mmol|片|粒|支|袋|瓶|盒|剂|次|项)?(:|\/)?/g;
const BEFORE = /^(注射用|复查|急查|床旁|床边|术前|术后|查|行|予)/;
const FORM =
	/(注射液|注射剂|粉针剂?|(缓释|控释|肠溶|分散|咀嚼|泡腾|口崩|薄膜衣)?片剂?|(软|肠溶|缓释)?胶囊剂?|颗粒剂?|口服(溶液|液)|糖浆剂?|混悬(液|剂)|滴眼液|滴鼻液|乳膏|软膏|凝胶|喷雾剂|气雾剂|吸入(剂|溶液)|贴(剂|膏)|栓剂?|滴丸|丸|合剂|测定|检测|检查|检验)$/;
/** Shorter names say too little to recognise anything by. */
const MIN_CORE = 2;
const MIN_TOKEN = 3;

/**
 * What is left of an item's or an ordered name without brackets, strengths and the words of its dosage form (剂型): 注射用卡铂 → 卡铂.
 * The normalised name itself where too little would be left.
 */
export const coreName = memo((text: string): string => {
	const whole = normalizeName(text);
	const bare = whole
		.replace(/\([^()]*\)/g, '')
		.replace(STRENGTH, '')
		.replace(BEFORE, '')
		.replace(FORM, '');
	return bare.length >= MIN_CORE ? bare : whole;
});

/** Solvents and rinses, named in an order only beside the drug, often abbreviated. */
export const SOLVENTS = ['氯化钠', '葡萄糖', '葡萄糖氯化钠', '复方氯化钠', '灭菌注射用水', '注射用水', '灭菌用水', '生理盐水'] as const;

/** Cores of the names that an order's text lists: parted by blanks, punctuation and plus signs. */
export const namedIn = memo((text: string): readonly string[] => {
	const solvents: readonly string[] = SOLVENTS;
	const cores = text.split(/[\s、,，;；。+＋/（）()：:]+/).map(coreName);
	return cores.filter((core) => core.length >= MIN_TOKEN && !solvents.includes(core) && !/^[a-z0-9.%]+$/.test(core));
});
