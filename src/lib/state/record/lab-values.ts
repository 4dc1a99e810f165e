/** What a laboratory cell says, where it can be read without a guess. */
export interface LabValue {
	readonly value: number;
	/** `<0.01` is no 0.01: the sign stays with the value. */
	readonly sign: '' | '<' | '>';
}
export interface Limits {
	readonly low: number | null;
	readonly high: number | null;
}
export type LabState = 'low' | 'in' | 'high' | 'unknown';
/** What the file's own 异常标志 says. */
export type LabFlag = 'normal' | 'high' | 'low' | 'abnormal' | 'none';

const NUMBER = String.raw`([-+]?\d+(?:\.\d+)?)`;
const RESULT = new RegExp(`^([<>≤≥＜＞])?\\s*${NUMBER}\\s*(?:[↑↓HLhl]|\\([HLhl]\\))?$`);
const BETWEEN = new RegExp(`^${NUMBER}\\s*(?:-{1,2}|–|—|~|～|至|到)\\s*${NUMBER}$`);
const BELOW = new RegExp(`^(?:<=?|≤|＜)\\s*${NUMBER}$`);
const ABOVE = new RegExp(`^(?:>=?|≥|＞)\\s*${NUMBER}$`);

/** A result as a number; null for words (阴性), titres and whatever else is no plain number. */
export function labValue(text: string): LabValue | null {
	const match = RESULT.exec(text.trim());
	if (!match) return null;
	const sign = match[1] === undefined ? '' : '<≤＜'.includes(match[1]) ? '<' : '>';
	return { value: Number(match[2]), sign };
}

/**
 * Limits of a reference range: `3.5–9.5`, `<5`, `≥60`, with the unit behind it or not. Null where it is anything else: limits by sex or age
 * (男 130–175；女 115–150) would have to be guessed.
 */
export function limitsOf(text: string, unit: string): Limits | null {
	let plain = text.trim().replace(/^[（(【[]|[）)】\]]$/gu, '');
	if (unit !== '' && plain.endsWith(unit)) plain = plain.slice(0, -unit.length).trim();
	const between = BETWEEN.exec(plain);
	if (between) {
		const [low, high] = [Number(between[1]), Number(between[2])];
		return low <= high ? { low, high } : null;
	}
	const below = BELOW.exec(plain);
	if (below) return { low: null, high: Number(below[1]) };
	const above = ABOVE.exec(plain);
	return above ? { low: Number(above[1]), high: null } : null;
}

/** Where a value lies. `<5` against a lower limit of 3 is unknown: it may lie on either side. */
export function stateOf({ value, sign }: LabValue, limits: Limits | null): LabState {
	if (!limits) return 'unknown';
	const { low, high } = limits;
	if (sign === '<') return low !== null && value <= low ? 'low' : low === null && high !== null && value <= high ? 'in' : 'unknown';
	if (sign === '>') return high !== null && value >= high ? 'high' : high === null && low !== null && value >= low ? 'in' : 'unknown';
	if (low !== null && value < low) return 'low';
	if (high !== null && value > high) return 'high';
	return 'in';
}

/** Codes of a hospital's own (0, 1, 2) say nothing: who knows what they stand for must map them. */
export function flagOf(text: string): LabFlag {
	const flag = text.trim();
	if (/^(正常|否|N)$/iu.test(flag)) return 'normal';
	if (/↑|高|^H+$/iu.test(flag)) return 'high';
	if (/↓|低|^L+$/iu.test(flag)) return 'low';
	return /异常|危急|阳性|^(是|A|\*)$/iu.test(flag) ? 'abnormal' : 'none';
}

/** Whether the file's flag and its own reference range contradict each other. */
export function disagree(flag: LabFlag, state: LabState): boolean {
	if (flag === 'none' || state === 'unknown') return false;
	if (flag === 'normal') return state !== 'in';
	return flag === 'abnormal' ? state === 'in' : flag !== state;
}
