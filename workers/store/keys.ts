import { Fault, guarded } from './fault.ts';
import type { Database } from './schema.ts';

const SIGNING = 'signing';

/**
 * The key that signs exports: Ed25519, made on this machine, its private half not extractable. It proves integrity and continuity and is no
 * certified seal. A key that another tab made meanwhile stands.
 */
export class KeyStore {
	constructor(
		private readonly db: Database,
		private readonly crypto: SubtleCrypto
	) {}

	async getOrCreateSigningKey(now: number): Promise<CryptoKeyPair> {
		const known = await guarded(() => this.db.keys.get(SIGNING));
		if (known) return known.pair;
		const pair = (await this.crypto.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])) as CryptoKeyPair;
		await guarded(() =>
			this.db.transaction('rw', this.db.keys, async () => {
				if (!(await this.db.keys.get(SIGNING))) await this.db.keys.add({ id: SIGNING, createdAt: now, pair });
			})
		);
		const kept = await guarded(() => this.db.keys.get(SIGNING));
		if (!kept) throw new Fault('internal', 'the signing key was not kept');
		return kept.pair;
	}

	/** The key if there is one: a journal frame names it without making it. */
	async signingKey(): Promise<CryptoKeyPair | null> {
		return (await guarded(() => this.db.keys.get(SIGNING)))?.pair ?? null;
	}
}
