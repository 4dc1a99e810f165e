import type { TrustedKey } from '../../package/verify.ts';
import { ed25519Signer, keyIdOf } from '../../package/suites.ts';
import type { KnownKey, KeyStanding, TrustedKeyEntry } from '../../protocol/trusted-key.ts';
import type { Store } from '../../store/index.ts';
import type { DecisionBook } from '../decision-book.ts';

/** Where a key stands on a day, yyyy-MM-dd. A time that the signer claims says nothing: whoever stole a key can claim any day. */
export function standingOf(entry: TrustedKeyEntry, today: string): KeyStanding {
	if (entry.revoked) return 'revoked';
	if (today < entry.from) return 'not-yet';
	return entry.until !== '' && today > entry.until ? 'expired' : 'trusted';
}

/** Keys that this machine knows: its own, if it has one, and all that were ever taken into the list (受信密钥). */
export class KeyRing {
	readonly keys: readonly KnownKey[];
	readonly #actor: string;

	private constructor(keys: readonly KnownKey[], actor: string) {
		this.keys = keys;
		this.#actor = actor;
	}

	static async open(store: Store, book: DecisionBook, today: string): Promise<KeyRing> {
		const pair = await store.keys.signingKey();
		const own = pair && keyIdOf((await ed25519Signer('', pair)).publicKey);
		const others = book
			.register('', 'trustedKeys')
			.filter(({ id }) => id !== own)
			.map(({ id, value }) => ({ keyId: id, standing: standingOf(value, today), entry: value }));
		return new KeyRing([...(own ? [{ keyId: own, standing: 'own' as const, entry: null }] : []), ...others], await store.settings.actor());
	}

	of(keyId: string): KnownKey {
		return this.keys.find((key) => key.keyId === keyId) ?? { keyId, standing: 'unknown', entry: null };
	}
	/** Whose a key is, as trusted; else the name that its file claims. */
	nameOf(keyId: string, claimed: string): string {
		const { standing, entry } = this.of(keyId);
		return standing === 'own' ? this.#actor : (entry?.holder ?? claimed);
	}
	/** As the verification of packages takes them: those that are trusted no longer stand there too, so that it can say so. */
	get forVerification(): TrustedKey[] {
		return this.keys.map(({ keyId, standing, entry }) => ({
			keyId,
			name: this.nameOf(keyId, ''),
			standing,
			until: entry?.until ?? '',
			reason: entry?.revoked?.reason ?? ''
		}));
	}
}

export const isTrusted = (standing: KeyStanding): boolean => standing === 'own' || standing === 'trusted';
