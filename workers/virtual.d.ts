declare module 'virtual:rule-base' {
	/** SHA-256 over the sorted sources of the rule base, hex. */
	export const RULE_BASE_DIGEST: string;
}
