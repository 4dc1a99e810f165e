import type { BatchContext } from '../domain/shard.ts';
import type { ItemKey } from '../knowledge/lookup.ts';
import { normalizeName } from '../knowledge/names.ts';
import { namesOfKey } from './item-names.ts';
import { memo } from './memo.ts';

export type Modality = 'CT' | 'MR' | 'X线' | '彩超' | 'B超';

/** What the name of an imaging item or report says (影像项目名称). */
export interface Imaging {
	readonly modality: Modality;
	/** Body parts by their common word, sorted and joined; '' where the name tells none. */
	readonly part: string;
	/** 增强, 平扫, 引导, 床旁: the words of the name by which rules tell scans apart. */
	readonly enhanced: boolean;
	readonly plain: boolean;
	readonly guidance: boolean;
	readonly bedside: boolean;
}

/** In the order in which they are asked: a CT is an X-ray too, and a colour Doppler an ultrasound. */
const MODALITIES: readonly (readonly [Modality, RegExp])[] = [
	['CT', /(?<![a-z])ct[auvp]?(?![a-z])|计算机(体层|断层)/],
	['MR', /(?<![a-z])mr(i|a|u|v|cp)?(?![a-z])|磁共振|核磁/],
	['彩超', /彩色?多普勒|彩超/],
	['B超', /b超|b型超声|超声/],
	['X线', /x线|x光|摄影|摄片|透视|平片|胸片|腹片|(?<![a-z])[dc]r(?![a-z])/]
];
/** Additions, media, their injection and what is made of the pictures: no scan of its own, or no imaging at all. */
const NO_SCAN = /加收|对比剂|造影剂|注射|显影剂|针筒|导管|导丝|胶片|重建|图文|报告|会诊|碎石|治疗|雾化|洁牙|刀头/;
const ENHANCED = /增强/;
const PLAIN = /平扫/;
const GUIDANCE = /引导/;
const BEDSIDE = /床[旁边]/;

/** Words of body parts and the common word of each; the longest word of a name is read first. */
const PARTS: readonly (readonly [string, readonly string[]])[] = [
	['头', ['头颅', '头部', '颅脑', '颅内', '大脑', '脑', '颅']],
	['鞍区', ['鞍区', '垂体']],
	['眼', ['眼眶', '眼部', '眼球', '眼']],
	['鼻窦', ['鼻窦', '副鼻窦', '鼻']],
	['耳', ['颞骨', '内耳', '中耳', '耳']],
	['颌面', ['颌面', '面部', '颌骨']],
	['颈', ['颈部', '颈']],
	['甲状腺', ['甲状腺']],
	['胸', ['胸部', '肺部', '双肺', '纵隔', '胸腔', '胸片', '胸', '肺']],
	['心脏', ['心脏', '冠状动脉', '冠脉', '心']],
	['主动脉', ['主动脉']],
	['乳腺', ['乳腺', '乳房']],
	['上腹', ['上腹部', '上腹']],
	['中腹', ['中腹部', '中腹']],
	['下腹', ['下腹部', '下腹']],
	['全腹', ['全腹部', '全腹']],
	['腹', ['腹部', '腹腔', '腹片', '腹']],
	['食管', ['食管', '食道']],
	['胃肠', ['胃肠', '上消化道', '胃', '大肠', '结肠', '小肠']],
	['肝', ['肝脏', '肝']],
	['胆', ['胆囊', '胆道', '胆']],
	['胰', ['胰腺', '胰']],
	['脾', ['脾脏', '脾']],
	['肾上腺', ['肾上腺']],
	['肾', ['肾脏', '双肾', '肾']],
	['泌尿系', ['泌尿系统', '泌尿系', '泌尿']],
	['前列腺', ['前列腺']],
	['盆腔', ['盆腔', '骨盆', '盆部']],
	['颈椎', ['颈椎']],
	['胸椎', ['胸椎']],
	['腰椎', ['腰椎', '腰骶椎']],
	['骶尾', ['骶尾', '骶椎', '骶髂']],
	['髋', ['髋关节', '髋部', '髋']],
	['膝', ['膝关节', '膝部', '膝']],
	['肩', ['肩关节', '肩部', '肩']],
	['踝', ['踝关节', '踝']],
	['腕', ['腕关节', '腕']],
	['肘', ['肘关节', '肘']],
	['手', ['手部', '手指']],
	['足', ['足部', '足趾', '足']],
	['四肢', ['四肢', '上肢', '下肢', '股骨', '胫骨', '肱骨']]
];
const WORDS = PARTS.flatMap(([part, words]) => words.map((word) => [word, part] as const)).sort((a, b) => b[0].length - a[0].length);

/** Body parts that a text names, each by its common word, sorted and joined by 、; '' where it names none. */
export const partOf = memo((text: string): string => {
	let rest = normalizeName(text);
	const found = new Set<string>();
	for (const [word, part] of WORDS) {
		if (!rest.includes(word)) continue;
		found.add(part);
		rest = rest.replaceAll(word, '|');
	}
	return [...found].sort().join('、');
});

/** What a name says of imaging; null for other items, additions (加收), media and films. */
const imagingOf = memo((name: string): { readonly imaging: Imaging | null } => {
	const modality = NO_SCAN.test(name) ? undefined : MODALITIES.find(([, words]) => words.test(name))?.[0];
	if (!modality) return { imaging: null };
	const has = (words: RegExp): boolean => words.test(name);
	const enhanced = has(ENHANCED);
	return { imaging: { modality, part: partOf(name), enhanced, plain: !enhanced && has(PLAIN), guidance: has(GUIDANCE), bedside: has(BEDSIDE) } };
});

/** What names say of imaging, the first that says anything: a fee line's names, or item, kind and part of a report. */
export function imagingIn(texts: readonly string[]): Imaging | null {
	for (const text of texts) {
		const { imaging } = imagingOf(normalizeName(text));
		if (imaging) return imaging;
	}
	return null;
}

/** The same of a distinct item of the batch, for prefilters. */
const known = new WeakMap<readonly string[], { readonly imaging: Imaging | null }>();

/** The same of the names of a fee line, which are one list for all lines of the same names (`namesOf`). */
export function imagingOfNames(names: readonly string[]): Imaging | null {
	let entry = known.get(names);
	if (!entry) known.set(names, (entry = { imaging: imagingIn(names) }));
	return entry.imaging;
}
export const imagingOfKey = (key: ItemKey, batch: BatchContext): Imaging | null => imagingOfNames(namesOfKey(key, batch));
