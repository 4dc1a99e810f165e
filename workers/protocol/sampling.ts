/** What is drawn (抽样单元): stays, findings, or stays without a finding, which tell what the rules miss. */
export const DRAW_UNITS = ['stay', 'finding', 'unflagged'] as const;
export type DrawUnit = (typeof DRAW_UNITS)[number];
export const DRAW_METHODS = ['simple', 'stratified', 'money'] as const;
export type DrawMethod = (typeof DRAW_METHODS)[number];
export const STRATA_BY = ['department', 'institution', 'group', 'amount'] as const;
export type StrataBy = (typeof STRATA_BY)[number];

/** Which units of a batch make the frame (抽样总体), and how they are parted. */
export interface FrameQuery {
	readonly unit: DrawUnit;
	/** Name of an institution as the batch has it; '' for all. */
	readonly institution: string;
	/** Stays in a bed only, or outpatient visits too. */
	readonly inpatientOnly: boolean;
	readonly by: StrataBy | null;
	/** Where `by` is 'amount': bounds between bands, 分, rising; a unit of exactly a bound is in the band above. */
	readonly bands: readonly number[];
}

export interface FrameStratum {
	/** '' where the frame is one stratum. */
	readonly name: string;
	readonly units: number;
	/** 分; units of unknown amount count 0. */
	readonly amount: number;
	/** Units of unknown amount. */
	readonly unknown: number;
}
/** What stands behind a frame: if its digest changes, one of these did. */
export interface FrameBase {
	readonly files: readonly { readonly name: string; readonly digest: string }[];
	/** Null where the frame asks no run (stays). */
	readonly run: { readonly id: string; readonly at: number; readonly ruleBase: string; readonly findings: number } | null;
	/** Knowledge packs that put stays into groups; empty where the frame asks none. */
	readonly packs: readonly { readonly id: string; readonly version: string; readonly digest: string }[];
}
export interface FrameView {
	readonly query: FrameQuery;
	/** SHA-256 of the bytes of the frame's file. */
	readonly digest: string;
	readonly units: number;
	readonly amount: number;
	readonly unknown: number;
	/** Units whose amount is known and not above zero: no draw by money can find them. */
	readonly notPositive: number;
	readonly strata: readonly FrameStratum[];
	readonly base: FrameBase;
	/** Draws committed over the same frame before. */
	readonly earlier: number;
}

/** Public randomness says what was drawn where and when, so that nobody can have chosen it. */
export interface DrawSeed {
	readonly kind: 'generated' | 'public';
	readonly source: string;
	readonly value: string;
}
/** What a person asks for; `takes` by name of stratum. A draw by money is over the whole frame. */
export interface DrawRequest {
	readonly title: string;
	readonly purpose: 'probe' | 'full';
	readonly query: FrameQuery;
	/** Digest of the frame as the person saw it. */
	readonly frame: string;
	readonly method: DrawMethod;
	readonly takes: Readonly<Record<string, number>>;
	readonly seed: DrawSeed;
	/** Draw that this one enlarges: same frame and seed, so that its units come first. */
	readonly extends: string | null;
}

export const DRAW_ALGORITHM = 'mingshen.draw/1';
/** A commitment (登记): everything that decides the sample, written to the journal before the sample is known. */
export interface DrawCommitment {
	readonly algorithm: typeof DRAW_ALGORITHM;
	readonly title: string;
	readonly purpose: DrawRequest['purpose'];
	readonly batch: string;
	readonly query: FrameQuery;
	readonly frame: { readonly digest: string; readonly units: number; readonly amount: number; readonly unknown: number };
	readonly base: FrameBase;
	readonly method: DrawMethod;
	readonly strata: readonly (FrameStratum & { readonly take: number })[];
	readonly seed: DrawSeed;
	readonly extends: string | null;
	/** How many draws were committed over this frame before: who draws until it suits him is seen. */
	readonly earlier: number;
}
/** Register 'draws'; the entry's id is the first 16 digits of `digest`, the SHA-256 over RFC 8785 of the commitment. */
export interface Draw {
	readonly commitment: DrawCommitment;
	readonly digest: string;
}
/** A drawn unit; `hits` above 1 where several points of money fell on it. */
export interface Drawn {
	readonly id: string;
	readonly stratum: string;
	readonly hits: number;
}
/** Register 'samples', under the draw's id. `digest`: SHA-256 of the ids in their order, each ended by a line feed. */
export interface Sample {
	readonly draw: string;
	readonly units: readonly Drawn[];
	readonly digest: string;
}
/** Register 'sampleErrors', under `<draw>/<unit>`: what a reviewer says of a drawn unit. */
export interface SampleError {
	readonly draw: string;
	readonly unit: string;
	/** 分; 0: no error; null: cannot be judged (无法判断), with a note why. */
	readonly error: number | null;
	readonly note: string;
}

/** Why a committed draw is not carried out: what changed since. */
export type FrameChange =
	| { readonly what: 'files'; readonly added: readonly string[]; readonly gone: readonly string[] }
	| { readonly what: 'run'; readonly from: number; readonly to: number | null; readonly findings: readonly [before: number, now: number] }
	| { readonly what: 'packs'; readonly from: readonly string[]; readonly to: readonly string[] }
	| { readonly what: 'units'; readonly before: number; readonly now: number }
	| { readonly what: 'amount'; readonly before: number; readonly now: number }
	| { readonly what: 'content' };

/** Why a request is not committed. */
export type DrawRefusal =
	'no-run' | 'no-units' | 'no-seed' | 'no-take' | 'take-over' | 'too-many' | 'unknown-amounts' | 'frame-changed' | 'frame-too-large' | 'not-larger';
