import type { Bilingual } from '../../rules/domain/finding.ts';
import type { KnowledgePack, KnowledgePoint, KnowledgeTableId, Provenance } from '../../rules/knowledge/pack.ts';
import type { KnowledgeProblem } from '../../rules/knowledge/problem.ts';

/** What a knowledge file gave, with everything there is to tell of it. */
export interface KnowledgeAnswer {
	readonly packs: readonly KnowledgePack[];
	readonly problems: readonly KnowledgeProblem[];
}

/** A pack without its points. */
export interface PackHead {
	readonly id: string;
	readonly digest: string;
	readonly version: string;
	readonly title: Bilingual;
	readonly region: string;
	readonly published: string;
	readonly points: number;
}

/** A version (旧版) that is not in force any more and is kept, so that it can be compared and brought back. */
export interface KeptVersion extends PackHead {
	/** Epoch milliseconds when it went out of force, a claim of this machine. */
	readonly at: number;
	readonly why: 'replaced' | 'removed';
}

/** One table of a pack in numbers. */
export interface TableFacts {
	readonly table: KnowledgeTableId;
	readonly points: number;
	/** Points of which some parameter is not verified. */
	readonly unverified: number;
	/** Parameters by how they were got (参数来源). */
	readonly got: Readonly<Record<Provenance, number>>;
}

export interface PackFacts {
	readonly head: PackHead;
	readonly source: KnowledgePack['source'];
	/** First and last day that a point of it names; null where none does. */
	readonly from: string | null;
	readonly to: string | null;
	/** Whether the content as it lies on this machine still has the digest that it states. */
	readonly whole: boolean;
	/** In force, or kept. */
	readonly kept: KeptVersion | null;
	readonly tables: readonly TableFacts[];
}

export interface PointQuery {
	/** Digest of the pack. */
	readonly pack: string;
	readonly table: string;
	/** Words searched in names, codes and ids. */
	readonly text: string;
	readonly unverified: boolean;
	readonly from: number;
	readonly count: number;
}
export interface PointWindow {
	readonly total: number;
	readonly rows: readonly KnowledgePoint[];
}

export type ChangeKind = 'added' | 'removed' | 'changed';
/** A field of a point that two versions say differently; undefined where one of them says nothing. */
export interface FieldChange {
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
}
export interface PointChange {
	readonly kind: ChangeKind;
	/** The point as the later version has it; of a removed one as the earlier had it. */
	readonly point: KnowledgePoint;
	readonly fields: readonly FieldChange[];
}
export interface TableChanges extends Readonly<Record<ChangeKind, number>> {
	readonly table: KnowledgeTableId;
}
export interface ChangeQuery {
	/** Digests. */
	readonly before: string;
	readonly after: string;
	readonly table: string;
	readonly kind: ChangeKind | '';
	readonly text: string;
	readonly from: number;
	readonly count: number;
}
export interface ChangeWindow {
	readonly before: PackHead;
	readonly after: PackHead;
	readonly tables: readonly TableChanges[];
	/** Changes under the filter. */
	readonly total: number;
	readonly rows: readonly PointChange[];
}

/** Item codes of a pack that neither another pack nor any batch on this machine has (未知编码). */
export interface UnknownCodes {
	readonly codes: number;
	readonly unknown: number;
	/** Some of them, with the name that the pack gives. */
	readonly first: readonly { readonly code: string; readonly name: string }[];
	/** What they were looked for in: without any there is nothing to say. */
	readonly packs: number;
	readonly batches: number;
}

/** What the page asks the workspace about knowledge. */
export interface KnowledgeCalls {
	/** The latest first. */
	keptVersions(): Promise<readonly KeptVersion[]>;
	/** Brings a kept version back in force. @throws Fault not-found */
	restore(digest: string): Promise<void>;
	/** Holds a pack that is not in force for looking at and comparing, until the worker ends; nothing is written. */
	offer(pack: KnowledgePack): Promise<void>;
	/** The four below take a version in force, kept or offered. @throws Fault not-found */
	facts(digest: string): Promise<PackFacts>;
	points(query: PointQuery): Promise<PointWindow>;
	changes(query: ChangeQuery): Promise<ChangeWindow>;
	unknownCodes(digest: string): Promise<UnknownCodes>;
}

/** The workspace's one door to knowledge: a call of `KnowledgeCalls` by its name. */
export interface KnowledgeApi {
	knowledge<K extends keyof KnowledgeCalls>(call: K, ...args: Parameters<KnowledgeCalls[K]>): Promise<Awaited<ReturnType<KnowledgeCalls[K]>>>;
}
