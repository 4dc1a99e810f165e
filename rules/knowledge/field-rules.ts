/** What the fields of a pack may hold: the check of an untrusted value and its type in one place. */

export type FieldCheck =
	| { readonly kind: 'text'; readonly max: number; readonly pattern?: RegExp; readonly hint?: string }
	| { readonly kind: 'texts'; readonly max: number; readonly most: number; readonly pattern?: RegExp; readonly hint?: string }
	/** A whole number; where it is one of a finer unit, `scale` of them make the unit that people write. */
	| { readonly kind: 'whole'; readonly min: number; readonly max: number; readonly scale?: number }
	| { readonly kind: 'oneOf'; readonly values: readonly (string | number)[] }
	| { readonly kind: 'someOf'; readonly values: readonly string[] }
	| { readonly kind: 'yesOrNo' }
	/** A whole number in the range, or one of the words. */
	| { readonly kind: 'wholeOr'; readonly min: number; readonly max: number; readonly values: readonly string[] }
	| { readonly kind: 'records'; readonly fields: FieldRules; readonly most: number };

export interface FieldRule<T = unknown> {
	readonly check: FieldCheck;
	readonly optional?: true;
	/** Names and codes of an item: they say what a point is of, and are no parameter of it that `got` must explain. */
	readonly named?: true;
	/** Carries the type of the value and is never set. */
	readonly type?: T;
}
export type FieldRules = Readonly<Record<string, FieldRule>>;

type OptionalOf<F> = { [K in keyof F]: F[K] extends { readonly optional: true } ? K : never }[keyof F];
type ValueOf<R> = R extends { readonly type?: infer T } ? T : never;
/** Type of an object whose fields are checked by these rules. */
export type FieldsOf<F extends FieldRules> = { readonly [K in Exclude<keyof F, OptionalOf<F>>]: ValueOf<F[K]> } & {
	readonly [K in OptionalOf<F>]?: ValueOf<F[K]>;
};

/** Limits of size: a pack beyond them is refused before its points are looked at. */
export const PACK_LIMITS = { points: 200_000, codes: 5_000, names: 500, text: 300, problems: 100, records: 50 } as const;

const CODE = /^[0-9A-Z][0-9A-Z.\-_]*$/u;
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/u;

export const text = (max: number = PACK_LIMITS.text): FieldRule<string> => ({ check: { kind: 'text', max } });
export const patterned = (max: number, pattern: RegExp, hint: string): FieldRule<string> => ({ check: { kind: 'text', max, pattern, hint } });
/** A day, yyyy-MM-dd. */
export const day: FieldRule<string> = patterned(10, DAY, 'yyyy-MM-dd');
/** Codes or their beginnings, upper case. */
export const codes: FieldRule<readonly string[]> = { check: { kind: 'texts', max: 64, most: PACK_LIMITS.codes, pattern: CODE, hint: 'A-Z 0-9' } };
/** Names or words. */
export const texts: FieldRule<readonly string[]> = { check: { kind: 'texts', max: PACK_LIMITS.text, most: PACK_LIMITS.names } };
export const textsLike = (pattern: RegExp, hint: string): FieldRule<readonly string[]> => ({
	check: { kind: 'texts', max: PACK_LIMITS.text, most: PACK_LIMITS.names, pattern, hint }
});
export const whole = (min: number, max: number): FieldRule<number> => ({ check: { kind: 'whole', min, max } });
/** A number that people write with decimals, kept as whole ones of a finer unit. */
const scaled = (scale: number, min = 0): FieldRule<number> => ({ check: { kind: 'whole', min, max: Number.MAX_SAFE_INTEGER, scale } });
export const millionths = scaled(1_000_000);
/** Unit prices in 1/1 000 000 元. */
export const price = millionths;
/** Amounts in 分. */
export const amount = scaled(100);
/** Quantities and doses in 1/10 000 of their unit. */
export const quantity = scaled(10_000);
export const yesOrNo: FieldRule<boolean> = { check: { kind: 'yesOrNo' } };
export const oneOf = <const V extends readonly (string | number)[]>(...values: V): FieldRule<V[number]> => ({ check: { kind: 'oneOf', values } });
/** At least one of the words, each once. */
export const someOf = <const V extends readonly string[]>(...values: V): FieldRule<readonly V[number][]> => ({ check: { kind: 'someOf', values } });
export const wholeOr = <const V extends readonly string[]>(min: number, max: number, ...values: V): FieldRule<number | V[number]> => ({
	check: { kind: 'wholeOr', min, max, values }
});
/** A list of objects. */
export const records = <const F extends FieldRules>(fields: F): FieldRule<readonly FieldsOf<F>[]> => ({
	check: { kind: 'records', fields, most: PACK_LIMITS.records }
});

export const optional = <R extends FieldRule>(rule: R): R & { readonly optional: true } => ({ ...rule, optional: true });
export const named = <R extends FieldRule>(rule: R): R & { readonly named: true } => ({ ...rule, named: true });

/**
 * Values of a laboratory (检验值) that answer a question: any of the names, compared by `op` with `limit`, which is in 1/10 000 of `unit`. A point's
 * list holds where one of its entries does. `abnormal` asks the flag of the record and has no limit.
 */
export const labs = records({
	names: texts,
	op: oneOf('lt', 'le', 'gt', 'ge', 'abnormal'),
	limit: optional(scaled(10_000, -Number.MAX_SAFE_INTEGER)),
	unit: optional(text(40))
});
export type LabTest = NonNullable<(typeof labs)['type']>[number];
