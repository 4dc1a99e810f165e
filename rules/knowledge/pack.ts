import type { Bilingual } from '../domain/finding.ts';
import type { FieldsOf } from './field-rules.ts';
import type { KNOWLEDGE_TABLES, KnowledgeTableId } from './tables/index.ts';

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

/** A point of each table: what all have, and what its table has beside. */
type Points = { readonly [T in KnowledgeTableId]: PointBase & { readonly table: T } & FieldsOf<(typeof KNOWLEDGE_TABLES)[T]['fields']> };
export type KnowledgePoint = Points[KnowledgeTableId];
export type PointOf<T extends KnowledgeTableId> = Points[T];
export type { KnowledgeTableId };
export type { LabTest } from './field-rules.ts';

export type SexLimit = PointOf<'sexLimits'>;
export type AgeLimit = PointOf<'ageLimits'>;
export type InsuranceLimit = PointOf<'insuranceLimits'>;
export type HospitalLevelLimit = PointOf<'hospitalLevelLimits'>;
export type VisitKindLimit = PointOf<'visitKindLimits'>;
export type CourseLimit = PointOf<'courseLimits'>;
export type ExclusionPair = PointOf<'exclusions'>;
export type FrequencyLimit = PointOf<'frequencyLimits'>;
export type DiscountGroup = PointOf<'discountGroups'>;
export type ProcedureSex = PointOf<'procedureSexes'>;
export type PriceLimit = PointOf<'priceLimits'>;
export type ItemKind = PointOf<'itemKinds'>;
