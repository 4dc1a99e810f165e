export function verify(
	file: Buffer,
	trusted?: readonly string[]
): {
	readonly state: 'holds' | 'fails' | 'unknown-key';
	readonly reason: string;
	readonly keyIds: readonly string[];
	readonly signer: string;
	readonly findings: number;
};
export function canonical(value: unknown): string;
