import type { Stage } from '../../rules/domain/finding.ts';
import type { PackageContents } from '../protocol/package.ts';
import { canonical, textOf, utf8, type Bytes } from './bytes.ts';
import type { ChainSummary } from './journal.ts';
import type { MaskCounts } from './mask.ts';
import type { InputFile } from './model.ts';
import type { Member } from './pack.ts';
import type { Suite } from './suites.ts';

/** Names of formats, never fetched. */
export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
export const PREDICATE_TYPE = 'https://mingshen/findings/1';
export const PACKAGE_FORMAT = 'mingshen.package/1';

/** Members of the ZIP; those that end with a stroke are folders. */
export const MEMBERS = {
	findings: 'findings.jsonl',
	decisions: 'decisions.jsonl',
	recipe: 'recipe.json',
	packs: 'packs/',
	profiles: 'profiles.json',
	inputs: 'inputs.json',
	receipt: 'receipt.json',
	keys: 'key.json',
	list: '疑点清单.xlsx',
	workPapers: '检查底稿/',
	statement: 'statement.dsse.json'
} as const;

/** What the signers say (声明). Everything else in the package is bound to it by digest. */
export interface Statement {
	readonly _type: typeof STATEMENT_TYPE;
	/** `input/<n>/<name>` for each imported file, `package/<member>` for each member of the ZIP but the statement itself. */
	readonly subject: readonly Subject[];
	readonly predicateType: typeof PREDICATE_TYPE;
	readonly predicate: Predicate;
}
export interface Subject {
	readonly name: string;
	readonly digest: { readonly sha256: string };
}
export interface Predicate {
	readonly format: typeof PACKAGE_FORMAT;
	/** Version of the app. */
	readonly build: string;
	readonly batch: string;
	/** Claimed by the exporting machine, epoch milliseconds; no time stamp. */
	readonly claimedTime: number;
	/** All who sign, so that a signature cannot be dropped or added. */
	readonly signers: readonly { readonly keyId: string; readonly suite: Suite; readonly name: string }[];
	readonly stage: Stage;
	readonly ruleBase: string;
	readonly packs: readonly { readonly id: string; readonly version: string; readonly digest: string }[];
	readonly counts: {
		readonly findings: number;
		readonly leftOut: number;
		readonly frames: number;
		readonly inputs: number;
		readonly workPapers: number;
	};
	/** Head and root of the decisions' chain; a later, shorter journal does not end in this head. */
	readonly journal: Omit<ChainSummary, 'broken'>;
	/** Digest over rule and evidence digest of all findings of the run, those left out too: replay can tell that none is missing. */
	readonly run: { readonly findings: number; readonly digest: string };
	readonly contents: PackageContents;
	/** Occurrences masked; null where identities are in the package. */
	readonly masked: MaskCounts | null;
	/** How each member lies in the ZIP: the same content can be deflated in many ways, and only one was signed. */
	readonly members: readonly MemberRecord[];
	/** Slot for an RFC 3161 token over the payload; none yet. */
	readonly timeStamp: null;
}
export interface MemberRecord {
	readonly name: string;
	readonly method: 0 | 8;
	readonly size: number;
	readonly packedSha256: string;
}

export function subjectsOf(files: readonly InputFile[], members: readonly Member[]): Subject[] {
	return [
		...files.map((file, i) => ({ name: inputSubject(file.name, i), digest: { sha256: file.digest } })),
		...members.map((member) => ({ name: memberSubject(member.name), digest: { sha256: member.sha256 } }))
	];
}
export const inputSubject = (name: string, index: number): string => `input/${index + 1}/${name}`;
export const memberSubject = (name: string): string => `package/${name}`;

export const writeStatement = (statement: Statement): Bytes => utf8(canonical(statement));

/** Reads a statement whose signature is checked elsewhere; null where it is none of ours. */
export function readStatement(payload: Bytes): Statement | null {
	try {
		const text = textOf(payload);
		const statement = JSON.parse(text) as Statement;
		const { predicate } = statement;
		const known = statement._type === STATEMENT_TYPE && statement.predicateType === PREDICATE_TYPE && predicate.format === PACKAGE_FORMAT;
		return known && isSound(statement) && canonical(statement) === text ? statement : null;
	} catch {
		return null;
	}
}

/** The parts that the checks walk through have the right shapes; a missing one throws. */
function isSound({ subject, predicate: p }: Statement): boolean {
	const { findings, leftOut, frames, inputs, workPapers } = p.counts;
	const numbers = [p.claimedTime, findings, leftOut, frames, inputs, workPapers, p.run.findings, p.journal.frames, p.journal.otherBatch];
	const texts: unknown[] = [p.ruleBase, p.journal.root, p.journal.head, p.run.digest, p.stage, ...subject.flatMap((s) => [s.name, s.digest.sha256])];
	texts.push(...p.signers.flatMap((s) => [s.keyId, s.suite, s.name]));
	texts.push(...p.packs.flatMap((s) => [s.id, s.version, s.digest]));
	texts.push(...p.members.flatMap((m) => [m.name, m.packedSha256]));
	return numbers.every(Number.isFinite) && texts.every((text) => typeof text === 'string');
}
