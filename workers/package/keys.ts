import { canonical, fromBase64, textOf, toBase64, type Bytes } from './bytes.ts';
import { keyIdOf, type Signer } from './suites.ts';

export const KEYS_FORMAT = 'mingshen.keys/1';

/** A public key as the package carries it (key.json). The name is the owner's own word. */
export interface PackageKey {
	readonly keyId: string;
	readonly suite: string;
	readonly name: string;
	readonly publicKey: Bytes;
}

export function writeKeys(signers: readonly Signer[]): string {
	const keys = signers.map(({ suite, name, publicKey }) => ({ keyId: keyIdOf(publicKey), suite, name, public: toBase64(publicKey) }));
	return canonical({ format: KEYS_FORMAT, keys });
}

/** Reads key.json; null where it is none, or where an id is not the digest of its key. */
export function readKeys(bytes: Uint8Array): PackageKey[] | null {
	try {
		const file = JSON.parse(textOf(bytes)) as { format: string; keys: { keyId: string; suite: string; name: string; public: string }[] };
		if (file.format !== KEYS_FORMAT) return null;
		const keys = file.keys.map((key) => ({ keyId: key.keyId, suite: String(key.suite), name: String(key.name), publicKey: fromBase64(key.public) }));
		return keys.every((key) => key.publicKey && keyIdOf(key.publicKey) === key.keyId) ? (keys as PackageKey[]) : null;
	} catch {
		return null;
	}
}
