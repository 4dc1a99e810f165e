import type { VerifyLine, VerifyReport } from '../protocol/package.ts';
import type { KeyStanding } from '../protocol/trusted-key.ts';
import type { Bytes } from './bytes.ts';
import { checkContent } from './check-content.ts';
import { checkMembers } from './check-members.ts';
import { readContainer, type Container, type Packed } from './container.ts';
import { PAYLOAD_TYPE, pae, readEnvelope, type Envelope } from './dsse.ts';
import { readKeys, type PackageKey } from './keys.ts';
import { ContainerFault, LIMITS, type Limits } from './limits.ts';
import { contentOf } from './pack.ts';
import { MEMBERS, readStatement, type Statement } from './statement.ts';
import { verifySignature } from './suites.ts';

/** A key that the user has taken into their list, under the name that they gave it. Absent `standing`: trusted. */
export interface TrustedKey {
	readonly keyId: string;
	readonly name: string;
	/** Of all of them only `own` and `trusted` make a signature count. */
	readonly standing?: KeyStanding;
	/** Last day, and why it was revoked; '' where there is none. */
	readonly until?: string;
	readonly reason?: string;
}
const standingOf = (key: TrustedKey | undefined): KeyStanding => (key ? (key.standing ?? 'trusted') : 'unknown');
const vouches = (standing: KeyStanding): boolean => standing === 'own' || standing === 'trusted';

/** Lines of the report in the order of the checks. */
export class Lines {
	readonly list: VerifyLine[] = [];

	add(id: string, state: VerifyLine['state'] | boolean, data: VerifyLine['data'] = {}): boolean {
		this.list.push({ id, state: state === true ? 'holds' : state === false ? 'fails' : state, data });
		return state === true || state === 'holds';
	}
	/** A check that throws has met what it did not expect: that is a failure, never a crash. */
	guard(id: string, check: () => void): void {
		try {
			check();
		} catch {
			this.add(id, false, { reason: 'unexpected' });
		}
	}
	get verdict(): VerifyReport['verdict'] {
		if (this.list.some((line) => line.state === 'fails')) return 'fails';
		return this.list.some((line) => line.state === 'unknown') ? 'unknown-key' : 'holds';
	}
}

/**
 * Verifies a package (验签) line by line and never throws for what the file holds. Every byte of the file is covered: the container must be
 * the one way to write its members, members are bound by the statement, the statement by the signatures.
 */
export async function verifyPackage(bytes: Uint8Array, trustedKeys: readonly TrustedKey[], limits: Limits = LIMITS): Promise<VerifyReport> {
	const lines = new Lines();
	const container = openContainer(new Uint8Array(bytes), lines, limits);
	const envelope = container && openEnvelope(container, lines);
	if (!container || !envelope) return report(lines, null, [], trustedKeys);
	const statement = readStatement(envelope.payload);
	lines.add('statement', statement !== null);
	const keys = openKeys(container, lines);
	const vouched = await checkSignatures(envelope, keys, trustedKeys, lines);
	if (statement) {
		const inspect = vouched || container.entries.reduce((sum, entry) => sum + entry.size, 0) <= limits.untrusted;
		lines.guard('signers', () => checkSigners(statement, envelope, keys, lines));
		lines.guard('members', () => checkMembers(statement, container.entries, lines, inspect));
		if (inspect) lines.guard('content', () => checkContent(statement, container.entries, lines));
		else lines.add('content', 'unknown', { reason: 'not-inspected' });
	}
	return report(
		lines,
		statement,
		envelope.signatures.map(({ keyid }) => keyid),
		trustedKeys
	);
}

function openContainer(bytes: Bytes, lines: Lines, limits: Limits): Container | null {
	try {
		const container = readContainer(bytes, limits);
		lines.add('archive', container.exact, { reason: container.exact ? '' : 'not-exact', entries: container.entries.length });
		return container;
	} catch (fault) {
		const known = fault instanceof ContainerFault ? fault : new ContainerFault('damaged');
		lines.add('archive', false, { reason: known.id, entry: known.entry });
		return null;
	}
}

