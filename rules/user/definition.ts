import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalize } from 'json-canonicalize';
import type { Basis, Bilingual, Dimension, Grade, Stage, Violation } from '../domain/finding.ts';
import type { RuleScope } from './check.ts';

/** A rule of the user's own (自定义规则): a condition in the language of this folder, and what a small form says of it. Plain data. */
export interface UserRuleDefinition {
	readonly format: 'mingshen.user-rule/1';
	/** `own-` and a kebab-case name: no built-in rule is called so. */
	readonly id: string;
	readonly title: Bilingual;
	readonly dimension: Dimension;
	readonly violation: Violation;
	readonly stages: readonly Stage[];
	readonly scope: RuleScope;
	readonly condition: string;
	/** What of a line is wrong: all of it, or what is beyond the limit that the condition names. */
	readonly amount: 'whole' | 'beyond';
	/** At most; a rule that goes by names or an unverified basis gives 可疑 whatever stands here. */
	readonly grade: Grade;
	/** Templates with {{item}}, {{value}}, {{limit}}, {{condition}}. */
	readonly message: Bilingual;
	readonly basis: Basis;
}

/** A definition that was committed (定稿): it never changes again, and its digest names it. */
export interface UserRuleVersion {
	readonly definition: UserRuleDefinition;
	/** 1 and on. */
	readonly version: number;
	/** SHA-256 over RFC 8785 of the definition and its version, 64 hexadecimal digits in lower case. */
	readonly digest: string;
}

export function userRuleDigest(definition: UserRuleDefinition, version: number): string {
	// The library takes an object that two fields share for a circle: plain data of its own is given.
	const plain: unknown = JSON.parse(JSON.stringify({ definition, version }));
	return bytesToHex(sha256(utf8ToBytes(canonicalize(plain))));
}

/** Whether a version is what its digest says. One that is not must not run. */
export const verifyUserRule = ({ definition, version, digest }: UserRuleVersion): boolean => digest === userRuleDigest(definition, version);
