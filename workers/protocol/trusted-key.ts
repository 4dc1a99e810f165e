/** A key of somebody else (受信密钥): register `trustedKeys`, batch ''; an entry's id is the key's id. */
export interface TrustedKeyEntry {
	readonly holder: string;
	/** How the fingerprint was compared: by telephone, face to face, by official letter. */
	readonly checked: string;
	/** Days, yyyy-MM-dd, both within; until '' has no end. */
	readonly from: string;
	readonly until: string;
	readonly revoked: { readonly day: string; readonly reason: string } | null;
}
/** `own`: this machine's. Only own and trusted are ever shown as holding. */
export type KeyStanding = 'own' | 'trusted' | 'unknown' | 'revoked' | 'expired' | 'not-yet';
export interface KnownKey {
	readonly keyId: string;
	readonly standing: KeyStanding;
	/** Null for this machine's own key and for an unknown one. */
	readonly entry: TrustedKeyEntry | null;
}
