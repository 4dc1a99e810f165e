import { normalizeName } from '../../rules/knowledge/names.ts';
import type { KnowledgePoint, Provenance } from '../../rules/knowledge/pack.ts';
import { diseasesIn } from './diseases.ts';
import type { RawPoint } from './raw.ts';
import * as words from './words.ts';

/** Why a row became no point. */
export type SkipReason =
	| 'not-used-yet'
	| 'sex-unclear'
	| 'age-unclear'
	| 'days-unclear'
	| 'level-unclear'
	| 'visit-unclear'
	| 'window-absent'
	| 'frequency-unclear'
	| 'group-absent';

export type Converted = { readonly point: KnowledgePoint } | { readonly skipped: SkipReason };

type Got = KnowledgePoint['got'][string];
const COLUMN: Got = { by: 'column', verified: true };
const TEXT: Got = { by: 'text', verified: false };
const HUMAN: Got = { by: 'human', verified: false };
const skip = (skipped: SkipReason): Converted => ({ skipped });

/** Last age of a child (儿童) where the notice gives no number: under 18. A person set it, so it makes a finding suspect at most. */
export const CHILD_MAX_AGE = 17;
/** Last day of life of a newborn (新生儿期), which the notice does not give. */
export const NEWBORN_DAYS = 28;
/** 法定就业年龄 without a number in the notice; the upper end is generous. */
export const WORKING_AGE = { min: 16, max: 65 } as const;
/** How a record says that a therapy before has failed; the notice names the first line in words of its own, drug by drug. */
export const FAIL_WORDS = [
	'无效',
	'效果不佳',
	'疗效欠佳',
	'控制不佳',
	'应答不佳',
	'不能耐受',
	'不耐受',
	'耐药',
	'失败',
	'进展',
	'复发',
	'难治',
	'二线'
] as const;

/** Makes a typed point of a row (知识点), each parameter with how it was got; a parameter that stays unclear skips the row. */
export function toPoint(raw: RawPoint): Converted {
	switch (raw.ruleClass.table) {
		case 'sexLimits':
			return sexLimit(raw);
		case 'ageLimits':
			return ageLimit(raw);
		case 'insuranceLimits':
			return raw.ruleClass.insurance
				? point(raw, { table: 'insuranceLimits', insurance: raw.ruleClass.insurance }, { insurance: COLUMN })
				: skip('not-used-yet');
		case 'hospitalLevelLimits':
			return levelLimit(raw);
		case 'visitKindLimits':
			return visitLimit(raw);
		case 'courseLimits':
			return courseLimit(raw);
		case 'exclusions':
			return exclusion(raw);
		case 'frequencyLimits':
			return frequencyLimit(raw);
		case 'discountGroups':
			return discountGroup(raw);
		case 'indications':
			return indication(raw);
		case 'secondLine':
			return point(raw, { table: 'secondLine', firstLine: [], failWords: FAIL_WORDS }, { firstLine: TEXT, failWords: HUMAN });
		case 'herbLimits':
			return raw.ruleClass.herb ? point(raw, { table: 'herbLimits', kind: raw.ruleClass.herb }, { kind: COLUMN }) : skip('not-used-yet');
		case 'onlineLimits':
			return point(raw, { table: 'onlineLimits' }, {});
		default:
			return skip('not-used-yet');
	}
}

function sexLimit(raw: RawPoint): Converted {
	const column = words.sexOf(raw.value);
	const sex = column ?? words.sexIn(`${raw.name} ${raw.words}`);
	return sex ? point(raw, { table: 'sexLimits', sex }, { sex: column ? COLUMN : TEXT }) : skip('sex-unclear');
}

function ageLimit(raw: RawPoint): Converted {
	if (raw.words.includes('法定就业年龄')) {
		return point(raw, { table: 'ageLimits', minAge: WORKING_AGE.min, maxAge: WORKING_AGE.max }, { minAge: HUMAN, maxAge: HUMAN });
	}
	if (raw.ruleClass.ageInWords) {
		const { min, max } = words.agesIn(raw.words);
		const last = max ?? CHILD_MAX_AGE;
		const got = { ...(min === undefined ? {} : { minAge: TEXT }), maxAge: max === undefined ? HUMAN : TEXT };
		return point(raw, { table: 'ageLimits', ...(min === undefined ? {} : { minAge: min }), maxAge: last }, got);
	}
	const drug = raw.ruleClass.slug.startsWith('drug');
	const group = drug ? CHILD_MAX_AGE : (words.ageGroup(raw.value) ?? words.ageGroup(raw.words));
	if (group === null) return skip('age-unclear');
	const days = !drug && /新生儿/u.test(`${raw.value} ${raw.words}`) ? { maxAgeDays: NEWBORN_DAYS } : {};
	return point(raw, { table: 'ageLimits', maxAge: group, ...days }, { maxAge: HUMAN, ...('maxAgeDays' in days ? { maxAgeDays: HUMAN } : {}) });
}

