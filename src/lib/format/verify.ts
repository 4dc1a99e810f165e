import { m } from '$lib/i18n/index.ts';
import type { VerifyLine } from '$workers/protocol/package.ts';
import { count } from './number.ts';

const n = (line: VerifyLine, name: string): string => count(Number(line.data[name] ?? 0));
const text = (line: VerifyLine, name: string): string => String(line.data[name] ?? '');

const known = (line: VerifyLine): string => m.verify_key_known({ name: text(line, 'name') || m.nobody() });
/** What a key is said to be by where it stands in the list of trusted keys (受信密钥). */
const KEYS: Record<string, (line: VerifyLine) => string> = {
	own: known,
	trusted: known,
	revoked: (line) => m.second_key_line_revoked({ name: text(line, 'name') }),
	expired: (line) => m.second_key_line_expired({ name: text(line, 'name'), until: text(line, 'until') }),
	'not-yet': (line) => m.second_key_line_not_yet({ name: text(line, 'name') })
};

/** What a line of the verification says was looked at. `id` may carry a suffix: 'member:findings.jsonl', 'signature:2'. */
const TEXTS: Record<string, (line: VerifyLine, suffix: string) => string> = {
	archive: () => m.verify_archive(),
	envelope: () => m.verify_envelope(),
	'payload-type': () => m.verify_payload(),
	statement: () => m.verify_statement(),
	keys: (line) => m.verify_keys({ n: n(line, 'keys') }),
	signature: (line) => m.verify_signature({ suite: text(line, 'suite') }),
	key: (line) => KEYS[text(line, 'standing')]?.(line) ?? m.verify_key_unknown({ name: text(line, 'claimed') || m.nobody() }),
	signers: (line) => m.verify_signers({ n: n(line, 'signed') }),
	members: (line) => m.verify_members({ n: n(line, 'members') }),
	member: (_, suffix) => m.verify_member({ name: suffix }),
	counts: (line) => m.verify_counts({ findings: n(line, 'findings'), frames: n(line, 'frames') }),
	findings: (line) => m.verify_findings({ n: n(line, 'lines') }),
	chain: (line) => m.verify_chain({ n: n(line, 'frames') }),
	recipe: (line) => m.verify_recipe({ digest: text(line, 'ruleBase').slice(0, 12) }),
	pack: (line, suffix) => m.verify_pack({ name: suffix, version: text(line, 'version') }),
	inputs: (line) => m.verify_inputs({ n: n(line, 'files') }),
	content: () => m.verify_content()
};

const REASONS: Record<string, () => string> = {
	altered: m.reason_altered,
	missing: m.reason_missing,
	extra: m.reason_extra,
	damaged: m.reason_damaged
};

export function verifyLine(line: VerifyLine): string {
	const [id, ...rest] = line.id.split(':');
	const words = TEXTS[id!]?.(line, rest.join(':')) ?? line.id;
	const reason = line.state === 'fails' ? text(line, 'reason') : '';
	return reason === '' ? words : `${words} (${REASONS[reason]?.() ?? reason})`;
}
