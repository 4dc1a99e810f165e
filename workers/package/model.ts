import type { Bilingual, Finding } from '../../rules/domain/finding.ts';
import type { KnowledgePack } from '../../rules/knowledge/pack.ts';
import type { MappingProfile } from '../protocol/mapping.ts';
import type { PackageContents } from '../protocol/package.ts';
import type { Receipt } from '../protocol/receipt.ts';
import type { RunRecipe } from '../protocol/review.ts';
import type { RuleException } from '../protocol/rule-life.ts';
import type { Bytes } from './bytes.ts';
import type { Sanitized } from './sanitize.ts';
import type { Signer } from './suites.ts';

/** An imported file, in the order of import. */
export interface InputFile {
	readonly name: string;
	/** SHA-256 of its bytes. */
	readonly digest: string;
	readonly size: number;
}

/** What of a rule is shown in lists and work papers: from its `meta`. */
export interface RuleText {
	readonly id: string;
	readonly title: Bilingual;
	readonly messages: Readonly<Record<string, Bilingual>>;
}

/**
 * What a list (疑点清单) shows of one line of a finding beside the finding itself: read from the record by the caller.
 * Empty text and null where the files do not give it. Times are display text, amounts 分, prices 1/1 000 000 元, quantities 1/10 000.
 */
export interface ListRow {
	/** Key of the finding, and position in its `lines`; -1 for a finding without lines. */
	readonly key: string;
	readonly line: number;
	/** 就医来源: kind of visit. */
	readonly visitKind: string;
	readonly institutionCode: string;
	readonly institutionName: string;
	readonly certificate: string;
	readonly name: string;
	readonly sex: string;
	readonly age: number | null;
	/** 就医日期, 就医天数 */
	readonly visitDate: string;
	readonly visitDays: number | null;
	readonly diagnosis: string;
	/** 分类, 代码, 名称, 规格, 单位 of the item. */
	readonly category: string;
	readonly code: string;
	readonly item: string;
	readonly specification: string;
	readonly unit: string;
	readonly price: number | null;
	/** 天数, 频次, 剂量 */
	readonly days: number | null;
	readonly frequency: string;
	readonly dose: string;
	readonly quantity: number | null;
	/** 医疗金额, 医保支付, 分 */
	readonly charged: number | null;
	readonly paid: number | null;
	readonly paidDate: string;
	/** Day of the line itself. */
	readonly lineDate: string;
}

/** Head of a work paper (检查底稿); display text as the caller has it, empty where unknown. */
export interface StayHead {
	readonly visit: string;
	readonly stayNumber: string;
	readonly person: string;
	readonly name: string;
	readonly certificate: string;
	readonly sex: string;
	readonly age: string;
	readonly institution: string;
	readonly department: string;
	readonly doctor: string;
	readonly from: string;
	readonly to: string;
	readonly diagnosis: string;
}

/** The part of a package that holds data of people: all of it passes through `sanitize`. */
export interface RecordContent {
	readonly findings: readonly Finding[];
	/** Keys of the findings that leave; absent: all of them may. */
	readonly chosen?: ReadonlySet<string>;
	/** Frames of the journal in the order of their chain, each the JSON text exactly as stored. */
	readonly journal: readonly string[];
	readonly rows: readonly ListRow[];
	readonly stays: readonly StayHead[];
	readonly files: readonly InputFile[];
	readonly profiles: readonly MappingProfile[];
	readonly receipt: Receipt;
	/** Exceptions of the run's recipe: who wrote a reason may have named somebody. */
	readonly exceptions?: readonly RuleException[];
	/** Findings that nobody decided and that an exception leaves out of the open work. */
	readonly excepted?: readonly { readonly key: string; readonly until: string; readonly reason: string }[];
}

export interface ExportInput extends RecordContent {
	/** Version of the app that exports. */
	readonly build: string;
	readonly batch: string;
	/** Claimed time, epoch milliseconds. */
	readonly at: number;
	readonly contents: PackageContents;
	readonly recipe: RunRecipe;
	readonly packs: readonly KnowledgePack[];
	readonly rules: readonly RuleText[];
	/** Further files for people, made of what may leave and of nothing else: names beside those of `MEMBERS`. */
	readonly documents?: (content: Sanitized) => Promise<readonly { readonly name: string; readonly bytes: Bytes }[]>;
	/** At least one; all sign the same bytes. */
	readonly signers: readonly Signer[];
}
