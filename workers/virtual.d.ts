declare module 'virtual:rule-base' {
	/** SHA-256 over the sorted sources of the rule base, hex. */
	export const RULE_BASE_DIGEST: string;
}
declare module '*.wat' {
	/** The compiled module in base64. */
	const module: string;
	export default module;
}