export interface CommitAnswer {
	readonly id: string | null;
	readonly refused: DrawRefusal | null;
	/** Stratum or number that the refusal is about. */
	readonly detail: string;
}
/** More than these units in one sample nobody reviews; a slip of the keyboard is caught. */
export const MOST_DRAWN = 5_000;

export interface DrawInfo {
	readonly id: string;
	readonly draw: Draw;
	readonly at: number;
	readonly actor: string;
	/** Units of the sample; null before it is drawn. */
	readonly drawn: number | null;
}
/** A drawn unit with its review. */
export interface SampleRow extends Drawn {
	readonly visit: string;
	/** Key of the finding; '' for stays. */
	readonly finding: string;
	readonly institution: string;
	readonly department: string;
	/** 分; null where unknown. */
	readonly amount: number | null;
	/** undefined: not reviewed yet; null: cannot be judged. */
	readonly error: number | null | undefined;
	/** 'decisions': taken from what was decided about the unit's findings. */
	readonly from: 'entered' | 'decisions' | null;
	readonly note: string;
}
export interface DrawView {
	readonly info: DrawInfo;
	/** Digest of the sample; null before it is drawn. */
	readonly sample: string | null;
	readonly rows: readonly SampleRow[];
	/** What changed since the commitment; empty where the frame is the same. */
	readonly changes: readonly FrameChange[];
	/** What the sample says of the frame; null before it is drawn. */
	readonly estimate: EstimateView | null;
}

export type EstimateMethod = 'mean' | 'ratio' | 'proportional' | 'monetary';
/** Why a method gives no figure. */
export type EstimateRefusal = 'too-few' | 'no-book-total' | 'unknown-amounts' | 'error-above-book';
/** An estimate of the error amount of the whole frame, 分, rounded down to the 分. */
export interface Estimate {
	readonly method: EstimateMethod;
	/** Null with `refusal`. Where units could not be judged: `total` with them as free of error, `most` with them as wholly wrong. */
	readonly figure: {
		readonly total: number;
		readonly most: number;
		readonly lower: number | null;
		readonly upper: number;
		readonly standardError: number | null;
		readonly df: number | null;
	} | null;
	readonly refusal: EstimateRefusal | null;
}
export interface RateEstimate {
	readonly stratum: string;
	/** Units with an error, those not judged, reviewed, and in the frame. */
	readonly found: number;
	readonly unknown: number;
	readonly reviewed: number;
	readonly units: number;
	readonly lower: number;
	readonly upper: number;
}
export interface EstimateView {
	readonly confidence: number;
	readonly reviewed: number;
	readonly of: number;
	readonly withError: number;
	readonly notJudged: number;
	/** 分: errors found in the sample itself. */
	readonly found: number;
	/** Empty until every unit is reviewed. */
	readonly amounts: readonly Estimate[];
	/** One a stratum; none where units were drawn by money. */
	readonly rates: readonly RateEstimate[];
}
/** The size that a wanted precision needs, reckoned from a reviewed (probe) sample. */
export interface SizePlan {
	/** Margin of the total, 分. */
	readonly margin: number;
	/** Units of the same frame drawn in the same way; null where the sample gives no deviation. */
	readonly size: number | null;
	/** The size dealt to the strata in proportion to their units. */
	readonly takes: Readonly<Record<string, number>>;
}

export interface RedrawReport {
	/** Digests of what was read: frame, commitment, and the sample as drawn again; '' where it could not be reckoned. */
	readonly frame: string;
	readonly commitment: string;
	readonly sample: string;
	/** Ids in the order of the draw: what the files give. */
	readonly ids: readonly string[];
	/** What does not fit; empty where all does. */
	readonly faults: readonly RedrawFault[];
}
export type RedrawFault = 'no-frame' | 'no-record' | 'frame-digest' | 'commitment-digest' | 'sample';

export interface SamplingCalls {
	/** Institutions by name, for the choice of the frame. */
	institutions(batch: string): Promise<readonly string[]>;
	frame(batch: string, query: FrameQuery): Promise<FrameView>;
	/** Writes the commitment. @throws Fault read-only, journal-failed */
	commit(batch: string, request: DrawRequest): Promise<CommitAnswer>;
	/** Draws what was committed. Nothing is drawn where the frame is another: the answer says what changed. */
	draw(batch: string, id: string): Promise<readonly FrameChange[]>;
	list(batch: string): Promise<readonly DrawInfo[]>;
	/** @param confidence of the two-sided intervals, such as 0.9 */
	open(batch: string, id: string, confidence: number): Promise<DrawView>;
	/** Sizes by stratum in proportion to its units, two at least where there are two. */
	allocate(strata: readonly FrameStratum[], size: number): Promise<Readonly<Record<string, number>>>;
	/** @param margin as a share of the point estimate */
	plan(batch: string, id: string, confidence: number, margin: number): Promise<SizePlan>;
	/** Units of which none may be found so that a higher rate is excluded (发现抽样). */
	discovery(most: number, confidence: number): Promise<number>;
	/** The frame as CSV: its SHA-256 is the digest of the commitment. */
	frameFile(batch: string, id: string): Promise<Blob>;
	/** Commitment and sample as JSON. */
	recordFile(batch: string, id: string): Promise<Blob>;
	/** The reviewed sample as XLSX. */
	sheet(batch: string, id: string): Promise<Blob>;
	/** Draws again from files, without the batch. */
	redraw(frame: File, record: File): Promise<RedrawReport>;
}
export interface SamplingApi {
	sampling<K extends keyof SamplingCalls>(call: K, ...args: Parameters<SamplingCalls[K]>): Promise<Awaited<ReturnType<SamplingCalls[K]>>>;
}
