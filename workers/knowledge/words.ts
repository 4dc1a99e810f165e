/** Parameters read out of words of a notice (从文字得出的参数). Each answers null rather than guess. */

const MALE = /前列腺|男性|男子|睾|阴茎|精子|精液|遗精|滑精|早泄|阳痿|阳萎|勃起|附睾|输精管|包皮|阴囊|精索/gu;
const FEMALE =
	/女性|妇女|妇科|妇人|女子|子宫|宫颈|宫寒|暖宫|胞宫|阴道|外阴|卵巢|输卵管|月经|痛经|经前|经期|经闭|闭经|经行|绝经|更年期|调经|经血|经水|经带|带下|白带|妊娠|妊|孕|胎|产后|分娩|引产|催产|早产|流产|恶露|乳汁|哺乳|泌乳|避孕|盆腔炎|崩漏|漏血|倒经|催乳|通乳|下乳|缺乳/gu;

/** Sex out of the words: only where they speak of one sex. */
export function sexIn(words: string): '1' | '2' | null {
	const male = words.match(MALE)?.length ?? 0;
	const female = words.match(FEMALE)?.length ?? 0;
	if (male > 0 && female === 0) return '1';
	return female > 0 && male === 0 ? '2' : null;
}

/** Sex out of a column. */
export function sexOf(value: string): '1' | '2' | null {
	if (/^男(?:性)?$/u.test(value)) return '1';
	return /^女(?:性)?$/u.test(value) ? '2' : null;
}

export interface AgeRange {
	readonly min?: number;
	readonly max?: number;
}

/** Ages such as 限3-12岁 or 2岁至11岁; several ranges give the widest, since the notice allows each of them. */
export function agesIn(words: string): AgeRange {
	// "1.1岁至14岁" is item 1 of a list, not a year and a tenth.
	const plain = words.replace(/(^|[：:；;。])\s*\d\.(?=\d)/gu, '$1');
	const ranges = [...plain.matchAll(/(\d{1,2})岁?\s*(?:-|~|～|—|至|到)\s*(\d{1,2})岁/gu)].map((m) => [Number(m[1]), Number(m[2])] as const);
	if (ranges.length > 0) return { min: Math.min(...ranges.map(([min]) => min)), max: Math.max(...ranges.map(([, max]) => max)) };
	const from = /(\d{1,2})岁(?:及\1岁)?(?:及)?以上/u.exec(plain)?.[1];
	return from ? { min: Number(from) } : {};
}

/** Last permitted age of a group in words; whole years, so a newborn is 0. */
export function ageGroup(value: string): number | null {
	if (value.includes('新生儿') || value === '婴儿') return 0;
	if (value.includes('婴幼儿') || value === '婴儿专用项目') return 3;
	return /儿童|小儿/u.test(value) ? 17 : null;
}

const DAYS: Readonly<Record<string, number>> = { 天: 1, 日: 1, 周: 7, 个月: 30, 月: 30, 年: 365 };
const NUMERALS: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6 };

/** Days of a column such as 14天. */
export function daysOf(value: string): number | null {
	const parts = /^(\d{1,4})\s*(天|日|周|个月|月|年)?$/u.exec(value);
	return parts ? inDays(Number(parts[1]), parts[2] ?? '天') : null;
}

/** Days of a payment limit in words: 支付不超过14天, 最多支付14天, 总时间不超过90天, 不超过12个月. */
export function daysIn(words: string): number | null {
	const found = new Set<number>();
	for (const parts of words.matchAll(/(?:不超过|最多支付|不得超过|最多)\s*(\d{1,4}|[一两二三四五六])\s*(天|日|周|个月|月|年)(?!度)/gu)) {
		found.add(inDays(NUMERALS[parts[1]!] ?? Number(parts[1]), parts[2]!));
	}
	// Two different limits in one text: which one holds depends on the case.
	return found.size === 1 ? [...found][0]! : null;
}

function inDays(value: number, unit: string): number {
	// Twelve months are a year, not 360 days.
	return unit.endsWith('月') && value % 12 === 0 ? (value / 12) * 365 : value * DAYS[unit]!;
}

/** Window of a pair (频度). */
export function windowOf(value: string): 'day' | 'visit' | '6h' | '1h' | null {
	const windows: Readonly<Record<string, 'day' | 'visit' | '6h' | '1h'>> = {
		单日: 'day',
		同日: 'day',
		单次就诊: 'visit',
		单次住院: 'visit',
		'6小时': '6h',
		同一小时: '1h',
		'1小时': '1h'
	};
	return Object.hasOwn(windows, value) ? windows[value]! : null;
}

/** Level of a hospital (限定值域). */
export function rankOf(value: string): 1 | 2 | 3 | null {
	if (value.startsWith('三级')) return 3;
	if (value.startsWith('二级')) return 2;
	return value.startsWith('一级') ? 1 : null;
}

/** The lowest level that the words allow: 三级综合医院眼科或二级及以上眼科专科医院 allows 二级. */
export function rankIn(words: string): 1 | 2 | 3 | null {
	if (/一级及以上/u.test(words)) return 1;
	if (/二级/u.test(words)) return 2;
	return /三级/u.test(words) ? 3 : null;
}

export interface Frequency {
	readonly limit: number;
	readonly period: number | 'visit' | 'hour';
}

/**
 * Limit of a frequency (限制数量, 数量单位). The unit is what the item is charged by: once a day for 日, 24 hours a day for 小时.
 * Without a number, the unit alone says it.
 */
export function frequencyOf(limit: string, unit: string): Frequency | null {
	const number = limit === '' ? (unit === '小时' ? 24 : 1) : Number(limit);
	if (!Number.isSafeInteger(number) || number < 1) return null;
	if (unit === '日' || unit === '天' || (unit === '小时' && number <= 24)) return { limit: number, period: 1 };
	if (unit === '周') return { limit: number, period: 7 };
	if (unit === '月') return { limit: number, period: 30 };
	if (unit === '年') return { limit: number, period: 365 };
	return unit === '次' || unit === '次住院' || unit === '就诊' ? { limit: number, period: 'visit' } : null;
}

/** Frequency in words: 每周最多支付一次; 间隔时间不短于14天 is one in 14 days. */
export function frequencyIn(words: string): Frequency | null {
	const interval = /间隔(?:时间)?不(?:短|少)于(\d{1,3})天/u.exec(words)?.[1];
	if (interval) return { limit: 1, period: Number(interval) };
	const each = /每(日|天|周|月|年)(?:最多|不超过)(?:支付)?([一两二三四五六]|\d{1,3})次/u.exec(words);
	return each ? frequencyOf(String(NUMERALS[each[2]!] ?? each[2]), each[1]!) : null;
}
