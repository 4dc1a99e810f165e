import { digest } from './bytes.ts';
import type { Packed } from './container.ts';
import { inflateMember } from './pack.ts';
import { memberSubject, MEMBERS, type Statement } from './statement.ts';
import type { Lines } from './verify.ts';

/**
 * Each member that the statement names is there with its digests, and no other is.
 * @param inspect inflate them; else only the bytes as packed are compared, and what fits stays unknown
 */
export function checkMembers(statement: Statement, entries: readonly Packed[], lines: Lines, inspect: boolean): void {
	const { members } = statement.predicate;
	const subjects = new Map(statement.subject.map((subject) => [subject.name, subject.digest.sha256]));
	const byName = new Map(entries.map((entry) => [entry.name, entry]));
	for (const record of members) {
		const entry = byName.get(record.name);
		byName.delete(record.name);
		const reason = entry ? faultOf(entry, record, subjects.get(memberSubject(record.name)), inspect) : 'missing';
		lines.add(`member:${record.name}`, reason === 'not-inspected' ? 'unknown' : reason === '', { reason });
	}
	byName.delete(MEMBERS.statement);
	for (const name of byName.keys()) lines.add(`member:${name}`, false, { reason: 'extra' });
	const names = new Set(members.map((record) => record.name));
	const once = names.size === members.length && subjects.size === statement.subject.length;
	const whole = once && statement.subject.length === names.size + statement.predicate.counts.inputs;
	lines.add('members', whole && byName.size === 0, { members: members.length, extra: byName.size });
}

function faultOf(entry: Packed, record: Statement['predicate']['members'][number], subject: string | undefined, inspect: boolean): string {
	if (subject === undefined) return 'no-subject';
	// What was not packed by the signer is not inflated for its digest.
	if (entry.method !== record.method || entry.size !== record.size || digest(entry.packed) !== record.packedSha256) return 'altered';
	if (!inspect) return 'not-inspected';
	try {
		return inflateMember(entry) === subject ? '' : 'altered';
	} catch {
		return 'damaged';
	}
}
