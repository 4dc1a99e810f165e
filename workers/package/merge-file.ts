import { canonical, textOf, utf8, type Bytes } from './bytes.ts';
import { PAYLOAD_TYPE, pae, readEnvelope, signEnvelope } from './dsse.ts';
import { readKeys, writeKeys, type PackageKey } from './keys.ts';
import { STATEMENT_TYPE } from './statement.ts';
import { verifySignature, type Signer } from './suites.ts';

/**
 * Signed files (签名文件) that are no package: an assignment of second review, an expert's opinion. One JSON text in RFC 8785 form,
 * `{envelope, format, keys}`: the same DSSE envelope over an in-toto statement as in a package, and the same key.json. Whoever can verify a package can
 * verify these.
 */
export const SIGNED_FORMAT = 'mingshen.signed/1';
/** Names of what is stated, never fetched. */
export const ASSIGNMENT_TYPE = 'https://mingshen/second-assignment/1';
export const OPINION_TYPE = 'https://mingshen/opinion/1';

export interface SignedFile {
	readonly predicateType: string;
	readonly predicate: unknown;
	/** Digests of the batch's input files. */
	readonly inputs: readonly string[];
	readonly key: PackageKey;
}

/** The same input gives the same bytes. Inputs are named by number: a file's own name may say what it should not. */
export async function writeSigned(predicateType: string, predicate: object, inputs: readonly string[], signer: Signer): Promise<Bytes> {
	const subject = inputs.map((sha256, i) => ({ name: `input/${i + 1}`, digest: { sha256 } }));
	const statement = utf8(canonical({ _type: STATEMENT_TYPE, subject, predicateType, predicate }));
	const envelope: unknown = JSON.parse(textOf(await signEnvelope(statement, [signer])));
	return utf8(canonical({ format: SIGNED_FORMAT, envelope, keys: JSON.parse(writeKeys([signer])) as unknown }));
}

/** Larger than an assignment of every finding of a large batch; more is not read. */
const LARGEST = 64 << 20;

/** Reads and verifies; `not-ours` where it is another kind of file, `damaged` where it is one of ours and a byte of it is not what was signed. */
export async function readSigned(bytes: Bytes): Promise<SignedFile | 'not-ours' | 'damaged'> {
	if (bytes.length > LARGEST || bytes[0] !== 0x7b) return 'not-ours';
	let file: { readonly format?: unknown; readonly envelope?: unknown; readonly keys?: unknown };
	let text: string;
	try {
		text = textOf(bytes);
		file = JSON.parse(text) as typeof file;
	} catch {
		// Cut short, it is no JSON any more; its first words still tell whose it was.
		return new TextDecoder().decode(bytes.subarray(0, 400)).startsWith('{"envelope":{"payload"') ? 'damaged' : 'not-ours';
	}
	if (file.format !== SIGNED_FORMAT) return 'not-ours';
	return (canonical(file) === text ? await verified(file.envelope, file.keys) : null) ?? 'damaged';
}

async function verified(rawEnvelope: unknown, rawKeys: unknown): Promise<SignedFile | null> {
	const envelope = readEnvelope(utf8(canonical(rawEnvelope)));
	const keys = readKeys(utf8(canonical(rawKeys)));
	const [signature] = envelope?.signatures ?? [];
	const key = keys?.[0];
	if (!envelope || !key || keys.length !== 1 || envelope.signatures.length !== 1 || envelope.payloadType !== PAYLOAD_TYPE) return null;
	if (signature!.keyid !== key.keyId) return null;
	if ((await verifySignature(key.suite, key.publicKey, signature!.sig, pae(envelope.payloadType, envelope.payload))) !== true) return null;
	return { ...readStatement(envelope.payload), key };
}

function readStatement(payload: Bytes): Omit<SignedFile, 'key'> {
	const { predicateType, predicate, subject } = JSON.parse(textOf(payload)) as {
		readonly predicateType: string;
		readonly predicate: unknown;
		readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
	};
	return { predicateType, predicate, inputs: subject.map(({ digest }) => digest.sha256) };
}
