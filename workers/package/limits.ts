/** What one package may cost its reader. An archive beyond them is refused before anything of it is inflated. */
export interface Limits {
	readonly entries: number;
	/** Bytes of all members together, inflated. */
	readonly inflated: number;
	/** The same where no trusted key signed: beyond it members are held against the digests of their packed bytes only. */
	readonly untrusted: number;
	/** Longest line of a list, and number of its lines. */
	readonly line: number;
	readonly lines: number;
	/** Inflated ÷ packed of one member; small members are let be. */
	readonly ratio: number;
	/** Members below this size are not held to the ratio. */
	readonly ratioFrom: number;
	readonly nameLength: number;
}

const MIB = 1024 * 1024;

/** Generous to a batch of 100,000 findings (about 300 MB of findings.jsonl), mean to a bomb. */
export const LIMITS: Limits = {
	entries: 60_000,
	inflated: 512 * MIB,
	untrusted: 48 * MIB,
	line: 16 * MIB,
	lines: 1_000_000,
	ratio: 200,
	ratioFrom: MIB,
	nameLength: 240
};

/** Why an archive is refused, as data; the words stand in src/lib/format. */
export type ContainerFaultId =
	'not-a-zip' | 'too-many-entries' | 'too-large' | 'ratio' | 'duplicate-name' | 'unsafe-name' | 'overlap' | 'unsupported' | 'damaged';

export class ContainerFault extends Error {
	constructor(
		readonly id: ContainerFaultId,
		readonly entry: string = ''
	) {
		super(entry ? `${id}: ${entry}` : id);
		this.name = 'ContainerFault';
	}
}
