import type { Bilingual } from '../domain/finding.ts';

/**
 * A knowledge pack (知识包): dated, sourced facts that rules look up. The file is JSON; its digest is SHA-256 over
 * RFC 8785 of everything but `digest`.
 */
export interface KnowledgePack {
	readonly format: 'mingshen.knowledge/1';
	readonly id: string;
	readonly title: Bilingual;
	readonly version: string;
	/** Administrative code of the region, or 'CN'. */
	readonly region: string;
	/** Day of publication, yyyy-MM-dd; empty where the file does not say. */
	readonly published: string;
	readonly source: { readonly title: string; readonly notice?: string };
	readonly points: readonly KnowledgePoint[];
	readonly digest: string;
}

/** How a parameter was got: from a column of the notice, out of its words, or by a person. */
export type Provenance = 'column' | 'text' | 'human';

interface PointBase {
	/** Stable within its table: class and code or name. */
	readonly id: string;
	/** Official name of the rule class (e.g. 药品区分性别使用), and its code where published. */
	readonly officialClass: string;
	readonly officialCode?: string;
	/** National codes (医保编码), upper case. Empty: matches by name only. */
	readonly codes: readonly string[];
	readonly name: string;
	/** Further names of the same item. */
	readonly aliases?: readonly string[];
	readonly from?: string;
	readonly to?: string;
	/** Title of the notice that a person can look up. */
	readonly notice: string;
	/** How each parameter was got. */
	readonly got: Readonly<Record<string, { readonly by: Provenance; readonly verified: boolean }>>;
}

/** Item only for one sex: 1 male, 2 female (national code of `gend`). */
export interface SexLimit extends PointBase {
	readonly table: 'sexLimits';
	readonly sex: '1' | '2';
}
/** Item for an age range, whole years; `maxAge` is the last permitted age. */
export interface AgeLimit extends PointBase {
	readonly table: 'ageLimits';
	readonly minAge?: number;
	readonly maxAge?: number;
}
/** Item paid only under these insurance kinds (`insutype`). */
export interface InsuranceLimit extends PointBase {
	readonly table: 'insuranceLimits';
	readonly insurance: 'injury' | 'maternity';
}
/** Item paid only at hospitals of at least this rank: 1, 2, 3 (一级, 二级, 三级). */
export interface HospitalLevelLimit extends PointBase {
	readonly table: 'hospitalLevelLimits';
	readonly minRank: 1 | 2 | 3;
}
/** Item paid only in this kind of visit. */
export interface VisitKindLimit extends PointBase {
	readonly table: 'visitKindLimits';
	readonly kind: 'inpatient' | 'outpatient' | 'emergency-or-inpatient';
}
/** Item paid for at most this many days of use in a course. */
export interface CourseLimit extends PointBase {
	readonly table: 'courseLimits';
	readonly days: number;
}
/** Main item A contains item B; both billed inside the window is B billed twice. */
export interface ExclusionPair extends PointBase {
	readonly table: 'exclusions';
	/** `codes`, `name`, `aliases` are the main item's (涉及项); these are the contained item's (违规项). */
	readonly subCodes: readonly string[];
	readonly subName: string;
	readonly subAliases?: readonly string[];
	readonly window: 'day' | 'visit' | '6h' | '1h';
}
/** At most `limit` in each period of `periodDays` (1 = a day; the visit where 'visit'). */
export interface FrequencyLimit extends PointBase {
	readonly table: 'frequencyLimits';
	readonly limit: number;
	readonly period: number | 'visit' | 'hour';
}
/** Operations of a group share one incision: the second and further ones are charged at a discount. */
export interface DiscountGroup extends PointBase {
	readonly table: 'discountGroups';
	readonly group: string;
}
/** Procedure (ICD-9-CM-3 医保版) that only one sex can have. `codes` are prefixes. */
export interface ProcedureSex extends PointBase {
	readonly table: 'procedureSexes';
	readonly sex: '1' | '2';
}
/** Highest price that may be charged, 1/1 000 000 元 a unit, by hospital rank where it differs. */
export interface PriceLimit extends PointBase {
	readonly table: 'priceLimits';
	readonly price: number;
	readonly rank?: 1 | 2 | 3;
}
/** Items of a kind that rules count: beds, nursing by level, items charged by the hour with their device. */
export interface ItemKind extends PointBase {
	readonly table: 'itemKinds';
	readonly kind: 'bed' | 'nursing' | 'hourly' | 'film';
	/** For nursing: 0 special, 1, 2, 3. */
	readonly level?: 0 | 1 | 2 | 3;
	/** For hourly items: names of the device in 重症/设备 records. */
	readonly devices?: readonly string[];
}

export type KnowledgePoint =
	| SexLimit
	| AgeLimit
	| InsuranceLimit
	| HospitalLevelLimit
	| VisitKindLimit
	| CourseLimit
	| ExclusionPair
	| FrequencyLimit
	| DiscountGroup
	| ProcedureSex
	| PriceLimit
	| ItemKind;
export type KnowledgeTableId = KnowledgePoint['table'];
export type PointOf<T extends KnowledgeTableId> = Extract<KnowledgePoint, { table: T }>;
