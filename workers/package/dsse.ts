import { canonical, fromBase64, join, textOf, toBase64, utf8, type Bytes } from './bytes.ts';
import { keyIdOf, type Signer } from './suites.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** Envelope of DSSE 1.0 (签名信封). */
export interface Envelope {
	readonly payloadType: string;
	readonly payload: Bytes;
	readonly signatures: readonly { readonly keyid: string; readonly sig: Bytes }[];
}

/** Pre-Authentication Encoding: the type stands inside of what is signed. Lengths count bytes. */
export function pae(payloadType: string, payload: Uint8Array): Bytes {
	const type = utf8(payloadType);
	return join([utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload]);
}

/** Signs once per signer, all over the same bytes. */
export async function signEnvelope(payload: Bytes, signers: readonly Signer[]): Promise<Bytes> {
	const signed = pae(PAYLOAD_TYPE, payload);
	const signatures = [];
	for (const signer of signers) signatures.push({ keyid: keyIdOf(signer.publicKey), sig: await signer.sign(signed) });
	return writeEnvelope({ payloadType: PAYLOAD_TYPE, payload, signatures });
}

export function writeEnvelope({ payloadType, payload, signatures }: Envelope): Bytes {
	const list = signatures.map(({ keyid, sig }) => ({ keyid, sig: toBase64(sig) }));
	return utf8(canonical({ payloadType, payload: toBase64(payload), signatures: list }));
}

/**
 * Reads an envelope. DSSE lets readers ignore further fields and take other base64; a package is stricter, for a byte that nobody signed
 * should not be there: the text must be the one way to write this envelope. Null where it is not.
 */
export function readEnvelope(bytes: Uint8Array): Envelope | null {
	try {
		const text = textOf(bytes);
		const raw = JSON.parse(text) as { payloadType: unknown; payload: unknown; signatures: { keyid: unknown; sig: unknown }[] };
		const payload = fromBase64(String(raw.payload));
		const signatures = raw.signatures.map(({ keyid, sig }) => ({ keyid: String(keyid), sig: fromBase64(String(sig)) }));
		if (!payload || signatures.length === 0 || signatures.some(({ sig }) => !sig)) return null;
		const envelope = { payloadType: String(raw.payloadType), payload, signatures: signatures as Envelope['signatures'] };
		return textOf(writeEnvelope(envelope)) === text ? envelope : null;
	} catch {
		return null;
	}
}
