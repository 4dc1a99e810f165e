import type { Bilingual } from '../domain/finding.ts';

/** What is wrong with a text, at its place: UTF-16 units, [from, to). */
export interface RuleFault {
	readonly message: Bilingual;
	readonly from: number;
	readonly to: number;
}

/** Thrown while a text is read, with one fault or more; never leaves `check.ts`. */
export class Faulty extends Error {
	constructor(readonly fault: RuleFault) {
		super(fault.message.en);
	}
}

export interface Span {
	readonly from: number;
	readonly to: number;
}

/** @throws Faulty */
export function faulty({ from, to }: Span, zh: string, en: string): never {
	throw new Faulty({ message: { zh, en }, from, to });
}