function levelLimit(raw: RawPoint): Converted {
	const column = words.rankOf(raw.value);
	const allowed = words.rankIn(raw.words);
	// A column gives one level; where the words allow a lower one or speak of the first prescription only, the words are followed.
	const softer = (column !== null && allowed !== null && allowed < column) || raw.words.includes('首次处方');
	const minRank = column === null ? allowed : softer && allowed !== null ? allowed : column;
	if (minRank === null) return skip('level-unclear');
	return point(raw, { table: 'hospitalLevelLimits', minRank }, { minRank: column !== null && !softer ? COLUMN : TEXT });
}

function visitLimit(raw: RawPoint): Converted {
	// The re-laid column says 住院 even where the words allow 急诊 too.
	if (/急诊[或、和及]/u.test(raw.words) || raw.value.includes('急诊')) {
		return point(raw, { table: 'visitKindLimits', kind: 'emergency-or-inpatient' }, { kind: raw.value.includes('急诊') ? COLUMN : TEXT });
	}
	const column = raw.value === '住院' ? 'inpatient' : raw.value === '门诊' ? 'outpatient' : null;
	const kind = column ?? (/住院(?:患者|方可)/u.test(raw.words) ? 'inpatient' : null);
	return kind ? point(raw, { table: 'visitKindLimits', kind }, { kind: column ? COLUMN : TEXT }) : skip('visit-unclear');
}

function courseLimit(raw: RawPoint): Converted {
	const column = words.daysOf(raw.value);
	const days = column ?? words.daysIn(raw.words);
	return days ? point(raw, { table: 'courseLimits', days }, { days: column ? COLUMN : TEXT }) : skip('days-unclear');
}

function exclusion(raw: RawPoint): Converted {
	const window = words.windowOf(raw.window);
	if (!window || raw.subName === '') return skip('window-absent');
	return point(raw, { table: 'exclusions', subCodes: sorted(raw.subCodes), subName: raw.subName, window }, { window: COLUMN });
}

function frequencyLimit(raw: RawPoint): Converted {
	const column = raw.period === '' ? words.frequencyOf(raw.limit, raw.unit) : cycle(raw);
	// In the CSV the unit that the item is charged by (日, 小时) is all that the words say.
	const frequency = column ?? words.frequencyIn(raw.words) ?? words.frequencyOf('', raw.words);
	if (!frequency) return skip('frequency-unclear');
	const got = column ? COLUMN : TEXT;
	return point(raw, { table: 'frequencyLimits', ...frequency }, { limit: got, period: got });
}

function cycle(raw: RawPoint): words.Frequency | null {
	const limit = Number(raw.limit);
	const period = words.daysOf(raw.period);
	return Number.isSafeInteger(limit) && limit > 0 && period ? { limit, period } : null;
}

function discountGroup(raw: RawPoint): Converted {
	const column = raw.value !== '';
	const group = column ? raw.value : /^[\p{L}]{2,20}组$/u.test(raw.words) ? raw.words : '';
	// The words of this class are nothing but the group's name.
	return group === '' ? skip('group-absent') : point(raw, { table: 'discountGroups', group }, { group: COLUMN });
}

/** Codes of the diagnoses stand in no notice: names of diseases out of the words, and where there are none a rule can only say 无法判断. */
function indication(raw: RawPoint): Converted {
	const names = diseasesIn(raw.words);
	const found = names.length === 0 ? {} : { words: names };
	return point(raw, { table: 'indications', kind: 'drug', ...found }, { kind: COLUMN, ...(names.length === 0 ? {} : { words: TEXT }) });
}

type Parameters = { readonly table: KnowledgePoint['table'] } & Readonly<Record<string, unknown>>;

function point(raw: RawPoint, parameters: Parameters, got: Record<string, { by: Provenance; verified: boolean }>): Converted {
	const codes = sorted(raw.codes);
	const own = codes[0] ?? normalizeName(raw.name);
	const sub = raw.subName === '' ? '' : `×${raw.subCodes[0] ?? normalizeName(raw.subName)}`;
	const group = typeof parameters['group'] === 'string' ? `:${parameters['group']}` : '';
	const made = {
		id: `${raw.ruleClass.slug}${group}:${own}${sub}`,
		officialClass: raw.ruleClass.name,
		...(raw.ruleClass.code ? { officialCode: raw.ruleClass.code } : {}),
		codes,
		name: raw.name,
		...parameters,
		notice: raw.notice,
		got
	};
	return { point: made as unknown as KnowledgePoint };
}

function sorted(codes: readonly string[]): string[] {
	return [...new Set(codes)].sort();
}