function openEnvelope(container: Container, lines: Lines): Envelope | null {
	const entry = member(container, MEMBERS.statement);
	// Stored, never deflated: nothing is inflated before a signature was looked at.
	const content = entry?.method === 0 ? contentOf(entry) : null;
	const envelope = content && readEnvelope(content.bytes);
	lines.add('envelope', !!envelope, { reason: entry ? '' : 'missing' });
	if (envelope) lines.add('payload-type', envelope.payloadType === PAYLOAD_TYPE, { type: envelope.payloadType.slice(0, 100) });
	return envelope;
}
const member = (container: Container, name: string): Packed | undefined => container.entries.find((entry) => entry.name === name);

/** Keys are few: what is larger is not read. */
const KEYS_LIMIT = 256 * 1024;
function openKeys(container: Container, lines: Lines): PackageKey[] {
	const entry = member(container, MEMBERS.keys);
	const content = entry && entry.size <= KEYS_LIMIT ? contentOf(entry) : null;
	const keys = content && readKeys(content.bytes);
	lines.add('keys', keys !== null, { keys: keys?.length ?? 0 });
	return keys ?? [];
}

/**
 * Key ids of an envelope are hints nobody signed: a signature counts for the key that it holds under, and each key once.
 * @returns whether a trusted key signed
 */
async function checkSignatures(envelope: Envelope, keys: readonly PackageKey[], trusted: readonly TrustedKey[], lines: Lines): Promise<boolean> {
	const signed = pae(envelope.payloadType, envelope.payload);
	const seen = new Set<string>();
	let vouched = false;
	for (const [i, { keyid, sig }] of envelope.signatures.entries()) {
		const suffix = i === 0 ? '' : `:${i + 1}`;
		const key = keys.find((candidate) => candidate.keyId === keyid);
		const valid = key && !seen.has(keyid) ? await verifySignature(key.suite, key.publicKey, sig, signed) : false;
		seen.add(keyid);
		const keyId = keyid.slice(0, 64);
		lines.add(`signature${suffix}`, valid ?? 'unknown', { keyId, suite: key?.suite.slice(0, 20) ?? '', reason: key ? '' : 'no-key' });
		const known = trusted.find((candidate) => candidate.keyId === keyid);
		const standing = standingOf(known);
		// A revoked key speaks against the package; one out of its time says nothing.
		const state = vouches(standing) ? 'holds' : standing === 'revoked' ? 'fails' : 'unknown';
		const { name = '', until = '', reason = '' } = known ?? {};
		lines.add(`key${suffix}`, state, { keyId, name, claimed: key?.name.slice(0, 100) ?? '', standing, until, reason });
		vouched ||= valid === true && vouches(standing);
	}
	return vouched;
}

/** All who are said to have signed did, and nobody else: else a signature could be dropped unseen. */
function checkSigners(statement: Statement, envelope: Envelope, keys: readonly PackageKey[], lines: Lines): void {
	const said = statement.predicate.signers.map(({ keyId, suite, name }) => JSON.stringify([keyId, suite, name]));
	const carried = keys.map(({ keyId, suite, name }) => JSON.stringify([keyId, suite, name]));
	const signed = envelope.signatures.map(({ keyid }) => keyid);
	const same = said.join() === carried.join() && statement.predicate.signers.map(({ keyId }) => keyId).join() === signed.join();
	lines.add('signers', same && said.length > 0, { said: said.length, signed: signed.length });
}

function report(lines: Lines, statement: Statement | null, keyIds: readonly string[], trusted: readonly TrustedKey[]): VerifyReport {
	const known = keyIds.map((id) => trusted.find((key) => key.keyId === id)).find((key) => key);
	const keyId = known?.keyId ?? keyIds[0] ?? '';
	const p = statement?.predicate;
	const inputs = statement?.subject.filter((subject) => subject.name.startsWith('input/')) ?? [];
	return {
		verdict: lines.verdict,
		lines: lines.list,
		keyId,
		standing: standingOf(known),
		signer: known?.name ?? p?.signers.find((signer) => signer.keyId === keyId)?.name ?? '',
		at: p?.claimedTime ?? null,
		findings: p?.counts.findings ?? 0,
		decisions: p ? p.counts.frames - p.journal.otherBatch : 0,
		files: inputs.map(({ name, digest }) => ({ name: name.replace(/^input\/\d+\//, ''), digest: digest.sha256 }))
	};
}
