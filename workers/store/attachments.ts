import type { AttachedFile } from '../protocol/register.ts';
import { MOST_ATTACHMENT_BYTES } from '../protocol/register.ts';
import type { Codec } from './codec.ts';
import { Fault, guarded } from './fault.ts';
import type { Database } from './schema.ts';

export interface StoredAttachment extends AttachedFile {
	readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Files (附件) that decisions and entries of registers name by digest; the same file lies here once. */
export class AttachmentStore {
	constructor(
		private readonly db: Database,
		private readonly codec: Codec,
		private readonly crypto: SubtleCrypto
	) {}

	/** @throws Fault too-large, quota-exceeded */
	async put(file: File): Promise<AttachedFile> {
		if (file.size > MOST_ATTACHMENT_BYTES) throw new Fault('too-large', `${file.name} ${file.size} > ${MOST_ATTACHMENT_BYTES}`);
		const bytes = new Uint8Array(await file.arrayBuffer());
		const hash = new Uint8Array(await this.crypto.digest('SHA-256', bytes));
		const digest = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
		const attached = { digest, name: file.name, type: file.type, size: file.size };
		const data = await this.codec.seal<StoredAttachment>({ ...attached, bytes });
		await guarded(() => this.db.attachments.put({ digest, data }));
		return attached;
	}

	/** @throws Fault not-found */
	async get(digest: string): Promise<File> {
		const record = await guarded(() => this.db.attachments.get(digest));
		if (!record) throw new Fault('not-found', `attachment ${digest}`);
		const { name, type, bytes } = await this.codec.open(record.data);
		return new File([bytes], name, { type });
	}
}
