/**
 * Life of a rule: 草稿 draft → 定稿 committed (immutable, named by version and digest) → 试运行 trial → 启用 live → 停用 retired.
 * Built-in rules are born live: their version and the digest of the rule base are their commit. Only live rules run over a batch; rules on trial
 * are judged in back-tests alone; retired ones do not run.
 */
export const RULE_LIVES = ['draft', 'committed', 'trial', 'live', 'retired'] as const;
export type RuleLife = (typeof RULE_LIVES)[number];

/** Where a rule may go from where it stands. A committed rule is tried before it is live, a retired one is tried again; nothing becomes a draft again. */
export const LIFE_STEPS: Readonly<Record<RuleLife, readonly RuleLife[]>> = {
	draft: ['committed', 'retired'],
	committed: ['trial', 'retired'],
	trial: ['live', 'retired'],
	live: ['trial', 'retired'],
	retired: ['trial']
};

/** One step in the life of a rule. The log is only added to; the last step of a rule says where it stands. */
export interface RuleLifeEvent {
	readonly rule: string;
	readonly version: number;
	/** Digest of what was committed: of the text of a user's rule, of the rule base for a built-in one. */
	readonly digest: string;
	readonly from: RuleLife;
	readonly to: RuleLife;
	/** Epoch milliseconds, a claim of this machine. */
	readonly at: number;
	readonly actor: string;
	/** Never empty where a rule leaves or returns to the runs. */
	readonly reason: string;
}
/** A step of a built-in rule that the user asks for; version, digest, time and name are the workspace's own. */
export type RuleLifeStep = Pick<RuleLifeEvent, 'rule' | 'from' | 'to' | 'reason'>;

/** What an exception is limited to; at least one is given, and all that are given must fit. Texts as they stand in the files. */
export const EXCEPTION_LIMITS = ['institution', 'department', 'item', 'visit'] as const;
export type ExceptionLimits = Readonly<Partial<Record<(typeof EXCEPTION_LIMITS)[number], string>>>;

/**
 * An exception (例外): findings of the rule that fit it are made and kept, but are no open work until its end. They stand in the queue under a state of
 * their own, are counted, and come back as open after the last day.
 */
export interface RuleException {
	readonly id: string;
	readonly rule: string;
	/** `item`: a code or a name; every offending line must be of it. */
	readonly limits: ExceptionLimits;
	readonly reason: string;
	/** Last day, yyyy-MM-dd. */
	readonly until: string;
	readonly actor: string;
	/** Epoch milliseconds. */
	readonly at: number;
	/** Taken back before its end: kept in the log, in force no more. */
	readonly ended?: { readonly at: number; readonly actor: string; readonly reason: string };
}
export type NewException = Pick<RuleException, 'rule' | 'limits' | 'reason' | 'until'>;

/** Why a step or an exception is not taken: ids whose sentences the page has. */
export const DESK_REFUSALS = [
	'no-reason',
	'no-rule',
	'not-from-here',
	'no-limit',
	'no-until',
	'until-past',
	'known-exception',
	'no-exception'
] as const;
export type DeskRefusal = (typeof DESK_REFUSALS)[number];

/** What is kept about rules beside their files. */
export interface RuleDesk {
	/** Where each rule stands that is not as it was born. */
	readonly lives: Readonly<Record<string, RuleLife>>;
	/** The newest first. */
	readonly events: readonly RuleLifeEvent[];
	/** All, the newest first; see `ended` and `until`. */
	readonly exceptions: readonly RuleException[];
	readonly ruleBase: string;
}

/** The desk after a wish, and why the wish was not taken (then nothing changed). */
export interface DeskAnswer {
	readonly desk: RuleDesk;
	readonly refused: DeskRefusal | null;
}

/** Wilson score interval of a share, both ends in [0, 1]. */
export type Interval = readonly [low: number, high: number];

/** What became of a rule's findings on this machine: the latest run of every batch, and the decisions that stand. */
export interface RuleRecord {
	readonly rule: string;
	/** Findings; of these confirmed, rejected, asked for material, left out by exception, open. */
	readonly fired: number;
	readonly confirmed: number;
	readonly rejected: number;
	readonly asked: number;
	readonly excepted: number;
	readonly open: number;
	/** 分; of findings of known amount. */
	readonly amount: number;
	readonly amountConfirmed: number;
	/** Confirmed of confirmed and rejected, with its 95 % interval; null where neither is. */
	readonly precision: { readonly share: number; readonly interval: Interval } | null;
	readonly batches: readonly {
		readonly batch: string;
		readonly name: string;
		readonly fired: number;
		readonly confirmed: number;
		readonly rejected: number;
	}[];
	/** Stays that could not be judged, over those batches. */
	readonly undetermined: number;
}

/** The part of the workspace that the rule pages ask. */
export interface RuleDeskApi {
	ruleDesk(): Promise<RuleDesk>;
	/** @throws Fault read-only, as those below */
	stepRule(step: RuleLifeStep): Promise<DeskAnswer>;
	addException(exception: NewException): Promise<DeskAnswer>;
	endException(id: string, reason: string): Promise<DeskAnswer>;
	/** Of every rule that the latest run of some batch had. */
	ruleRecords(): Promise<readonly RuleRecord[]>;
}
