import { readSigned, type SignedFile } from '../../package/merge-file.ts';
import type { Bytes } from '../../package/bytes.ts';
import type { Received, SecondFault, SecondFaultId } from '../../protocol/second.ts';
import type { KnownKey } from '../../protocol/trusted-key.ts';
import type { KeyRing } from './trusted-keys.ts';

export const refusal = (id: SecondFaultId, data: SecondFault['data'] = {}): SecondFault => ({ id, refuses: true, data });
export const remark = (id: SecondFaultId, data: SecondFault['data'] = {}): SecondFault => ({ id, refuses: false, data });

/** What a key's standing has against a file: an unknown or expired key is a way on, a revoked one is not. */
export function faultOfKey({ keyId, standing, entry }: KnownKey): SecondFault[] {
	switch (standing) {
		case 'unknown':
			return [refusal('unknown-key', { keyId })];
		case 'revoked':
			return [refusal('revoked-key', { keyId, holder: entry!.holder, day: entry!.revoked!.day, reason: entry!.revoked!.reason })];
		case 'expired':
			return [refusal('expired-key', { keyId, holder: entry!.holder, day: entry!.until })];
		case 'not-yet':
			return [refusal('not-yet-key', { keyId, holder: entry!.holder, day: entry!.from })];
		default:
			return [];
	}
}

export const NOTHING_RECEIVED: Received = {
	kind: 'unknown',
	keyId: '',
	signer: '',
	standing: 'unknown',
	faults: [],
	state: 'refused',
	brings: 0,
	batch: ''
};
export const refused = (kind: Received['kind'], faults: readonly SecondFault[], more: Partial<Received> = {}): Received => ({
	...NOTHING_RECEIVED,
	kind,
	faults,
	...more
});

/** A file by its first bytes: a package is a ZIP, everything else of ours a signed text. */
export const isZip = (bytes: Bytes): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

export async function openSigned(bytes: Bytes): Promise<SignedFile | Received> {
	const file = await readSigned(bytes);
	return typeof file === 'string' ? refused('unknown', [refusal(file)]) : file;
}

/** Who signed, as this machine knows the key. */
export function signedBy(file: SignedFile, ring: KeyRing): Pick<Received, 'keyId' | 'signer' | 'standing'> {
	const { keyId, name } = file.key;
	return { keyId, signer: ring.nameOf(keyId, name), standing: ring.of(keyId).standing };
}
