import type { Finding } from '../../rules/domain/finding.ts';
import type { KeyStanding } from './trusted-key.ts';

/** What goes into an exported package: ticked by the user, safe by default. */
export interface PackageContents {
	/** Findings without a decision too. */
	readonly undecided: boolean;
	/** Names and identity documents; off: masked. */
	readonly identities: boolean;
	/** Where identities are masked: of names the first character stays, of numbers nothing. */
	readonly initials?: boolean;
	readonly workPapers: boolean;
}

/** One line of the verify page. */
export interface VerifyLine {
	/** 'envelope', 'signature', 'member:findings.jsonl', 'chain', 'recipe', … */
	readonly id: string;
	readonly state: 'holds' | 'fails' | 'unknown';
	/** Data for the line's message. */
	readonly data: Readonly<Record<string, string | number>>;
}
export interface VerifyReport {
	/** Every line holds; a key that is unknown or out of its time is never "holds", one that was revoked fails. */
	readonly verdict: 'holds' | 'fails' | 'unknown-key';
	readonly lines: readonly VerifyLine[];
	readonly keyId: string;
	/** Where that key stands on this machine; `holds` only with `own` or `trusted`. */
	readonly standing: KeyStanding;
	readonly signer: string;
	/** Claimed time of the export, epoch milliseconds. */
	readonly at: number | null;
	readonly findings: number;
	readonly decisions: number;
	readonly files: readonly { readonly name: string; readonly digest: string }[];
}

export interface ReplayReport {
	readonly verdict: 'equal' | 'different' | 'not-comparable';
	/** Files of the package that were not given, or differ. */
	readonly missingFiles: readonly string[];
	/** Files given that the package does not name: they could add findings. */
	readonly extraFiles: readonly string[];
	/** Rules whose version or rule base changed: their findings are not comparable. */
	readonly changedRules: readonly string[];
	readonly equal: number;
	/** In the package, not found again; and the other way round. */
	readonly gone: readonly string[];
	readonly fresh: readonly string[];
	/** Same key, other evidence. */
	readonly changed: readonly { readonly key: string; readonly before: string; readonly now: string }[];
}

export type { Finding };
