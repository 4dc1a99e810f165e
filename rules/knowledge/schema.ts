import type { KnowledgeTableId } from './pack.ts';

/** What a field of a pack may hold. */
export type FieldCheck =
	| { readonly kind: 'text'; readonly max: number; readonly pattern?: RegExp; readonly hint?: string }
	| { readonly kind: 'texts'; readonly max: number; readonly most: number; readonly pattern?: RegExp; readonly hint?: string }
	| { readonly kind: 'whole'; readonly min: number; readonly max: number }
	| { readonly kind: 'oneOf'; readonly values: readonly (string | number)[] }
	/** A whole number in the range, or one of the words. */
	| { readonly kind: 'wholeOr'; readonly min: number; readonly max: number; readonly values: readonly string[] };

export interface FieldRule {
	readonly check: FieldCheck;
	readonly optional?: true;
}

/** Limits of size: a pack beyond them is refused before its points are looked at. */
export const PACK_LIMITS = { points: 200_000, codes: 5_000, names: 500, text: 300, problems: 100 } as const;

const CODE = /^[0-9A-Z][0-9A-Z.\-_]*$/u;
const text = (max: number = PACK_LIMITS.text): FieldRule => ({ check: { kind: 'text', max } });
const day: FieldCheck = { kind: 'text', max: 10, pattern: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u, hint: 'yyyy-MM-dd' };
const codes: FieldRule = { check: { kind: 'texts', max: 64, most: PACK_LIMITS.codes, pattern: CODE, hint: 'A-Z 0-9' } };
const names: FieldRule = { check: { kind: 'texts', max: PACK_LIMITS.text, most: PACK_LIMITS.names }, optional: true };
const oneOf = (...values: (string | number)[]): FieldRule => ({ check: { kind: 'oneOf', values } });
const whole = (min: number, max: number): FieldRule => ({ check: { kind: 'whole', min, max } });
const optional = (rule: FieldRule): FieldRule => ({ ...rule, optional: true });

/** Fields that every point has, whatever its table. `got` is checked by hand. */
export const BASE_FIELDS: Readonly<Record<string, FieldRule>> = {
	id: text(),
	officialClass: text(80),
	officialCode: optional(text(32)),
	codes,
	name: text(),
	aliases: names,
	from: { check: day, optional: true },
	to: { check: day, optional: true },
	notice: text()
};

/** Further fields by table; the parameters that `got` must explain are those that are not names or codes. */
export const TABLE_FIELDS: Readonly<Record<KnowledgeTableId, Readonly<Record<string, FieldRule>>>> = {
	sexLimits: { sex: oneOf('1', '2') },
	ageLimits: { minAge: optional(whole(0, 150)), maxAge: optional(whole(0, 150)) },
	insuranceLimits: { insurance: oneOf('injury', 'maternity') },
	hospitalLevelLimits: { minRank: oneOf(1, 2, 3) },
	visitKindLimits: { kind: oneOf('inpatient', 'outpatient', 'emergency-or-inpatient') },
	courseLimits: { days: whole(1, 3660) },
	exclusions: { subCodes: codes, subName: text(), subAliases: names, window: oneOf('day', 'visit', '6h', '1h') },
	frequencyLimits: { limit: whole(1, 100_000), period: { check: { kind: 'wholeOr', min: 1, max: 3660, values: ['visit', 'hour'] } } },
	discountGroups: { group: text(80) },
	procedureSexes: { sex: oneOf('1', '2') },
	priceLimits: { price: whole(0, Number.MAX_SAFE_INTEGER), rank: optional(oneOf(1, 2, 3)) },
	itemKinds: { kind: oneOf('bed', 'nursing', 'hourly', 'film'), level: optional(oneOf(0, 1, 2, 3)), devices: names }
};

/** Parameters of a point, as `got` names them. */
export function parametersOf(table: KnowledgeTableId): readonly string[] {
	return Object.keys(TABLE_FIELDS[table]).filter((field) => !/^sub|^devices$/u.test(field));
}

export const PACK_FIELDS: Readonly<Record<string, FieldRule>> = {
	format: oneOf('mingshen.knowledge/1'),
	id: { check: { kind: 'text', max: 80, pattern: /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, hint: 'letters, digits, . _ -' } },
	version: { check: { kind: 'text', max: 40, pattern: /^[0-9A-Za-z][0-9A-Za-z.+_-]*$/u, hint: 'letters, digits, . + _ -' } },
	region: { check: { kind: 'text', max: 16, pattern: /^(?:CN|CN-[0-9A-Z]{1,12}|\d{2,9})$/u, hint: 'CN, CN-… or an administrative code' } },
	published: { check: { kind: 'text', max: 10, pattern: /^(?:|\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))$/u, hint: 'yyyy-MM-dd' } },
	digest: { check: { kind: 'text', max: 64, pattern: /^[0-9a-f]{64}$/u, hint: '64 hexadecimal digits' } }
};
