import { digest, type Bytes } from './bytes.ts';

/**
 * Kinds of signature. `SM2-SM3` is the slot for the national suite (user id 1234567812345678, raw point of 65 bytes, signature r ‖ s of 64 bytes):
 * adding it means one entry in `VERIFIERS` and one signer, since the envelope carries several signatures over the same bytes.
 */
export type Suite = 'Ed25519' | 'SM2-SM3';

/** Someone who signs. The private key stays inside; only `sign` is asked. */
export interface Signer {
	readonly suite: Suite;
	readonly name: string;
	readonly publicKey: Bytes;
	sign(bytes: Bytes): Promise<Bytes>;
}

/** Id of a key (密钥编号): SHA-256 of its raw public key. */
export const keyIdOf = (publicKey: Uint8Array): string => digest(publicKey);

/** A signer of a WebCrypto pair whose private key may be non-extractable. */
export async function ed25519Signer(name: string, keys: CryptoKeyPair): Promise<Signer> {
	const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', keys.publicKey));
	const sign = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.sign('Ed25519', keys.privateKey, bytes));
	return { suite: 'Ed25519', name, publicKey, sign };
}

type Verify = (publicKey: Bytes, signature: Bytes, bytes: Bytes) => Promise<boolean>;

const VERIFIERS: Readonly<Partial<Record<string, Verify>>> = { Ed25519: verifyEd25519 };

/** Whether the signature holds; null where this suite cannot be checked here. */
export async function verifySignature(suite: string, publicKey: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean | null> {
	const verify = Object.hasOwn(VERIFIERS, suite) ? VERIFIERS[suite] : undefined;
	return verify ? verify(publicKey, signature, bytes) : null;
}

async function verifyEd25519(publicKey: Bytes, signature: Bytes, bytes: Bytes): Promise<boolean> {
	if (publicKey.length !== 32 || signature.length !== 64) return false;
	try {
		const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
		return await crypto.subtle.verify('Ed25519', key, signature, bytes);
	} catch {
		return false;
	}
}
