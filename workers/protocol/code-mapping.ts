import type { OnProgress } from './source.ts';

/** What stands about a local code (本地编码): nothing yet, a national code, or that it is no item of the national catalogue. */
export type CodeState = 'open' | 'mapped' | 'outside';
/** What the lines of a local code say of the national one: nothing, or something that is no national code. */
export type CodeGap = 'absent' | 'malformed';
/** Why a national code is proposed, the firmest first. */
export type SuggestedBy = 'same-code' | 'same-name' | 'same-core' | 'similar';

export interface CodeSuggestion {
	/** National codes that the name has, at most 20 of them: a drug has one a maker. */
	readonly codes: readonly string[];
	/** How many it has. */
	readonly codeCount: number;
	readonly name: string;
	readonly by: SuggestedBy;
	/** Likeness of the names' cores (Dice over pairs of characters), 0–1000. */
	readonly score: number;
	/** Characters that only the local, only the national name has. */
	readonly ours: string;
	readonly theirs: string;
	/** "pack id@version", or empty where another line of the batch says it. */
	readonly source: string;
}

export interface CodeRow {
	readonly code: string;
	readonly name: string;
	readonly lines: number;
	/** 分, net of refunds. */
	readonly amount: number;
	readonly gap: CodeGap;
	readonly state: CodeState;
	/** The national code that it was mapped to, and its name where one is known; empty otherwise. */
	readonly target: string;
	readonly targetName: string;
	readonly suggestions: readonly CodeSuggestion[];
}

/** Codes, lines and money of one kind. */
export interface CodeSum {
	readonly codes: number;
	readonly lines: number;
	/** 分, net of refunds. */
	readonly amount: number;
}
/** `unknown`: lines with a national code that no loaded pack has. A mapping says nothing of them, since the national code speaks. */
export type CodeView = CodeState | 'all' | 'unknown';

export interface CodeQuery {
	readonly batch: string;
	readonly view: CodeView;
	/** Words searched in code and name. */
	readonly text: string;
	readonly from: number;
	readonly count: number;
}
export interface CodeWindow {
	readonly total: number;
	readonly rows: readonly CodeRow[];
	readonly sums: Readonly<Record<CodeView, CodeSum>>;
	/** Lines with neither a national nor a local code: only their names can be matched. */
	readonly nameless: CodeSum;
}
export type CodeTarget = { readonly national: string } | 'outside' | null;

/** A national item that a person may choose. */
export interface NationalItem {
	readonly code: string;
	readonly name: string;
	readonly source: string;
}

/** What the page asks the workspace about local codes (编码对照). */
export interface CodeMappingCalls {
	/** National items known from loaded packs and the batch, by code or by likeness of the name. */
	items(batch: string, text: string): Promise<readonly NationalItem[]>;
	/** Says what a local code is; null takes it back. Resolves to what stood before, for undoing. */
	say(code: string, target: CodeTarget): Promise<CodeTarget>;
	/** Ends the reading of a batch: `localCodes` rejects with `aborted`. */
	stop(): Promise<void>;
}

/** The workspace's door to local codes: the list, which reads for a while, and a call of `CodeMappingCalls` by its name. */
export interface CodeMappingApi {
	/** Reads the fee lines once; later queries answer from memory. */
	localCodes(query: CodeQuery, onProgress: OnProgress): Promise<CodeWindow>;
	codeMapping<K extends keyof CodeMappingCalls>(call: K, ...args: Parameters<CodeMappingCalls[K]>): Promise<Awaited<ReturnType<CodeMappingCalls[K]>>>;
}
