import { taken, type Span } from './fold.ts';
import { scan } from './lexicon.ts';
import { COUNTED, factor, MEASURES, NO_UNIT, type Measure } from './measures.ts';
import { scaledFigures, scaledNumeral } from './numerals.ts';
import { timesIn } from './times.ts';

/** A number with its unit as a text says it (folded units). */
export interface Quantity {
	/** 1/10 000 of the unit; two for a range (0.8–1.2cm) or a pair (132/82mmHg), two or three for a size (3×4cm). */
	readonly values: readonly number[];
	readonly form: 'one' | 'range' | 'pair' | 'size';
	readonly unit: Measure;
	/** 约 · 大于、余 · 小于、不足 · 第2次; null where it is said plainly. */
	readonly sense: 'about' | 'more' | 'less' | 'ordinal' | null;
	readonly span: Span;
}

const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,6})?`;
const FIGURES = new RegExp(
	String.raw`(?<![\d.^]|\d[,:/~-]|[a-z][-/]?)(${NUMBER})(?:\s?(-|~|至|到)\s?(${NUMBER})|\s?/\s?(${NUMBER})|((?:\s?[×*x]\s?${NUMBER}){1,2}))?`,
	'g'
);
const NUMERALS = /(?<![一二两三四五六七八九十百几数多])(半|[一二两三四五六七八九十百]{1,5})(?=[^一二两三四五六七八九十百几数多])/g;
/** 3cm×4cm: the unit said at each side. */
const SIDE = new RegExp(String.raw`^\s?[×*x]\s?(${NUMBER})\s?`);
const BEFORE: readonly (readonly [Quantity['sense'] & string, RegExp])[] = [
	['ordinal', /第\s?$/],
	['about', /(约|大约|近|大小约|长约|约为|共约|左右约)\s?$/],
	['more', /(>|≥|大于|超过|多于|高于|不少于|不低于)\s?$/],
	['less', /(<|≤|小于|少于|低于|不足|不到|不超过|未满)\s?$/]
];
const AFTER: readonly (readonly [Quantity['sense'] & string, RegExp])[] = [
	['more', /^(余|多|以上)/],
	['less', /^(以下|以内|内)/],
	['about', /^(左右|上下)/]
];
const LOOK = 6;

/** Numbers with units in a folded text, in order. What has no unit is none: 住院号, T12, CA125. Linear. */
export function quantitiesIn(text: string, [from, to]: Span = [0, text.length]): Quantity[] {
	const part = text.slice(from, to);
	const clocks = taken(
		part.length,
		timesIn(part).map(({ span }) => span)
	);
	const found: Quantity[] = [];
	for (const match of part.matchAll(FIGURES)) {
		const at = match.index;
		if (at < (found.at(-1)?.span[1] ?? 0) || clocks[at] === 1) continue;
		const quantity = withUnit(part, match);
		if (quantity) found.push(quantity);
	}
	for (const { index, 0: word } of part.matchAll(NUMERALS)) {
		const value = scaledNumeral(word);
		const unit = value === null ? null : unitAt(part, index + word.length);
		if (unit && COUNTED.has(unit.kind)) found.push(make(part, [value!], 'one', unit.kind, [index, unit.to]));
	}
	const all = [...found, ...vitals(part, found)].sort((a, b) => a.span[0] - b.span[0]);
	return all.map((quantity) => ({ ...quantity, span: [quantity.span[0] + from, quantity.span[1] + from] }));
}

/** The quantity that figures begin; shorter readings of them where the whole has no unit: 0.5g×2支 is two quantities. */
function withUnit(text: string, match: RegExpExecArray): Quantity | null {
	const [whole, first, , end, below, sides] = match;
	const numbers = end ? [first!, end] : below ? [first!, below] : sides ? [first!, ...sides.split(/[×*x]/).slice(1)] : [first!];
	const unit = unitAt(text, match.index + whole.length);
	const values = numbers.map((one) => scaledFigures(one.trim()));
	if (unit && values.every((value) => value !== null)) {
		const form = end ? 'range' : below ? 'pair' : sides ? 'size' : 'one';
		return withSides(text, make(text, values, form, unit.kind, [match.index, unit.to]));
	}
	const alone = numbers.length > 1 ? unitAt(text, match.index + first!.length) : null;
	const value = scaledFigures(first!);
	return alone && value !== null ? make(text, [value], 'one', alone.kind, [match.index, alone.to]) : null;
}

/** Adds the further sides of a size whose unit is said each time. */
function withSides(text: string, quantity: Quantity): Quantity {
	let { values, span } = quantity;
	for (let side = SIDE.exec(text.slice(span[1], span[1] + 16)); side && values.length < 3; side = SIDE.exec(text.slice(span[1], span[1] + 16))) {
		const unit = unitAt(text, span[1] + side[0].length);
		const value = scaledFigures(side[1]!);
		if (value === null || unit?.kind !== quantity.unit) break;
		values = [...values, value];
		span = [span[0], unit.to];
	}
	return values.length > quantity.values.length ? { ...quantity, values, span, form: 'size' } : quantity;
}

function unitAt(text: string, at: number): { kind: Measure; to: number } | null {
	let from = text[at] === ' ' ? at + 1 : at;
	if (text[from] === '余' || text[from] === '多' || text[from] === '+') from++;
	const [unit] = scan(text, MEASURES, from, from + 14);
	if (!unit || unit.from !== from || NO_UNIT.test(text.slice(from, from + 4))) return null;
	const [next = '', after = ''] = [text[unit.to], text[unit.to + 1]];
	const joins = /[a-z%]/.test(unit.word.at(-1)!) && (/[a-z]/.test(next) || (next === '/' && /[a-z]/.test(after)));
	return joins ? null : { kind: unit.kind, to: unit.to };
}

function make(text: string, values: readonly number[], form: Quantity['form'], unit: Measure, span: Span): Quantity {
	const before = text.slice(Math.max(0, span[0] - LOOK), span[0]);
	const inside = /[余多+]/.test(text.slice(...span)) ? 'more' : null;
	const after = AFTER.find(([, words]) => words.test(text.slice(span[1], span[1] + 2)))?.[0];
	return { values, form, unit, sense: BEFORE.find(([, words]) => words.test(before))?.[0] ?? inside ?? after ?? null, span };
}

/** Vital signs as nurses write them, T36.5 P72 R18 BP120/76: keys without units, at least T and P together. */
const VITALS =
	/(?<![a-z])t:?\s?(\d\d(?:\.\d)?)(?:°c|℃)?[,;、\s]{0,2}p:?\s?(\d{2,3})(?:次\/分|bpm)?(?:[,;、\s]{0,2}r:?\s?(\d{1,2})(?:次\/分)?)?(?:[,;、\s]{0,2}bp:?\s?(\d{2,3})\/(\d{2,3})(?:mmhg)?)?/g;

function vitals(text: string, found: readonly Quantity[]): Quantity[] {
	const signs: Quantity[] = [];
	const known = taken(
		text.length,
		found.map(({ span }) => span)
	);
	for (const match of text.matchAll(VITALS)) {
		let at = match.index;
		const add = (unit: Measure, ...parts: (string | undefined)[]): void => {
			if (parts[0] === undefined) return;
			const from = text.indexOf(parts[0], at);
			const end = from + parts.join('/').length;
			at = end;
			if (known[from] === 1) return;
			signs.push(
				make(
					text,
					parts.map((part) => scaledFigures(part!)!),
					parts.length > 1 ? 'pair' : 'one',
					unit,
					[from, end]
				)
			);
		};
		add('℃', match[1]);
		add('次/分', match[2]);
		add('次/分', match[3]);
		add('mmHg', match[4], match[5]);
	}
	return signs;
}

/** The values of a quantity in another unit of the same kind, 1/10 000; null where there is no whole factor. */
export function inUnit({ values, unit }: Quantity, wanted: Measure): readonly number[] | null {
	const times = factor(unit, wanted);
	return times === null ? null : values.map((value) => value * times);
}
