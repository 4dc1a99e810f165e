import type { DrawSeed } from './sampling.ts';

/** Credit classes of institutions (信用等级) and classes of risk; '' where none was given. */
export const CREDITS = ['A', 'B', 'C', 'D', ''] as const;
export type Credit = (typeof CREDITS)[number];
export const RISKS = ['high', 'medium', 'low', ''] as const;
export type Risk = (typeof RISKS)[number];

/** An institution that may be drawn (检查对象名录库). */
export interface Institution {
	readonly code: string;
	readonly name: string;
	readonly credit: Credit;
	readonly risk: Risk;
	/** Why it is not drawn this time; '' where it may be. */
	readonly excluded: string;
}
/** Someone who inspects (执法检查人员名录库). */
export interface Inspector {
	readonly id: string;
	readonly name: string;
	/** Where he works: nobody inspects his own house. */
	readonly unit: string;
	/** Number of the certificate (执法证号). */
	readonly certificate: string;
	readonly excluded: string;
}
/** An inspector who keeps away from an institution (回避), and why. */
export interface Avoidance {
	readonly inspector: string;
	readonly institution: string;
	readonly reason: string;
}
export interface InspectionLists {
	readonly institutions: readonly Institution[];
	readonly inspectors: readonly Inspector[];
	readonly avoidances: readonly Avoidance[];
}

/** Chances of an institution are in proportion to credit × risk; whole numbers, 0 is never drawn. */
export interface InspectionWeights {
	readonly credit: Readonly<Record<Credit, number>>;
	readonly risk: Readonly<Record<Risk, number>>;
	readonly reason: string;
}
export const MOST_WEIGHT = 1_000;

export interface InspectionRequest {
	readonly title: string;
	readonly lists: InspectionLists;
	readonly weights: InspectionWeights;
	/** Institutions to be drawn, and inspectors for each. */
	readonly take: number;
	readonly perInstitution: number;
	/** Institutions that one inspector may get; 0: any number. */
	readonly mostEach: number;
	/** Only inspectors with a certificate are drawn. */
	readonly certified: boolean;
	readonly seed: DrawSeed;
}

export const INSPECTION_ALGORITHM = 'mingshen.inspection/1';
export interface InspectionCommitment {
	readonly algorithm: typeof INSPECTION_ALGORITHM;
	readonly title: string;
	/** Digest of the file of the lists, which stands among the attachments. */
	readonly frame: { readonly digest: string; readonly institutions: number; readonly inspectors: number; readonly avoidances: number };
	readonly weights: InspectionWeights;
	readonly take: number;
	readonly perInstitution: number;
	readonly mostEach: number;
	readonly certified: boolean;
	readonly seed: DrawSeed;
	/** Draws committed over the same lists before. */
	readonly earlier: number;
}
/** Register 'inspections', of no batch; the id is the first 16 digits of `digest`. */
export interface Inspection {
	readonly commitment: InspectionCommitment;
	readonly digest: string;
}
export interface Assignment {
	readonly institution: string;
	/** Fewer than asked where nobody else may inspect it. */
	readonly inspectors: readonly string[];
}
/** Register 'inspectionResults', under the same id. `digest`: SHA-256 of the lines `<institution>,<inspector>,…`, each ended by a line feed. */
export interface InspectionResult {
	readonly inspection: string;
	readonly assignments: readonly Assignment[];
	readonly digest: string;
}

export type InspectionRefusal =
	| 'no-institutions'
	| 'no-inspectors'
	| 'no-seed'
	| 'no-take'
	| 'take-over'
	| 'bad-weight'
	| 'no-reason'
	| 'not-enough-for'
	| 'not-enough'
	| 'unknown-inspector'
	| 'unknown-institution'
	| 'too-large';
export interface InspectionAnswer {
	readonly id: string | null;
	readonly refused: InspectionRefusal | null;
	/** Who or what the refusal is about. */
	readonly detail: string;
}

export type ListKind = keyof InspectionLists;
export type ListFault =
	'no-rows' | 'missing-column' | 'old-format' | 'damaged' | 'no-code' | 'no-name' | 'twice' | 'bad-credit' | 'bad-risk' | 'no-reason';
/** What is wrong with a row, which is left out: `line` counts the rows of the sheet or the lines of the text from 1, 0 for the whole. */
export interface ListProblem {
	readonly line: number;
	readonly fault: ListFault;
	readonly value: string;
}
export interface ListReading<Kind extends ListKind = ListKind> {
	readonly rows: InspectionLists[Kind];
	readonly problems: readonly ListProblem[];
}

export interface InspectionInfo {
	readonly id: string;
	readonly inspection: Inspection;
	readonly at: number;
	readonly actor: string;
	readonly result: InspectionResult | null;
}
export interface InspectionView {
	readonly info: InspectionInfo;
	readonly lists: InspectionLists;
	/** Weight of each institution in the order of the lists. */
	readonly weights: readonly number[];
}

export interface InspectionCalls {
	read<Kind extends ListKind>(kind: Kind, from: File | string): Promise<ListReading<Kind>>;
	/** Writes the commitment. @throws Fault read-only, journal-failed */
	commit(request: InspectionRequest): Promise<InspectionAnswer>;
	/** Draws what was committed, once. */
	draw(id: string): Promise<void>;
	list(): Promise<readonly InspectionInfo[]>;
	open(id: string): Promise<InspectionView>;
	frameFile(id: string): Promise<Blob>;
	recordFile(id: string): Promise<Blob>;
	/** The result with seed and digests (抽查结果表). */
	sheet(id: string, format: 'xlsx' | 'csv'): Promise<Blob>;
}
export interface InspectionApi {
	inspection<K extends keyof InspectionCalls>(call: K, ...args: Parameters<InspectionCalls[K]>): Promise<Awaited<ReturnType<InspectionCalls[K]>>>;
}
