import type { FieldRules } from './field-rules.ts';

/** Why a point that has all its fields still says nothing. */
export interface PointFault {
	readonly id: string;
	readonly zh: string;
	readonly en: string;
}

/** One table of knowledge (知识表): all that reading, checking, merging and compiling need to know of it. */
export interface TableDescriptor<Fields extends FieldRules = FieldRules> {
	readonly zh: string;
	readonly en: string;
	/** Fields beyond those of every point. */
	readonly fields: Fields;
	/**
	 * How fee lines are matched: `item` by codes and names; `pair` with a second item in `subCodes`, `subName`, `subAliases`; `parts` with the items of
	 * `parts` as the second; `none` where `codes` are beginnings of codes of diagnoses or procedures, which rules read from `points`.
	 */
	readonly sides: 'item' | 'pair' | 'parts' | 'none';
	/** Fields by which a class holds several points of one item. */
	readonly apart?: readonly string[];
	/** An item is known by its codes and not by its name: makers sell under one name at prices of their own. */
	readonly byCodes?: true;
	/** Asked of a point whose fields are sound. */
	readonly fault?: (point: Readonly<Record<string, unknown>>) => PointFault | null;
}

/** One table. The fields are checked when packs are read, and are the type of its points. */
export function defineKnowledge<const Fields extends FieldRules>(
	descriptor: TableDescriptor<Fields> & { readonly apart?: readonly ((keyof Fields & string) | 'from')[] }
): TableDescriptor<Fields> {
	return descriptor;
}

/** The fault of a point that has none of these fields. */
export const needsOneOf =
	(...names: string[]) =>
	(point: Readonly<Record<string, unknown>>): PointFault | null =>
		names.some((name) => point[name] !== undefined && !isEmpty(point[name]))
			? null
			: { id: 'empty-limit', zh: `没有 ${names.join('、')} 中的任何一项`, en: `has none of ${names.join(', ')}` };

const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;
